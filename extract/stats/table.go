package stats

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/extract"
)

// A Table is a kind of count.
type Table string

// The tables.
const (
	Days  Table = "days"  // each entity by day
	Pairs Table = "pairs" // two entities in one document
	Seen  Table = "seen"  // each entity, with the first and last day
)

// Tables are the names of all tables.
var Tables = []Table{Days, Pairs, Seen}

// ParseTable returns the table of a name.
func ParseTable(name string) (Table, error) {
	if slices.Contains(Tables, Table(name)) {
		return Table(name), nil
	}
	return "", fmt.Errorf("unknown table %q; the tables are days, pairs, seen", name)
}

// Types returns the types of entities that a table counts unless the user says
// others: what has a name; in pairs, who acts.
func (t Table) Types() []extract.Type {
	named := []extract.Type{extract.Person, extract.Country, extract.Organization}
	if t == Pairs {
		return named
	}
	return append(named, extract.Location, extract.Norp, extract.Event, extract.Law)
}

// A Key is what is counted: a day and an entity, a pair, or an entity. What a
// table does not have is zero.
type Key struct {
	Day  Day
	A, B Entity
}

// A Count is how often, and from when to when.
type Count struct {
	Documents, Mentions int64
	First, Last         Day // UnknownDay if no document has a date
}

// Plus adds two counts of one key. It does not matter in which order counts are
// added.
func (c Count) Plus(o Count) Count {
	c.Documents += o.Documents
	c.Mentions += o.Mentions
	if c.First == UnknownDay || o.First != UnknownDay && o.First < c.First {
		c.First = o.First
	}
	c.Last = max(c.Last, o.Last)
	return c
}

// Facts returns what one document adds to a table, each key once.
func (t Table) Facts(doc *Document, types []extract.Type) iter.Seq2[Key, Count] {
	return func(yield func(Key, Count) bool) {
		found := ofTypes(doc.Entities, types)
		for i, a := range found {
			count := Count{Documents: 1, Mentions: a.Mentions, First: doc.Day, Last: doc.Day}
			switch t {
			case Days:
				if !yield(Key{Day: doc.Day, A: a.Entity}, count) {
					return
				}
			case Seen:
				if !yield(Key{A: a.Entity}, count) {
					return
				}
			case Pairs:
				for _, b := range found[i+1:] {
					if !yield(Key{A: a.Entity, B: b.Entity}, Count{Documents: 1, First: doc.Day, Last: doc.Day}) {
						return
					}
				}
			}
		}
	}
}

func ofTypes(found []Found, types []extract.Type) []Found {
	var kept []Found
	for _, f := range found {
		if slices.Contains(types, f.Type) {
			kept = append(kept, f)
		}
	}
	return kept
}

// A Row is a line of a table, with the names that stand for the entities.
type Row struct {
	Key
	Count
	NameA, NameB string
}

// Sort puts rows into the table's order: days by day, pairs by falling number
// of documents, then all by type, name and id.
func (t Table) Sort(rows []Row) {
	slices.SortFunc(rows, func(a, b Row) int {
		first := cmp.Compare(a.Day, b.Day)
		if t == Pairs {
			first = cmp.Compare(b.Documents, a.Documents)
		}
		return cmp.Or(first, byName(a.A, a.NameA, b.A, b.NameA), byName(a.B, a.NameB, b.B, b.NameB))
	})
}

func byName(a Entity, nameA string, b Entity, nameB string) int {
	return cmp.Or(cmp.Compare(a.Type, b.Type), strings.Compare(nameA, nameB), strings.Compare(a.ID, b.ID))
}
