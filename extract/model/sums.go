package model

// sums keeps what groups of features add to a token's scores, by a hash of what
// the group depends on. Nine of ten look-ups in the table, each of which waits
// for memory, are of features that a text has had before; a sum costs one wait
// for a dozen of them. A new key takes the place of an old one.
type sums struct {
	labels int
	keys   []uint64
	rows   []float32 // a row of labels a key
	misses int       // since the last growth
}

// A short article needs few sums; of more than lastSums the processor's cache
// would hold too few.
const (
	firstSums = 1 << 10
	lastSums  = 1 << 14
)

func newSums(labels int) sums {
	return sums{labels: labels, keys: make([]uint64, firstSums), rows: make([]float32, firstSums*labels)}
}

// get returns the row of a key, nil if it is not known.
func (s *sums) get(key uint64) []float32 {
	i := int(key>>32) & (len(s.keys) - 1)
	if s.keys[i] != key {
		return nil
	}
	return s.rows[i*s.labels : (i+1)*s.labels]
}

// put keeps the row of a key that was not known.
func (s *sums) put(key uint64, row []float32) {
	if s.misses++; s.misses > len(s.keys) && len(s.keys) < lastSums {
		*s = sums{labels: s.labels, keys: make([]uint64, 2*len(s.keys)), rows: make([]float32, 2*len(s.rows))}
	}
	i := int(key>>32) & (len(s.keys) - 1)
	s.keys[i] = key
	copy(s.rows[i*s.labels:(i+1)*s.labels], row)
}
