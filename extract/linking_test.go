package extract_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/gold"
)

// TestLinking holds the links of people and the codes of countries against
// files whose answers were written without asking the program. The floors are
// below what was measured last by what another training of the model moves.
func TestLinking(t *testing.T) {
	x, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		file              string
		precision, recall float64
		badCodes          int
	}{
		{"linking.txt", 99, 94, 1},
		{"linking_fresh.txt", 99, 94, 0},
		{"linking_later.txt", 97, 92, 0},
		{"linking_known.txt", 97, 92, 0},
		{"linking_new.txt", 97, 77, 0},
		{"linking_again.txt", 97, 90, 0},
		{"linking_congress.txt", 97, 80, 0},
		{"linking_wide.txt", 96, 85, 4},
		{"linking_eighth.txt", 98, 93, 4},
	} {
		t.Run(test.file, func(t *testing.T) {
			var c linkCount
			for _, want := range linkingCases(t, test.file) {
				doc, err := x.Extract(extract.Article{Text: want.Text, Date: want.Date})
				if err != nil {
					t.Fatal(err)
				}
				c.compare(t, doc, want)
			}
			t.Logf("people: precision %.1f, recall %.1f (right %d, wrong %d, asked %d); codes: %d of %d wrong",
				c.precision(), c.recall(), c.right, c.wrong, c.answers, c.badCodes, c.codes)
			if c.precision() < test.precision || c.recall() < test.recall || c.badCodes > test.badCodes {
				t.Errorf("worse than precision %.1f, recall %.1f, %d codes wrong", test.precision, test.recall, test.badCodes)
			}
		})
	}
}

// linkingCases reads a file of cases: a document a line, dated by the last
// line `date: ` before it.
func linkingCases(t *testing.T, file string) (cases []*gold.Document) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var date time.Time
	for line := range strings.Lines(string(data)) {
		day, isDate := strings.CutPrefix(line, "date: ")
		switch {
		case isDate:
			date, _ = time.Parse(time.DateOnly, strings.TrimSpace(day)) // "none" is the zero time
			continue
		case strings.TrimSpace(line) == "" || line[0] == '#':
			continue
		}
		want, err := gold.ParseCorpus(file, line)
		if err != nil {
			t.Fatal(err)
		}
		want.Date = date
		cases = append(cases, want)
	}
	return cases
}

// linkCount counts links of people, and codes of countries and nationalities.
type linkCount struct{ right, wrong, answers, codes, badCodes int }

func (c linkCount) precision() float64 { return 100 * float64(c.right) / float64(c.right+c.wrong) }

func (c linkCount) recall() float64 {
	return 100 * float64(c.right) / float64(c.answers)
}

func (c *linkCount) compare(t *testing.T, doc *extract.Document, want *gold.Document) {
	for _, span := range want.Spans {
		e, text := entityAt(doc, span.Start, span.End), want.Text[span.Start:span.End]
		switch span.Type {
		case extract.Person:
			if span.Value != "" {
				c.answers++
			}
			switch {
			case e.Wikidata == span.Value && span.Value != "":
				c.right++
			case e.Wikidata != "":
				c.wrong++
				t.Logf("wrong: %s is %s, not %q: %s", text, e.Wikidata, span.Value, want.Text)
			case span.Value != "":
				t.Logf("missed: %s (%s) is a %s: %s", text, span.Value, e.Type, want.Text)
			}
		case extract.Country, extract.Norp:
			c.codes++
			if e.Country != span.Value {
				c.badCodes++
				t.Logf("code: %s is %q, not %q: %s", text, e.Country, span.Value, want.Text)
			}
		}
	}
}

// entityAt returns the entity that has a mention within the span.
func entityAt(doc *extract.Document, start, end int) (found extract.Entity) {
	for _, e := range doc.Entities {
		for _, i := range e.Mentions {
			if m := doc.Mentions[i]; m.Start < end && start < m.End {
				return e
			}
		}
	}
	return found
}
