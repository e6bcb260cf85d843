package model

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestTable: what a table adds of a feature are its weights, and of others, but
// for one in some tens of thousands, nothing.
func TestTable(t *testing.T) {
	const labels = 30
	random := rand.New(rand.NewPCG(1, 2))
	ids, weights := map[feature]int32{}, [][]byte{}
	for id := range int32(5000) {
		ids[feature(random.Uint64())] = id
		var pairs []byte
		for l := range 1 + random.IntN(20) {
			pairs = append(pairs, byte(l), byte(quantize(100*random.NormFloat64())))
		}
		weights = append(weights, pairs)
	}
	built := newTable(ids, func(id int32) []byte { return weights[id] })
	table, rest, err := parseTable(built.appendBinary(nil))
	if err != nil || len(rest) > 0 {
		t.Fatalf("%d bytes are left, error %v", len(rest), err)
	}
	row := make([]float32, labels)
	for f, id := range ids {
		clear(row)
		table.add(row, table.locate(nil, []feature{f}))
		for pairs := weights[id]; len(pairs) > 0; pairs = pairs[2:] {
			if l := pairs[0] &^ lastPair; row[l] != weightOf[pairs[1]] {
				t.Fatalf("feature %d, label %d: %v, not %v", f, l, row[l], weightOf[pairs[1]])
			}
		}
	}
	known := 0
	for range 1000 {
		clear(row)
		table.add(row, table.locate(nil, []feature{feature(random.Uint64())}))
		if slices.ContainsFunc(row, func(w float32) bool { return w != 0 }) {
			known++
		}
	}
	if known > 1 {
		t.Errorf("%d of 1000 unknown features have weights", known)
	}
}
