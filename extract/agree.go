package extract

import (
	"slices"
	"strings"
	"sync"

	"github.com/nutgraf/nutgraf/gazetteer"
)

// agree mends merged mentions where the document itself, or the guidelines,
// decide what a tagger that sees one sentence cannot:
//
//   - `Korea-Germany` is two countries;
//   - a country's name of several words is a mention of its own, without the
//     small words around (`For the people of Timor-Leste`);
//   - a place with the name of a sovereign state is that state, unless a state
//     of the United States has the name too;
//   - `Global Fund's Seventh Replenishment Conference` is two mentions where the
//     document names the Global Fund alone;
//   - a title is no part of a person's name;
//   - the letters before a dollar sign are part of the amount: A$7;
//   - what the form alone shows to be an amount is one, whole: 14 soles, 31°;
//   - a person of an elected office and its place are two mentions;
//   - no name has half a pair of brackets;
//   - what speaks is no month, what numbers a room or a car no year, and Friday
//     Night Lights no evening; Bloody Sunday is an event;
//   - four digits beyond all years are a count;
//   - a country's name is a person where somebody of that name is in the text;
//   - an acronym in brackets has the type of the name before it, and keeps it
//     in the rest of the document;
//   - the same name has one type, that of its surest mentions;
//   - a name of several words that is a mention in one place is one in others;
//   - the bare surname of who leads a country that the document names, or holds
//     the office of the title beside it, is a person.
func agree(doc *Document, names *gazetteer.Gazetteer) {
	withoutTitles(doc, names)
	wholeCurrencies(doc)
	wholeAmounts(doc)
	wholeBrackets(doc)
	if names != nil {
		doc.Mentions = splitPairs(doc, names)
		doc.Mentions = splitSeats(doc, names)
		wholeCountries(doc, names)
		preferCountries(doc, names)
		doc.Mentions = sureNames(doc, names)
		preferPeople(doc, names)
	}
	doc.Mentions = splitPossessives(doc)
	acronyms := introduced(doc)
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		if typ, ok := acronyms[doc.Text[m.Start:m.End]]; ok && m.Type != typ {
			m.Type = typ
			m.Why = append(m.Why, "as where its full name stands")
		}
	}
	vote(doc)
	spread(doc)
	withoutCommonNouns(doc, names)
	if names != nil {
		leaders(doc, names)
	}
	countsAreNoYears(doc)
	timesByGrammar(doc)
	bloodyDays(doc)
	doc.Mentions = slices.DeleteFunc(doc.Mentions, func(m Mention) bool {
		return m.Type == Date && isNoDate(doc, m) || (m.Type == Date || m.Type == Time) && isTitle(doc, m) || !plausible(doc.Text[m.Start:m.End], m.Type)
	})
}

// wholeCurrencies puts before a dollar sign the letters that say whose dollars
// they are: A$7, TT$40.
func wholeCurrencies(doc *Document) {
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		if m.Type != Money || doc.Text[m.Start] != '$' {
			continue
		}
		k := tokenAt(doc, m.Start) - 1
		if k < 0 || doc.Tokens[k].End != m.Start || len(doc.Word(k)) > len("Bds") || !startsCapital(doc.Word(k)) {
			continue
		}
		if i == 0 || doc.Mentions[i-1].End <= doc.Tokens[k].Start {
			m.Start = doc.Tokens[k].Start
			m.Why = append(m.Why, "with the letters of the currency")
		}
	}
}

// wholeBrackets cuts off a name what an open bracket begins, or what a closing
// one ends, where the other of the two is not in it: Science (Medical Science.
func wholeBrackets(doc *Document) {
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		text := doc.Text[m.Start:m.End]
		open, shut := strings.LastIndexByte(text, '('), strings.IndexByte(text, ')')
		switch {
		case !isName(m.Type) || open < 0 && shut < 0:
		case shut < 0 && open > 0:
			m.End = m.Start + len(strings.TrimRight(text[:open], " "))
		case open < 0 && shut+1 < len(text):
			m.Start = m.End - len(strings.TrimLeft(text[shut+1:], " "))
		}
	}
}

// isNoDate tells whether the words beside what looks like a month or a year
// show that it is none: May said, the March on Washington, room 2019.
func isNoDate(doc *Document, m Mention) bool {
	first, next := tokenAt(doc, m.Start), tokenAt(doc, m.End)
	before, behind := "", ""
	if first > 0 {
		before = strings.ToLower(doc.Word(first - 1))
	}
	if next < len(doc.Tokens) {
		behind = doc.Word(next)
	}
	switch text := doc.Text[m.Start:m.End]; {
	case text == "May":
		return speechVerbs[behind] && (before == "" || before == "." || !sameLine(doc, first-1) || startsSentence(doc, m.Start))
	case text == "March":
		return before == "the" && behind == "on" && next+1 < len(doc.Tokens) && startsCapital(doc.Word(next+1))
	case isFourDigits(text):
		return numberedThings[before] && sameLine(doc, first-1)
	}
	return false
}

var (
	speechVerbs    = wordSet("said says told tells asked asks insisted insists")
	numberedThings = wordSet("room flight highway section article route channel suite peugeot russell agenda vision windows")
)

// timesByGrammar gives dates and times that the grammar reads to their borders
// the type that it gives them: years are no part of a day.
func timesByGrammar(doc *Document) {
	times := doc.times()
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		if m.Type != Date && m.Type != Time {
			continue
		}
		for len(times) > 0 && times[0].Start < m.Start {
			times = times[1:]
		}
		if len(times) == 0 || times[0].Start != m.Start || times[0].End != m.End || typeOfTime(times[0]) == m.Type {
			continue
		}
		m.Type = typeOfTime(times[0])
		m.Why = append(m.Why, "by its unit")
	}
}

// isTitle tells whether a weekday and a part of it are the beginning of a name,
// as of a film: Friday Night Lights. In text the part is in small letters; in a
// headline the word before has a capital too.
func isTitle(doc *Document, m Mention) bool {
	k := tokenAt(doc, m.Start)
	if k+2 >= len(doc.Tokens) || !weekdayNames[doc.Word(k)] || !dayPartNames[doc.Word(k+1)] || !sameLine(doc, k+1) {
		return false
	}
	if k > 0 && sameLine(doc, k-1) && startsCapital(doc.Word(k-1)) {
		return false
	}
	name := doc.Word(k + 2)
	return startsCapital(name) && !smallWords[strings.ToLower(name)]
}

var (
	weekdayNames = wordSet("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
	dayPartNames = wordSet("Morning Afternoon Night Evening")
)

// bloodyDays makes events of days that are called after a massacre.
func bloodyDays(doc *Document) {
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		k := tokenAt(doc, m.Start)
		if m.Type != Date || k == 0 || doc.Word(k-1) != "Bloody" || !weekdayNames[doc.Text[m.Start:m.End]] {
			continue
		}
		if i == 0 || doc.Mentions[i-1].End <= doc.Tokens[k-1].Start {
			m.Start, m.Type = doc.Tokens[k-1].Start, Event
			m.Why = append(m.Why, "a named massacre")
		}
	}
}

// countsAreNoYears makes a count of a date that is a number of four digits far
// from all years that the news tells of, or that people are counted by: 4017
// wells, the 2000 soldiers.
func countsAreNoYears(doc *Document) {
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		if text := doc.Text[m.Start:m.End]; m.Type == Date && isFourDigits(text) && (text > "2199" || isCounted(doc, *m)) {
			m.Type = Cardinal
			m.Why = append(m.Why, "no year")
		}
	}
}

// isCounted tells whether a mention stands between an article and people. In 2015
// women won is none.
func isCounted(doc *Document, m Mention) bool {
	k := tokenAt(doc, m.Start)
	if k == 0 || k+1 >= len(doc.Tokens) || !sameLine(doc, k) {
		return false
	}
	return articles[strings.ToLower(doc.Word(k-1))] && countedPeople[doc.Word(k+1)]
}

var (
	articles      = wordSet("the a some another nearly about over")
	countedPeople = wordSet("people men women children soldiers troops guests workers prisoners refugees delegates passengers")
)

func isFourDigits(text string) bool {
	return len(text) == len("2019") && strings.Trim(text, "0123456789") == ""
}

// plausible refuses amounts without a unit that English writes, and names and
// times that are one small letter.
func plausible(text string, t Type) bool {
	switch t {
	case Money, Percent, Quantity:
		return strings.ContainsFunc(text, isUnitSign)
	case Ordinal, Cardinal, Date, Time:
		return len(text) > 1 || text >= "0" && text <= "9"
	case Location:
		if text != "" && text[0] == '#' {
			return false // #TRUMP2020
		}
	}
	return len(text) > 1 || text >= "A" && text <= "Z"
}

func isUnitSign(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("$€£¥₹₽₩₦₺₴₪฿%°′″'", r)
}

// spread makes mentions of the places where a name of several words stands
// that is a sure mention elsewhere in the document.
func spread(doc *Document) {
	names := map[string][]Mention{} // one of each name, by its first word
	known := map[string]bool{}
	for _, m := range doc.Mentions {
		text := doc.Text[m.Start:m.End]
		first, _, several := strings.Cut(text, " ")
		if several && !known[text] && isName(m.Type) && m.Score >= unsureScore {
			known[text] = true
			names[first] = append(names[first], m)
		}
	}
	if len(names) == 0 {
		return
	}
	var more []Mention
	next := 0
	for k, t := range doc.Tokens {
		for next < len(doc.Mentions) && doc.Mentions[next].End <= t.Start {
			next++
		}
		for _, name := range names[doc.Word(k)] {
			m := Mention{Start: t.Start, End: t.Start + name.End - name.Start, Type: name.Type, Score: unsureScore, Origin: "document"}
			free := next == len(doc.Mentions) || doc.Mentions[next].Start >= m.End
			if !free && doc.Mentions[next].Type == Ordinal && doc.Mentions[next].Start == m.Start {
				free, m.Score = true, 0.99 // the number is part of the name: Seventh Replenishment Conference
			}
			if free && strings.HasPrefix(doc.Text[t.Start:], doc.Text[name.Start:name.End]) && endsToken(doc, m.End) {
				more = append(more, m)
			}
		}
	}
	if len(more) > 0 {
		doc.Mentions = merge(append(doc.Mentions, more...), false)
	}
}

// endsToken tells whether a token ends at a byte offset.
func endsToken(doc *Document, end int) bool {
	k := tokenAt(doc, end-1)
	return k < len(doc.Tokens) && doc.Tokens[k].End == end
}

// splitPairs cuts mentions of two hyphenated countries.
func splitPairs(doc *Document, names *gazetteer.Gazetteer) []Mention {
	var out []Mention
	for _, m := range doc.Mentions {
		text := doc.Text[m.Start:m.End]
		a, b, ok := strings.Cut(text, "-")
		if !ok || m.Type == Country || !isCountry(names, a) || !isCountry(names, b) {
			out = append(out, m)
			continue
		}
		second := m
		m.End, second.Start = m.Start+len(a), m.End-len(b)
		m.Type, second.Type = Country, Country
		out = append(out, m, second)
	}
	return out
}

// splitSeats parts people of an elected office from the place that they are
// elected in: Sen. Kennedy of Louisiana. Behind other titles "of" may be a part
// of the name: Queen Margrethe of Denmark, Lord Howard of Effingham.
func splitSeats(doc *Document, names *gazetteer.Gazetteer) []Mention {
	var out []Mention
	for i, m := range doc.Mentions {
		text := doc.Text[m.Start:m.End]
		name, place, ok := strings.Cut(text, " of ")
		if !ok || m.Type != Person || !electedTitles[titleBefore(doc, i)] {
			out = append(out, m)
			continue
		}
		if _, known := names.LookupKind(place, gazetteer.Place); !known {
			out = append(out, m)
			continue
		}
		second := m
		m.End, second.Start, second.Type = m.Start+len(name), m.End-len(place), Location
		out = append(out, m, second)
	}
	return out
}

var electedTitles = wordSet("sen senator rep representative congressman congresswoman gov governor premier")

// titleBefore returns the word before mention i in small letters.
func titleBefore(doc *Document, i int) string {
	k := tokenAt(doc, doc.Mentions[i].Start)
	if k == 0 || !sameLine(doc, k-1) {
		return ""
	}
	return foldTitle(doc.Word(k - 1))
}

// wholeCountries gives mentions that are a country's name of several words, but
// for small words around it or parts left out, the borders of the name.
func wholeCountries(doc *Document, names *gazetteer.Gazetteer) {
	next := 0
	for _, match := range doc.matchesOf(names) {
		start, end := doc.Tokens[match.First].Start, doc.Tokens[match.Last-1].End
		var last int
		next, last = overlapping(doc.Mentions, next, start, end)
		if last == next || match.Last-match.First < 2 || !match.Exact || !isOnlyCountry(match.Kinds) {
			continue
		}
		m := &doc.Mentions[next]
		if m.Start == start && m.End == end || !isPlaceOrBody(doc.Mentions[next:last]) || namedBeside(doc, m.Start, start) || namedBeside(doc, end, doc.Mentions[last-1].End) {
			continue
		}
		m.Start, m.End, m.Type = start, end, Location
		if isSovereign(doc.Text[start:end], names) {
			m.Type = Country
		}
		m.Why = append(m.Why, "a country's whole name")
		doc.Mentions = slices.Delete(doc.Mentions, next+1, last)
	}
}

// isOnlyCountry tells whether a match is a country's or dependency's name and
// nothing else than perhaps a place.
func isOnlyCountry(kinds gazetteer.Kind) bool {
	const countries = gazetteer.Country | gazetteer.Territory
	return kinds&countries != 0 && kinds&^(countries|gazetteer.Place) == 0
}

func isPlaceOrBody(mentions []Mention) bool {
	return !slices.ContainsFunc(mentions, func(m Mention) bool {
		return m.Type != Location && m.Type != Organization && m.Type != Country && m.Type != Norp
	})
}

// namedBeside tells whether a word of a name stands in a part of the text: one
// with a capital that is no small word at the beginning of a sentence.
func namedBeside(doc *Document, start, end int) bool {
	for k := tokenAt(doc, start); k < len(doc.Tokens) && doc.Tokens[k].Start < end; k++ {
		if word := doc.Word(k); startsCapital(word) && !smallWords[strings.ToLower(word)] {
			return true
		}
	}
	return false
}

var smallWords = wordSet("a an and as at but by for from if in into is of on over the to under was when while will with")

// preferCountries gives places that have a sovereign state's usual name its
// type; other names of states can be those of a part (Gaza).
func preferCountries(doc *Document, names *gazetteer.Gazetteer) {
	where := sync.OnceValue(func() map[string]bool { return otherNames(doc, names) })
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		if m.Type == Organization && strings.Contains(doc.Text[m.Start:m.End], " ") && isSovereign(doc.Text[m.Start:m.End], names) {
			m.Type = Country // Burkina Faso
			m.Why = append(m.Why, "a sovereign state's name")
		}
		if m.Type != Location {
			continue
		}
		if text := doc.Text[m.Start:m.End]; isSovereign(text, names) || isCountry(names, text) && standsAsCountry(doc, names, where, i) {
			m.Type = Country
			m.Why = append(m.Why, "a sovereign state's name")
		}
	}
}

// standsAsCountry tells whether a name that is an American state's too is the
// country's: in a list of countries, behind an office that states have not, or
// where the text names the country's people or places and none of America.
func standsAsCountry(doc *Document, names *gazetteer.Gazetteer, where func() map[string]bool, i int) bool {
	if amongCountries(doc, names, i) {
		return true
	}
	m := doc.Mentions[i]
	if k := tokenAt(doc, m.Start); k > 1 && doc.Word(k-1) == "of" {
		switch doc.Word(k - 2) {
		case "minister", "Minister", "president", "President", "parliament", "Parliament":
			return true
		}
	}
	c, ok := names.LookupKind(doc.Text[m.Start:m.End], gazetteer.Country)
	if !ok || c.Detail != "sovereign" || c.Name != doc.Text[m.Start:m.End] {
		return false
	}
	return where()[c.Country] && !where()["US"]
}

// amongCountries tells whether a mention stands in a list with a country, as
// Georgia does in `Georgia, Armenia and Azerbaijan`.
// In `Georgia, United States` it is a part of the country.
func amongCountries(doc *Document, names *gazetteer.Gazetteer, i int) bool {
	for _, k := range []int{i - 1, i} {
		if k < 0 || k+1 >= len(doc.Mentions) {
			continue
		}
		a, b := doc.Mentions[k], doc.Mentions[k+1]
		other := a
		if k == i {
			other = b
		}
		if between := doc.Text[a.End:max(a.End, b.Start)]; other.Type == Country && (between == ", " || between == " and ") {
			e, ok := names.LookupKind(doc.Text[other.Start:other.End], gazetteer.Country)
			return ok && e.Country != "US"
		}
	}
	return false
}

// isSovereign tells whether a name is the usual one of a sovereign state or that
// of a city which is one (Vatican City), or a former one by which it is still
// known (Zaire) or that no town has now (Tanganyika), and not that of a state of
// the United States.
func isSovereign(name string, names *gazetteer.Gazetteer) bool {
	usual, former, now, towns := false, false, false, false
	code := ""
	name = withoutCapitals(name, 0)
	ids := names.Lookup(name)
	for _, id := range ids {
		if e := names.Entry(id); e.Kind == gazetteer.Country && e.Detail == "sovereign" {
			now, usual, code = true, usual || e.Name == name, e.Country
		} else if e.Kind == gazetteer.Country {
			former = former || e.Detail == "historical" && e.Name == name
		}
	}
	for _, id := range ids {
		switch e := names.Entry(id); {
		case e.Kind != gazetteer.Place:
		case e.Detail == "division" && e.Country == "US":
			return false
		case e.Detail == "capital" && e.Country == code:
			usual = true
		case e.Detail != "division":
			towns = true
		}
	}
	return usual || former && (now || !towns)
}

func isCountry(names *gazetteer.Gazetteer, text string) bool {
	_, ok := names.LookupKind(text, gazetteer.Country)
	return ok
}

// splitPossessives cuts events whose owner is a mention elsewhere.
func splitPossessives(doc *Document) []Mention {
	alone := map[string]Type{}
	for _, m := range doc.Mentions {
		alone[doc.Text[m.Start:m.End]] = m.Type
	}
	var out []Mention
	for _, m := range doc.Mentions {
		text := strings.Replace(doc.Text[m.Start:m.End], "’s ", "'s ", 1)
		owner, owned, ok := strings.Cut(text, "'s ")
		typ, known := alone[owner]
		if !ok || !known || m.Type != Event {
			out = append(out, m)
			continue
		}
		first := m
		first.Type, first.End = typ, m.Start+len(owner)
		m.Start = m.End - len(owned)
		out = append(out, first, m)
	}
	return out
}

// introduced returns the type of each acronym that stands in brackets behind
// the name that it is short for, and makes it a mention there.
func introduced(doc *Document) map[string]Type {
	found := map[string]Type{}
	var more []Mention
	for _, full := range doc.Mentions {
		k := tokenAt(doc, full.End)
		if full.Type == Person || k+2 >= len(doc.Tokens) || doc.Word(k) != "(" || doc.Word(k+2) != ")" {
			continue
		}
		if short := doc.Word(k + 1); acronymOf(short, doc.Text[full.Start:full.End]) {
			found[short] = full.Type
			t := doc.Tokens[k+1]
			more = append(more, Mention{Start: t.Start, End: t.End, Type: full.Type, Score: unsureScore, Origin: "document"})
		}
	}
	if len(more) > 0 {
		doc.Mentions = merge(append(doc.Mentions, more...), false)
	}
	return found
}

// unsureScore is the score below which a mention's type yields to that of the same
// name's other mentions.
const unsureScore = 0.8

// vote gives unsure mentions, and names of several words, the type that the
// same name mostly has in the document.
func vote(doc *Document) {
	votes := map[string][Cardinal + 1]float64{}
	for _, m := range doc.Mentions {
		if isName(m.Type) {
			text := doc.Text[m.Start:m.End]
			v := votes[text]
			v[m.Type] += m.Score
			votes[text] = v
		}
	}
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		text := doc.Text[m.Start:m.End]
		if !isName(m.Type) || m.Score >= unsureScore && !strings.Contains(text, " ") {
			continue
		}
		v := votes[text]
		best := m.Type
		for t := range v {
			if v[t] > 1.5*v[m.Type] && v[t] > v[best] {
				best = Type(t)
			}
		}
		if best != m.Type {
			m.Type = best
			m.Why = append(m.Why, "as most mentions of the name")
		}
	}
}

func isName(t Type) bool {
	switch t {
	case Person, Country, Organization, Location, Norp, Event, Law:
		return true
	}
	return false
}
