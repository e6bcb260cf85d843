package write

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/extract"
)

// csvWriter writes a row a mention, below a header.
type csvWriter struct {
	w       *csv.Writer
	options Options
	headed  bool
}

func newCSV(w io.Writer, options Options) *csvWriter {
	return &csvWriter{w: csv.NewWriter(w), options: options}
}

// csvHeader names the columns of a row.
var csvHeader = []string{
	"id", "date", "entity", "type", "start", "end", "text", "score", "name", "role", "country", "wikidata",
	"value", "timex", "mod", "begin_value", "end_value", "unit",
}

func (c *csvWriter) head() error {
	if c.headed {
		return nil
	}
	c.headed = true
	return c.w.Write(csvHeader)
}

func (c *csvWriter) Write(doc *extract.Document) error {
	if err := c.head(); err != nil {
		return err
	}
	date := ""
	if !doc.Date.IsZero() {
		date = doc.Date.Format(time.DateOnly)
	}
	at := newConverter(doc.Text, c.options.Offsets)
	for _, m := range byPlace(doc, c.options.Labels) {
		e := &doc.Entities[m.entity]
		err := c.w.Write([]string{
			idOf(doc), date, strconv.Itoa(m.entity), m.label, strconv.Itoa(at.convert(m.Start)), strconv.Itoa(at.convert(m.End)),
			doc.Text[m.Start:m.End], strconv.FormatFloat(m.Score, 'f', 2, 64), e.Name, e.Role, e.Country, e.Wikidata,
			e.Value, e.Timex, e.Mod, e.Begin, e.End, e.Unit,
		})
		if err != nil {
			return err
		}
	}
	c.w.Flush()
	return c.w.Error()
}

func (c *csvWriter) Close() error {
	if err := c.head(); err != nil {
		return err
	}
	c.w.Flush()
	return c.w.Error()
}

// placed is a mention with the index of its entity and the name of its type.
type placed struct {
	extract.Mention
	entity int
	label  string
}

// byPlace returns the mentions in the order of the text, but for those whose
// type the labels have no name for.
func byPlace(doc *extract.Document, labels Labels) []placed {
	entityOf := slices.Repeat([]int{-1}, len(doc.Mentions))
	for e := range doc.Entities {
		for _, i := range doc.Entities[e].Mentions {
			entityOf[i] = e
		}
	}
	list := make([]placed, 0, len(doc.Mentions))
	for i, m := range doc.Mentions {
		if label := labels.name(m.Type); label != "" {
			list = append(list, placed{m, entityOf[i], label})
		}
	}
	return list
}

// conllWriter writes a token a line with its BIO tag behind it, an empty line
// behind a sentence, and a comment with the id before a document.
type conllWriter struct {
	w       io.Writer
	options Options
}

func (c *conllWriter) Write(doc *extract.Document) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# id = %s\n", strings.ReplaceAll(idOf(doc), "\n", " "))
	next := 0
	for _, s := range doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			t := doc.Tokens[i]
			for next < len(doc.Mentions) && doc.Mentions[next].End <= t.Start {
				next++
			}
			fmt.Fprintf(&b, "%s\t%s\n", t.Text(doc.Text), c.tag(doc, next, t.Start, t.End))
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(c.w, b.String())
	return err
}

// tag returns the BIO tag of the token [start, end).
func (c *conllWriter) tag(doc *extract.Document, next, start, end int) string {
	if next == len(doc.Mentions) || doc.Mentions[next].Start >= end {
		return "O"
	}
	m := doc.Mentions[next]
	label := c.options.Labels.name(m.Type)
	switch {
	case label == "":
		return "O"
	case m.Start >= start:
		return "B-" + label
	}
	return "I-" + label
}

func (c *conllWriter) Close() error { return nil }

// bratWriter writes standoff annotations: T for mentions, N for what they are
// linked to. Of several documents each begins with a comment.
type bratWriter struct {
	w       io.Writer
	options Options
}

func (w *bratWriter) Write(doc *extract.Document) error {
	var b strings.Builder
	fmt.Fprintf(&b, "#\t%s\n", strings.ReplaceAll(idOf(doc), "\n", " "))
	at := newConverter(doc.Text, w.options.Offsets)
	n := 0
	for _, m := range byPlace(doc, w.options.Labels) {
		n++
		text := doc.Text[m.Start:m.End]
		fmt.Fprintf(&b, "T%d\t%s %s\t%s\n", n, m.label, fragments(text, m.Start, at), strings.ReplaceAll(text, "\n", " "))
		if id := doc.Entities[m.entity].Wikidata; id != "" {
			fmt.Fprintf(&b, "N%d\tReference T%d Wikidata:%s\t%s\n", n, n, id, doc.Entities[m.entity].Name)
		}
	}
	_, err := io.WriteString(w.w, b.String())
	return err
}

// fragments writes the offsets of a mention, cut at line ends as brat asks.
func fragments(text string, start int, at *converter) string {
	var parts []string
	for line := range strings.SplitSeq(text, "\n") {
		parts = append(parts, fmt.Sprintf("%d %d", at.convert(start), at.convert(start+len(line))))
		start += len(line) + 1
	}
	return strings.Join(parts, ";")
}

func (w *bratWriter) Close() error { return nil }
