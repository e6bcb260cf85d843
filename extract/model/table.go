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
//	bits uint8: there are 1<<bits buckets, in blocks of 64
//	size uint32: bytes of all rows
//	base [1<<bits/64 + 1]uint32: where the rows of each block begin
//	start [1<<bits + 1]uint16: where each bucket's rows begin in its block's
//	rows: mark uint16 (the hash's low bits), then for each label that counts
//	      label uint8, of the last one with lastPair, and weight, see weightOf
//
// Rows hold only the labels whose weight counts, two or three of 57, which
// is what keeps the model small and the search quick.
type table struct {
	bits  uint
	base  []byte
	start []byte
	rows  []byte
}

// blockBits is the logarithm of the number of buckets in a block. Offsets in a
// block take half of the bytes that offsets in all rows would.
const blockBits = 6

// begin returns where the rows of a bucket begin.
func (t *table) begin(bucket uint64) uint32 {
	return binary.LittleEndian.Uint32(t.base[bucket>>blockBits*4:]) + uint32(binary.LittleEndian.Uint16(t.start[bucket*2:]))
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
		bucket := uint64(f) >> (64 - t.bits)
		into[i].first, into[i].end = t.begin(bucket), t.begin(bucket+1)
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

// lastPair is the bit of a label that ends its row.
const lastPair = 0x80

// addRow adds the row with the mark, if the bucket has it; at is the mark of
// the bucket's first row.
func addRow(row []float32, bucket []byte, mark, at uint16) {
	for at != mark {
		i := 2
		for bucket[i] < lastPair {
			i += 2
		}
		if bucket = bucket[i+2:]; len(bucket) == 0 {
			return
		}
		at = binary.LittleEndian.Uint16(bucket)
	}
	for pairs := bucket[2:]; len(pairs) > 1; pairs = pairs[2:] {
		row[pairs[0]&^lastPair] += weightOf[pairs[1]]
		if pairs[0] >= lastPair {
			return
		}
	}
}

// resolution is the unit of the stored weights, in logarithms of odds.
const resolution = 1.0 / 100

// A weight is one byte: its sign and seven bits that count single units up to
// fineWeights and coarseStep units each above. Most weights are small, and
// those of a few features that nearly every token has are large.
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
	out := table{bits: blockBits}
	for rowsPerBucket<<out.bits < len(rows) {
		out.bits++
	}
	bucket := uint64(0)
	for _, r := range rows {
		for ; bucket <= uint64(r.f)>>(64-out.bits); bucket++ {
			out.beginBucket(bucket)
		}
		out.rows = binary.LittleEndian.AppendUint16(out.rows, uint16(r.f))
		out.rows = append(out.rows, r.pairs...)
		out.rows[len(out.rows)-2] |= lastPair
	}
	for ; bucket <= 1<<out.bits; bucket++ {
		out.beginBucket(bucket)
	}
	return out
}

// rowsPerBucket is how many rows a bucket has at most, on average: more make a
// longer search, fewer take more bytes for where they begin.
const rowsPerBucket = 4

// beginBucket notes that the rows of the next bucket begin here. The hashes of
// features spread evenly: a block has about a hundred rows of some ten bytes, and
// never more than an offset can tell.
func (t *table) beginBucket(bucket uint64) {
	at := uint32(len(t.rows))
	if bucket%(1<<blockBits) == 0 {
		t.base = binary.LittleEndian.AppendUint32(t.base, at)
	}
	offset := at - binary.LittleEndian.Uint32(t.base[bucket>>blockBits*4:])
	if offset > math.MaxUint16 {
		panic("model: the rows of 64 buckets take more than 64 KiB")
	}
	t.start = binary.LittleEndian.AppendUint16(t.start, uint16(offset))
}

// quantized returns the pairs of label and weight of a feature that count.
func (t *trainer) quantized(id int32) (pairs []byte) {
	for l := range t.labels {
		w := float64(t.weight(int(id)*t.labels + l))
		if q := quantize(w / resolution); q != 0 && math.Abs(w) >= t.Prune {
			pairs = append(pairs, byte(l), byte(q))
		}
	}
	return pairs
}

// appendBinary appends the layout that parseTable reads.
func (t *table) appendBinary(b []byte) []byte {
	b = append(b, byte(t.bits))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(t.rows)))
	b = append(b, t.base...)
	b = append(b, t.start...)
	return append(b, t.rows...)
}

// parseTable returns the table that b begins with, which it goes on using, and
// what follows.
func parseTable(b []byte) (t table, rest []byte, err error) {
	if len(b) < 5 || b[0] < blockBits || b[0] > 30 {
		return t, nil, errTruncated
	}
	t.bits = uint(b[0])
	start := 5 + (1<<t.bits>>blockBits+1)*4
	rows := start + (1<<t.bits+1)*2
	end := rows + int(binary.LittleEndian.Uint32(b[1:]))
	if len(b) < end {
		return t, nil, errTruncated
	}
	t.base, t.start, t.rows = b[5:start], b[start:rows], b[rows:end]
	return t, b[end:], nil
}
