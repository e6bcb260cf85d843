package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/read"
	"github.com/nutgraf/nutgraf/extract/stats"
)

var rowCount = beam.NewCounter(namespace, rows)

func init() {
	register.DoFn6x1[context.Context, fileio.FileMetadata, func(Fact, stats.Count), func(Name, int64), func(int, []byte), func(string, int64), error](&factsFn{})
	register.DoFn3x0[Fact, stats.Count, func(Place, Counted)](&placeFn{})
	register.DoFn2x0[[]byte, func(Place, Counted)](&headFn{})
	register.DoFn5x1[context.Context, Place, func(*Counted) bool, func(*Name, *int64) bool, func(string, int64), error](&tableFn{})
	register.Function2x1(addCounts)
	register.Function2x1(addNumbers)
	register.Emitter2[Fact, stats.Count]()
	register.Emitter2[Name, int64]()
	register.Emitter2[Place, Counted]()
	register.Iter1[Counted]()
	register.Iter2[Name, int64]()
}

// StatsOptions say what the pipeline Stats does.
type StatsOptions struct {
	Files
	Tables       []string
	Format       string   // csv or parquet
	Types        []string // nil: those of each table
	MinDocuments int64
}

// Check tells what is wrong with the options before the pipeline is sent anywhere.
func (o StatsOptions) Check(ctx context.Context) error {
	var err error
	for _, name := range o.Tables {
		_, tableErr := stats.ParseTable(name)
		err = errors.Join(err, tableErr)
	}
	if !slices.Contains(stats.Formats, o.Format) {
		err = errors.Join(err, fmt.Errorf("unknown format %q; tables are written as %s", o.Format, strings.Join(stats.Formats, " or ")))
	}
	_, typesErr := parseTypes(o.Types)
	return errors.Join(err, typesErr, o.Files.Check(ctx))
}

// Fact is what is counted in a table.
type Fact struct {
	Table string
	Key   stats.Key
}

// Name is a name that documents have for an entity with an id.
type Name struct {
	Entity stats.Entity
	Name   string
}

// Place is where a row is written: a shard of a table.
type Place struct {
	Table string
	Shard int
}

// Counted is a row that lacks only its names.
type Counted struct {
	Key   stats.Key
	Count stats.Count
}

// Stats counts the documents in JSON lines, as nutgraf stats does, and writes
// the tables. Facts are added up wherever they are; the rows of one shard are
// sorted in memory, and so are the names of what has an id.
func Stats(s beam.Scope, o StatsOptions) {
	facts, names, failed, read := beam.ParDo4(s, &factsFn{Tables: o.Tables, Types: o.Types, Shards: o.Shards}, beam.Reshuffle(s, match(s, o.Input)))
	counts := beam.CombinePerKey(s, addCounts, facts)
	named := beam.CombinePerKey(s, addNumbers, names)
	placed := beam.ParDo(s, &placeFn{MinDocuments: o.MinDocuments, Shards: o.Shards}, counts)
	heads := beam.ParDo(s, &headFn{Tables: o.Tables, Shards: o.Shards}, beam.Impulse(s))
	grouped := beam.GroupByKey(s, beam.Flatten(s, placed, heads))
	written := beam.ParDo(s, &tableFn{Files: o.Files, Format: o.Format}, grouped, beam.SideInput{Input: named})
	writeTotals(s, o.Files, []string{documents, failures, rows}, read, written, writeShards(s, o.Files, failures, "jsonl", failed))
}

func addCounts(a, b stats.Count) stats.Count { return a.Plus(b) }

func addNumbers(a, b int64) int64 { return a + b }

// factsFn reads documents and gives what each adds to the tables.
type factsFn struct {
	Tables, Types []string
	Shards        int

	types map[stats.Table][]extract.Type
}

// Setup chooses the types of each table.
func (f *factsFn) Setup() error {
	types, err := parseTypes(f.Types)
	if err != nil {
		return err
	}
	f.types = map[stats.Table][]extract.Type{}
	for _, name := range f.Tables {
		table, err := stats.ParseTable(name)
		if err != nil {
			return err
		}
		f.types[table] = types
		if types == nil {
			f.types[table] = table.Types()
		}
	}
	return nil
}

// ProcessElement gives the facts of one file, and which of its lines failed.
func (f *factsFn) ProcessElement(ctx context.Context, file fileio.FileMetadata, fact func(Fact, stats.Count), name func(Name, int64), fail func(int, []byte), counted func(string, int64)) error {
	in, err := open(ctx, file.Path)
	if err != nil {
		failureCount.Inc(ctx, 1)
		return giveFailure(file.Path, &read.Error{File: file.Path, Err: err}, f.Shards, fail)
	}
	defer in.Close()
	sums := sums{facts: map[Fact]stats.Count{}, names: map[Name]int64{}}
	for line, err := range read.StreamLines(in, file.Path) {
		var doc *stats.Document
		if err == nil {
			if doc, err = stats.Parse(line.Text); err != nil {
				err = &read.Error{File: line.File, Line: line.Number, Err: err}
			}
		}
		if err != nil {
			failureCount.Inc(ctx, 1)
			if err := giveFailure(fmt.Sprintf("%s:%d", line.File, line.Number), err, f.Shards, fail); err != nil {
				return err
			}
			continue
		}
		documentCount.Inc(ctx, 1)
		sums.documents++
		for table, types := range f.types {
			sums.add(table, doc, types)
		}
		sums.addNames(doc)
		if len(sums.facts) > maxSums {
			sums.give(fact, name)
		}
	}
	sums.give(fact, name)
	counted(documents, sums.documents)
	return nil
}

// sums adds up the facts of a file before they are sent: a document has hundreds
// of pairs, and to send one costs more than to add it up here.
type sums struct {
	documents int64
	facts     map[Fact]stats.Count
	names     map[Name]int64
}

// maxSums bounds the memory of sums, to some fifty megabytes.
const maxSums = 200_000

func (s *sums) add(table stats.Table, doc *stats.Document, types []extract.Type) {
	for key, count := range table.Facts(doc, types) {
		fact := Fact{string(table), key}
		if old, ok := s.facts[fact]; ok {
			count = count.Plus(old)
		}
		s.facts[fact] = count
	}
}

func (s *sums) addNames(doc *stats.Document) {
	for _, found := range doc.Entities {
		if found.ID == "" {
			continue
		}
		for _, name := range found.Names {
			s.names[Name{found.Entity, name}]++
		}
	}
}

// give sends what was added up and begins anew.
func (s *sums) give(fact func(Fact, stats.Count), name func(Name, int64)) {
	for key, count := range s.facts {
		fact(key, count)
	}
	for key, documents := range s.names {
		name(key, documents)
	}
	clear(s.facts)
	clear(s.names)
}

// placeFn chooses the shard of a row and leaves out what occurs too seldom.
type placeFn struct {
	MinDocuments int64
	Shards       int
}

// ProcessElement places one row.
func (f *placeFn) ProcessElement(fact Fact, count stats.Count, emit func(Place, Counted)) {
	if count.Documents >= f.MinDocuments {
		emit(Place{fact.Table, shardOf(fmt.Sprint(fact.Key), f.Shards)}, Counted{fact.Key, count})
	}
}

// headFn gives each shard a row that no document has and that is not written, so
// that a table without rows is a file too.
type headFn struct {
	Tables []string
	Shards int
}

// ProcessElement is called once.
func (f *headFn) ProcessElement(_ []byte, emit func(Place, Counted)) {
	for _, table := range f.Tables {
		for shard := range f.Shards {
			emit(Place{table, shard}, Counted{})
		}
	}
}

// tableFn writes the rows of one shard, sorted.
type tableFn struct {
	Files  Files
	Format string
}

// ProcessElement writes one shard of a table.
func (f *tableFn) ProcessElement(ctx context.Context, place Place, counts func(*Counted) bool, named func(*Name, *int64) bool, wrote func(string, int64)) error {
	names := stats.Names{}
	var name Name
	var documents int64
	for named(&name, &documents) {
		names.Count(name.Entity, name.Name, documents)
	}
	var lines []stats.Row
	var c Counted
	for counts(&c) {
		if c.Count.Documents > 0 {
			lines = append(lines, names.Row(c.Key, c.Count))
		}
	}
	table := stats.Table(place.Table)
	table.Sort(lines)
	rowCount.Inc(ctx, int64(len(lines)))
	wrote(rows, int64(len(lines)))
	return writeFile(ctx, shardFile(f.Files, place.Table, place.Shard, f.Format), func(out io.Writer) error {
		return stats.Write(out, f.Format, table, lines)
	})
}
