package extract

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/gazetteer"
)

// frames are sentences in which every country's name must be found. %s is the
// name; what stands in capitals is a headline.
var frames = []string{
	"%s said on Monday that it would sign the accord.",
	"The foreign minister criticized %s in a speech.",
	"The economy is growing, %s's president told reporters.",
	"Heavy rain fell in %s on Tuesday.",
	"Aid workers left for %s, the agency said.",
	"Delegates came from France, %s and Kenya.",
	"Relations with %s have improved since 2019.",
	"\"We will never leave %s,\" he said.",
	"He was born in %s, where his father taught.",
	"Exports to %s fell by 12 percent last year.",
}

// TestEveryCountry holds the tool to its promise: a country that is named by
// one of its names is found with its code. The list is that of the gazetteer.
func TestEveryCountry(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile("../gazetteer/source/countries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	asked, missed := 0, 0
	for _, line := range strings.Split(strings.TrimSpace(string(list)), "\n")[1:] {
		f := strings.Split(line, "\t")
		if f[7] != "sovereign" || f[2] == "Georgia" { // Georgia is an American state as well: the context decides
			continue
		}
		for _, frame := range frames {
			asked++
			if text := fmt.Sprintf(frame, f[2]); !hasCountry(t, x, text, f[2], f[0]) {
				missed++
				t.Errorf("%s is not found as a country in %q", f[2], text)
			}
		}
	}
	t.Logf("%d of %d found", asked-missed, asked)
}

func hasCountry(t *testing.T, x *Extractor, text, name, code string) bool {
	doc, err := x.Extract(Article{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range doc.Entities {
		if e.Country != code || e.Type != Country {
			continue
		}
		for _, i := range e.Mentions {
			if m := doc.Mentions[i]; doc.Text[m.Start:m.End] == name {
				return true
			}
		}
	}
	return false
}

func TestCountryCode(t *testing.T) {
	for _, test := range []struct {
		text string
		typ  Type
		want string
	}{
		{"South Africa", Country, "ZA"}, {"SOUTH AFRICA", Country, "ZA"}, {"MALI", Country, "ML"}, {"SAUDI", Norp, "SA"},
		{"Koreans", Norp, ""}, {"NOWHERE", Country, ""}, {"ÉIRE OF", Norp, ""},
	} {
		if code, _ := (countryCodes{gazetteer.Default()}).CountryCode(test.text, test.typ); code != test.want {
			t.Errorf("code of %q is %q, want %q", test.text, code, test.want)
		}
	}
}
