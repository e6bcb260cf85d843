package gazetteer

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// Kind says what an entry is. Kinds are bits, so that a form that names
// several things has the set of theirs.
type Kind uint16

const (
	Person       Kind = 1 << iota // a leader
	Country                       // a sovereign state, today's or former
	Demonym                       // a nationality, as adjective or noun
	Territory                     // a dependency
	Organization                  //
	Club                          // a sports club
	Place                         // a city, division, region, sea …
	Seat                          // a seat of power: the Kremlin
	People                        // a people, a religion, those of a region or a party: Kurds, Sunni, Texans, Tories
	Event                         // a war, storm, tournament, festival, summit …
	Law                           // a law or treaty
	Figure                        // a person known for something else than an office: an athlete, artist, manager
)

// Kinds is the number of kinds.
const Kinds = 12

// EntryID numbers the entries of one gazetteer.
type EntryID uint32

// An Entry is a person, country, organization or place. Empty fields are
// unknown.
type Entry struct {
	ID       EntryID
	Kind     Kind
	Name     string
	Country  string // ISO 3166-1 alpha-2; of a person, that of the latest office
	Wikidata string
	Sex      string // m or f
	Surname  string
	Detail   string // kind of organization or place; status of a country
	Rank     int    // 1 best known … 7
	Offices  []Office
	Fields   [][2]string // free columns of a user's gazetteer
}

// An Office is a term that a person served. Dates are ISO 8601, maybe of a
// year or month only; an empty End is open or unknown.
type Office struct {
	Country, Title, Role, Start, End string
}

// HeldOn tells whether the term covers the day, given as YYYY-MM-DD. A date of
// a year or month covers all its days.
func (o Office) HeldOn(day string) bool {
	return o.Start != "" && o.Start <= day && (o.End == "" || o.End >= day || strings.HasPrefix(day, o.End))
}

// A head is what many entries have alike: kind uint16, rank uint8, sex uint8,
// then the numbers of the strings of country and detail, uint16 each.
const headSize = 8

// A post is what many offices have alike: the numbers of the strings of country,
// title and role, uint16 each.
const postSize = 6

// An entryWriter writes entries, and gathers what they have alike.
type entryWriter struct{ heads, posts, strings alike }

// alike are byte strings, each once, numbered as they come.
type alike struct {
	numbers map[string]int
	items   [][]byte
}

func (a *alike) number(item []byte) int {
	n, known := a.numbers[string(item)]
	if !known {
		if a.numbers == nil {
			a.numbers = map[string]int{}
		}
		n = len(a.items)
		a.numbers[string(item)] = n
		a.items = append(a.items, item)
	}
	return n
}

// joined returns all of them behind one another, which tells them apart where
// they are of one size.
func (a *alike) joined() string { return string(bytes.Join(a.items, nil)) }

// append writes an entry: the number of its head, its name behind the length,
// the number of its Wikidata id; then, of what has them, surname and offices.
func (w *entryWriter) append(b []byte, e Entry) []byte {
	le := binary.LittleEndian
	head := append(le.AppendUint16(nil, uint16(e.Kind)), byte(e.Rank), sexByte(e.Sex))
	head = w.appendStrings(head, e.Country, e.Detail)
	b = binary.AppendUvarint(b, uint64(w.heads.number(head)))
	b = appendString(b, e.Name)
	b = binary.AppendUvarint(b, idNumber(e.Wikidata))
	if e.Surname == "" && len(e.Offices) == 0 {
		return b
	}
	b = appendSurname(b, e)
	for _, o := range e.Offices {
		b = binary.AppendUvarint(b, uint64(w.posts.number(w.appendStrings(nil, o.Country, o.Title, o.Role))))
		b = binary.AppendUvarint(binary.AppendUvarint(b, dayNumber(o.Start)), dayNumber(o.End))
	}
	return b
}

func (w *entryWriter) appendStrings(b []byte, strings ...string) []byte {
	for _, s := range strings {
		b = binary.LittleEndian.AppendUint16(b, uint16(w.strings.number([]byte(s))))
	}
	return b
}

func appendString(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// appendSurname writes where in the name the surname begins plus one, and its
// length; or 0 and the surname, where it is no part of the name.
func appendSurname(b []byte, e Entry) []byte {
	if at := strings.LastIndex(e.Name, e.Surname); at >= 0 {
		return binary.AppendUvarint(binary.AppendUvarint(b, uint64(at)+1), uint64(len(e.Surname)))
	}
	return appendString(append(b, 0), e.Surname)
}

func sexByte(sex string) byte {
	if sex == "" {
		return 0
	}
	return sex[0]
}

// idNumber returns the number of a Wikidata id, 0 for none.
func idNumber(id string) uint64 {
	n, _ := strconv.ParseUint(strings.TrimPrefix(id, "Q"), 10, 64) // checkNumbers has seen that it is one
	return n
}

func numberedID(n uint64) string {
	if n == 0 {
		return ""
	}
	return "Q" + strconv.FormatUint(n, 10)
}

// appendDigits appends a number of so many digits, the last ones of a longer. It
// takes a third of the time of fmt, which linking would feel.
func appendDigits(b []byte, n uint64, digits int) []byte {
	for unit := [...]uint64{1, 1, 10, 100, 1000}[digits]; unit > 0; unit /= 10 {
		b = append(b, byte('0'+n/unit%10))
	}
	return b
}

// checkNumbers refuses an id or day that could not be read back.
func (e *Entry) checkNumbers() error {
	if numberedID(idNumber(e.Wikidata)) != e.Wikidata {
		return fmt.Errorf("%s: %q is no Wikidata id", e.Name, e.Wikidata)
	}
	for _, o := range e.Offices {
		for _, day := range []string{o.Start, o.End} {
			if numberedDay(dayNumber(day)) != day {
				return fmt.Errorf("%s: %q is no day, month or year", e.Name, day)
			}
		}
	}
	return nil
}

// dayNumber packs a day, or a month or year alone, into a number; 0 is no day.
func dayNumber(day string) uint64 {
	n := uint64(0)
	for i, size := range []uint64{1, 13, 32} {
		part := uint64(0)
		if parts := strings.Split(day, "-"); i < len(parts) {
			part, _ = strconv.ParseUint(parts[i], 10, 64) // checkNumbers has seen that they are numbers
		}
		n = n*size + part
	}
	return n
}

func numberedDay(n uint64) string {
	year, month, day := n/(13*32), n/32%13, n%32
	switch {
	case n == 0:
		return ""
	case month == 0:
		return fmt.Sprintf("%04d", year)
	case day == 0:
		return fmt.Sprintf("%04d-%02d", year, month)
	}
	b := make([]byte, 0, len("2006-01-02"))
	b = append(appendDigits(b, year, 4), '-')
	b = append(appendDigits(b, month, 2), '-')
	return string(appendDigits(b, day, 2))
}

// Entry returns an entry. Its strings share the gazetteer's memory. A damaged
// entry gives what can be read of it.
func (g *Gazetteer) Entry(id EntryID) Entry {
	if n := g.builtIn(); int(id) >= n {
		return g.user[int(id)-n]
	}
	e := Entry{ID: id}
	r := entryReader{g.entries.at(int(id))}
	if head := r.record(g.heads, headSize); head != "" {
		e.Kind, e.Rank, e.Sex = Kind(u16(head, 0)), int(head[2]), strings.TrimRight(head[3:4], "\x00")
		e.Country, e.Detail = g.strings.at(int(u16(head, 2))), g.strings.at(int(u16(head, 3)))
	}
	e.Name, e.Wikidata = r.string(), numberedID(r.number())
	if r.rest == "" {
		return e
	}
	e.Surname = r.surname(e.Name)
	for r.rest != "" {
		var o Office
		if post := r.record(g.posts, postSize); post != "" {
			o.Country, o.Title, o.Role = g.strings.at(int(u16(post, 0))), g.strings.at(int(u16(post, 1))), g.strings.at(int(u16(post, 2)))
		}
		o.Start, o.End = numberedDay(r.number()), numberedDay(r.number())
		e.Offices = append(e.Offices, o)
	}
	return e
}

// entryReader reads the parts of an entry, in order.
type entryReader struct{ rest string }

func (r *entryReader) number() uint64 {
	n, width := uvarint(r.rest)
	r.rest = r.rest[width:]
	return n
}

func (r *entryReader) string() string {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.rest = ""
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

// record reads the number of a record of so many bytes and returns that.
func (r *entryReader) record(records string, size int) string {
	at := r.number() * uint64(size)
	if at >= uint64(len(records)) {
		return ""
	}
	return records[at:][:size]
}

func (r *entryReader) surname(name string) string {
	at := r.number()
	if at == 0 {
		return r.string()
	}
	n := r.number()
	if at-1+n > uint64(len(name)) {
		return ""
	}
	return name[at-1:][:n]
}

// uvarint reads an unsigned varint; the width is 0 where there is none.
func uvarint(s string) (n uint64, width int) {
	for i := 0; i < len(s) && i < 10; i++ {
		n |= uint64(s[i]&0x7f) << (7 * i)
		if s[i] < 0x80 {
			return n, i + 1
		}
	}
	return 0, 0
}

var kindNames = [Kinds]string{"person", "country", "nationality", "territory", "organization", "club", "place", "seat of power", "people", "event", "law", "figure"}

// String names the kinds of a set: person, country.
func (k Kind) String() string {
	var names []string
	for i, name := range kindNames {
		if k>>i&1 != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, "+")
}

// MarshalText writes a kind as String does.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }
