package extract_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/gold"
)

// TestLinking holds the links of people against testdata/linking.txt, whose
// answers were written without asking the program. The floors are below what
// was measured last: a fall is news.
func TestLinking(t *testing.T) {
	x, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("testdata/linking.txt")
	if err != nil {
		t.Fatal(err)
	}
	var date time.Time
	var right, wrong, missed, codes, badCodes int
	for line := range strings.Lines(string(data)) {
		day, isDate := strings.CutPrefix(line, "date: ")
		switch {
		case isDate:
			date, _ = time.Parse(time.DateOnly, strings.TrimSpace(day)) // "none" is the zero time
			continue
		case strings.TrimSpace(line) == "" || line[0] == '#':
			continue
		}
		want, err := gold.ParseCorpus("linking.txt", line)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := x.Extract(extract.Article{Text: want.Text, Date: date})
		if err != nil {
			t.Fatal(err)
		}
		for _, span := range want.Spans {
			e := entityAt(doc, span.Start, span.End)
			switch span.Type {
			case extract.Person:
				switch {
				case e.Wikidata == span.Value && span.Value != "":
					right++
				case e.Wikidata != "":
					wrong++
					t.Logf("wrong: %s is %s, not %q: %s", want.Text[span.Start:span.End], e.Wikidata, span.Value, want.Text)
				case span.Value != "":
					missed++
				}
			case extract.Country, extract.Norp:
				codes++
				if e.Country != span.Value {
					badCodes++
					t.Logf("code: %s is %q, not %q: %s", want.Text[span.Start:span.End], e.Country, span.Value, want.Text)
				}
			}
		}
	}
	precision := 100 * float64(right) / float64(right+wrong)
	recall := 100 * float64(right) / float64(right+wrong+missed)
	t.Logf("people: precision %.1f, recall %.1f (right %d, wrong %d, missed %d); codes: %d of %d wrong", precision, recall, right, wrong, missed, badCodes, codes)
	if precision < 95 || recall < 69 || badCodes > 7 {
		t.Error("worse than measured last: 95.3 and 69.9, 7 codes")
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
