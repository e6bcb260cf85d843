package gazetteer

import (
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

// sharedStrings are strings that many entries have, each behind its length;
// entries refer to them by where they begin.
type sharedStrings struct {
	bytes []byte
	at    map[string]uint64
}

func (t *sharedStrings) appendRef(b []byte, s string) []byte {
	at, known := t.at[s]
	if !known {
		if t.at == nil {
			t.at = map[string]uint64{}
		}
		at = uint64(len(t.bytes))
		t.at[s] = at
		t.bytes = appendString(t.bytes, s)
	}
	return binary.AppendUvarint(b, at)
}

func appendString(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// appendEntry writes an entry: kind, rank, then strings, each behind its
// length, but the Wikidata id as a number; then the number of offices and their
// country, title and role, which are shared strings, start and end.
func appendEntry(b []byte, e Entry, shared *sharedStrings) []byte {
	b = binary.LittleEndian.AppendUint16(b, uint16(e.Kind))
	b = append(b, byte(e.Rank))
	for _, s := range []string{e.Name, e.Country, e.Sex, e.Surname} {
		b = appendString(b, s)
	}
	b = binary.AppendUvarint(b, idNumber(e.Wikidata))
	b = shared.appendRef(b, e.Detail)
	b = binary.AppendUvarint(b, uint64(len(e.Offices)))
	for _, o := range e.Offices {
		for _, s := range []string{o.Country, o.Title, o.Role} {
			b = shared.appendRef(b, s)
		}
		b = binary.AppendUvarint(binary.AppendUvarint(b, dayNumber(o.Start)), dayNumber(o.End))
	}
	return b
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

// parseEntry reads what appendEntry wrote. A damaged entry gives what can be
// read of it.
func parseEntry(b, shared string, id EntryID) Entry {
	if len(b) < 3 {
		return Entry{ID: id}
	}
	e := Entry{ID: id, Kind: Kind(b[0]) | Kind(b[1])<<8, Rank: int(b[2])}
	r := entryReader{b[3:], shared}
	e.Name, e.Country, e.Sex, e.Surname, e.Wikidata, e.Detail = r.string(), r.string(), r.string(), r.string(), numberedID(r.number()), r.ref()
	n := r.number()
	if n == 0 || n > uint64(len(r.rest)) {
		return e
	}
	e.Offices = make([]Office, n)
	for i := range e.Offices {
		e.Offices[i] = Office{r.ref(), r.ref(), r.ref(), numberedDay(r.number()), numberedDay(r.number())}
	}
	return e
}

// entryReader reads the parts of an entry, in order.
type entryReader struct{ rest, shared string }

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

func (r *entryReader) ref() string {
	at := r.number()
	if at > uint64(len(r.shared)) {
		return ""
	}
	shared := entryReader{rest: r.shared[at:]}
	return shared.string()
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
