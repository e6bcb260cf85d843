package gazetteer

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"maps"
	"math"
	"math/bits"
	"slices"
)

// Build makes the binary file from the lists in a folder. The same lists give
// the same bytes.
func Build(dir fs.FS) ([]byte, error) {
	b := newBuilder()
	if err := b.readSources(dir); err != nil {
		return nil, err
	}
	for _, e := range b.entries {
		if err := e.checkNumbers(); err != nil {
			return nil, err
		}
	}
	return b.file()
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

func newBuilder() *builder {
	return &builder{
		forms: map[uint64]*form{}, prefixes: map[uint64]bool{},
		given: map[uint32]uint8{}, family: map[uint32]uint8{}, common: map[uint64]uint8{},
	}
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

func (b *builder) file() ([]byte, error) {
	g := &Gazetteer{given: nameList(b.given), family: nameList(b.family), words: nameList(b.commonWords()), people: b.surnameList()}
	if err := b.layForms(g); err != nil {
		return nil, err
	}
	if err := b.layEntries(g); err != nil {
		return nil, err
	}
	return assemble(g), nil
}

// assemble writes the sections of a gazetteer.
func assemble(g *Gazetteer) []byte {
	file := append([]byte(magic), 0, 0, 0, 0)
	for _, section := range g.sections() {
		file = binary.LittleEndian.AppendUint32(file, uint32(len(*section)))
		file = append(file, *section...)
	}
	body := file[len(magic)+4:]
	binary.LittleEndian.PutUint32(file[len(magic):], crc32.ChecksumIEEE(body))
	return file
}

// rowsPerBucket is how many rows a bucket has at most, on average.
const rowsPerBucket = 8

// layForms lays out the rows of forms and of what they begin with, and the
// candidates.
func (b *builder) layForms(g *Gazetteer) error {
	hashes := slices.Collect(maps.Keys(b.forms))
	for h := range b.prefixes {
		if b.forms[h] == nil {
			hashes = append(hashes, h)
		}
	}
	slices.Sort(hashes)
	buckets := 1
	for rowsPerBucket*buckets < len(hashes) {
		buckets *= 2
	}
	shift := 64 - bits.TrailingZeros(uint(buckets))
	var begins []int
	var rows, cands []byte
	var kinds alike // the sets of kinds that forms have
	for _, h := range hashes {
		for len(begins) <= int(h>>shift) {
			begins = append(begins, len(rows))
		}
		f := b.forms[h]
		if f == nil {
			rows = binary.LittleEndian.AppendUint32(rows, uint32(h)&^isForm)
			continue
		}
		rows = binary.LittleEndian.AppendUint32(rows, uint32(h)|isForm)
		row, err := b.formRow(h, f, &kinds, &cands)
		if err != nil {
			return err
		}
		rows = binary.LittleEndian.AppendUint32(rows, row)
	}
	for len(begins) <= buckets {
		begins = append(begins, len(rows))
	}
	var err error
	g.buckets, err = newOffsets(begins)
	g.rows, g.kinds, g.cands = string(rows), kinds.joined(), string(cands)
	return err
}

// formRow returns what stands behind the mark of a form, and appends its
// candidates where there are several.
func (b *builder) formRow(h uint64, f *form, kinds *alike, cands *[]byte) (uint32, error) {
	b.rank(f.candidates)
	last := len(f.candidates) - 1
	number := uint32(f.candidates[last]) | onlyOne
	if last > 0 {
		number = uint32(len(*cands) / 4)
		for _, id := range f.candidates[:last] {
			*cands = binary.LittleEndian.AppendUint32(*cands, uint32(id))
		}
		*cands = binary.LittleEndian.AppendUint32(*cands, uint32(f.candidates[last])|lastCandidate)
	}
	set := uint32(kinds.number(binary.LittleEndian.AppendUint16(nil, uint16(f.kinds))))
	if number&^onlyOne >= mostNumbers || set >= mostKinds {
		return 0, errors.New("gazetteer: more entries, candidates or sets of kinds than a row can tell")
	}
	row := number | set<<kindsShift
	if _, ok := b.common[h]; ok {
		row |= commonForm
	}
	return row, nil
}

// newOffsets lays out numbers that grow.
func newOffsets(numbers []int) (offsets, error) {
	var bases, beyond []byte
	for i, n := range numbers {
		base := numbers[i/offsetBlock*offsetBlock]
		if n-base > math.MaxUint16 {
			return offsets{}, fmt.Errorf("gazetteer: %d things take more than 64 KiB", offsetBlock)
		}
		if i%offsetBlock == 0 {
			bases = binary.LittleEndian.AppendUint32(bases, uint32(base))
		}
		beyond = binary.LittleEndian.AppendUint16(beyond, uint16(n-base))
	}
	return offsets{string(bases), string(beyond)}, nil
}

func newList(items [][]byte) (stringList, error) {
	begins := make([]int, 0, len(items)+1)
	var all []byte
	for _, item := range items {
		begins = append(begins, len(all))
		all = append(all, item...)
	}
	starts, err := newOffsets(append(begins, len(all)))
	return stringList{starts, string(all)}, err
}

// rank sorts candidates by how well known they are, then by number.
func (b *builder) rank(ids []EntryID) {
	slices.SortFunc(ids, func(x, y EntryID) int {
		return cmp.Or(cmp.Compare(b.entries[x].Rank, b.entries[y].Rank), cmp.Compare(x, y))
	})
}

// layEntries lays out the entries and what they have alike.
func (b *builder) layEntries(g *Gazetteer) error {
	var w entryWriter
	entries := make([][]byte, len(b.entries))
	for i, e := range b.entries {
		entries[i] = w.append(nil, e)
	}
	if len(w.strings.items) > math.MaxUint16 {
		return errors.New("gazetteer: more strings of offices, countries and kinds than 65,535")
	}
	var err error
	if g.entries, err = newList(entries); err != nil {
		return err
	}
	g.heads, g.posts = w.heads.joined(), w.posts.joined()
	g.strings, err = newList(w.strings.items)
	return err
}

func (b *builder) commonWords() map[uint32]uint8 {
	words := map[uint32]uint8{}
	for h, n := range b.common {
		words[uint32(h)] = n + 1 // 0 is unknown
	}
	return words
}

func nameList(counts map[uint32]uint8) names {
	var keys, values []byte
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		keys = binary.LittleEndian.AppendUint32(keys, k)
		values = append(values, counts[k])
	}
	return names{string(keys), string(values)}
}

func (b *builder) surnameList() surnames {
	slices.SortFunc(b.surnames, func(x, y surname) int {
		return cmp.Or(cmp.Compare(x.sound, y.sound), cmp.Compare(b.entries[x.id].Rank, b.entries[y.id].Rank), cmp.Compare(x.id, y.id), cmp.Compare(x.exact, y.exact))
	})
	var out []byte
	for _, s := range slices.Compact(b.surnames) {
		out = binary.LittleEndian.AppendUint32(out, s.sound)
		out = binary.LittleEndian.AppendUint32(out, s.exact)
		out = binary.LittleEndian.AppendUint32(out, uint32(s.id))
	}
	return surnames(out)
}
