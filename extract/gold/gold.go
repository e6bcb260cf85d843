package gold

import (
	"cmp"
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
