package gold

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"time"

	"github.com/nutgraf/nutgraf/extract"
)

// Standoff is annotation without its text, for texts that others publish: a
// JSON line a document.
type standoff struct {
	Source string `json:"source,omitempty"`
	ID     string `json:"id"`
	Date   string `json:"date,omitempty"`
	SHA256 string `json:"sha256"` // of the text, in UTF-8
	Spans  []mark `json:"spans"`
}

// mark is a span as [start, end, "TYPE"] or [start, end, "TYPE", "value"], in
// bytes of UTF-8.
type mark Span

func (m mark) MarshalJSON() ([]byte, error) {
	fields := []any{m.Start, m.End, m.Type.String()}
	if more := formatAttrs(m.Value, m.Attrs); more != "" {
		fields = append(fields, more)
	}
	return json.Marshal(fields)
}

func (m *mark) UnmarshalJSON(b []byte) (err error) {
	var label, more string
	fields := []any{&m.Start, &m.End, &label, &more}
	if err := json.Unmarshal(b, &fields); err != nil {
		return err
	}
	if m.Type, err = extract.ParseType(label); err != nil {
		return err
	}
	m.Value, m.Attrs, err = parseAttrs(more)
	return err
}

// FormatStandoff writes a document's annotation without its text.
func FormatStandoff(d *Document) ([]byte, error) {
	s := standoff{Source: d.Source, ID: d.ID, SHA256: sumOf(d.Text), Spans: []mark{}}
	if !d.Date.IsZero() {
		s.Date = d.Date.Format(time.DateOnly)
	}
	for _, span := range d.Spans {
		s.Spans = append(s.Spans, mark(span))
	}
	line, err := json.Marshal(s)
	return append(line, '\n'), err
}

func sumOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Join reads standoff annotation and joins it to a copy of the texts, JSON lines
// with id and text. A text that is missing, or is not the one annotated, is an
// error. It holds the texts in memory.
func Join(files, texts []string) iter.Seq2[*Document, error] {
	return func(yield func(*Document, error) bool) {
		byID := map[string]string{}
		for _, name := range texts {
			if err := eachLine(name, func(line []byte) error {
				var r struct{ ID, Text string }
				err := json.Unmarshal(line, &r)
				byID[r.ID] = r.Text
				return err
			}); err != nil {
				yield(nil, err)
				return
			}
		}
		for _, name := range files {
			err := eachLine(name, func(line []byte) error {
				d, err := join(line, byID)
				if err == nil && !yield(d, nil) {
					err = errStopped
				}
				return err
			})
			if errors.Is(err, errStopped) {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

func join(line []byte, texts map[string]string) (*Document, error) {
	var s standoff
	if err := json.Unmarshal(line, &s); err != nil {
		return nil, err
	}
	text, known := texts[s.ID]
	if !known {
		return nil, fmt.Errorf("no text has the id %q", s.ID)
	}
	if sumOf(text) != s.SHA256 {
		return nil, fmt.Errorf("the text of %q is not the one annotated: its SHA-256 differs", s.ID)
	}
	d := &Document{ID: s.ID, Source: s.Source, Text: text}
	if s.Date != "" {
		var err error
		if d.Date, err = time.Parse(time.DateOnly, s.Date); err != nil {
			return nil, fmt.Errorf("date %q is not YYYY-MM-DD", s.Date)
		}
	}
	for _, m := range s.Spans {
		d.Spans = append(d.Spans, Span(m))
	}
	return d, sortSpans(d)
}

// eachLine calls do for each line of a file that is not empty.
func eachLine(name string, do func([]byte) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	in, err := unpacked(f, name)
	if err != nil {
		return err
	}
	lines := bufio.NewReaderSize(in, 1<<20)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if err := do(line); err != nil {
				return &Error{name, n, err}
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
}
