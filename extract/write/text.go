package write

import (
	"fmt"
	"io"
	"strings"

	"github.com/nutgraf/nutgraf/extract"
)

// textWriter writes a short summary for people: who, where, which
// organizations, when, with counts.
type textWriter struct {
	w       io.Writer
	options Options
	written bool
}

var textGroups = []struct {
	head  string
	color string
	types []extract.Type
}{
	{"people", "36", []extract.Type{extract.Person}},
	{"countries", "32", []extract.Type{extract.Country, extract.Norp}},
	{"organizations", "33", []extract.Type{extract.Organization}},
	{"places", "34", []extract.Type{extract.Location}},
	{"dates", "35", []extract.Type{extract.Date, extract.Time}},
	{"events, laws", "31", []extract.Type{extract.Event, extract.Law}},
	{"numbers", "90", []extract.Type{extract.Money, extract.Percent, extract.Quantity}},
}

func (t *textWriter) Write(doc *extract.Document) error {
	var b strings.Builder
	if t.written {
		b.WriteByte('\n')
	}
	t.written = true
	b.WriteString(t.paint("1", idOf(doc)))
	if !doc.Date.IsZero() {
		b.WriteString("  " + doc.Date.Format("2006-01-02"))
	}
	b.WriteByte('\n')
	for _, g := range textGroups {
		var items []string
		for _, typ := range g.types {
			for i := range doc.Entities {
				if e := &doc.Entities[i]; e.Type == typ {
					items = append(items, t.item(e, g.color))
				}
			}
		}
		if len(items) > 0 {
			fmt.Fprintf(&b, "  %-14s %s\n", g.head, strings.Join(items, ", "))
		}
	}
	_, err := io.WriteString(t.w, b.String())
	return err
}

// item is one entity: its name, what is known of it, how often it is named.
func (t *textWriter) item(e *extract.Entity, color string) string {
	var known []string
	for _, s := range []string{e.Role, e.Country, e.Value} {
		if s != "" && s != e.Name {
			known = append(known, s)
		}
	}
	s := t.paint(color, e.Name)
	if len(known) > 0 {
		s += " (" + strings.Join(known, ", ") + ")"
	}
	if n := len(e.Mentions); n > 1 {
		s += fmt.Sprintf(" ×%d", n)
	}
	return s
}

func (t *textWriter) paint(color, s string) string {
	if !t.options.Color {
		return s
	}
	return "\x1b[" + color + "m" + s + "\x1b[0m"
}

func (t *textWriter) Close() error { return nil }
