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
	} {
		cut := segment.Split(test.text)
		var spans []Span
		for _, words := range test.spans {
			at := strings.Index(test.text, words)
			spans = append(spans, Span{at, at + len(words)})
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
