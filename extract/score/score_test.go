package score

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

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
		r := newReport()
		r.add(d, &extract.Document{Mentions: found}, test.options)
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

// Two halves of a name are one overlap, and no overlap takes what is right.
func TestOverlapCountsOnce(t *testing.T) {
	d := &gold.Document{
		Text: "Carlos Lopez Garcia met Ann Lee", Spans: []gold.Span{{Start: 0, End: 19, Type: extract.Person}, {Start: 24, End: 31, Type: extract.Person}},
		Types: []extract.Type{extract.Person},
	}
	found := []extract.Mention{
		{Start: 0, End: 6, Type: extract.Person}, {Start: 7, End: 19, Type: extract.Person}, {Start: 24, End: 31, Type: extract.Person},
	}
	r := newReport()
	r.add(d, &extract.Document{Mentions: found}, Options{})
	if diff := cmp.Diff(Counts{Right: 1, Overlap: 2, Found: 3, Gold: 2}, r.All); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestF1(t *testing.T) {
	c := Counts{Right: 3, Found: 4, Gold: 6}
	if c.F1() != 0.6 || c.Precision() != 0.75 || c.Recall() != 0.5 || (Counts{}).F1() != 0 {
		t.Errorf("P %v R %v F1 %v", c.Precision(), c.Recall(), c.F1())
	}
}

func TestSameValue(t *testing.T) {
	for _, test := range []struct {
		gold, found string
		want        bool
	}{
		{"2022-09-21", "2022-09-21", true},
		{"2022-09-21", "2022-09", false},
		{"2022-09-21", "", false},
		{"PT1H30M", "PT90M", true},
		{"PT0.5H", "PT30M", true},
		{"PT30M", "P30M", false},
		{"T14:30", "2022-09-21T14:30", true},
		{"T14:30", "2022-09-21T15:30", false},
		{"T14:30", "2022-09-21T14:30+01:00", false},
		{"2022-09-21T14:30", "2022-09-21T14:30+01:00", true},
		{"P30Y", "P3DE", true},
		{"KR", "KP", false},
		{"2003-04-15T00:00", "2003-04-14T24:00", true},
		{"2003-04-15T00:00", "2003-04-15T24:00", false},
	} {
		if got := sameValue(test.gold, test.found); got != test.want {
			t.Errorf("sameValue(%q, %q) = %v", test.gold, test.found, got)
		}
	}
}

func TestValues(t *testing.T) {
	d := &gold.Document{Text: "Wednesday, Monday, South Korea", Spans: []gold.Span{
		{Start: 0, End: 9, Type: extract.Date, Value: "2022-09-21"},
		{Start: 11, End: 17, Type: extract.Date, Value: "2022-09-19"},
		{Start: 19, End: 30, Type: extract.Country, Value: "KR"},
	}}
	found := &extract.Document{
		Mentions: []extract.Mention{{Start: 0, End: 9, Type: extract.Date}, {Start: 11, End: 17, Type: extract.Date}, {Start: 19, End: 30, Type: extract.Country}},
		Entities: []extract.Entity{
			{Type: extract.Date, Value: "2022-09-21", Mentions: []int{0}},
			{Type: extract.Date, Value: "2022-09-26", Mentions: []int{1}},
			{Type: extract.Country, Country: "KR", Mentions: []int{2}},
		},
	}
	r := newReport()
	r.add(d, found, Options{Errors: true})
	want := map[extract.Type]Counts{extract.Date: {Right: 1, Found: 2}, extract.Country: {Right: 1, Found: 1}}
	if diff := cmp.Diff(want, r.Values); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
	var b bytes.Buffer
	if err := r.WriteErrors(&b); err != nil || !strings.Contains(b.String(), "2022-09-19, not 2022-09-26") {
		t.Errorf("errors %v: %s", err, b.String())
	}
}

// TestContextWhole holds that the text around an error is cut between characters.
func TestContextWhole(t *testing.T) {
	around := strings.Repeat("é—", 30)
	d := &gold.Document{Text: around + "Seoul" + around, Spans: []gold.Span{{Start: len(around), End: len(around) + 5, Type: extract.Location}}}
	for cut := range 3 { // any byte of a character
		d.Text = strings.Repeat("x", cut) + d.Text
		d.Spans[0].Start, d.Spans[0].End = d.Spans[0].Start+cut, d.Spans[0].End+cut
		r := newReport()
		r.add(d, &extract.Document{}, Options{Errors: true})
		if e := r.Errors[0]; !utf8.ValidString(e.Before) || !utf8.ValidString(e.After) || e.Text != "Seoul" {
			t.Errorf("%q [%s] %q", e.Before, e.Text, e.After)
		}
	}
}
