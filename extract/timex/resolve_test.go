package timex

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/extract/segment"
)

func TestResolve(t *testing.T) {
	for _, test := range []struct {
		text  string
		spans []string // as another stage found them
		want  []string
	}{
		{"The law was passed in 1998 and repealed the following year.", []string{"1998", "the following year"}, []string{"1998", "1999"}},
		{"They met in May 2015. He died a month later.", []string{"May 2015", "a month later"}, []string{"2015-05", "2015-06"}},
		{"They met on Wednesday, Sept. 14.", []string{"Wednesday", "Sept. 14"}, []string{"2022-09-21", "2022-09-14"}},
		{"They have met since the bitter winter, some say.", []string{"bitter", "some"}, []string{"none", "none"}},
		{"They met on the fateful 3 May 2015.", []string{"fateful 3 May 2015"}, []string{"2015-05-03"}},
		{"Ms. Diaz, 66, spoke.", []string{"66"}, []string{"P66Y"}},
		{"They met at 6 a.m. GMT on Friday.", []string{"6 a.m. GMT", "Friday"}, []string{"2022-09-16T06:00Z", "2022-09-16"}},
		{"They left on Monday. In the evening it rained, as the day before.", []string{"Monday", "the evening", "the day before"}, []string{"2022-09-19", "2022-09-19TEV", "2022-09-18"}},
		{"Buses stop at 5.10 and 18.35, and at 1130.", []string{"5.10", "18.35", "1130"}, []string{"2022-09-22T05:10", "2022-09-22T18:35", "2022-09-22T11:30"}},
		{"Gunmen attacked on Tuesday. They came at 4 a.m., and will be back at 5 p.m., he said.", []string{"Tuesday", "4 a.m.", "5 p.m."}, []string{"2022-09-20", "2022-09-20T04:00", "2022-09-22T17:00"}},
		{"It rained over the weekend.", []string{"the weekend"}, []string{"2022-W37-WE"}},
		{"It will rain at the weekend.", []string{"the weekend"}, []string{"2022-W38-WE"}},
		{"On Friday, at about 11 in the morning, he slept.", []string{"Friday", "about 11 in the morning"}, []string{"2022-09-16", "2022-09-16T11:00"}},
		{"Friday, Sept. 16\n\n6:12 a.m. Noise.\n\n9:40 a.m. Shoplifting.", []string{"Friday, Sept. 16", "6:12 a.m.", "9:40 a.m."}, []string{"2022-09-16", "2022-09-16T06:12", "2022-09-16T09:40"}},
		{"It may take four to six months.", []string{"four to six months"}, []string{"P4M/P6M"}},
	} {
		cut := segment.Split(test.text)
		var spans []Span
		for _, words := range test.spans {
			at := strings.Index(test.text, words)
			short := strings.ContainsAny(words, ".:") || words == "1130"
			spans = append(spans, Span{Start: at, End: at + len(words), Short: short})
		}
		var got []string
		for k, e := range Resolve(test.text, cut.Tokens, cut.Sentences, spans, time.Date(2022, 9, 22, 0, 0, 0, 0, time.UTC)) {
			value := e.Value
			if e == (Expression{}) {
				value = "none"
			} else if e.Start != spans[k].Start || e.End != spans[k].End {
				t.Errorf("%q: span [%d,%d) became [%d,%d)", test.text, spans[k].Start, spans[k].End, e.Start, e.End)
			}
			got = append(got, value)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestFindDocumentDate(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"SEOUL, Sept. 22, 2022 (Reuters) - The president spoke.", "2022-09-22"},
		{"Talks open\n\nPublished: 22 September 2022\n\nThe president spoke.", "2022-09-22"},
		{"The president spoke on Sept. 22, 2022, in Seoul.", "none"},
		{"", "none"},
	} {
		cut := segment.Split(test.text)
		got := "none"
		if day, ok := FindDocumentDate(test.text, cut.Tokens, cut.Sentences); ok {
			got = day.Format(dayForm)
		}
		if got != test.want {
			t.Errorf("%q: date %s, want %s", test.text, got, test.want)
		}
	}
}
