package gold

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/extract"
)

// Attrs are the further things that an annotation says of a mention, as JSON
// values by the names that they have in nutgraf's output. Those of an entity
// stand at its first mention; "entity" gives a number to the mentions of one.
type Attrs []extract.Field

// Get returns the text of an attribute, or "".
func (a Attrs) Get(name string) string {
	i := slices.IndexFunc(a, func(f extract.Field) bool { return f.Name == name })
	if i < 0 {
		return ""
	}
	return text(a[i].Value)
}

// valueOf names the attribute of nutgraf's output that is a mention's Value.
func valueOf(t extract.Type) string {
	switch t {
	case extract.Country, extract.Norp:
		return "country"
	case extract.Person, extract.Organization, extract.Location, extract.Event, extract.Law:
		return "wikidata"
	}
	return "value"
}

// formatAttrs writes a value and attributes in one line: value|name=text|...
func formatAttrs(value string, attrs Attrs) string {
	var parts []string
	if value != "" {
		parts = append(parts, escapeAttr(value))
	}
	for _, f := range attrs {
		parts = append(parts, plainField(f, "="))
	}
	return strings.Join(parts, "|")
}

// parseAttrs reads what formatAttrs wrote.
func parseAttrs(s string) (value string, attrs Attrs, err error) {
	for i, part := range strings.Split(s, "|") {
		name, text, named := strings.Cut(part, "=")
		switch {
		case named && name != "":
			f, err := parseField(name, text)
			if err != nil {
				return "", nil, err
			}
			attrs = append(attrs, f)
		case !named && i == 0:
			if value, err = url.PathUnescape(name); err != nil {
				return "", nil, fmt.Errorf("value %q: %w", name, err)
			}
		default:
			return "", nil, fmt.Errorf("in %q: an attribute is name=text", s)
		}
	}
	return value, attrs, nil
}

// plainField writes a field in one line. What has a meaning there, or in the
// forms that hold it, is written %XX.
func plainField(f extract.Field, between string) string {
	return strings.ReplaceAll(escapeAttr(f.Name), ":", "%3A") + between + escapeAttr(plain(f.Value))
}

// parseField reads the two halves of what plainField wrote.
func parseField(name, value string) (f extract.Field, err error) {
	if f.Name, err = url.PathUnescape(name); err != nil {
		return f, fmt.Errorf("name %q: %w", name, err)
	}
	if value, err = url.PathUnescape(value); err != nil {
		return f, fmt.Errorf("%s %q: %w", name, value, err)
	}
	f.Value = jsonOf(value)
	return f, nil
}

func escapeAttr(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == 0x7f || strings.IndexByte("%|=()[]\\", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// plain writes a JSON value for people: a string without its quotes, unless it
// could then be taken for another value.
func plain(value []byte) string {
	var s string
	if json.Unmarshal(value, &s) == nil && s != "" && !json.Valid([]byte(s)) && strings.TrimSpace(s) == s {
		return s
	}
	return string(value)
}

// jsonOf is the reverse of plain.
func jsonOf(text string) []byte {
	if json.Valid([]byte(text)) {
		return []byte(text)
	}
	return quote(text)
}

// quote writes a JSON string, with < > & as they are.
func quote(s string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // a string always has a JSON form
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
