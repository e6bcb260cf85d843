package gazetteer

import (
	"errors"
	"hash/crc32"
	"math/bits"
	"sort"
)

// The binary file is little-endian and searched in place:
//
//	magic    "nutgraf names\x00" and the version
//	sum      uint32: CRC-32 (IEEE) of all that follows
//
// then the sections, each behind its size in bytes as uint32:
//
//	buckets  where the rows of each bucket begin: offsets
//	rows     one for each sequence of words that forms begin with, by the hash
//	         of the words, whose top bits name a bucket. A row is a mark, the
//	         low 32 bits of the hash with the last one telling whether the words
//	         are a form; a form's goes on with four bytes, see formRow
//	kinds    uint16 each: the sets of kinds that forms have
//	cands    candidates of forms that have several: entry uint32, best known
//	         first, the last of a form's with its top bit set
//	entries  stringList of what entryWriter writes
//	heads    what many entries have alike, see headSize
//	posts    what many offices have alike, see postSize
//	strings  stringList of the strings of heads and posts
//	names    of given names, of family names, of words: sorted hashes, uint32;
//	         then a byte each: bucket of frequency, or name share plus 1
//	people   triples of uint32, sorted: sound and hash of a short form by which a
//	         person may be named alone, and the person's entry
//
// Offsets and lists of strings are two and three sections, see there.
const magic = "nutgraf names\x00\x06"

var errDamaged = errors.New("gazetteer: the file is truncated, damaged or of another version")

// A Gazetteer does not change once made and is safe for use by many
// goroutines at once.
type Gazetteer struct {
	buckets              offsets
	rows, kinds, cands   string
	entries              stringList
	heads, posts         string
	strings              stringList
	given, family, words names
	people               surnames
	bucketShift          int     // of a hash, to the number of its bucket
	user                 []Entry // of a user's own lists, beyond the file's
	userForms            map[uint64][]EntryID
	userStarts           map[uint64]bool
	userSurnames         map[uint64][]EntryID
}

// sections returns where the sections of the file go, in order.
func (g *Gazetteer) sections() []*string {
	return []*string{
		&g.buckets.bases, &g.buckets.beyond, &g.rows, &g.kinds, &g.cands,
		&g.entries.starts.bases, &g.entries.starts.beyond, &g.entries.bytes, &g.heads, &g.posts,
		&g.strings.starts.bases, &g.strings.starts.beyond, &g.strings.bytes,
		&g.given.keys, &g.given.values, &g.family.keys, &g.family.values, &g.words.keys, &g.words.values,
		(*string)(&g.people),
	}
}

func u16(s string, i int) uint16 {
	i *= 2
	return uint16(s[i]) | uint16(s[i+1])<<8
}

func u32(s string, i int) uint32 { return u32At(s, i*4) }

func u32At(s string, at int) uint32 {
	_ = s[at+3] // one check of bounds for all
	return uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
}

// lastCandidate marks the last candidate of a form.
const lastCandidate = 1 << 31

// isForm is the bit of a row's mark that tells that a form follows.
const isForm = 1

// What follows is a number in 20 bits, of the only candidate or of the first in
// the list of candidates, then whether it is the only one, and whether the form
// is a common word too; the rest is the number of its set of kinds.
const (
	numberBits  = 20
	onlyOne     = 1 << numberBits
	commonForm  = onlyOne << 1
	kindsShift  = numberBits + 2
	mostKinds   = 1 << (32 - kindsShift)
	mostNumbers = 1 << numberBits
)

// open returns the gazetteer in a file's bytes, which it goes on using.
func open(file string, verify bool) (*Gazetteer, error) {
	if len(file) < len(magic)+4 || file[:len(magic)] != magic {
		return nil, errDamaged
	}
	body := file[len(magic)+4:]
	if verify && crc32.ChecksumIEEE([]byte(body)) != u32At(file, len(magic)) {
		return nil, errDamaged
	}
	g := &Gazetteer{}
	for _, section := range g.sections() {
		if len(body) < 4 || uint64(len(body)-4) < uint64(u32At(body, 0)) {
			return nil, errDamaged
		}
		end := 4 + int(u32At(body, 0))
		*section, body = body[4:end], body[end:]
	}
	buckets := g.buckets.count() - 1
	if len(body) > 0 || bits.OnesCount(uint(buckets)) != 1 {
		return nil, errDamaged
	}
	g.bucketShift = 64 - bits.TrailingZeros(uint(buckets))
	return g, nil
}

// offsets are growing numbers, such as where things begin: the first of each
// block in four bytes, and each as what it is beyond that in two.
type offsets struct{ bases, beyond string }

const offsetBlock = 64

func (o offsets) count() int { return len(o.beyond) / 2 }

func (o offsets) at(i int) int { return int(u32(o.bases, i/offsetBlock)) + int(u16(o.beyond, i)) }

// A stringList is strings behind one another, with where they begin and where the
// last ends.
type stringList struct {
	starts offsets
	bytes  string
}

func (l stringList) count() int { return l.starts.count() - 1 }

func (l stringList) at(i int) string { return l.bytes[l.starts.at(i):l.starts.at(i+1)] }

// surnames lists people by the sound of the short forms of their names.
type surnames string

// find returns the people who have the short form, best known first.
func (s surnames) find(name string) []EntryID {
	h := uint32(formHash(name))
	return s.sounding(soundHash(name), func(form uint32) bool { return form == h })
}

// alike returns the people who have another short form that sounds alike.
func (s surnames) alike(name string) []EntryID {
	h := uint32(formHash(name))
	return s.sounding(soundHash(name), func(form uint32) bool { return form != h })
}

// sounding returns the people who have a short form of that sound, of those that
// fit.
func (s surnames) sounding(sound uint32, fits func(form uint32) bool) (ids []EntryID) {
	list, n := string(s), len(s)/12
	i := sort.Search(n, func(i int) bool { return u32(list, 3*i) >= sound })
	for ; i < n && u32(list, 3*i) == sound; i++ {
		if fits(u32(list, 3*i+1)) {
			ids = appendOther(ids, EntryID(u32(list, 3*i+2)))
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
