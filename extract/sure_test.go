package extract

import (
	"testing"

	"github.com/nutgraf/nutgraf/gazetteer"
)

// TestSureNames: a longer mention of the model is cut to a country or territory where only
// common words stand around it, and stays where they belong to a name.
func TestSureNames(t *testing.T) {
	for _, test := range []struct {
		text     string // the mention in brackets
		typ      Type
		want     string
		wantType Type
	}{
		{"[For the people of BiH], peace has come late.", Organization, "BiH", Country},
		{"MINISTERS FROM [SAHRAWI ARAB DEMOCRATIC REPUBLIC MEET] OVER TRADE", Event, "SAHRAWI ARAB DEMOCRATIC REPUBLIC", Location},
		{"For the [Bank of Japan], this is new.", Organization, "Bank of Japan", Organization},
		{"[SWISS OPEN] BEGINS TODAY", Event, "SWISS OPEN", Event},
	} {
		doc := marked(test.text, test.typ)
		got := sureNames(doc, gazetteer.Default())
		if len(got) != 1 || doc.Text[got[0].Start:got[0].End] != test.want || got[0].Type != test.wantType {
			t.Errorf("%q: %+v", test.text, got)
		}
	}
}
