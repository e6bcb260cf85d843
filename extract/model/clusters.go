package model

import (
	"encoding/binary"
	"sort"
)

// granularities is the number of clusterings that a word is given, from
// coarse to fine.
const granularities = 3

// Clusters gives words that stand in like company the same numbers. It is
// searched in place; the layout, little-endian, is sorted by key:
//
//	count uint32, then count keys (the low 32 bits of the hash of the
//	lower-case word), then count times three bytes, which hold the class
//	numbers less one in 6, 8 and 10 bits, the coarsest in the lowest
type Clusters struct {
	keys    []byte
	classes []byte
}

// packedClasses is the number of bytes that hold the classes of a word.
const packedClasses = 3

// lookup returns the classes of a word by the hash of its lower-case form, 0
// for a word that is not known.
func (c *Clusters) lookup(lower uint64) (classes [granularities]uint16) {
	if c == nil || len(c.keys) == 0 {
		return classes
	}
	i, ok := c.find(uint32(lower))
	if !ok {
		return classes
	}
	packed := c.classes[i*packedClasses:]
	bits := uint32(packed[0]) | uint32(packed[1])<<8 | uint32(packed[2])<<16
	return [granularities]uint16{uint16(bits&63) + 1, uint16(bits>>6&255) + 1, uint16(bits>>14) + 1}
}

// find searches by interpolation: keys are hashes, hence evenly spread. The
// first guess is off by the root of their number, the next two by little.
func (c *Clusters) find(key uint32) (int, bool) {
	n := len(c.keys) / 4
	at := func(i int) uint32 { return binary.LittleEndian.Uint32(c.keys[i*4:]) }
	i := int(uint64(key) * uint64(n) >> 32)
	for range 2 {
		off := (int64(key) - int64(at(i))) * int64(n) >> 32
		i = min(max(i+int(off), 0), n-1)
	}
	for i > 0 && at(i) > key {
		i--
	}
	for i < n && at(i) < key {
		i++
	}
	return i, i < n && at(i) == key
}

// newClusters lays out the classes of words.
func newClusters(words []string, classes [][granularities]uint16) *Clusters {
	type entry struct {
		key     uint32
		classes [granularities]uint16
	}
	seen := map[uint32]bool{}
	var entries []entry
	for i, w := range words {
		key := uint32(hashString(w))
		if !seen[key] { // words come most frequent first
			seen[key] = true
			entries = append(entries, entry{key, classes[i]})
		}
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].key < entries[j].key })
	c := &Clusters{}
	for _, e := range entries {
		c.keys = binary.LittleEndian.AppendUint32(c.keys, e.key)
		bits := uint32(e.classes[0]-1) | uint32(e.classes[1]-1)<<6 | uint32(e.classes[2]-1)<<14
		c.classes = append(c.classes, byte(bits), byte(bits>>8), byte(bits>>16))
	}
	return c
}

// AppendBinary appends the layout that ParseClusters reads.
func (c *Clusters) AppendBinary(b []byte) []byte {
	if c == nil {
		return binary.LittleEndian.AppendUint32(b, 0)
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(c.keys)/4))
	b = append(b, c.keys...)
	return append(b, c.classes...)
}

// parseClusters returns the clusters at the start of b, which it goes on
// using, and what follows them.
func parseClusters(b []byte) (*Clusters, []byte, error) {
	if len(b) < 4 {
		return nil, nil, errTruncated
	}
	n := int(binary.LittleEndian.Uint32(b))
	b = b[4:]
	size := n * (4 + packedClasses)
	if n < 0 || size > len(b) {
		return nil, nil, errTruncated
	}
	return &Clusters{keys: b[:n*4], classes: b[n*4 : size]}, b[size:], nil
}

// ParseClusters returns the clusters in the file b, which it goes on using.
func ParseClusters(b []byte) (*Clusters, error) {
	c, rest, err := parseClusters(b)
	if err == nil && len(rest) > 0 {
		return nil, errTruncated
	}
	return c, err
}
