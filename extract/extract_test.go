package extract

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/extract/segment"
	"github.com/nutgraf/nutgraf/gazetteer"
)

const summit = `LEADERS AGREE TO TALK AGAIN

By Sarah Kim

South Korean President Yoon Suk-yeol and Japanese Prime Minister Fumio Kishida met in New York on Wednesday for 30 minutes, the first Korea-Japan summit since December 2019.

Yoon told U.S. President Joe Biden last week that he would raise the International Atomic Energy Agency (IAEA) report. The IAEA declined to comment.

"We will go on," said Park Jin, the foreign minister of South Korea, who met Japan's Yoshimasa Hayashi on Monday. Kishida flies to London on Friday.`

// describe lists entities as "TYPE name role country value wikidata xN".
func describe(doc *Document) (list []string) {
	for _, e := range doc.Entities {
		parts := []string{e.Type.String(), e.Name}
		for _, s := range []string{e.Role, e.Country, e.Value, e.Wikidata} {
			if s != "" {
				parts = append(parts, s)
			}
		}
		list = append(list, strings.Join(parts, " | ")+fmt.Sprintf(" x%d", len(e.Mentions)))
	}
	return list
}

func TestExtract(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := x.Extract(Article{ID: "summit", Text: summit, Date: time.Date(2022, 9, 22, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"PERSON | Sarah Kim x1",
		"NORP | South Korean | KR x1",
		"PERSON | Yoon Suk-yeol | President | KR | Q16090635 x2",
		"NORP | Japanese | JP x1",
		"PERSON | Fumio Kishida | Prime Minister | JP | Q359480 x2",
		"LOCATION | New York x1",
		"DATE | Wednesday | 2022-09-21 x1",
		"TIME | 30 minutes | PT30M x1",
		"ORDINAL | first | 1 x1",
		"COUNTRY | South Korea | KR | Q884 x2",
		"COUNTRY | Japan | JP | Q17 x2",
		"DATE | December 2019 | 2019-12 x1",
		"COUNTRY | United States | US | Q30 x1",
		"PERSON | Joe Biden | President | US | Q6279 x1",
		"DATE | last week | 2022-W37 x1",
		"ORGANIZATION | International Atomic Energy Agency | Q41984 x3",
		"PERSON | Park Jin | foreign minister | KR | Q16090188 x1",
		"PERSON | Yoshimasa Hayashi | JP | Q1141271 x1",
		"DATE | Monday | 2022-09-19 x1",
		"LOCATION | London x1",
		"DATE | Friday | 2022-09-23 x1",
	}
	if diff := cmp.Diff(want, describe(doc)); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
	checkInvariants(t, doc)
}

// checkInvariants asserts what the contract promises of every document.
func checkInvariants(t *testing.T, doc *Document) {
	t.Helper()
	last := 0
	for _, m := range doc.Mentions {
		if m.Start < last || m.End <= m.Start || m.End > len(doc.Text) {
			t.Errorf("mention [%d,%d) behind %d", m.Start, m.End, last)
		}
		if m.Score < 0 || m.Score > 1 {
			t.Errorf("score %v of %q", m.Score, doc.Text[m.Start:m.End])
		}
		last = m.End
	}
	owned := make([]int, len(doc.Mentions))
	first := -1
	for _, e := range doc.Entities {
		if len(e.Mentions) == 0 || e.Mentions[0] < first {
			t.Errorf("entity %q is empty or out of order", e.Name)
			continue
		}
		first = e.Mentions[0]
		for _, i := range e.Mentions {
			owned[i]++
		}
	}
	for i, n := range owned {
		if n != 1 {
			t.Errorf("mention %d belongs to %d entities", i, n)
		}
	}
}

func FuzzExtract(f *testing.F) {
	x, err := New(Options{Explain: true})
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{"", summit, "a\xff\xfe", "İstanbul's ȺȺȺn't's", "((((IAEA))))", "Korea-Japan-China-U.S.", "2022-13-45 25:99", strings.Repeat("Mr. ", 300)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := x.Extract(Article{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		checkInvariants(t, doc)
	})
}

func TestTwoPeopleOfOneSurname(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := "Hillary Clinton spoke on Monday. Bill Clinton, the former president, was with her. Clinton then left. Kim Jong Un met Kim Yo Jong in Pyongyang."
	doc, err := x.Extract(Article{Text: text, Date: time.Date(2016, 5, 4, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, e := range doc.Entities {
		if e.Type == Person {
			got[e.Name] = len(e.Mentions)
		}
	}
	want := map[string]int{"Hillary Clinton": 1, "Bill Clinton": 2, "Kim Jong Un": 1, "Kim Yo Jong": 1}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
}

func TestNamesOfOnePerson(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"Kishida Fumio", "Fumio Kishida", true}, {"George Bush", "George W. Bush", true}, {"J.D. Vance", "James D. Vance", true},
		{"Kim Jong Un", "Kim Yo Jong", false}, {"Bill Clinton", "Hillary Clinton", false}, {"Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", true},
		{"Aung San Suu Kyi", "Suu Kyi", true}, {"Mohammed bin Salman", "bin Salman", true}, {"Joe Biden", "Joe Kennedy", false},
		{"Yoon Suk-yeol", "Yoon Suk Yeol", true}, {"Martin Luther King Jr.", "Martin Luther King", true},
	} {
		a, b := newPersonName(test.a), newPersonName(test.b)
		if got := a.agrees(b) || a.endOf(b) || b.endOf(a); got != test.want {
			t.Errorf("%q and %q: %v", test.a, test.b, got)
		}
	}
}

// TestEntities resolves mentions that are given, so that no model decides.
func TestEntities(t *testing.T) {
	for _, test := range []struct {
		text string
		typ  Type
		want []string // mentions of each entity
	}{
		{"[Inflation Reduction Act] and [IRA]; [Paris Agreement]", Law, []string{"Inflation Reduction Act, IRA", "Paris Agreement"}},
		{"[World Economic Forum] opened; the [WEF] and the [World Cup]", Event, []string{"World Economic Forum, WEF", "World Cup"}},
		{"[Hafez al-Assad] died. [Assad] had ruled; [Al-Assad] was 69.", Person, []string{"Hafez al-Assad, Assad, Al-Assad"}},
		{"[Carlos Menem] signed. His brother [Eduardo Menem] was there; [Menem] smiled.", Person, []string{"Carlos Menem, Menem", "Eduardo Menem"}},
		{"[Abdel Fattah el-Sisi] and [Sisi]; [Al Gore] and [Gore]", Person, []string{"Abdel Fattah el-Sisi, Sisi", "Al Gore, Gore"}},
	} {
		doc := marked(test.text, test.typ)
		resolve(doc, noNames{})
		var got []string
		for _, e := range doc.Entities {
			var names []string
			for _, i := range e.Mentions {
				names = append(names, doc.Text[doc.Mentions[i].Start:doc.Mentions[i].End])
			}
			got = append(got, strings.Join(names, ", "))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.text, diff)
		}
	}
}

// marked returns a document with mentions of a type where brackets stand.
func marked(text string, typ Type) *Document {
	doc := &Document{}
	for i, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '[' || r == ']' }) {
		start := len(doc.Text)
		doc.Text += part
		if (i%2 == 0) == (text[0] == '[') {
			doc.Mentions = append(doc.Mentions, Mention{Start: start, End: len(doc.Text), Type: typ})
		}
	}
	split := segment.Split(doc.Text)
	doc.Tokens, doc.Sentences = split.Tokens, split.Sentences
	return doc
}

func TestRoles(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ text, name, role, country string }{
		{"Japanese Prime Minister Shinzo Abe spoke.", "Shinzo Abe", "Prime Minister", "JP"},
		{"U.S. President Joe Biden spoke.", "Joe Biden", "President", "US"},
		{"Lee Jae-hyun, deputy presidential spokesperson, said so.", "Lee Jae-hyun", "deputy presidential spokesperson", ""},
		{"Park Jin, the foreign minister of South Korea, said so.", "Park Jin", "foreign minister", "KR"},
		{"The late Commander-in-Chief Min Aung Hlaing spoke in Yangon.", "Min Aung Hlaing", "Commander-in-Chief", "MM"},
		{"U.S. Secretary of State Madeleine Albright spoke.", "Madeleine Albright", "Secretary of State", "US"},
	} {
		doc, err := x.Extract(Article{Text: test.text})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, e := range doc.Entities {
			if e.Type == Person && e.Name == test.name {
				found = true
				if e.Role != test.role || e.Country != test.country {
					t.Errorf("%q: role %q of %q, want %q of %q", test.text, e.Role, e.Country, test.role, test.country)
				}
			}
		}
		if !found {
			t.Errorf("%q: %s is not found", test.text, test.name)
		}
	}
}

func TestTypes(t *testing.T) {
	for _, typ := range Types() {
		if got, err := ParseType(typ.String()); err != nil || got != typ {
			t.Errorf("ParseType(%q) = %v, %v", typ, got, err)
		}
	}
	if _, err := ParseType("CITY"); err == nil {
		t.Error("CITY is no type")
	}
}

func BenchmarkExtract(b *testing.B) {
	x, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(summit)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := x.Extract(Article{Text: summit}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestOrganizationLinks says that a name that many organizations have is linked
// to the one of a country that the text names, or to none.
func TestOrganizationLinks(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"NATO ministers met the head of the African Union in Brussels.":         "Q7184",
		"The IAEA said on Monday that its inspectors had left.":                 "Q41984",
		"In Malta, the Labour Party won again, and the bells of Valletta rang.": "Q684886",
		"The Labour Party lost two by-elections in Britain on Thursday.":        "Q9630",
		"The Social Democratic Party met on Sunday.":                            "",
	} {
		doc, err := x.Extract(Article{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range doc.Entities {
			if e.Type != Organization {
				continue
			}
			if e.Wikidata != want {
				t.Errorf("%s is %q, not %q: %s", e.Name, e.Wikidata, want, text)
			}
			break
		}
	}
}

func TestWithoutTitles(t *testing.T) {
	for text, want := range map[string]string{
		"Ratu Semisi Naulivou":      "Semisi Naulivou",
		"Doña Victoria":             "Victoria",
		"Alhaji Salman Gobir":       "Salman Gobir",
		"Cong. Eduardo Gullas":      "Eduardo Gullas",
		"Foreign Minister Park Jin": "Park Jin",
		"Ratu":                      "Ratu",
		"Don King":                  "Don King",
		"Sultan Haitham":            "Haitham",
		"Sheikh Hasina":             "Sheikh Hasina",
	} {
		segmented := segment.Split(text)
		doc := &Document{Article: Article{Text: text}, Tokens: segmented.Tokens, Sentences: segmented.Sentences, Mentions: []Mention{{End: len(text), Type: Person}}}
		withoutTitles(doc, gazetteer.Default())
		if m := doc.Mentions[0]; text[m.Start:m.End] != want {
			t.Errorf("%s: got %q", text, text[m.Start:m.End])
		}
	}
}

// TestWholeMentions says how mentions are cut and stretched to what is whole.
func TestWholeMentions(t *testing.T) {
	for _, test := range []struct {
		text, found string
		typ         Type
		mend        func(*Document)
		want        string
		wantType    Type
	}{
		{"It costs A$7.", "$7", Money, wholeCurrencies, "A$7", Money},
		{"It costs Bds$20.", "$20", Money, wholeCurrencies, "Bds$20", Money},
		{"It costs A $7.", "$7", Money, wholeCurrencies, "$7", Money},
		{"Published in Science (Medical Science).", "Science (Medical Science", Organization, wholeBrackets, "Science", Organization},
		{"Sarah (née Butt) Butler spoke.", "née Butt) Butler", Person, wholeBrackets, "Butler", Person},
		{"Global Fund (GF) pays.", "Global Fund (GF)", Organization, wholeBrackets, "Global Fund (GF)", Organization},
		{"The 4017 wells leak.", "4017", Date, countsAreNoYears, "4017", Cardinal},
		{"The year 2017 was dry.", "2017", Date, countsAreNoYears, "2017", Date},
	} {
		cut := segment.Split(test.text)
		at := strings.Index(test.text, test.found)
		doc := &Document{Article: Article{Text: test.text}, Tokens: cut.Tokens, Sentences: cut.Sentences, Mentions: []Mention{{Start: at, End: at + len(test.found), Type: test.typ}}}
		test.mend(doc)
		if m := doc.Mentions[0]; test.text[m.Start:m.End] != test.want || m.Type != test.wantType {
			t.Errorf("%q of %q became %s %q, want %s %q", test.found, test.text, m.Type, test.text[m.Start:m.End], test.wantType, test.want)
		}
	}
}

// TestNoDates says what is no date, whatever the model makes of it.
func TestNoDates(t *testing.T) {
	x, err := New(Options{Types: []Type{Date, Time}})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"May said she would resign.", "He took part in the March on Washington.", "She stayed in room 1999 at the hotel.", "They took flight 2019 to Paris.",
		"We watched Friday Night Lights with the children.", "He played on Sunday Night Baseball for fun.",
		"A Peugeot 2008 hit a Boeing 737 near the bridge.", "The Russell 2000 fell 0.4 percent.", "Thousands remembered Bloody Sunday in Derry.",
		"The 2000 soldiers of the brigade marched past the 1500 guests.", "She paid the 2050 dollars.",
	} {
		doc, err := x.Extract(Article{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range doc.Mentions {
			t.Errorf("%q is a date in %q", text[m.Start:m.End], text)
		}
	}
}

// TestHeadsOfBodies says that a bare surname is the head of the international
// organization that the text names, even one that is a word.
// TestTimesOfOwnKind says which times have a type of their own: what the grammar
// reads whole, and days called after a massacre.
func TestTimesOfOwnKind(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		"It took two-and-a-half years.":                  {"DATE | two-and-a-half years | P2.5Y x1"},
		"The school has lessons three times a week.":     {"DATE | three times a week | P1W x1"},
		"The city remembered Bloody Sunday.":             {"EVENT | Bloody Sunday x1"},
		"He won on Super Tuesday, and again on Tuesday.": {"DATE | Super Tuesday | 2022-09-20 x1", "DATE | Tuesday | 2022-09-20 x1"},
		"Man Shot Friday Night In Boston":                {"TIME | Friday Night | 2022-09-16TNI x1", "LOCATION | Boston x1"},
	} {
		doc, err := x.Extract(Article{Text: text, Date: time.Date(2022, 9, 22, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, describe(doc)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

// TestWholeAmounts asks for amounts that the model does not see or cuts short,
// and for those that it reads further than the grammar does.
func TestWholeAmounts(t *testing.T) {
	x, err := New(Options{Types: []Type{Money, Percent, Quantity, Ordinal, Cardinal}})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		"Doctors of Piura want a rise of 14 soles a shift.":                  {"MONEY | 14 soles | 14 x1"},
		"Bread at the market rose to 170 Tajik rubles.":                      {"MONEY | 170 Tajik rubles | 170 x1"},
		"WEATHER: Morant Bay 31°, scattered showers.":                        {"QUANTITY | 31° | 31 x1"},
		"He lent it at 3-1/2 percent, and wants $.50 more.":                  {"PERCENT | 3-1/2 percent | 3.5 x1", "MONEY | $.50 | 0.5 x1"},
		"She paid the 2050 dollars, worth $3 in 2010 dollars.":               {"MONEY | 2050 dollars | 2050 x1", "MONEY | $3 | 3 x1"},
		"Growth of 5-6 percent, or $3-4 billion, is forecast.":               {"PERCENT | 5-6 percent | 5/6 x1", "MONEY | $3-4 billion | 3000000000/4000000000 x1"},
		"Profit was a shade under 0.2 per cent less than a year ago.":        {"PERCENT | 0.2 per cent | 0.2 x1"},
		"Sales rose between 5 and 6 percent in the third quarter of 2021.":   {"PERCENT | between 5 and 6 percent | 5/6 x1"},
		"Shares of Foster's rose 10 cents to $5.06 in the Boeing 737 hangar": {"MONEY | 10 cents | 0.1 x1", "MONEY | $5.06 | 5.06 x1"},
	} {
		doc, err := x.Extract(Article{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, describe(doc)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestHeadsOfBodies(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ day, text, want string }{
		{"2010-05-05", "Ban told reporters in Geneva that talks at the United Nations failed.", "Ban Ki-moon"},
		{"2022-05-05", "Stoltenberg said NATO would not join.", "Jens Stoltenberg"},
		{"2022-05-05", "Lagarde said the European Central Bank would wait.", "Christine Lagarde"},
		{"2010-05-05", "Lagarde said the European Central Bank would wait.", "Lagarde"},
		{"2010-05-05", "A ban on ivory came up at the United Nations. Ban the trade, delegates said.", ""},
	} {
		day, err := time.Parse(time.DateOnly, test.day)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := x.Extract(Article{Text: test.text, Date: day})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, e := range doc.Entities {
			if e.Type == Person {
				got += e.Name
			}
		}
		if got != test.want {
			t.Errorf("%s, %s: got %q, want %q", test.day, test.text, got, test.want)
		}
	}
}

// wholeText proposes the whole text as a person.
type wholeText struct{}

func (wholeText) Name() string { return "whole" }

func (wholeText) Tag(doc *Document) ([]Mention, error) {
	return []Mention{{End: len(doc.Text), Type: Person, Score: 1}}, nil
}

func TestNamesAllInQuotes(t *testing.T) {
	x, err := New(Options{Model: wholeText{}})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{`“Ice” “Tee”`, `"Ice" "Tee"`, `“”`, "‘Abu’ ‘Bakr’"} {
		doc, err := x.Extract(Article{Text: text})
		if err != nil || len(doc.Entities) != 1 || doc.Entities[0].Wikidata != "" {
			t.Errorf("%s: %v, %v", text, describe(doc), err)
		}
	}
}

// faulty fails on one text as only an error in the program would.
type faulty struct{}

func (faulty) Name() string { return "faulty" }

func (faulty) Tag(doc *Document) ([]Mention, error) {
	if doc.Text == "two" {
		panic("index out of range")
	}
	return nil, nil
}

func TestBatchOutlivesFaults(t *testing.T) {
	x, err := New(Options{Model: faulty{}})
	if err != nil {
		t.Fatal(err)
	}
	articles := func(yield func(Article, error) bool) {
		for _, text := range []string{"one", "two", "three"} {
			if !yield(Article{ID: text, Text: text}, nil) {
				return
			}
		}
	}
	var got []string
	for r := range x.ExtractAll(t.Context(), articles, 2) {
		got = append(got, fmt.Sprint(r.Article.ID, " ", r.Err))
	}
	want := []string{"one <nil>", "two internal error (please report it, with the text): index out of range", "three <nil>"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPartiesOfOneName(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"The People's Party won in Spain, and the prime minister in Madrid resigned.": "Q185088",
		"The People's Party won four seats more than before, its chairman said.":      "",
	} {
		doc, err := x.Extract(Article{Text: text, Date: time.Date(2023, 5, 29, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range doc.Entities {
			if e.Type == Organization && e.Wikidata != want {
				t.Errorf("%s: %s is %q, not %q", text, e.Name, e.Wikidata, want)
			}
		}
	}
}

// fixed proposes the same mentions of any text.
type fixed []Mention

func (fixed) Name() string { return "fixed" }

func (f fixed) Tag(*Document) ([]Mention, error) { return f, nil }

func TestNationalityOfTwoWords(t *testing.T) {
	x, err := New(Options{Model: fixed{{End: len("Bosnian Serbs"), Type: Norp, Score: 0.75}}})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := x.Extract(Article{Text: "Bosnian Serbs voted on Sunday, against the will of the court."})
	if err != nil {
		t.Fatal(err)
	}
	if got := describe(doc)[0]; got != "NORP | Bosnian Serbs x1" {
		t.Error(got)
	}
}

// TestPairsOfCountries cuts two countries that the model takes for one name, but
// no person's name that two countries have too.
func TestPairsOfCountries(t *testing.T) {
	for _, test := range []struct {
		name string
		typ  Type
		want []string
	}{
		{"Peru and Russian Federation", Organization, []string{"COUNTRY | Peru | PE | Q419 x1", "COUNTRY | Russia | RU | Q159 x1"}},
		{"Georgia Brazil", Person, []string{"PERSON | Georgia Brazil x1"}},
	} {
		x, err := New(Options{Model: fixed{{Start: len("Then "), End: len("Then ") + len(test.name), Type: test.typ, Score: 0.75}}})
		if err != nil {
			t.Fatal(err)
		}
		doc, err := x.Extract(Article{Text: "Then " + test.name + " left the talks."})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, describe(doc)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}
