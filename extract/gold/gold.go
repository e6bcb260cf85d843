package gold

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/nutgraf/nutgraf/extract"
)

// A Document is an annotated text.
type Document struct {
	ID, Source    string
	Genre, Region string // of our own corpus; else empty
	Date          time.Time
	Fields        []extract.Field // what else is known of the document, as JSON values
	Text          string
	Spans         []Span // in order, without overlap

	// Types are the types that the document annotates; of others its silence
	// says nothing. nil means all.
	Types []extract.Type
	// Unsure are spans whose type the annotation does not tell in our terms.
	Unsure []Span
}

// A Span is one gold mention: the half-open range of bytes [Start, End).
type Span struct {
	Start, End int
	Type       extract.Type
	Value      string // TIMEX3 value, country code or Wikidata id, where annotated
	Attrs      Attrs
}

// set takes a field of a document's head, which some forms write beside the
// text. Those without a meaning here are kept.
func (d *Document) set(name string, value []byte) (err error) {
	switch name {
	case "id":
		d.ID = text(value)
	case "source":
		d.Source = text(value)
	case "genre":
		d.Genre = text(value)
	case "region":
		d.Region = text(value)
	case "date":
		if d.Date, err = time.Parse(time.DateOnly, text(value)); err != nil {
			return fmt.Errorf("date %q is not YYYY-MM-DD", text(value))
		}
	default:
		d.Fields = append(d.Fields, extract.Field{Name: name, Value: value})
	}
	return nil
}

// setPlain is set for a field as plainField writes it.
func (d *Document) setPlain(name, value string) error {
	f, err := parseField(name, value)
	if err != nil {
		return err
	}
	return d.set(f.Name, f.Value)
}

// head lists what set takes, in the order of nutgraf's output.
func (d *Document) head() (fields []extract.Field) {
	add := func(name, value string) {
		if value != "" {
			fields = append(fields, extract.Field{Name: name, Value: quote(value)})
		}
	}
	add("id", d.ID)
	rest := slices.IndexFunc(d.Fields, func(f extract.Field) bool { return !slices.Contains(beforeDate, f.Name) })
	if rest < 0 {
		rest = len(d.Fields)
	}
	fields = append(fields, d.Fields[:rest]...)
	if !d.Date.IsZero() {
		add("date", d.Date.Format(time.DateOnly))
	}
	add("genre", d.Genre)
	add("region", d.Region)
	add("source", d.Source)
	return append(fields, d.Fields[rest:]...)
}

// beforeDate are the fields that nutgraf writes before the date.
var beforeDate = []string{"url", "title", "author", "site"}

// text returns a JSON string, or another value as it is written.
func text(value []byte) string {
	var s string
	if json.Unmarshal(value, &s) != nil {
		return string(value)
	}
	return s
}

// Knows tells whether the document annotates mentions of a type.
func (d *Document) Knows(t extract.Type) bool { return d.Types == nil || slices.Contains(d.Types, t) }

// An Error is a fault in a file of annotated text.
type Error struct {
	File string
	Line int
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Names tells place names and nationalities apart, as corpora that have one
// label for all places need. Without it every place is a LOCATION.
type Names interface {
	IsCountry(name string) bool
	IsNationality(name string) bool
}

// sortSpans orders spans and refuses those that overlap or leave the text.
func sortSpans(d *Document) error {
	slices.SortStableFunc(d.Spans, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
	last := 0
	for _, s := range d.Spans {
		if s.Start < last || s.End <= s.Start || s.End > len(d.Text) {
			return fmt.Errorf("%s: span [%d,%d) overlaps another or leaves the text of %d bytes", d.ID, s.Start, s.End, len(d.Text))
		}
		last = s.End
	}
	return nil
}
