package gold

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/nutgraf/nutgraf/extract"
)

// isOutput tells whether a JSON line is nutgraf's own output, whose entities
// have mentions, and not of a corpus, whose entities are mentions.
func isOutput(fields []extract.Field) bool {
	return slices.ContainsFunc(fields, func(f extract.Field) bool { return f.Name == "offsets" })
}

// parseOutput reads a document that nutgraf wrote as JSON, with its text.
func parseOutput(fields []extract.Field) (*Document, error) {
	d := &Document{}
	var unitName string
	var entities []json.RawMessage
	hasText := false
	for _, f := range fields {
		var err error
		switch f.Name {
		case "offsets":
			unitName = text(f.Value)
		case "text":
			hasText = true
			err = json.Unmarshal(f.Value, &d.Text)
		case "entities":
			err = json.Unmarshal(f.Value, &entities)
		default:
			err = d.set(f.Name, f.Value)
		}
		if err != nil {
			return nil, fmt.Errorf("field %q: %w", f.Name, err)
		}
	}
	if !hasText {
		return nil, fmt.Errorf("document %q has no text: let nutgraf write it with --with-text", d.ID)
	}
	at, err := placesOf(d.Text, unitName)
	if err != nil {
		return nil, err
	}
	for i, raw := range entities {
		if err := d.addEntity(raw, i+1, at); err != nil {
			return nil, fmt.Errorf("entity %d: %w", i+1, err)
		}
	}
	return d, sortSpans(d)
}

// placesOf returns the byte at each offset of a text, by the unit's name.
func placesOf(text, name string) ([]int, error) {
	switch name {
	case "bytes":
		at := make([]int, len(text)+1)
		for i := range at {
			at[i] = i
		}
		return at, nil
	case "codepoints":
		return bytesOf(text, codepoints), nil
	case "utf16":
		return bytesOf(text, utf16), nil
	}
	return nil, fmt.Errorf("unknown offsets %q; they are codepoints, bytes or utf16", name)
}

// addEntity adds the mentions of the nth entity. What is said of the entity
// stands at the first.
func (d *Document) addEntity(raw []byte, n int, at []int) error {
	fields, err := parseObject(raw)
	if err != nil {
		return err
	}
	var e struct {
		Type extract.Type
		Name string
		own  Attrs
	}
	var mentions []json.RawMessage
	for _, f := range fields {
		switch f.Name {
		case "type":
			e.Type, err = extract.ParseType(text(f.Value))
		case "name":
			e.Name = text(f.Value)
		case "mentions":
			err = json.Unmarshal(f.Value, &mentions)
		default:
			e.own = append(e.own, f)
		}
		if err != nil {
			return err
		}
	}
	if e.Type == 0 {
		return errors.New("an entity has a type")
	}
	value := e.own.Get(valueOf(e.Type))
	for i, raw := range mentions {
		s, err := parseMention(raw, d.Text, at)
		if err != nil {
			return err
		}
		s.Type, s.Value = e.Type, value
		var attrs Attrs
		if len(mentions) > 1 {
			attrs = append(attrs, extract.Field{Name: "entity", Value: strconv.AppendInt(nil, int64(n), 10)})
		}
		if i == 0 {
			if e.Name != d.Text[s.Start:s.End] {
				attrs = append(attrs, extract.Field{Name: "name", Value: quote(e.Name)})
			}
			for _, f := range e.own {
				if f.Name != valueOf(e.Type) {
					attrs = append(attrs, f)
				}
			}
		}
		s.Attrs = append(attrs, s.Attrs...)
		d.Spans = append(d.Spans, s)
	}
	return nil
}

// parseMention reads a span without its type.
func parseMention(raw []byte, text string, at []int) (s Span, err error) {
	fields, err := parseObject(raw)
	if err != nil {
		return s, err
	}
	ends := map[string]int{}
	for _, f := range fields {
		switch f.Name {
		case "start", "end":
			n, err := strconv.Atoi(string(f.Value))
			if err != nil || n < 0 || n >= len(at) {
				return s, fmt.Errorf("%s %s is no place in the text", f.Name, f.Value)
			}
			ends[f.Name] = at[n]
		case "text":
		default:
			s.Attrs = append(s.Attrs, f)
		}
	}
	s.Start, s.End = ends["start"], ends["end"]
	if s.End <= s.Start {
		return s, errors.New("a mention has a start and, behind it, an end")
	}
	return s, nil
}

// parseObject reads the fields of a JSON object in their order.
func parseObject(raw []byte) (fields []extract.Field, err error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, errors.New("not a JSON object")
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("not JSON: %w", err)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, fmt.Errorf("not JSON: %w", err)
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, value); err != nil {
			return nil, fmt.Errorf("not JSON: %w", err)
		}
		fields = append(fields, extract.Field{Name: key.(string), Value: compact.Bytes()})
	}
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("not JSON: %w", err)
	}
	return fields, nil
}

// ofMention are the attributes that nutgraf's output has at a mention; all
// others are of the entity.
var ofMention = []string{"score", "why"}

// FormatOutput writes a document as a line of nutgraf's JSON, with its text, in
// code points.
func FormatOutput(d *Document) []byte {
	b := []byte{'{'}
	for _, f := range d.head() {
		b = appendField(b, f.Name, f.Value)
	}
	b = appendField(b, "offsets", quote("codepoints"))
	b = appendField(b, "text", quote(d.Text))
	at := offsets(d.Text, codepoints)
	entities := []byte{'['}
	for _, spans := range d.entities() {
		entities = appendItem(entities, d.entity(spans, at))
	}
	return append(appendField(b, "entities", append(entities, ']')), "}\n"...)
}

// entities groups the spans whose attribute "entity" is the same.
func (d *Document) entities() (groups [][]Span) {
	of := map[string]int{}
	for _, s := range d.Spans {
		key := s.Attrs.Get("entity")
		i, known := of[key]
		if key != "" && known && groups[i][0].Type == s.Type {
			groups[i] = append(groups[i], s)
			continue
		}
		of[key] = len(groups)
		groups = append(groups, []Span{s})
	}
	return groups
}

func (d *Document) entity(spans []Span, at []int) []byte {
	first := spans[0]
	name := first.Attrs.Get("name")
	if name == "" {
		name = d.Text[first.Start:first.End]
	}
	b := appendField([]byte{'{'}, "type", quote(first.Type.String()))
	b = appendField(b, "name", quote(name))
	for _, f := range withValue(first) {
		if f.Name != "entity" && f.Name != "name" && !slices.Contains(ofMention, f.Name) {
			b = appendField(b, f.Name, f.Value)
		}
	}
	mentions := []byte{'['}
	for _, s := range spans {
		m := appendField([]byte{'{'}, "start", strconv.AppendInt(nil, int64(at[s.Start]), 10))
		m = appendField(m, "end", strconv.AppendInt(nil, int64(at[s.End]), 10))
		m = appendField(m, "text", quote(d.Text[s.Start:s.End]))
		for _, f := range s.Attrs {
			if slices.Contains(ofMention, f.Name) {
				m = appendField(m, f.Name, f.Value)
			}
		}
		mentions = appendItem(mentions, append(m, '}'))
	}
	return append(appendField(b, "mentions", append(mentions, ']')), '}')
}

// withValue returns a span's attributes with its value among them, where
// nutgraf's output has it.
func withValue(s Span) Attrs {
	if s.Value == "" {
		return s.Attrs
	}
	value := extract.Field{Name: valueOf(s.Type), Value: quote(s.Value)}
	before := []string{"entity", "name", "role"}
	if value.Name == "wikidata" {
		before = append(before, "country")
	}
	i := 0
	for i < len(s.Attrs) && slices.Contains(before, s.Attrs[i].Name) {
		i++
	}
	return slices.Insert(slices.Clone(s.Attrs), i, value)
}

// appendField appends a field to an object that is still open.
func appendField(b []byte, name string, value []byte) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	return append(append(append(b, quote(name)...), ':'), value...)
}

func appendItem(b, item []byte) []byte {
	if b[len(b)-1] != '[' {
		b = append(b, ',')
	}
	return append(b, item...)
}
