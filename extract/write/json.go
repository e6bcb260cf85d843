package write

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/extract"
)

// jsonWriter writes an object a document: indented, in an array where several
// may come, or one a line.
type jsonWriter struct {
	w       io.Writer
	options Options
	indent  bool
	single  bool
	written int
	buf     []byte
	pretty  bytes.Buffer
}

func (j *jsonWriter) Write(doc *extract.Document) error {
	j.buf = appendDocument(j.buf[:0], doc, j.options)
	if !j.indent {
		j.buf = append(j.buf, '\n')
		_, err := j.w.Write(j.buf)
		return err
	}
	j.pretty.Reset()
	prefix := ""
	if !j.single {
		j.pretty.WriteString(map[bool]string{true: "[\n  ", false: ",\n  "}[j.written == 0])
		prefix = "  "
	}
	j.written++
	if err := json.Indent(&j.pretty, j.buf, prefix, "  "); err != nil {
		return fmt.Errorf("writing %s: %w", doc.ID, err)
	}
	if j.single {
		j.pretty.WriteByte('\n')
	}
	_, err := j.w.Write(j.pretty.Bytes())
	return err
}

func (j *jsonWriter) Close() error {
	end := ""
	switch {
	case !j.indent || j.single:
	case j.written == 0:
		end = "[]\n"
	default:
		end = "\n]\n"
	}
	_, err := io.WriteString(j.w, end)
	return err
}

// object appends the fields of a JSON object; by hand, because the encoder of
// the standard library would take more time than finding the names.
type object struct {
	buf   []byte
	first bool
}

func (o *object) key(name string) {
	if !o.first {
		o.buf = append(o.buf, ',')
	}
	o.first = false
	o.buf = appendString(o.buf, name)
	o.buf = append(o.buf, ':')
}

func (o *object) str(name, value string) {
	o.key(name)
	o.buf = appendString(o.buf, value)
}

// known writes a field unless it is empty: what is unknown is left out.
func (o *object) known(name, value string) {
	if value != "" {
		o.str(name, value)
	}
}

func (o *object) number(name string, n int) {
	o.key(name)
	o.buf = strconv.AppendInt(o.buf, int64(n), 10)
}

func (o *object) score(name string, score float64) {
	o.key(name)
	o.buf = strconv.AppendFloat(o.buf, rounded(score), 'f', -1, 64)
}

// rounded returns a score in hundredths: it is not known better than that.
func rounded(score float64) float64 { return math.Round(score*100) / 100 }

func (o *object) open(name string, bracket byte) {
	o.key(name)
	o.buf = append(o.buf, bracket)
	o.first = true
}

func (o *object) item() {
	if !o.first {
		o.buf = append(o.buf, ',')
	}
	o.buf = append(o.buf, '{')
	o.first = true
}

func (o *object) close(bracket byte) {
	o.buf = append(o.buf, bracket)
	o.first = false
}

// Our own names of fields, as schema.json lists them.
var (
	documentKeys = []string{"id", "url", "title", "author", "site", "date", "date_source", "offsets", "text", "entities"}
	entityKeys   = []string{"type", "name", "role", "country", "wikidata", "value", "timex", "mod", "begin", "end", "unit", "mentions"}
)

// documentHas tells whether a field of a record would take the place of one of
// ours. A record may well know the address, author and site of its article.
func documentHas(doc *extract.Document, f extract.Field) bool {
	isString := len(f.Value) > 0 && f.Value[0] == '"'
	switch f.Name {
	case "url":
		return doc.URL != "" || !isString
	case "author":
		return doc.Author != "" || !isString
	case "site":
		return doc.Site != "" || !isString
	}
	return slices.Contains(documentKeys, f.Name)
}

// fields writes what came with a record or a name of the user's. A field that has
// one of our names gets the prefix, so that no name stands twice in an object; of
// two fields of one name the last counts, as for readers of JSON.
func (o *object) fields(fields []extract.Field, prefix string, isOurs func(extract.Field) bool) {
	if len(fields) == 0 {
		return // as most entities have none
	}
	last := make(map[string]int, len(fields))
	for i, f := range fields {
		last[f.Name] = i
	}
	for i, f := range fields {
		if last[f.Name] != i {
			continue
		}
		name := f.Name
		for taken := isOurs(f); taken; {
			name = prefix + name
			_, taken = last[name]
		}
		o.key(name)
		o.buf = append(o.buf, f.Value...)
	}
}

func appendDocument(buf []byte, doc *extract.Document, options Options) []byte {
	o := object{buf: append(buf, '{'), first: true}
	o.str("id", doc.ID)
	o.known("url", doc.URL)
	o.known("title", doc.Title)
	o.known("author", doc.Author)
	o.known("site", doc.Site)
	if !doc.Date.IsZero() {
		o.str("date", doc.Date.Format(time.DateOnly))
		o.known("date_source", string(doc.DateSource))
	}
	if options.Records {
		o.fields(doc.Fields, "record_", func(f extract.Field) bool { return documentHas(doc, f) })
	}
	o.str("offsets", options.Offsets.String())
	if options.WithText || doc.Extracted {
		o.str("text", doc.Text)
	}
	o.open("entities", '[')
	at := newConverter(doc.Text, options.Offsets)
	for i := range doc.Entities {
		appendEntity(&o, doc, &doc.Entities[i], at, options)
	}
	o.close(']')
	o.close('}')
	return o.buf
}

func appendEntity(o *object, doc *extract.Document, e *extract.Entity, at *converter, options Options) {
	label := options.Labels.name(e.Type)
	if label == "" {
		return
	}
	o.item()
	o.str("type", label)
	o.str("name", e.Name)
	o.known("role", e.Role)
	o.known("country", e.Country)
	o.known("wikidata", e.Wikidata)
	o.known("value", e.Value)
	o.known("timex", e.Timex)
	o.known("mod", e.Mod)
	o.known("begin", e.Begin)
	o.known("end", e.End)
	o.known("unit", e.Unit)
	o.fields(e.Fields, "gazetteer_", func(f extract.Field) bool { return slices.Contains(entityKeys, f.Name) })
	o.open("mentions", '[')
	for _, i := range e.Mentions {
		appendMention(o, doc, &doc.Mentions[i], at, options)
	}
	o.close(']')
	o.close('}')
}

func appendMention(o *object, doc *extract.Document, m *extract.Mention, at *converter, options Options) {
	o.item()
	o.number("start", at.convert(m.Start))
	o.number("end", at.convert(m.End))
	o.str("text", doc.Text[m.Start:m.End])
	o.score("score", m.Score)
	if options.Explain {
		o.open("why", '[')
		for _, w := range m.Why {
			if !o.first {
				o.buf = append(o.buf, ',')
			}
			o.first = false
			o.buf = appendString(o.buf, w)
		}
		o.close(']')
	}
	o.close('}')
}

const hex = "0123456789abcdef"

// appendString appends a JSON string. Bytes that are not UTF-8 become U+FFFD,
// as in encoding/json; < > & stay as they are.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, width := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && width == 1 {
				b = append(append(b, s[start:i]...), "\ufffd"...)
				start = i + 1
			}
			i += width
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i++
		start = i
	}
	return append(append(b, s[start:]...), '"')
}
