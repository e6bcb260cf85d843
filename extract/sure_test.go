package extract

import (
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/extract/segment"
	"github.com/nutgraf/nutgraf/gazetteer"
)

// TestSureNames: a longer mention of the model is cut to a country or territory where only
// common words stand around it, and stays where they belong to a name.
func TestSureNames(t *testing.T) {
	for _, test := range []struct {
		text, mention string
		typ           Type
		want          string
		wantType      Type
	}{
		{"For the people of BiH, peace has come late.", "For the people of BiH", Organization, "BiH", Country},
		{"MINISTERS FROM SAHRAWI ARAB DEMOCRATIC REPUBLIC MEET OVER TRADE", "SAHRAWI ARAB DEMOCRATIC REPUBLIC MEET", Event, "SAHRAWI ARAB DEMOCRATIC REPUBLIC", Location},
		{"For the Bank of Japan, this is new.", "Bank of Japan", Organization, "Bank of Japan", Organization},
		{"SWISS OPEN BEGINS TODAY", "SWISS OPEN", Event, "SWISS OPEN", Event},
	} {
		cut := segment.Split(test.text)
		start := strings.Index(test.text, test.mention)
		doc := &Document{Article: Article{Text: test.text}, Tokens: cut.Tokens, Sentences: cut.Sentences}
		doc.Mentions = []Mention{{Start: start, End: start + len(test.mention), Type: test.typ, Score: 0.9, Origin: "news"}}
		got := sureNames(doc, gazetteer.Default())
		if len(got) != 1 || test.text[got[0].Start:got[0].End] != test.want || got[0].Type != test.wantType {
			t.Errorf("%q: %+v", test.text, got)
		}
	}
}
