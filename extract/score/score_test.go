package score

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/gold"
)

func TestAdd(t *testing.T) {
	d := &gold.Document{
		ID: "x", Text: "Yoon met Kishida in New York, said NATO", Genre: "politics",
		Spans: []gold.Span{{Start: 0, End: 4, Type: extract.Person}, {Start: 9, End: 16, Type: extract.Person}, {Start: 20, End: 28, Type: extract.Location}},
		Types: []extract.Type{extract.Person, extract.Location, extract.Country},
	}
	found := []extract.Mention{
		{Start: 0, End: 4, Type: extract.Person, Score: 0.95},        // right
		{Start: 9, End: 19, Type: extract.Person, Score: 0.5},        // overlaps
		{Start: 20, End: 28, Type: extract.Country, Score: 0.5},      // wrong type
		{Start: 35, End: 39, Type: extract.Organization, Score: 0.9}, // not annotated: does not count
	}
	for _, test := range []struct {
		name    string
		options Options
		want    Counts
	}{
		{"all", Options{Errors: true}, Counts{Right: 1, Overlap: 2, Found: 3, Gold: 3}},
		{"places as one", Options{Places: true}, Counts{Right: 2, Overlap: 3, Found: 3, Gold: 3}},
		{"people", Options{Types: []extract.Type{extract.Person}}, Counts{Right: 1, Overlap: 2, Found: 2, Gold: 2}},
	} {
		r := &Report{ByType: map[extract.Type]Counts{}, ByGenre: map[string]Counts{}, ByRegion: map[string]Counts{}}
		r.add(d, found, test.options)
		if diff := cmp.Diff(test.want, r.All); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if test.options.Errors && len(r.Errors) != 4 {
			t.Errorf("%d errors, want 4: %+v", len(r.Errors), r.Errors)
		}
		var b bytes.Buffer
		if err := r.WriteTable(&b); err != nil || !strings.Contains(b.String(), "politics") {
			t.Errorf("table %v:\n%s", err, b.String())
		}
	}
}

func TestF1(t *testing.T) {
	c := Counts{Right: 3, Found: 4, Gold: 6}
	if c.F1() != 0.6 || c.Precision() != 0.75 || c.Recall() != 0.5 || (Counts{}).F1() != 0 {
		t.Errorf("P %v R %v F1 %v", c.Precision(), c.Recall(), c.F1())
	}
}
