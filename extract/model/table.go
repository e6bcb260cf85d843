package model

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// table holds the weights of the features, searched in place. A feature's
// hash names a bucket by its top bits; the rows of a bucket stand one after
// the other. The layout, little-endian:
//
//	bits uint8: there are 1<<bits buckets
//	size uint32: bytes of all rows
//	start [1<<bits + 1]uint32: where each bucket's rows begin
//	rows: mark uint16 (the hash's low bits), n uint8, then n times
//	      label uint8, weight, see weightOf
//
// Rows hold only the labels whose weight counts, four of 57 on average, which
// is what keeps the model small and the search quick.
type table struct {
	bits  uint
	start []byte
	rows  []byte
}

// addAll adds the weights of a token's features to its scores. It first looks
// up where all the features' rows lie and then reads them: the look-ups do not
// wait for one another's cache misses, which halves the time of tagging.
func (t *table) addAll(row []float32, features []feature) {
	var bounds [2 * batch]uint32
	for len(features) > 0 {
		n := min(len(features), batch)
		for i, f := range features[:n] {
			bucket := uint64(f) >> (64 - t.bits) * 4
			bounds[2*i] = binary.LittleEndian.Uint32(t.start[bucket:])
			bounds[2*i+1] = binary.LittleEndian.Uint32(t.start[bucket+4:])
		}
		for i, f := range features[:n] {
			if bounds[2*i] != bounds[2*i+1] {
				addRow(row, t.rows[bounds[2*i]:bounds[2*i+1]], uint16(f))
			}
		}
		features = features[n:]
	}
}

// batch is the number of features looked up at once.
const batch = 32

// addRow adds the row with the mark, if the bucket has it.
func addRow(row []float32, bucket []byte, mark uint16) {
	for len(bucket) > 3 {
		next := 3 + 2*int(bucket[2])
		if binary.LittleEndian.Uint16(bucket) != mark {
			bucket = bucket[next:]
			continue
		}
		for weights := bucket[3:next]; len(weights) > 1; weights = weights[2:] {
			row[weights[0]] += weightOf[weights[1]]
		}
		return
	}
}

// resolution is the unit of the stored weights, as a share of the margin.
const resolution = 1.0 / 16

// A weight is one byte: its sign and seven bits that count single units up to
// fineWeights and coarseStep units each above. Most weights are small, and a
// few that nearly every token has are large; cutting those off would cost a
// point of F1.
const (
	fineWeights = 96
	coarseStep  = 12
)

var weightOf = makeWeights()

func makeWeights() (w [256]float32) {
	for i := range w {
		n := int(int8(i))
		sign := 1
		if n < 0 {
			n, sign = -n, -1
		}
		if n > fineWeights {
			n = fineWeights + (n-fineWeights)*coarseStep
		}
		w[i] = float32(sign * n)
	}
	return w
}

// quantize returns the byte of a weight in units.
func quantize(w float64) int8 {
	n := math.Round(math.Abs(w))
	if n > fineWeights {
		n = fineWeights + math.Round((n-fineWeights)/coarseStep)
	}
	return int8(math.Copysign(min(n, 127), w))
}

// newTable quantizes and prunes the trainer's mean weights.
func newTable(t *trainer) table {
	type row struct {
		f  feature
		id int32
	}
	rows := make([]row, 0, len(t.ids))
	for f, id := range t.ids {
		rows = append(rows, row{f, id})
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.f, b.f) })
	var out table
	for out.bits = 4; 2<<out.bits < len(rows); out.bits++ {
	}
	bucket := uint64(0)
	for _, r := range rows {
		weights := t.quantized(r.id)
		if len(weights) == 0 {
			continue
		}
		for ; bucket <= uint64(r.f)>>(64-out.bits); bucket++ {
			out.start = binary.LittleEndian.AppendUint32(out.start, uint32(len(out.rows)))
		}
		out.rows = binary.LittleEndian.AppendUint16(out.rows, uint16(r.f))
		out.rows = append(out.rows, byte(len(weights)/2))
		out.rows = append(out.rows, weights...)
	}
	for ; bucket <= 1<<out.bits; bucket++ {
		out.start = binary.LittleEndian.AppendUint32(out.start, uint32(len(out.rows)))
	}
	return out
}

// quantized returns the pairs of label and weight of a feature that count.
func (t *trainer) quantized(id int32) (pairs []byte) {
	unit := float64(t.Margin) * resolution
	for l := range t.labels {
		at := int(id)*t.labels + l
		w := float64(t.weight(at))
		if math.Abs(w)/unit < max(t.Prune, 0.5) {
			continue
		}
		pairs = append(pairs, byte(l), byte(quantize(w/unit)))
	}
	return pairs
}

// appendBinary appends the layout that parseTable reads.
func (t *table) appendBinary(b []byte) []byte {
	b = append(b, byte(t.bits))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(t.rows)))
	b = append(b, t.start...)
	return append(b, t.rows...)
}

// parseTable returns the table that fills b, which it goes on using.
func parseTable(b []byte, labels int) (t table, err error) {
	if len(b) < 5 || b[0] < 1 || b[0] > 30 {
		return t, errTruncated
	}
	t.bits = uint(b[0])
	size := int(binary.LittleEndian.Uint32(b[1:]))
	starts := (1<<t.bits + 1) * 4
	if len(b) != 5+starts+size {
		return t, errTruncated
	}
	t.start, t.rows = b[5:5+starts], b[5+starts:]
	return t, nil
}
