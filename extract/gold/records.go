package gold

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/extract"
)

// record is a line of the JSONL corpora.
type record struct {
	ID, Source, Date, Text string
	Entities               []struct {
		Start, End      int
		Label           string
		KB, Value       string
		Nested, Nominal bool
	}
}

// parseRecord reads one line: nutgraf's own output, or a record of a corpus
// through its label map.
func parseRecord(line []byte, corpus string, names Names) (*Document, error) {
	fields, err := parseObject(line)
	if err != nil {
		return nil, err
	}
	if isOutput(fields) {
		return parseOutput(fields)
	}
	var r record
	if err := json.Unmarshal(line, &r); err != nil {
		return nil, fmt.Errorf("not a JSON record: %w", err)
	}
	m := mapOf(corpus)
	d := &Document{ID: r.ID, Source: r.Source, Text: r.Text, Types: m.types}
	if r.Date != "" {
		d.Date, _ = time.Parse(time.DateOnly, r.Date)
	}
	last := 0
	for _, e := range r.Entities {
		if e.Nested || e.Nominal || e.Start < last {
			continue
		}
		if e.Start < 0 || e.End <= e.Start || e.End > len(r.Text) {
			return nil, fmt.Errorf("record %q: span [%d,%d) leaves the text of %d bytes", r.ID, e.Start, e.End, len(r.Text))
		}
		last = e.End
		s := Span{Start: e.Start, End: e.End, Value: e.Value}
		sure := false
		if s.Type, sure = m.typeOf(e.Label, r.Text[e.Start:e.End], names); sure && s.Type != 0 {
			d.Spans = append(d.Spans, s)
		} else if !sure {
			d.Unsure = append(d.Unsure, s)
		}
	}
	return d, sortSpans(d)
}

// setType gives a span the type of a label, ours or one of PER, ORG, LOC and
// MISC; a document with these knows only names. sure is false where the label
// does not tell the type.
func (d *Document) setType(s *Span, label string, names Names) (sure bool, err error) {
	if s.Type, err = extract.ParseType(label); err == nil {
		return true, nil
	}
	m := mapOf("conll")
	if _, known := m.labels[strings.ToLower(label)]; !known {
		return false, err
	}
	d.Types = m.types
	s.Type, sure = m.typeOf(label, d.Text[s.Start:s.End], names)
	return sure, nil
}

// labelMap says what the labels of a corpus are in our types.
type labelMap struct {
	types   []extract.Type    // those the corpus annotates fully; nil: all
	labels  map[string]string // label, lower case -> our type, "place", "gpe" or "-"
	unknown string            // what other labels are
}

// Special targets of a label: a place whose name tells country from location;
// the same, or a nationality; nothing that we annotate; not to be told.
const (
	place   = "place"
	placeOr = "gpe"
	nothing = "-"
	unsure  = "?"
)

func (m *labelMap) typeOf(label, text string, names Names) (t extract.Type, sure bool) {
	target, ok := m.labels[strings.ToLower(label)]
	if !ok {
		target = m.unknown
	}
	switch target {
	case nothing:
		return 0, true
	case unsure:
		return 0, false
	case place, placeOr:
		return placeType(text, target == placeOr, names), true
	}
	t, err := extract.ParseType(target)
	return t, err == nil
}

func placeType(text string, orNationality bool, names Names) extract.Type {
	switch {
	case names == nil:
		return extract.Location
	case names.IsCountry(text):
		return extract.Country
	case orNationality && names.IsNationality(text):
		return extract.Norp
	}
	return extract.Location
}

var namesOnly = []extract.Type{extract.Person, extract.Organization, extract.Country, extract.Location}

// mapOf returns the map of a corpus by the name of its folder.
func mapOf(corpus string) labelMap {
	conll := map[string]string{"per": "PERSON", "org": "ORGANIZATION", "loc": place, "misc": unsure, "oth": unsure}
	crossner := map[string]string{
		"person": "PERSON", "politician": "PERSON", "scientist": "PERSON", "writer": "PERSON", "musicalartist": "PERSON", "researcher": "PERSON",
		"organisation": "ORGANIZATION", "politicalparty": "ORGANIZATION", "university": "ORGANIZATION", "band": "ORGANIZATION",
		"country": "COUNTRY", "location": place, "event": "EVENT", "election": "EVENT", "conference": "EVENT",
	}
	switch corpus {
	case "news", "corpus":
		same := map[string]string{}
		for _, t := range extract.Types() {
			same[strings.ToLower(t.String())] = t.String()
		}
		return labelMap{labels: same, unknown: unsure}
	case "gum":
		return labelMap{types: namesOnly, unknown: nothing, labels: map[string]string{
			"person": "PERSON", "organization": "ORGANIZATION", "place": place, "date": "DATE", "time": "TIME", "event": unsure, "person-group": unsure}}
	case "crossner_politics", "crossner_other":
		return labelMap{types: namesOnly, labels: crossner, unknown: unsure}
	case "btc", "uner_ewt", "uner_pud", "wikigold", "europarl", "multiner_gov", "redocred":
		return labelMap{types: namesOnly, labels: conll, unknown: unsure}
	case "wnut17":
		return labelMap{types: namesOnly, unknown: unsure, labels: map[string]string{
			"person": "PERSON", "corporation": "ORGANIZATION", "group": "ORGANIZATION", "location": place}}
	case "gmb":
		return labelMap{types: namesOnly, unknown: unsure, labels: map[string]string{
			"per": "PERSON", "org": "ORGANIZATION", "geo": place, "gpe": placeOr}}
	}
	return labelMap{types: namesOnly, labels: conll, unknown: unsure}
}
