package gazetteer

import (
	"bufio"
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// WikidataQuery is the SPARQL query whose result ReadWikidata reads.
//
//go:embed office_holders.rq
var WikidataQuery string

// A term is a line of the query's result.
type term struct{ person, name, aliases, sex, country, office, start, end string }

// ReadWikidata reads the result of WikidataQuery as Wikidata's query service
// gives it: CSV, TSV, or JSON in either of its two forms, told by the file's
// ending. What cannot be used is left out, and told in left by file and line.
// Entries are sorted by name, their offices by start.
func ReadWikidata(r io.Reader, file string) (entries []UserEntry, left []error, err error) {
	rows, err := wikidataRows(r, file)
	if err != nil {
		return nil, nil, err
	}
	l := loader{file: file, ids: map[string]int{}}
	seen := map[term]bool{}
	for _, row := range rows {
		if seen[row.term] {
			continue // the query gives a line for each of several values
		}
		seen[row.term] = true
		if err := l.addTerm(row.term); err != nil {
			left = append(left, l.fail(row.line, err))
		}
	}
	for i := range l.entries {
		e := &l.entries[i]
		slices.Sort(e.Aliases)
		e.Aliases = slices.Compact(e.Aliases)
		slices.SortStableFunc(e.Offices, func(a, b Office) int { return strings.Compare(a.Start, b.Start) })
	}
	slices.SortStableFunc(l.entries, func(a, b UserEntry) int { return strings.Compare(a.Name+a.Wikidata, b.Name+b.Wikidata) })
	return l.entries, left, nil
}

// addTerm makes an entry of a term, or adds it to the person's.
func (l *loader) addTerm(t term) error {
	if t.name == "" || t.name == t.person {
		return fmt.Errorf("%s has no English name", t.person)
	}
	return l.add(
		[]string{"type", "name", "aliases", "id", "country", "office", "start", "end", "sex"},
		[]string{"PERSON", t.name, t.aliases, t.person, t.country, t.office, t.start, t.end, t.sex})
}

type wikidataRow struct {
	term
	line int
}

func wikidataRows(r io.Reader, file string) ([]wikidataRow, error) {
	switch filepath.Ext(file) {
	case ".json":
		return jsonRows(r, file)
	case ".csv":
		return csvRows(r, file)
	}
	return tsvRows(r, file)
}

// csvRows reads CSV with a header.
func csvRows(r io.Reader, file string) (rows []wikidataRow, err error) {
	c := csv.NewReader(r)
	header, err := c.Read()
	if err != nil {
		return nil, fmt.Errorf("%s:1: no header line", file)
	}
	if err := checkVariables(header); err != nil {
		return nil, fmt.Errorf("%s:1: %w", file, err)
	}
	for {
		row, err := c.Read()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		line, _ := c.FieldPos(0)
		rows = append(rows, newRow(header, row, line))
	}
}

// tsvRows reads SPARQL's TSV: a line a row, in which texts have quotes and a
// language and tabulators are escaped.
func tsvRows(r io.Reader, file string) (rows []wikidataRow, err error) {
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, 16<<20)
	var header []string
	for line := 1; scan.Scan(); line++ {
		fields := strings.Split(scan.Text(), "\t")
		switch {
		case line == 1:
			for _, name := range fields {
				header = append(header, strings.TrimPrefix(name, "?"))
			}
			if err := checkVariables(header); err != nil {
				return nil, fmt.Errorf("%s:1: %w", file, err)
			}
		case scan.Text() == "":
		case len(fields) != len(header):
			return nil, fmt.Errorf("%s:%d: %d fields, the header has %d", file, line, len(fields), len(header))
		default:
			rows = append(rows, newRow(header, fields, line))
		}
	}
	if header == nil {
		return nil, fmt.Errorf("%s:1: no header line", file)
	}
	return rows, scan.Err()
}

func newRow(header, fields []string, line int) wikidataRow {
	values := map[string]string{}
	for i, name := range header {
		values[name] = fields[i]
	}
	return wikidataRow{newTerm(values), line}
}

// jsonRows reads SPARQL's JSON results, or the plain list of records that the
// query service's page downloads. The line of a record is its number.
func jsonRows(r io.Reader, file string) (rows []wikidataRow, err error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var results struct {
		Results struct {
			Bindings []map[string]struct {
				Value string `json:"value"`
			} `json:"bindings"`
		} `json:"results"`
	}
	var records []map[string]string
	if strings.HasPrefix(strings.TrimSpace(string(data)), "[") {
		err = json.Unmarshal(data, &records)
	} else if err = json.Unmarshal(data, &results); err == nil {
		for _, b := range results.Results.Bindings {
			record := map[string]string{}
			for name, v := range b {
				record[name] = v.Value
			}
			records = append(records, record)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: not the JSON of a query's result: %w", file, err)
	}
	for i, record := range records {
		if record["person"] == "" {
			return nil, fmt.Errorf("%s:%d: a record without person", file, i+1)
		}
		rows = append(rows, wikidataRow{newTerm(record), i + 1})
	}
	return rows, nil
}

func checkVariables(header []string) error {
	for _, name := range []string{"person", "personLabel", "positionLabel", "start"} {
		if !slices.Contains(header, name) {
			return fmt.Errorf("the result lacks the variable %q; nutgraf gazetteer query prints the query", name)
		}
	}
	return nil
}

func newTerm(values map[string]string) term {
	v := func(name string) string { return plainTerm(values[name]) }
	return term{
		person: v("person"), name: v("personLabel"), aliases: strings.ReplaceAll(v("personAltLabel"), ", ", ";"),
		sex: v("sex"), country: v("country"), office: v("positionLabel"), start: day(v("start")), end: day(v("end")),
	}
}

// plainTerm takes a value out of the forms that TSV has: <http://…/Q1>, "text"@en,
// "2019-01-01T00:00:00Z"^^<…>.
func plainTerm(value string) string {
	value = strings.TrimSpace(value)
	if at := strings.LastIndexByte(value, '"'); at > 0 && value[0] == '"' {
		value = value[1:at]
	}
	value = strings.Trim(value, "<>")
	return strings.TrimPrefix(strings.TrimPrefix(value, "http://www.wikidata.org/entity/"), "https://www.wikidata.org/entity/")
}

// day cuts a moment down to its date. Some values of Wikidata are unknown, and
// written as a node's name; those are left empty.
func day(moment string) string {
	date, _, _ := strings.Cut(moment, "T")
	if strings.Contains(date, ":") || strings.HasPrefix(date, "t") {
		return ""
	}
	return date
}

// WriteUser writes entries as a user's list in TSV, which Load reads: a line an
// office.
func WriteUser(w io.Writer, entries []UserEntry) error {
	c := csv.NewWriter(w)
	c.Comma = '\t'
	rows := [][]string{{"type", "name", "aliases", "id", "country", "office", "start", "end", "sex"}}
	for _, e := range entries {
		typ := userType(e.Kind)
		if typ == "" {
			return errors.New("an entry of no type that a list may have: " + e.Name)
		}
		aliases := strings.Join(e.Aliases, ";")
		for _, o := range e.Offices {
			rows = append(rows, []string{typ, e.Name, aliases, e.Wikidata, o.Country, o.Title, o.Start, o.End, e.Sex})
		}
		if len(e.Offices) == 0 {
			rows = append(rows, []string{typ, e.Name, aliases, e.Wikidata, e.Country, "", "", "", e.Sex})
		}
	}
	return c.WriteAll(rows)
}

func userType(k Kind) string {
	for name, kind := range userKinds {
		if kind == k {
			return name
		}
	}
	return ""
}
