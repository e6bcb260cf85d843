package gazetteer

import (
	"cmp"
	"encoding/binary"
	"hash/crc32"
	"io/fs"
	"slices"
)

// Build makes the binary file from the lists in a folder. The same lists give
// the same bytes.
func Build(dir fs.FS) ([]byte, error) {
	b := builder{
		forms: map[uint64]*form{}, prefixes: map[uint64]bool{},
		given: map[uint32]uint8{}, family: map[uint32]uint8{}, common: map[uint64]uint8{},
	}
	if err := b.readSources(dir); err != nil {
		return nil, err
	}
	for _, e := range b.entries {
		if err := e.checkNumbers(); err != nil {
			return nil, err
		}
	}
	return b.file(), nil
}

type builder struct {
	entries       []Entry
	forms         map[uint64]*form // by the hash of all words
	prefixes      map[uint64]bool
	surnames      []surname
	naming        map[string]string // by country: which word of a name people go by
	given, family map[uint32]uint8
	common        map[uint64]uint8
}

type form struct {
	kinds      Kind
	candidates []EntryID
}

// A surname is a short form by which a person may be named alone.
type surname struct {
	sound, exact uint32
	id           EntryID
}

// add adds an entry under its forms.
func (b *builder) add(e Entry, forms ...string) EntryID {
	e.ID = EntryID(len(b.entries))
	b.entries = append(b.entries, e)
	for _, text := range forms {
		words := formWords(text)
		if len(words) == 0 || len(words) > longest || len(words) == 2 && len(text) == len("A's") {
			continue
		}
		h := uint64(0)
		for i, w := range words {
			h = then(h, w)
			if i+1 < len(words) {
				b.prefixes[h] = true
			}
		}
		f := b.forms[h]
		if f == nil {
			f = &form{}
			b.forms[h] = f
		}
		f.kinds |= e.Kind
		if !slices.Contains(f.candidates, e.ID) {
			f.candidates = append(f.candidates, e.ID)
		}
	}
	return e.ID
}

func (b *builder) file() []byte {
	hashes := make([]uint64, 0, len(b.forms))
	for h := range b.forms {
		hashes = append(hashes, h)
	}
	slices.Sort(hashes)
	le := binary.LittleEndian
	var forms, cands []byte
	numbers := map[uint64]uint32{}
	candidates := uint32(0)
	for n, h := range hashes {
		f := b.forms[h]
		b.rank(f.candidates)
		last := uint32(f.candidates[len(f.candidates)-1]) | lastCandidate
		if len(f.candidates) == 1 {
			forms = le.AppendUint32(forms, last)
		} else {
			forms = le.AppendUint32(forms, candidates)
			for _, id := range f.candidates[:len(f.candidates)-1] {
				cands = le.AppendUint32(cands, uint32(id))
			}
			cands = le.AppendUint32(cands, last)
			candidates += uint32(len(f.candidates))
		}
		forms = le.AppendUint16(forms, uint16(f.kinds))
		forms = le.AppendUint16(forms, b.flags(h))
		numbers[h] = uint32(n) + 2
	}
	slots, table := b.table(hashes, numbers)
	starts, bytes, shared := b.entryBytes()
	common := b.commonWords()
	given, family, words := nameList(b.given), nameList(b.family), nameList(common)
	return assemble(
		[]int{slots, len(hashes), int(candidates), len(b.entries), len(bytes), len(shared.bytes), len(b.given), len(b.family), len(common)},
		table, forms, cands, starts, bytes, shared.bytes, given, family, words, b.surnameList())
}

func assemble(counts []int, sections ...[]byte) []byte {
	file := append([]byte(magic), 0, 0, 0, 0)
	for _, n := range counts {
		file = binary.LittleEndian.AppendUint32(file, uint32(n))
	}
	for _, s := range sections {
		file = append(file, s...)
	}
	body := file[len(magic)+4:]
	binary.LittleEndian.PutUint32(file[len(magic):], crc32.ChecksumIEEE(body))
	return file
}

// rank sorts candidates by how well known they are, then by number.
func (b *builder) rank(ids []EntryID) {
	slices.SortFunc(ids, func(x, y EntryID) int {
		return cmp.Or(cmp.Compare(b.entries[x].Rank, b.entries[y].Rank), cmp.Compare(x, y))
	})
}

func (b *builder) flags(h uint64) (flags uint16) {
	if _, ok := b.common[h]; ok {
		flags |= flagCommon
	}
	return flags
}

// table lays out the open addressing at a load of two thirds.
func (b *builder) table(hashes []uint64, numbers map[uint64]uint32) (slots int, table []byte) {
	all := slices.Clone(hashes)
	for h := range b.prefixes {
		if numbers[h] == 0 {
			all = append(all, h)
			numbers[h] = uint32(prefix)
		}
	}
	slices.Sort(all)
	slots = len(all)*3/2 + 1
	table = make([]byte, slotSize*slots+slotPadding)
	for _, h := range all {
		i := slotOf(h, uint64(slots))
		for readSlot(string(table[i*slotSize:i*slotSize+slotSize+slotPadding]), 0) != 0 {
			if i++; i == uint64(slots) {
				i = 0
			}
		}
		slot := newSlot(h, numbers[h])
		binary.LittleEndian.PutUint32(table[i*slotSize:], uint32(slot))
		binary.LittleEndian.PutUint16(table[i*slotSize+4:], uint16(slot>>32))
	}
	return slots, table
}

func (b *builder) entryBytes() (starts, bytes []byte, shared sharedStrings) {
	for _, e := range b.entries {
		starts = binary.LittleEndian.AppendUint32(starts, uint32(len(bytes)))
		bytes = appendEntry(bytes, e, &shared)
	}
	return binary.LittleEndian.AppendUint32(starts, uint32(len(bytes))), bytes, shared
}

func (b *builder) commonWords() map[uint32]uint8 {
	words := map[uint32]uint8{}
	for h, n := range b.common {
		words[uint32(h)] = n + 1 // 0 is unknown
	}
	return words
}

func nameList(list map[uint32]uint8) []byte {
	keys := make([]uint32, 0, len(list))
	for k := range list {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var out, values []byte
	for _, k := range keys {
		out = binary.LittleEndian.AppendUint32(out, k)
		values = append(values, list[k])
	}
	return append(out, values...)
}

func (b *builder) surnameList() (out []byte) {
	slices.SortFunc(b.surnames, func(x, y surname) int {
		return cmp.Or(cmp.Compare(x.sound, y.sound), cmp.Compare(b.entries[x.id].Rank, b.entries[y.id].Rank), cmp.Compare(x.id, y.id), cmp.Compare(x.exact, y.exact))
	})
	list := slices.Compact(b.surnames)
	for _, s := range list {
		out = binary.LittleEndian.AppendUint32(out, s.sound)
		out = binary.LittleEndian.AppendUint32(out, s.exact)
		out = binary.LittleEndian.AppendUint32(out, uint32(s.id))
	}
	slices.SortStableFunc(list, func(x, y surname) int { return cmp.Compare(x.exact, y.exact) })
	for _, s := range list {
		out = binary.LittleEndian.AppendUint32(out, s.exact)
		out = binary.LittleEndian.AppendUint32(out, uint32(s.id))
	}
	return out
}
