package write

import (
	_ "embed"
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/nutgraf/nutgraf/extract"
)

//go:embed page.html
var page string

// htmlWriter writes one page that needs nothing else: the texts with coloured
// mentions, and tables of the entities.
type htmlWriter struct {
	w       io.Writer
	options Options
	begun   bool
}

// ends returns what stands before and behind the documents of the page.
func (h *htmlWriter) ends() (head, tail string) {
	head, tail, _ = strings.Cut(page, "<!-- documents -->\n")
	var legend strings.Builder
	for _, t := range extract.Types() {
		fmt.Fprintf(&legend, "<label class=\"%s\"><input type=\"checkbox\" checked data-type=\"%s\">%s</label>\n", t, t, t)
	}
	return strings.Replace(head, "<!-- legend -->\n", legend.String(), 1), tail
}

func (h *htmlWriter) begin() error {
	if h.begun {
		return nil
	}
	h.begun = true
	head, _ := h.ends()
	_, err := io.WriteString(h.w, head)
	return err
}

func (h *htmlWriter) Write(doc *extract.Document) error {
	if err := h.begin(); err != nil {
		return err
	}
	var b strings.Builder
	title := idOf(doc)
	if doc.Title != "" {
		title = doc.Title
	}
	fmt.Fprintf(&b, "<article>\n<h2>%s</h2>\n<div class=\"text\">", html.EscapeString(title))
	at := 0
	for _, m := range byPlace(doc, Native) {
		b.WriteString(html.EscapeString(doc.Text[at:m.Start]))
		fmt.Fprintf(&b, "<mark tabindex=\"0\" class=\"%s\" title=\"%s\">%s</mark>", m.Type, html.EscapeString(hover(doc, m)), html.EscapeString(doc.Text[m.Start:m.End]))
		at = m.End
	}
	b.WriteString(html.EscapeString(doc.Text[at:]))
	b.WriteString("</div>\n")
	writeEntities(&b, doc)
	b.WriteString("</article>\n")
	_, err := io.WriteString(h.w, b.String())
	return err
}

// hover is what is known of a mention, on one line; the page shows it to a pointer
// over the mention, and to a finger or keyboard that is on it.
func hover(doc *extract.Document, m placed) string {
	e := &doc.Entities[m.entity]
	parts := []string{m.Type.String(), e.Name}
	for _, s := range []string{e.Role, e.Country, e.Value, e.Wikidata} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ") + fmt.Sprintf(" · %.2f", m.Score)
}

func writeEntities(b *strings.Builder, doc *extract.Document) {
	b.WriteString("<table>\n<tr><th>type<th>name<th>role<th>country<th>value<th>id<th>mentions</tr>\n")
	for i := range doc.Entities {
		e := &doc.Entities[i]
		id := html.EscapeString(e.Wikidata)
		if id != "" {
			id = fmt.Sprintf("<a href=\"https://www.wikidata.org/wiki/%s\">%s</a>", id, id)
		}
		fmt.Fprintf(b, "<tr class=\"%s\"><td>%s<td>%s<td>%s<td>%s<td>%s<td>%s<td>%d</tr>\n", e.Type, e.Type,
			html.EscapeString(e.Name), html.EscapeString(e.Role), e.Country, html.EscapeString(e.Value), id, len(e.Mentions))
	}
	b.WriteString("</table>\n")
}

func (h *htmlWriter) Close() error {
	if err := h.begin(); err != nil {
		return err
	}
	_, tail := h.ends()
	_, err := io.WriteString(h.w, tail)
	return err
}
