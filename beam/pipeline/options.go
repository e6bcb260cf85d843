package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/read"
	"github.com/nutgraf/nutgraf/extract/write"
)

// Files say what is read and where the results go: local paths, or addresses
// such as gs://bucket/folder that Beam has a file system for.
type Files struct {
	Input  []string // globs
	Output string   // a folder
	Shards int      // files that an output is cut into, at most
}

// Check tells what is wrong with the files before a pipeline is sent anywhere.
// An output folder with files of an earlier run is: shards of both would mix.
func (f Files) Check(ctx context.Context) error {
	if len(f.Input) == 0 || f.Output == "" {
		return errors.New("--input and --output are needed")
	}
	if f.Shards < 1 {
		return fmt.Errorf("%d shards; at least one is needed", f.Shards)
	}
	for _, glob := range f.Input {
		if _, err := filesystem.New(ctx, glob); err != nil {
			return err
		}
	}
	fs, err := filesystem.New(ctx, f.Output)
	if err != nil {
		return err
	}
	defer fs.Close()
	for _, glob := range []string{documents + "-*-of-*", failures + "-*-of-*", "days-*-of-*", "pairs-*-of-*", "seen-*-of-*", totalsFile} {
		old, err := fs.List(ctx, join(f.Output, glob))
		if err != nil {
			return fmt.Errorf("looking into %s: %w", f.Output, err)
		}
		if len(old) > 0 {
			return fmt.Errorf("%s has files of an earlier run, as %s", f.Output, old[0])
		}
	}
	return nil
}

// CheckInput tells which glob finds nothing. It is asked only where the machine
// that starts the job sees the files that the workers see.
func (f Files) CheckInput(ctx context.Context) error {
	for _, glob := range f.Input {
		fs, err := filesystem.New(ctx, glob)
		if err != nil {
			return err
		}
		found, err := fs.List(ctx, glob)
		if err := errors.Join(err, fs.Close()); err != nil {
			return fmt.Errorf("looking for %s: %w", glob, err)
		}
		if len(found) == 0 {
			return fmt.Errorf("no file matches %s", glob)
		}
	}
	return nil
}

// join puts a file's name behind a folder's, which may be an address.
func join(folder, name string) string { return strings.TrimSuffix(folder, "/") + "/" + name }

// Reading are read.Options as data that goes to the workers.
type Reading struct {
	Format, Charset                           string
	TextField, IDField, DateField, TitleField string
	Date                                      string // YYYY-MM-DD or empty
	AnyLanguage                               bool
}

func (r Reading) options() (read.Options, error) {
	o := read.Options{
		Format: r.Format, Charset: r.Charset, AnyLanguage: r.AnyLanguage,
		TextField: r.TextField, IDField: r.IDField, DateField: r.DateField, TitleField: r.TitleField,
	}
	if o.Format != "" && !slices.Contains(read.Formats, o.Format) {
		return o, fmt.Errorf("unknown format of input %q; it is %s", o.Format, strings.Join(read.Formats, ", "))
	}
	if err := read.CheckCharset(o.Charset); err != nil {
		return o, err
	}
	var err error
	o.Date, err = parseDay(r.Date)
	return o, err
}

// parseDay reads YYYY-MM-DD; an empty one is no date.
func parseDay(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return t, fmt.Errorf("date %q is not a day of the calendar, written YYYY-MM-DD", s)
	}
	return t, nil
}

// DocumentFormats are the values of Writing.Format.
var DocumentFormats = []string{"jsonl", "parquet"}

// Writing are write.Options as data that goes to the workers, and the format and
// types of what is written.
type Writing struct {
	Format            string   // of DocumentFormats; empty: jsonl
	Types             []string // nil: all
	Offsets           string   // empty: codepoints
	WithText, Records bool
}

func (w Writing) format() string { return cmp.Or(w.Format, "jsonl") }

func (w Writing) options() (o write.Options, err error) {
	if !slices.Contains(DocumentFormats, w.format()) {
		return o, fmt.Errorf("unknown format %q; documents are written as %s", w.Format, strings.Join(DocumentFormats, " or "))
	}
	o.WithText, o.Records = w.WithText, w.Records
	if w.Offsets != "" {
		o.Offsets, err = write.ParseOffsets(w.Offsets)
	}
	return o, err
}

func parseTypes(names []string) (types []extract.Type, err error) {
	for _, name := range names {
		t, err := extract.ParseType(strings.ToUpper(strings.TrimSpace(name)))
		if err != nil {
			return nil, err
		}
		types = append(types, t)
	}
	return types, nil
}
