package stats

import (
	"fmt"
	"unique"

	"github.com/nutgraf/nutgraf/extract"
)

// Options say what a Counter counts.
type Options struct {
	Types        []extract.Type // nil: those of Table.Types
	MinDocuments int64          // leave out rows of fewer documents
	MaxRows      int            // bounds the memory, some 150 bytes a row; 0: no bound
}

// A Counter adds up one table in memory. It holds its rows and the names of
// their entities and nothing of the documents.
type Counter struct {
	table   Table
	options Options
	counts  map[compactKey]Count
	names   Names
}

// compactKey is a Key in 24 bytes, because there are many keys and few entities.
type compactKey struct {
	day  Day
	a, b unique.Handle[Entity]
}

// NewCounter returns a counter of no documents.
func NewCounter(table Table, options Options) *Counter {
	if options.Types == nil {
		options.Types = table.Types()
	}
	return &Counter{table: table, options: options, counts: map[compactKey]Count{}, names: Names{}}
}

// Add counts a document. It fails once the table has more rows than the options
// allow; which document that is depends on their order.
func (c *Counter) Add(doc *Document) error {
	c.names.Add(doc, c.options.Types)
	for key, count := range c.table.Facts(doc, c.options.Types) {
		k := compactKey{key.Day, unique.Make(key.A), unique.Make(key.B)}
		if old, ok := c.counts[k]; ok {
			count = count.Plus(old)
		}
		c.counts[k] = count
	}
	if c.options.MaxRows > 0 && len(c.counts) > c.options.MaxRows {
		return fmt.Errorf("the table %s has more than %d rows", c.table, c.options.MaxRows)
	}
	return nil
}

// Rows returns the table, sorted.
func (c *Counter) Rows() []Row {
	var rows []Row
	for k, count := range c.counts {
		if count.Documents >= c.options.MinDocuments {
			rows = append(rows, c.names.Row(Key{k.day, k.a.Value(), k.b.Value()}, count))
		}
	}
	c.table.Sort(rows)
	return rows
}
