package model

// sums keeps what groups of features add to a token's scores, by a hash of what
// the group depends on. Nine of ten look-ups in the table, each of which waits
// for memory, are of features that a text has had before; a sum costs one wait
// for a dozen of them. A new key takes the place of an old one.
type sums struct {
	labels int
	keys   []uint64
	rows   []float32 // a row of labels a key
}

// sumSlots is the number of sums kept: more of them hit more often, but in a
// slower cache.
const sumSlots = 1 << 14

func newSums(labels int) sums {
	return sums{labels: labels, keys: make([]uint64, sumSlots), rows: make([]float32, sumSlots*labels)}
}

// get returns the row of a key, and whether it is known; else it is all zeros
// and the caller's to fill.
func (s *sums) get(key uint64) (row []float32, known bool) {
	i := int(key >> 32 % sumSlots)
	row = s.rows[i*s.labels : (i+1)*s.labels]
	if s.keys[i] == key {
		return row, true
	}
	s.keys[i] = key
	clear(row)
	return row, false
}
