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

// A location is where the rows of the bucket of a feature lie, its mark, and that
// of the first row.
type location struct {
	first, end uint32
	mark, at   uint16
}

// locate finds where the rows of features lie. It reads the same thing of all
// features before the next thing of any: so the look-ups do not wait for one
// another's cache misses, which takes a third of the time of tagging away.
func (t *table) locate(into []location, features []feature) []location {
	into = slices.Grow(into[:0], len(features))[:len(features)]
	for i, f := range features {
		bucket := uint64(f) >> (64 - t.bits) * 4
		into[i].first = binary.LittleEndian.Uint32(t.start[bucket:])
		into[i].end = binary.LittleEndian.Uint32(t.start[bucket+4:])
		into[i].mark = uint16(f)
	}
	for i := range into {
		if f := &into[i]; f.first != f.end {
			f.at = binary.LittleEndian.Uint16(t.rows[f.first:])
		}
	}
	return into
}

// add adds the weights of features that were located to a token's scores.
func (t *table) add(row []float32, features []location) {
	for i := range features {
		if f := &features[i]; f.first != f.end {
			addRow(row, t.rows[f.first:f.end], f.mark, f.at)
		}
	}
}

// addRow adds the row with the mark, if the bucket has it; at is the mark of
// the bucket's first row.
func addRow(row []float32, bucket []byte, mark, at uint16) {
	for at != mark {
		next := 3 + 2*int(bucket[2])
		if next >= len(bucket) {
			return
		}
		bucket = bucket[next:]
		at = binary.LittleEndian.Uint16(bucket)
	}
	for weights := bucket[3 : 3+2*int(bucket[2])]; len(weights) > 1; weights = weights[2:] {
		row[weights[0]] += weightOf[weights[1]]
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

// newTable lays out the rows of features, whose pairs of label and weight
// quantized gives by their numbers.
func newTable(ids map[feature]int32, quantized func(id int32) []byte) table {
	type row struct {
		f     feature
		pairs []byte
	}
	var rows []row
	for f, id := range ids {
		if pairs := quantized(id); len(pairs) > 0 {
			rows = append(rows, row{f, pairs})
		}
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.f, b.f) })
	var out table
	for out.bits = 4; 2<<out.bits < len(rows); out.bits++ {
	}
	bucket := uint64(0)
	for _, r := range rows {
		for ; bucket <= uint64(r.f)>>(64-out.bits); bucket++ {
			out.start = binary.LittleEndian.AppendUint32(out.start, uint32(len(out.rows)))
		}
		out.rows = binary.LittleEndian.AppendUint16(out.rows, uint16(r.f))
		out.rows = append(out.rows, byte(len(r.pairs)/2))
		out.rows = append(out.rows, r.pairs...)
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

// parseTable returns the table that b begins with, which it goes on using, and
// what follows.
func parseTable(b []byte) (t table, rest []byte, err error) {
	if len(b) < 5 || b[0] < 1 || b[0] > 30 {
		return t, nil, errTruncated
	}
	t.bits = uint(b[0])
	starts := (1<<t.bits + 1) * 4
	end := 5 + starts + int(binary.LittleEndian.Uint32(b[1:]))
	if len(b) < end {
		return t, nil, errTruncated
	}
	t.start, t.rows = b[5:5+starts], b[5+starts:end]
	return t, b[end:], nil
}
