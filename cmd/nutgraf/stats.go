package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/nutgraf/nutgraf/extract/read"
	"github.com/nutgraf/nutgraf/extract/stats"
)

func statsCommand() *cli.Command {
	return &cli.Command{
		Name:      "stats",
		Usage:     "count what was found over many documents",
		ArgsUsage: "[FILE | FOLDER | -]...",
		Description: `Reads the JSON lines that nutgraf --format jsonl wrote, also .gz, .zst and .bz2, and
writes one table:

   days    each entity by day: in how many documents, how often
   pairs   two people, organizations or countries in one document: in how many
   seen    each entity: first and last day, in how many documents, how often

An entity is the same in two documents if it has the same Wikidata id or, without
one, the same type and name; its row bears the name that most documents have. The
day is the document's date; documents without one count as a day without date.

Sorted by day, type and name; pairs by falling number of documents. The same
documents give the same bytes in any order. Memory grows with the rows and not
with the documents; --max-rows bounds it.

Examples:
   nutgraf stats found.jsonl > days.csv
   nutgraf stats --table pairs --min-documents 5 found.jsonl.gz
   nutgraf stats --table seen --types PERSON --format parquet -o seen.parquet out/
   nutgraf --format jsonl articles/ | nutgraf stats --table seen | head`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "table", Aliases: []string{"t"}, Value: string(stats.Days), Usage: "days, pairs or seen"},
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: "csv", Usage: strings.Join(stats.Formats, ", ")},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE`"},
			&cli.StringFlag{Name: "types", Usage: "count these types, as a `LIST` (default: what has a name; of pairs PERSON,COUNTRY,ORGANIZATION)"},
			&cli.Int64Flag{Name: "min-documents", Value: 1, Usage: "leave out rows of fewer documents than `N`"},
			&cli.IntFlag{Name: "max-rows", Value: 10_000_000, Usage: "give up at more rows than `N`, before --min-documents; a row takes some 150 bytes; 0: no bound"},
		},
		Action: runStats,
	}
}

// tally is one run of stats: flags turned into what they mean.
type tally struct {
	table   stats.Table
	format  string
	output  string
	paths   []string
	counter *stats.Counter
	stdin   io.Reader
	stdout  io.Writer
	stderr  io.Writer

	documents, failures int
}

func runStats(c *cli.Context) error {
	t, err := newTally(c)
	if err != nil {
		return err
	}
	if err := t.count(c.Context); err != nil {
		return err
	}
	if t.failures > 0 {
		fmt.Fprintf(t.stderr, "nutgraf: %d documents counted, %d lines failed\n", t.documents, t.failures)
	}
	if t.failures > 0 && t.documents == 0 {
		return exitError{exitNothing}
	}
	if err := t.write(); err != nil {
		return err
	}
	if t.failures > 0 {
		return exitError{exitSomeFailed}
	}
	return nil
}

func newTally(c *cli.Context) (*tally, error) {
	t := &tally{
		format: c.String("format"), output: c.String("output"), paths: c.Args().Slice(),
		stdin: c.App.Reader, stdout: c.App.Writer, stderr: c.App.ErrWriter,
	}
	if !slices.Contains(stats.Formats, t.format) {
		return nil, fmt.Errorf("unknown format %q; stats writes %s", t.format, strings.Join(stats.Formats, " or "))
	}
	if err := keepInputs(t.paths, t.stdin, t.output); err != nil {
		return nil, err
	}
	var err error
	if t.table, err = stats.ParseTable(c.String("table")); err != nil {
		return nil, err
	}
	types, err := parseTypes(c.String("types"))
	if err != nil {
		return nil, err
	}
	if err := checkNoFlags(t.paths); err != nil {
		return nil, err
	}
	if len(t.paths) == 0 {
		if isTerminal(t.stdin) {
			return nil, errors.New("stats needs the JSON lines that nutgraf wrote (see nutgraf stats --help)")
		}
		t.paths = []string{"-"}
	}
	t.counter = stats.NewCounter(t.table, stats.Options{Types: types, MinDocuments: c.Int64("min-documents"), MaxRows: c.Int("max-rows")})
	return t, nil
}

// count reads all documents; a line that is none is told and passed over.
func (t *tally) count(ctx context.Context) error {
	for line, err := range read.Lines(t.paths, t.stdin, read.Options{Skip: []string{t.output}}) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var doc *stats.Document
		if err == nil {
			if doc, err = stats.Parse(line.Text); err != nil {
				err = &read.Error{File: line.File, Line: line.Number, Err: err}
			}
		}
		if err != nil {
			fmt.Fprintln(t.stderr, "nutgraf:", err)
			t.failures++
			continue
		}
		t.documents++
		if err := t.counter.Add(doc); err != nil {
			return fmt.Errorf("%w: allow more with --max-rows, count fewer --types, or use nutgraf-beam", err)
		}
	}
	return ctx.Err()
}

// write writes the table; a file has its name only once it is whole.
func (t *tally) write() error {
	if t.output == "" || isSpecial(t.output) {
		return t.stream()
	}
	f, err := os.Create(t.output + partial)
	if err != nil {
		return err
	}
	if err := errors.Join(t.rows(f), f.Close()); err != nil {
		return errors.Join(fmt.Errorf("writing %s: %w", t.output, err), os.Remove(f.Name()))
	}
	return os.Rename(f.Name(), t.output)
}

// stream writes to stdout or a device.
func (t *tally) stream() error {
	if t.output == "" {
		if err := t.rows(t.stdout); err != nil {
			return fmt.Errorf("writing stdout: %w", err)
		}
		return nil
	}
	f, err := os.OpenFile(t.output, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(t.rows(f), f.Close())
}

func (t *tally) rows(w io.Writer) error {
	buffered := bufio.NewWriterSize(w, 64<<10)
	err := stats.Write(buffered, t.format, t.table, t.counter.Rows())
	return errors.Join(err, buffered.Flush())
}
