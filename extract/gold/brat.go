package gold

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/nutgraf/nutgraf/extract"
)

// bratNote begins the notes that are ours, not a person's.
const bratNote = "nutgraf: "

// FormatBrat writes a document's annotations as the standoff file that stands
// beside its text: a T line a mention, counted in code points; a note with what
// else is known of it; a reference for a Wikidata id.
func FormatBrat(d *Document) string {
	var b strings.Builder
	var head []string
	for _, f := range d.head() {
		head = append(head, plainField(f, "="))
	}
	fmt.Fprintf(&b, "#\t%s\n", strings.Join(head, "|"))
	at := offsets(d.Text, codepoints)
	for i, s := range d.Spans {
		n, mention := i+1, d.Text[s.Start:s.End]
		fmt.Fprintf(&b, "T%d\t%s %s\t%s\n", n, s.Type, fragments(mention, s.Start, at), strings.ReplaceAll(mention, "\n", " "))
		if s.Value != "" && valueOf(s.Type) == "wikidata" {
			fmt.Fprintf(&b, "N%d\tReference T%d Wikidata:%s\t%s\n", n, n, s.Value, strings.ReplaceAll(mention, "\n", " "))
		}
		if more := formatAttrs(s.Value, s.Attrs); more != "" {
			fmt.Fprintf(&b, "#%d\tAnnotatorNotes T%d\t%s%s\n", n, n, bratNote, more)
		}
	}
	return b.String()
}

// fragments writes a mention's offsets, cut at line ends as brat asks.
func fragments(mention string, start int, at []int) string {
	var parts []string
	for line := range strings.SplitSeq(mention, "\n") {
		parts = append(parts, fmt.Sprintf("%d %d", at[start], at[start+len(line)]))
		start += len(line) + 1
	}
	return strings.Join(parts, ";")
}

// readBrat reads a standoff file and the text beside it. Relations, events and
// attributes of brat are passed over: they have no place in a Document.
func readBrat(name string, names Names) (*Document, error) {
	beside := strings.TrimSuffix(name, ".ann") + ".txt"
	text, err := os.ReadFile(beside)
	if err != nil {
		return nil, fmt.Errorf("the text that %s annotates: %w", name, err)
	}
	file, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return parseBrat(name, string(text), string(file), names)
}

func parseBrat(name, text, file string, names Names) (*Document, error) {
	d := &Document{ID: beside(name), Text: text}
	p := bratParser{doc: d, names: names, at: bytesOf(text, codepoints), spans: map[string]*Span{}}
	line := 0
	for field := range strings.Lines(file) {
		line++
		if err := p.read(strings.TrimRight(field, "\r\n")); err != nil {
			return nil, &Error{name, line, err}
		}
	}
	for _, id := range p.order {
		d.Spans = append(d.Spans, *p.spans[id])
	}
	return d, sortSpans(d)
}

// beside is the id of a text: the name of its annotations without the ending.
func beside(name string) string { return strings.TrimSuffix(name, ".ann") }

type bratParser struct {
	doc   *Document
	names Names
	at    []int // byte of each code point, and of the end
	spans map[string]*Span
	order []string
}

func (p *bratParser) read(line string) error {
	id, rest, _ := strings.Cut(line, "\t")
	if id == "" {
		return nil
	}
	what, note, _ := strings.Cut(rest, "\t")
	words := strings.Fields(what)
	switch {
	case id == "#":
		return p.head(rest)
	case id[0] == 'T':
		return p.mention(id, what)
	case id[0] == '#' && len(words) == 2 && words[0] == "AnnotatorNotes" && p.spans[words[1]] != nil:
		s := p.spans[words[1]]
		ours, ok := strings.CutPrefix(note, bratNote)
		if !ok {
			s.Attrs = append(s.Attrs, extract.Field{Name: "note", Value: quote(note)})
			return nil
		}
		value, attrs, err := parseAttrs(ours)
		s.Value, s.Attrs = value, append(attrs, s.Attrs...)
		return err
	case id[0] == 'N' && len(words) == 3 && p.spans[words[1]] != nil:
		s := p.spans[words[1]]
		if id, ok := strings.CutPrefix(words[2], "Wikidata:"); ok && s.Value == "" && valueOf(s.Type) == "wikidata" {
			s.Value = id
		}
	}
	return nil
}

// head reads what FormatBrat wrote of the document; another comment is none.
func (p *bratParser) head(comment string) error {
	_, fields, err := parseAttrs(comment)
	if err != nil {
		return nil
	}
	for _, f := range fields {
		if err := p.doc.set(f.Name, f.Value); err != nil {
			return err
		}
	}
	return nil
}

// mention reads TYPE START END, where a mention of several lines has several
// pairs with ; between.
func (p *bratParser) mention(id, what string) error {
	label, place, _ := strings.Cut(what, " ")
	var ends []int
	for _, field := range strings.FieldsFunc(place, func(r rune) bool { return r == ' ' || r == ';' }) {
		n, err := strconv.Atoi(field)
		if err != nil || n < 0 || n >= len(p.at) {
			return fmt.Errorf("offset %q is no place in the text of %d code points", field, len(p.at)-1)
		}
		ends = append(ends, p.at[n])
	}
	if len(ends) < 2 || len(ends)%2 != 0 || !slices.IsSorted(ends) {
		return errors.New("a mention is TYPE START END")
	}
	s := Span{Start: ends[0], End: ends[len(ends)-1]}
	sure, err := p.doc.setType(&s, label, p.names)
	if err != nil {
		return err
	}
	if !sure {
		p.doc.Unsure = append(p.doc.Unsure, s)
		return nil
	}
	if p.spans[id] == nil {
		p.order = append(p.order, id)
	}
	p.spans[id] = &s
	return nil
}
