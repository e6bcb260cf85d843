package gazetteer

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"
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
// Wikidata id), country, sex, a person's office with its start and end, and,
// free, any others, which come out again with what was found. Lines of one id
// are one entry with several offices. Errors name file and line.
func Load(r io.Reader, file string) ([]UserEntry, error) {
	l := loader{file: file, ids: map[string]int{}}
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
	ids     map[string]int // the entry of each id
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

// add makes an entry of a row, or adds the row's office to that of the same id.
func (l *loader) add(columns, row []string) error {
	e := UserEntry{Entry: Entry{Rank: 1}}
	var o Office
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
			e.Country, o.Country = value, value
		case "sex":
			e.Sex = value
		case "office":
			o.Title = value
		case "start":
			o.Start = value
		case "end":
			o.End = value
		default:
			if value != "" {
				e.Fields = append(e.Fields, [2]string{column, value})
			}
		}
	}
	if e.Kind = userKinds[typ]; e.Kind == 0 {
		return fmt.Errorf("unknown type %q; a list has PERSON, COUNTRY, NORP, ORGANIZATION and LOCATION", typ)
	}
	if len(formWords(e.Name)) == 0 {
		return fmt.Errorf("the name %q has no word", e.Name)
	}
	if err := checkTerm(o); err != nil {
		return err
	}
	if o.Title != "" {
		o.Role = roleOf(o.Title)
		e.Offices = []Office{o}
	}
	return l.join(e)
}

// join puts a row beside the earlier ones of the same id.
func (l *loader) join(e UserEntry) error {
	at, known := l.ids[e.Wikidata]
	if e.Wikidata == "" || !known {
		l.ids[e.Wikidata] = len(l.entries)
		l.entries = append(l.entries, e)
		return nil
	}
	first := &l.entries[at]
	if first.Name != e.Name || first.Kind != e.Kind {
		return fmt.Errorf("the id %s is that of %q already", e.Wikidata, first.Name)
	}
	first.Aliases = append(first.Aliases, e.Aliases...)
	first.Offices = append(first.Offices, e.Offices...)
	for _, f := range e.Fields {
		if !slices.Contains(first.Fields, f) {
			first.Fields = append(first.Fields, f)
		}
	}
	return nil
}

// checkTerm refuses dates that are none and terms that end before they start.
func checkTerm(o Office) error {
	for _, date := range []string{o.Start, o.End} {
		if !isDate(date) {
			return fmt.Errorf("the date %q is not YYYY-MM-DD, YYYY-MM or YYYY", date)
		}
	}
	if n := min(len(o.Start), len(o.End)); o.End[:n] < o.Start[:n] {
		return fmt.Errorf("the term ends %s, before it starts %s", o.End, o.Start)
	}
	return nil
}

// isDate tells whether a date is empty or one of ISO 8601, maybe of a year or
// month only.
func isDate(date string) bool {
	layout := time.DateOnly
	if len(date) > len(layout) {
		return false
	}
	_, err := time.Parse(layout[:len(date)], date)
	return err == nil && (len(date) == 0 || len(date) == 4 || len(date) == 7 || len(date) == 10)
}

// roleOf returns the role that a title names in the way of leaders.tsv, or
// nothing.
func roleOf(title string) string {
	t := strings.ToLower(title)
	minister := strings.Contains(t, "minister") || strings.Contains(t, "secretary")
	switch {
	case strings.Contains(t, "deputy") || strings.Contains(t, "vice"):
		return ""
	case strings.HasPrefix(t, "prime minister"), strings.HasPrefix(t, "chancellor of germany"), strings.HasPrefix(t, "taoiseach"):
		return "head of government"
	case strings.HasPrefix(t, "president of the republic"), strings.HasPrefix(t, "monarch of"), strings.HasPrefix(t, "king of"), strings.HasPrefix(t, "queen of"), t == "president":
		return "head of state"
	case minister && (strings.Contains(t, "foreign") || strings.Contains(t, "external")):
		return "foreign minister"
	case minister && (strings.Contains(t, "defence") || strings.Contains(t, "defense")):
		return "defence minister"
	case minister && (strings.Contains(t, "finance") || strings.Contains(t, "treasury")):
		return "finance minister"
	}
	return ""
}

// With returns a gazetteer that knows the user's entries too and puts them
// before its own. g stays as it is.
func (g *Gazetteer) With(entries []UserEntry) *Gazetteer {
	more := *g
	more.user = slices.Grow(slices.Clone(g.user), len(entries))
	more.userForms, more.userStarts, more.userSurnames = copyLists(g.userForms), maps.Clone(g.userStarts), copyLists(g.userSurnames)
	if more.userStarts == nil {
		more.userStarts = map[uint64]bool{}
	}
	for _, e := range entries {
		e.ID = EntryID(more.builtIn() + len(more.user))
		more.user = append(more.user, e.Entry)
		for _, form := range append(e.Aliases[:len(e.Aliases):len(e.Aliases)], e.Name) {
			more.addForm(form, e.ID)
		}
		if e.Kind == Person && len(e.Offices) > 0 {
			h := formHash(lastWord(e.Name))
			more.userSurnames[h] = append(more.userSurnames[h], e.ID)
		}
	}
	return &more
}

func lastWord(name string) string {
	words := strings.Fields(name)
	return words[len(words)-1]
}

func copyLists(m map[uint64][]EntryID) map[uint64][]EntryID {
	more := make(map[uint64][]EntryID, len(m))
	for h, ids := range m {
		more[h] = slices.Clone(ids)
	}
	return more
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
	ids := g.userForms[h]
	if len(words) > 0 && len(words) <= longest && (len(ids) == 0 || ids[len(ids)-1] != id) { // numbers rise
		g.userForms[h] = append(ids, id)
	}
}

// builtIn is the number of entries of the file.
func (g *Gazetteer) builtIn() int { return g.entries.count() }

// OfUser tells whether an entry is of a user's own list.
func (g *Gazetteer) OfUser(id EntryID) bool { return int(id) >= g.builtIn() }
