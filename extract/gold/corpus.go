package gold

import (
	"errors"
	"fmt"
	"strings"

	"github.com/nutgraf/nutgraf/extract"
)

// ParseCorpus reads a file of our corpus form: lines `key: value` up to a line
// `---` (may be missing), then text in which mentions stand as [text](TYPE) or
// [text](TYPE value|name=attribute). \[, \] and \\ stand for the characters themselves.
func ParseCorpus(name, file string) (*Document, error) {
	d := &Document{ID: name}
	body, line, err := parseHeader(d, name, file)
	if err != nil {
		return nil, err
	}
	p := corpusParser{name: name, rest: body, line: line, doc: d}
	if err := p.parse(); err != nil {
		return nil, err
	}
	return d, nil
}

// parseHeader reads the lines before the text and returns the text and the
// number of its first line.
func parseHeader(d *Document, name, file string) (body string, line int, err error) {
	if body, empty := strings.CutPrefix(file, "---\n"); empty {
		return body, 2, nil
	}
	head, body, found := strings.Cut(file, "\n---\n")
	if !found || strings.ContainsAny(head, "[]") {
		return file, 1, nil
	}
	for field := range strings.Lines(head) {
		line++
		key, value, ok := strings.Cut(strings.TrimRight(field, "\n"), ": ")
		if !ok {
			return "", 0, &Error{name, line, errors.New("a header line is `key: value`")}
		}
		if err := d.setPlain(key, value); err != nil {
			return "", 0, &Error{name, line, err}
		}
	}
	return body, line + 2, nil
}

type corpusParser struct {
	name, rest string
	line       int
	doc        *Document
	text       strings.Builder
}

func (p *corpusParser) fail(format string, args ...any) error {
	return &Error{p.name, p.line, fmt.Errorf(format, args...)}
}

func (p *corpusParser) parse() error {
	for p.rest != "" {
		i := strings.IndexAny(p.rest, "[]\\\n")
		if i < 0 {
			i = len(p.rest)
		}
		p.text.WriteString(p.rest[:i])
		p.rest = p.rest[i:]
		if p.rest == "" {
			break
		}
		if err := p.special(); err != nil {
			return err
		}
	}
	p.doc.Text = p.text.String()
	return nil
}

// special reads what begins with a character that means something.
func (p *corpusParser) special() error {
	switch c := p.rest[0]; c {
	case '\n':
		p.line++
		p.text.WriteByte(c)
		p.rest = p.rest[1:]
	case ']':
		return p.fail("a ] without its [; write \\] for the character")
	case '\\':
		return p.escaped()
	default:
		return p.mention()
	}
	return nil
}

func (p *corpusParser) escaped() error {
	if len(p.rest) > 1 && strings.IndexByte("[]\\", p.rest[1]) >= 0 {
		p.text.WriteByte(p.rest[1])
		p.rest = p.rest[2:]
		return nil
	}
	p.text.WriteByte('\\')
	p.rest = p.rest[1:]
	return nil
}

// mention reads [text](TYPE value).
func (p *corpusParser) mention() error {
	start := p.text.Len()
	rest := p.rest[1:]
	for {
		i := strings.IndexAny(rest, "[]\\")
		if i < 0 || strings.Contains(rest[:i], "\n\n") {
			return p.fail("a [ without its ]")
		}
		p.text.WriteString(rest[:i])
		c := rest[i]
		rest = rest[i+1:]
		if c == ']' {
			break
		}
		if c == '[' || rest == "" {
			return p.fail("a [ inside a mention; mentions do not nest")
		}
		p.text.WriteByte(rest[0])
		rest = rest[1:]
	}
	label, after, ok := strings.Cut(strings.TrimPrefix(rest, "("), ")")
	if !strings.HasPrefix(rest, "(") || !ok {
		return p.fail("a mention without (TYPE) behind it")
	}
	name, more, _ := strings.Cut(label, " ")
	typ, err := extract.ParseType(name)
	if err != nil {
		return p.fail("%w", err)
	}
	value, attrs, err := parseAttrs(more)
	if err != nil {
		return p.fail("%w", err)
	}
	if p.text.Len() == start {
		return p.fail("an empty mention")
	}
	p.doc.Spans = append(p.doc.Spans, Span{start, p.text.Len(), typ, value, attrs})
	p.line += strings.Count(p.rest[:len(p.rest)-len(after)], "\n")
	p.rest = after
	return nil
}

// FormatCorpus writes a document in the form that ParseCorpus reads.
func FormatCorpus(d *Document) string {
	var b strings.Builder
	for _, f := range d.head() {
		b.WriteString(plainField(f, ": ") + "\n")
	}
	b.WriteString("---\n")
	escape := strings.NewReplacer("[", `\[`, "]", `\]`, `\`, `\\`)
	at := 0
	for _, s := range d.Spans {
		b.WriteString(escape.Replace(d.Text[at:s.Start]))
		b.WriteString("[" + escape.Replace(d.Text[s.Start:s.End]) + "](" + s.Type.String())
		if more := formatAttrs(s.Value, s.Attrs); more != "" {
			b.WriteString(" " + more)
		}
		b.WriteString(")")
		at = s.End
	}
	b.WriteString(escape.Replace(d.Text[at:]))
	return b.String()
}
