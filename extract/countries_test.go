package extract

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/gazetteer"
)

// Frames are sentences in which every name of every country, every nationality
// as an adjective and every nationality in the plural must be found. %s is the
// name; what stands in capitals is a headline.
var (
	nameFrames = []string{
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
		"The talks between Peru and %s broke down on Friday.",
		"LIMA, May 3 (Reuters) - %s will host the summit next year.",
		"MINISTERS FROM %s MEET OVER TRADE",
		"Officials from %s, which joined in 1995, did not comment.",
		"%s: three killed in landslide",
		"A %s government spokesman declined to comment.",
		"A team from %s won the second match 3-1.",
		"For the people of %s, peace has come late.",
		"Is %s ready to vote?",
		"The prime minister of %s flew home on Tuesday.",
	}
	adjectiveFrames = []string{
		"%s troops crossed the border on Monday.",
		"The %s government denied the report.",
		"A %s court sentenced him to six years in prison.",
		"The head of the %s navy resigned.",
		"He met his %s counterpart in Geneva.",
		"Two %s journalists were freed on Friday.",
		"The %s foreign minister left without a word.",
		"She is %s by birth, the court heard.",
		"%s shares fell by 3 percent.",
		"Kenyan and %s police worked together.",
		"The %s-led force withdrew.",
		"\"A %s ship is near,\" he said.",
		"%s officials, who asked not to be named, agreed.",
		"%s EXPORTS RISE IN APRIL",
		"LIMA, May 3 (Reuters) - %s exports rose in April.",
		"A former %s prime minister will lead the talks.",
		"The ship flew the %s flag.",
		"Several %s families lost their homes.",
		"The striker, a %s, was sent off.",
		"It was a good day for %s football.",
	}
	pluralFrames = []string{
		"%s voted on Sunday.",
		"Thousands of %s marched through the capital.",
		"The %s won the second match.",
		"Many %s fled to Kenya.",
		"Two %s were arrested at the airport.",
		"\"We are %s,\" she said.",
		"Most %s want peace, the poll found.",
		"The police freed the three %s on Friday.",
		"Kenyans and %s crossed the border together.",
		"For %s, the price of bread is what counts.",
		"Some 300 %s live in the town.",
		"The court let the %s go home.",
		"LIMA, May 3 (Reuters) - %s went to the polls on Sunday.",
		"%s: who they are and what they want",
		"He asked his fellow %s to stay calm.",
		"%s and Kenyans have fought over the well for years.",
		"Among the dead were six %s, the ministry said.",
		"Older %s, who have no work, leave.",
		"It was what the %s had hoped for.",
		"%s MARCH FOR PEACE",
	}
)

// elsewhere are names that mean something else without a context: Georgia is
// an American state too, Antigua a city, Formosa a city and a province of
// Argentina, the Gold Coast and the Gilbert Islands are places, St. Martin is a
// saint, a pole is a pole; and Gaza is a part of its state, as the guidelines say.
var elsewhere = []string{"Antigua", "Formosa", "Georgia", "Gilbert Islands", "Gold Coast", "Gaza", "Gaza Strip", "Pole", "St. Martin", "West Bank"}

// TestEveryCountry holds the tool to its promise: a state, a dependency and a
// nationality that is named by any of its names is found with its code. The
// list is that of the gazetteer.
func TestEveryCountry(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile("../gazetteer/source/countries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(string(list)), "\n")[1:]
	codes := codesOf(rows)
	c := countryCount{t: t, x: x}
	for _, row := range rows {
		f := strings.Split(row, "\t")
		typ := Country
		switch f[7] {
		case "union":
			continue
		case "dependency":
			typ = Location
		}
		for _, name := range append(split(f[3]), f[2]) {
			if !slices.Contains(elsewhere, name) {
				c.all(nameFrames, name, typ, codes[name])
			}
		}
		demonyms := split(f[4])
		for _, name := range demonyms {
			if slices.Contains(elsewhere, name) {
				continue
			}
			frames := adjectiveFrames
			if isPlural(name, demonyms) {
				frames = pluralFrames
			}
			c.all(frames, name, Norp, codes[name])
		}
	}
	t.Logf("%d of %d found", c.asked-c.missed, c.asked)
}

func split(field string) []string {
	return strings.FieldsFunc(field, func(r rune) bool { return r == ';' })
}

// codesOf returns the codes that each name may have: two for Congo.
func codesOf(rows []string) map[string][]string {
	codes := map[string][]string{}
	for _, row := range rows {
		f := strings.Split(row, "\t")
		for _, name := range append(append(split(f[3]), f[2]), split(f[4])...) {
			codes[name] = append(codes[name], f[0])
		}
	}
	return codes
}

// isPlural tells whether a nationality is the plural of another of the list.
func isPlural(name string, demonyms []string) bool {
	return strings.HasSuffix(name, "men") || slices.Contains(demonyms, strings.TrimSuffix(name, "s")) && strings.HasSuffix(name, "s")
}

type countryCount struct {
	t             *testing.T
	x             *Extractor
	asked, missed int
}

// all asks for a name in each of the frames.
func (c *countryCount) all(frames []string, name string, typ Type, codes []string) {
	for _, frame := range frames {
		c.asked++
		written := name
		if frame == strings.ToUpper(frame) || strings.ToUpper(strings.ReplaceAll(frame, "%s", "")) == strings.ReplaceAll(frame, "%s", "") {
			written = inCapitals(name)
		}
		text := fmt.Sprintf(frame, written)
		if found := c.found(text, strings.Index(text, written), written, typ, codes); found != "" {
			c.missed++
			c.t.Errorf("%s is %s in %q", written, found, text)
		}
	}
}

// inCapitals writes a name as a headline in capitals does: BiH stays.
func inCapitals(name string) string {
	if len(name) < 4 {
		return name
	}
	return strings.ToUpper(name)
}

// found returns what stands in the place of the name instead, or nothing.
func (c *countryCount) found(text string, start int, name string, typ Type, codes []string) string {
	doc, err := c.x.Extract(Article{Text: text})
	if err != nil {
		c.t.Fatal(err)
	}
	what := "nothing"
	for _, e := range doc.Entities {
		for _, i := range e.Mentions {
			m := doc.Mentions[i]
			if m.Start == start && m.End == start+len(name) && e.Type == typ && slices.Contains(codes, e.Country) {
				return ""
			}
			if m.Start < start+len(name) && start < m.End {
				what = fmt.Sprintf("%s %s %q", e.Type, e.Country, doc.Text[m.Start:m.End])
			}
		}
	}
	return what
}

func TestCountryCode(t *testing.T) {
	for _, test := range []struct {
		text string
		typ  Type
		want string
	}{
		{"South Africa", Country, "ZA"}, {"SOUTH AFRICA", Country, "ZA"}, {"MALI", Country, "ML"}, {"SAUDI", Norp, "SA"},
		{"Koreans", Norp, ""}, {"NOWHERE", Country, ""}, {"ÉIRE OF", Norp, ""},
		{"AUS", Country, "AU"}, {"GER", Country, "DE"}, {"DEU", Country, "DE"}, {"SCO", Country, "GB"}, {"Aus", Country, ""}, {"XQX", Country, ""},
	} {
		doc := &Document{}
		codes := countryCodes{gazetteer.Default(), doc, func() *setting { return newSetting(doc, gazetteer.Default()) }, map[string][2]string{}}
		if code, _ := codes.CountryCode(test.text, test.typ); code != test.want {
			t.Errorf("code of %q is %q, want %q", test.text, code, test.want)
		}
	}
}
