package gazetteer

import (
	"encoding/binary"
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
)

// Kinds is the number of kinds.
const Kinds = 8

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

// appendEntry writes an entry: kind, rank, then strings, each behind its
// length; offices are a string of lines of fields.
func appendEntry(b []byte, e Entry) []byte {
	b = binary.LittleEndian.AppendUint16(b, uint16(e.Kind))
	b = append(b, byte(e.Rank))
	var offices strings.Builder
	for _, o := range e.Offices {
		offices.WriteString(strings.Join([]string{o.Country, o.Title, o.Role, o.Start, o.End}, "\t"))
		offices.WriteByte('\n')
	}
	for _, s := range []string{e.Name, e.Country, e.Wikidata, e.Sex, e.Surname, e.Detail, offices.String()} {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	return b
}

// parseEntry reads what appendEntry wrote. A damaged entry gives what can be
// read of it.
func parseEntry(b string, id EntryID) Entry {
	if len(b) < 3 {
		return Entry{ID: id}
	}
	e := Entry{ID: id, Kind: Kind(b[0]) | Kind(b[1])<<8, Rank: int(b[2])}
	b = b[3:]
	next := func() string {
		n, width := uvarint(b)
		if width == 0 || n > uint64(len(b)-width) {
			b = ""
			return ""
		}
		s := b[width : width+int(n)]
		b = b[width+int(n):]
		return s
	}
	e.Name, e.Country, e.Wikidata, e.Sex, e.Surname, e.Detail = next(), next(), next(), next(), next(), next()
	for line := range strings.Lines(next()) {
		f := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 5)
		if len(f) == 5 {
			e.Offices = append(e.Offices, Office{f[0], f[1], f[2], f[3], f[4]})
		}
	}
	return e
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

var kindNames = [Kinds]string{"person", "country", "nationality", "territory", "organization", "club", "place", "seat of power"}

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
