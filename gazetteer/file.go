package gazetteer

import (
	"errors"
	"hash/crc32"
	"sort"
)

// The binary file is little-endian and searched in place:
//
//	magic    "nutgraf names\x00" and the version
//	sum      uint32: CRC-32 (IEEE) of all that follows
//	counts   9 × uint32: slots of the table, forms, candidates, entries, bytes
//	         of entries, of shared strings, given names, family names, common words
//	table    slots of 6 bytes, open addressing by the hash of words: 20
//	         bits value, which is a form's number plus 2, or 1 where the words
//	         only begin longer forms, or 0 where the place is free; 28 bits mark,
//	         the top of the hash; 2 bytes behind, to be read with the last
//	forms    forms × (first candidate uint32, or the only one itself with its
//	         top bit set; kinds uint16, flags uint16)
//	cands    candidates × entry uint32, best known first, the last of a form's
//	         with its top bit set
//	starts   (entries+1) × uint32: where in the bytes each entry begins
//	bytes    see appendEntry
//	shared   strings that many entries have, see sharedStrings
//	names    three sorted lists of hash uint32, then a byte each: bucket of
//	         frequency of given names, of family names, name share of words plus 1
//	people   triples of uint32, sorted: sound and hash of a short form by which a
//	         person may be named alone, and the person's entry; then the same
//	         without the sound, sorted by the hash
const magic = "nutgraf names\x00\x05"

const headerSize = len(magic) + 4 + counts*4

const counts = 9

var errDamaged = errors.New("gazetteer: the file is truncated, damaged or of another version")

// A Gazetteer does not change once made and is safe for use by many
// goroutines at once.
type Gazetteer struct {
	slots                uint64
	table, forms, cands  string
	starts, bytes        string
	shared               string
	given, family, words names
	people               surnames
	user                 []Entry // of a user's own lists, beyond the file's
	userForms            map[uint64][]EntryID
	userStarts           map[uint64]bool
	userSurnames         map[uint64][]EntryID
}

func u32(s string, i int) uint32 {
	i *= 4
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

// lastCandidate marks the last candidate of a form.
const lastCandidate = 1 << 31

// A slot of the table is its value in 20 bits and a mark in 28.
const (
	slotSize    = 6
	slotPadding = 2
	valueBits   = 20
	slotMask    = 1<<(8*slotSize) - 1
)

func newSlot(hash uint64, value uint32) uint64 {
	return hash>>(64-8*slotSize+valueBits)<<valueBits&slotMask | uint64(value)
}

// slotOf returns the place of a hash in a table, by the bits that are not in the
// mark.
func slotOf(hash, slots uint64) uint64 { return uint64(uint32(hash)) * slots >> 32 }

func readSlot(table string, i uint64) uint64 {
	s := table[i*slotSize:]
	_ = s[7] // one check of bounds for all
	return (uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56) & slotMask
}

// open returns the gazetteer in a file's bytes, which it goes on using.
func open(file string, verify bool) (*Gazetteer, error) {
	if len(file) < headerSize || file[:len(magic)] != magic {
		return nil, errDamaged
	}
	body := file[len(magic)+4:]
	if verify && crc32.ChecksumIEEE([]byte(body)) != u32(file[len(magic):], 0) {
		return nil, errDamaged
	}
	var n [counts]int
	for i := range n {
		n[i] = int(u32(body, i))
	}
	body = body[counts*4:]
	if n[0] < 1 || n[0] > 1<<28 {
		return nil, errDamaged
	}
	g := &Gazetteer{slots: uint64(n[0])}
	ok := true
	take := func(size int) string {
		if size < 0 || size > len(body) {
			ok = false
			return ""
		}
		s := body[:size]
		body = body[size:]
		return s
	}
	g.table = take(slotSize*n[0] + slotPadding)
	g.forms = take(n[1] * 8)
	g.cands = take(n[2] * 4)
	g.starts = take((n[3] + 1) * 4)
	g.bytes = take(n[4])
	g.shared = take(n[5])
	for i, list := range []*names{&g.given, &g.family, &g.words} {
		list.keys = take(n[6+i] * 4)
		list.values = take(n[6+i])
	}
	g.people = newSurnames(take(len(body)))
	if !ok {
		return nil, errDamaged
	}
	return g, nil
}

// surnames lists people by the short forms of their names, and by their sound.
type surnames struct{ bySound, byForm string }

func newSurnames(list string) surnames {
	half := len(list) / (12 + 8) * 12
	return surnames{list[:half], list[half:]}
}

// find returns the people who have the short form, best known first.
func (s surnames) find(name string) (ids []EntryID) {
	h, n := uint32(formHash(name)), len(s.byForm)/8
	i := sort.Search(n, func(i int) bool { return u32(s.byForm, 2*i) >= h })
	for ; i < n && u32(s.byForm, 2*i) == h; i++ {
		ids = appendOther(ids, EntryID(u32(s.byForm, 2*i+1)))
	}
	return ids
}

// alike returns the people who have another short form that sounds alike.
func (s surnames) alike(name string) (ids []EntryID) {
	sound, h, n := soundHash(name), uint32(formHash(name)), len(s.bySound)/12
	i := sort.Search(n, func(i int) bool { return u32(s.bySound, 3*i) >= sound })
	for ; i < n && u32(s.bySound, 3*i) == sound; i++ {
		if u32(s.bySound, 3*i+1) != h {
			ids = appendOther(ids, EntryID(u32(s.bySound, 3*i+2)))
		}
	}
	return ids
}

// appendOther appends an id unless it is the last one.
func appendOther(ids []EntryID, id EntryID) []EntryID {
	if len(ids) > 0 && ids[len(ids)-1] == id {
		return ids
	}
	return append(ids, id)
}

// names is a sorted list of hashes with a byte each.
type names struct{ keys, values string }

func (l names) find(h uint32) uint8 {
	n := len(l.values)
	if n == 0 {
		return 0
	}
	// Hashes are evenly spread: the first guess is off by the root of their
	// number, the next two by little.
	i := int(uint64(h) * uint64(n) >> 32)
	for range 2 {
		off := (int64(h) - int64(u32(l.keys, i))) * int64(n) >> 32
		i = min(max(i+int(off), 0), n-1)
	}
	for i > 0 && u32(l.keys, i) > h {
		i--
	}
	for i < n && u32(l.keys, i) < h {
		i++
	}
	if i < n && u32(l.keys, i) == h {
		return l.values[i]
	}
	return 0
}
