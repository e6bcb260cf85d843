package gold

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// conllColumns names the columns that FormatCoNLL writes, as CoNLL-U Plus does.
const conllColumns = "# global.columns = FORM NUTGRAF:ATTRS NUTGRAF:NER\n"

// FormatCoNLL writes a document as columns: a token a line, with what is known
// of the mention that begins there (or _) and its BIO tag behind it, an empty
// line behind a sentence. Comments before it keep the text, which tokens alone
// do not tell. A token that a mention begins or ends in is cut there; white space
// at its borders, which no token has, is left out of it.
func FormatCoNLL(whole *Document) string {
	d := *whole
	d.Spans = slices.Clone(d.Spans)
	for i := range d.Spans {
		d.Spans[i].trim(d.Text)
	}
	return formatCoNLL(&d)
}

// trim leaves white space at its borders out of a span.
func (s *Span) trim(text string) {
	inside := text[s.Start:s.End]
	s.Start += len(inside) - len(strings.TrimLeftFunc(inside, unicode.IsSpace))
	s.End -= len(inside) - len(strings.TrimRightFunc(inside, unicode.IsSpace))
}

func formatCoNLL(d *Document) string {
	var b strings.Builder
	b.WriteString(conllColumns)
	for _, f := range d.head() {
		b.WriteString("# " + plainField(f, " = ") + "\n")
	}
	fmt.Fprintf(&b, "# text = %s\n", quote(d.Text))
	text := segment.Split(d.Text)
	next := 0
	for _, s := range text.Sentences {
		for _, t := range text.Tokens[s.First:s.Last] {
			for start := t.Start; start < t.End; {
				for next < len(d.Spans) && d.Spans[next].End <= start {
					next++
				}
				start = writeToken(&b, d, next, start, t.End)
			}
		}
		if last := text.Tokens[s.Last-1].End; next == len(d.Spans) || d.Spans[next].Start >= last || d.Spans[next].End <= last {
			b.WriteByte('\n') // but not inside a mention, which it would end
		}
	}
	return b.String()
}

// writeToken writes what begins at start, up to the token's end or the next
// border of the next mention, and returns where that is.
func writeToken(b *strings.Builder, d *Document, next, start, end int) int {
	attrs, tag := "_", "O"
	if next < len(d.Spans) {
		s := d.Spans[next]
		switch {
		case s.Start > start:
			end = min(end, s.Start)
		case s.Start == start:
			end = min(end, s.End)
			tag = "B-" + s.Type.String()
			if more := formatAttrs(s.Value, s.Attrs); more != "" {
				attrs = more
			}
		default:
			end = min(end, s.End)
			tag = "I-" + s.Type.String()
		}
	}
	fmt.Fprintf(b, "%s\t%s\t%s\n", d.Text[start:end], attrs, tag)
	return end
}

// readCoNLL reads columns: the token first, its tag (BIO, BILOU or BIOES) last,
// an empty line behind a sentence. A document begins with a comment `# id = ` or
// with -DOCSTART-. Without the comment `# text = ` its text is the tokens with
// blanks between, a sentence a line. The types may be ours or those of CoNLL.
func readCoNLL(r io.Reader, name string, names Names, yield func(*Document) bool) error {
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, maxRecord)
	p := conllParser{name: name, names: names}
	for scan.Scan() {
		p.line++
		begins, err := p.read(strings.TrimRight(scan.Text(), "\r"))
		if err != nil {
			return &Error{name, p.line, err}
		}
		if begins != nil && !yield(begins) {
			return errStopped
		}
	}
	if err := scan.Err(); err != nil {
		return fmt.Errorf("%s:%d: %w", name, p.line+1, err)
	}
	last, err := p.end()
	if err != nil {
		return &Error{name, p.line, err}
	}
	if last != nil && !yield(last) {
		return errStopped
	}
	return nil
}

type conllParser struct {
	name  string
	names Names
	line  int
	n     int // documents begun
	attrs int // column of attributes; 0: none
	doc   *Document
	types []string // label of each span
	whole bool     // the text is known from a comment
	at    int      // bytes of the text that tokens were found for
	open  bool     // the last token was part of the last span
	fresh bool     // no token since the last sentence's end
}

// read takes a line and returns the document that it ends, if it ends one.
func (p *conllParser) read(line string) (ended *Document, err error) {
	if !utf8.ValidString(line) {
		return nil, errors.New("not UTF-8")
	}
	comment, isComment := strings.CutPrefix(line, "# ")
	switch {
	case isComment && strings.Contains(comment, " = "):
		key, value, _ := strings.Cut(comment, " = ")
		return p.comment(key, value)
	case isComment && !strings.Contains(line, "\t"):
		return nil, nil
	case strings.HasPrefix(line, "-DOCSTART-"):
		return p.begin()
	case strings.TrimSpace(line) == "":
		p.open, p.fresh = false, true
		return nil, nil
	}
	if p.doc == nil {
		if _, err := p.begin(); err != nil {
			return nil, err
		}
	}
	return nil, p.token(line)
}

func (p *conllParser) comment(key, value string) (ended *Document, err error) {
	switch {
	case key == "global.columns":
		p.attrs = 0
		for i, column := range strings.Fields(value) {
			if column == "NUTGRAF:ATTRS" {
				p.attrs = i
			}
		}
		return nil, nil
	case key == "id" || p.doc == nil:
		if ended, err = p.begin(); err != nil {
			return nil, err
		}
	}
	if key == "text" {
		p.whole = true
		p.doc.Text = text([]byte(value))
		return ended, nil
	}
	return ended, p.doc.setPlain(key, value)
}

// begin starts a document and returns the one before it.
func (p *conllParser) begin() (ended *Document, err error) {
	ended, err = p.end()
	p.n++
	p.doc = &Document{ID: fmt.Sprintf("%s:%d", p.name, p.n)}
	p.types = p.types[:0]
	p.whole, p.at, p.open, p.fresh = false, 0, false, false
	return ended, err
}

func (p *conllParser) end() (*Document, error) {
	if p.doc == nil || p.doc.Text == "" && !p.whole {
		return nil, nil
	}
	if rest := p.doc.Text[p.at:]; !blank(rest) {
		return nil, fmt.Errorf("%s: the tokens end before the text, which goes on with %.20q", p.doc.ID, strings.TrimSpace(rest))
	}
	return p.doc, p.setTypes()
}

// setTypes gives the spans their types, once their texts are whole.
func (p *conllParser) setTypes() error {
	spans := p.doc.Spans
	p.doc.Spans = nil
	for i, s := range spans {
		sure, err := p.doc.setType(&s, p.types[i], p.names)
		if err != nil {
			return err
		}
		if sure {
			p.doc.Spans = append(p.doc.Spans, s)
		} else {
			p.doc.Unsure = append(p.doc.Unsure, s)
		}
	}
	return nil
}

// token reads a line of columns.
func (p *conllParser) token(line string) error {
	columns := strings.Split(line, "\t")
	if len(columns) == 1 {
		columns = strings.Fields(line)
	}
	if len(columns) < 2 {
		return errors.New("a line has a token and its tag, with a tab between")
	}
	start, err := p.place(columns[0])
	if err != nil {
		return err
	}
	more := ""
	if p.attrs > 0 && p.attrs < len(columns)-1 && columns[p.attrs] != "_" {
		more = columns[p.attrs]
	}
	return p.tag(columns[len(columns)-1], start, more)
}

// place finds the next token in the text, or adds it, and returns its start.
func (p *conllParser) place(token string) (start int, err error) {
	d := p.doc
	if !p.whole {
		switch {
		case d.Text == "":
		case p.fresh:
			d.Text += "\n"
		default:
			d.Text += " "
		}
		p.fresh = false
		start = len(d.Text)
		d.Text += token
		p.at = len(d.Text)
		return start, nil
	}
	start = p.at + strings.Index(d.Text[p.at:], token)
	if start < p.at || !blank(d.Text[p.at:start]) {
		return 0, fmt.Errorf("token %q does not come next in the text, which goes on with %.20q", token, d.Text[p.at:])
	}
	p.at = start + len(token)
	return start, nil
}

// blank tells whether a text is what stands between tokens.
func blank(text string) bool {
	return len(segment.Split(text).Tokens) == 0
}

// tag begins a span, makes the last one longer, or ends it.
func (p *conllParser) tag(tag string, start int, more string) error {
	d := p.doc
	if tag == "O" || tag == "_" {
		p.open = false
		return nil
	}
	if blank(d.Text[start:p.at]) {
		return fmt.Errorf("token %q has a tag, but nothing to see", d.Text[start:p.at])
	}
	position, label, ok := strings.Cut(tag, "-")
	if !ok || len(position) != 1 || !strings.Contains("BILUES", position) {
		return fmt.Errorf("unknown tag %q: it is O, or B-, I- (L-, U-, E-, S-) and a type", tag)
	}
	inside := strings.Contains("ILE", position) && p.open && p.types[len(p.types)-1] == label
	p.open = true
	if inside {
		d.Spans[len(d.Spans)-1].End = p.at
		return nil
	}
	s := Span{Start: start, End: p.at}
	if _, err := d.setType(&s, label, nil); err != nil {
		return err
	}
	var err error
	if s.Value, s.Attrs, err = parseAttrs(more); err != nil {
		return err
	}
	d.Spans = append(d.Spans, s)
	p.types = append(p.types, label)
	return nil
}
