package gazetteer

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// A UserEntry is a name of a user's own list.
type UserEntry struct {
	Entry
	Aliases []string
}

// userKinds are the types that a user's list may name.
var userKinds = map[string]Kind{
	"PERSON": Person, "COUNTRY": Country, "NORP": Demonym, "ORGANIZATION": Organization, "LOCATION": Place,
}

// Load reads a user's own names: TSV or CSV with a header, or JSON lines, told
// by the file's ending. Columns are type (PERSON, COUNTRY, NORP, ORGANIZATION
// or LOCATION), name, aliases (joined by semicolons; in JSON a list too), id (a
// Wikidata id), country and, free, any others, which come out again with what
// was found. Errors name file and line.
func Load(r io.Reader, file string) ([]UserEntry, error) {
	l := loader{file: file, ids: map[string]string{}}
	var err error
	switch filepath.Ext(file) {
	case ".jsonl", ".ndjson":
		err = l.lines(r)
	case ".csv":
		err = l.table(r, ',')
	default:
		err = l.table(r, '\t')
	}
	return l.entries, err
}

type loader struct {
	file    string
	entries []UserEntry
	ids     map[string]string // name by id
}

func (l *loader) fail(line int, err error) error { return fmt.Errorf("%s:%d: %w", l.file, line, err) }

func (l *loader) table(r io.Reader, comma rune) error {
	c := csv.NewReader(r)
	c.Comma = comma
	c.LazyQuotes = comma == '\t'
	header, err := c.Read()
	if err != nil {
		return l.fail(1, errors.New("no header line"))
	}
	for _, column := range []string{"type", "name"} {
		if !slices.Contains(header, column) {
			return l.fail(1, fmt.Errorf("the header lacks the column %q", column))
		}
	}
	for {
		row, err := c.Read()
		if err == io.EOF {
			return nil
		}
		line, _ := c.FieldPos(0)
		if err != nil {
			return fmt.Errorf("%s: %w", l.file, err)
		}
		if err := l.add(header, row); err != nil {
			return l.fail(line, err)
		}
	}
}

func (l *loader) lines(r io.Reader) error {
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, 16<<20)
	for line := 1; scan.Scan(); line++ {
		if len(scan.Bytes()) == 0 {
			continue
		}
		var record map[string]any
		if err := json.Unmarshal(scan.Bytes(), &record); err != nil {
			return l.fail(line, fmt.Errorf("not a JSON object: %w", err))
		}
		var names, values []string
		for name := range record {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			values = append(values, plainValue(record[name]))
		}
		if err := l.add(names, values); err != nil {
			return l.fail(line, err)
		}
	}
	return scan.Err()
}

// plainValue writes a JSON value as a field of a table.
func plainValue(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []any:
		var parts []string
		for _, p := range v {
			parts = append(parts, plainValue(p))
		}
		return strings.Join(parts, ";")
	}
	return fmt.Sprint(v)
}

// add makes an entry of a row.
func (l *loader) add(columns, row []string) error {
	e := UserEntry{Entry: Entry{Rank: 1}}
	typ := ""
	for i, column := range columns {
		value := strings.TrimSpace(row[i])
		switch column {
		case "type":
			typ = value
		case "name":
			e.Name = value
		case "aliases":
			e.Aliases = list(value)
		case "id":
			e.Wikidata = value
		case "country":
			e.Country = value
		default:
			if value != "" {
				e.Fields = append(e.Fields, [2]string{column, value})
			}
		}
	}
	e.Kind = userKinds[typ]
	if e.Kind == 0 {
		return fmt.Errorf("unknown type %q; a list has PERSON, COUNTRY, NORP, ORGANIZATION and LOCATION", typ)
	}
	if len(formWords(e.Name)) == 0 {
		return fmt.Errorf("the name %q has no word", e.Name)
	}
	if name, ok := l.ids[e.Wikidata]; ok && e.Wikidata != "" && name != e.Name {
		return fmt.Errorf("the id %s is that of %q already", e.Wikidata, name)
	}
	l.ids[e.Wikidata] = e.Name
	l.entries = append(l.entries, e)
	return nil
}

// With returns a gazetteer that knows the user's entries too and puts them
// before its own. g stays as it is.
func (g *Gazetteer) With(entries []UserEntry) *Gazetteer {
	more := *g
	more.user = slices.Clone(g.user)
	more.userForms, more.userStarts = map[uint64][]EntryID{}, map[uint64]bool{}
	for h, ids := range g.userForms {
		more.userForms[h] = ids
	}
	for h := range g.userStarts {
		more.userStarts[h] = true
	}
	for _, e := range entries {
		e.ID = EntryID(more.builtIn() + len(more.user))
		more.user = append(more.user, e.Entry)
		for _, form := range append(e.Aliases, e.Name) {
			more.addForm(form, e.ID)
		}
	}
	return &more
}

func (g *Gazetteer) addForm(form string, id EntryID) {
	h := uint64(0)
	words := formWords(form)
	for i, w := range words {
		h = then(h, w)
		if i+1 < len(words) {
			g.userStarts[h] = true
		}
	}
	if len(words) > 0 && len(words) <= longest && !slices.Contains(g.userForms[h], id) {
		g.userForms[h] = append(g.userForms[h][:len(g.userForms[h]):len(g.userForms[h])], id)
	}
}

// builtIn is the number of entries of the file.
func (g *Gazetteer) builtIn() int { return len(g.starts)/4 - 1 }

// OfUser tells whether an entry is of a user's own list.
func (g *Gazetteer) OfUser(id EntryID) bool { return int(id) >= g.builtIn() }
