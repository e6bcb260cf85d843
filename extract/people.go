package extract

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/gazetteer"
)

// withoutTitles cuts titles of office off the beginning of people's names.
func withoutTitles(doc *Document, names *gazetteer.Gazetteer) {
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		if m.Type != Person {
			continue
		}
		first := tokenAt(doc, m.Start)
		last := tokenAt(doc, m.End-1)
		if endsTitle(doc, first, last) && !isWhole(doc.Text[m.Start:m.End], names) {
			m.Start = doc.Tokens[first+1].Start
			m.Why = append(m.Why, "without the title")
			continue
		}
		k := first
		for k < last && (isTitleToken(doc.Word(k)) || honorifics[foldTitle(doc.Word(k))]) {
			k++
		}
		if k == first {
			continue
		}
		if end := foldTitle(doc.Word(k - 1)); (officeHeads[end] || honorifics[end]) && (startsCapital(doc.Word(k)) || nameParticles[doc.Word(k)]) {
			m.Start = doc.Tokens[k].Start
			m.Why = append(m.Why, "without the title")
		}
	}
}

// isWhole tells whether the list has a name with what looks like a title in it:
// Sheikh Hasina.
func isWhole(name string, names *gazetteer.Gazetteer) bool {
	if names == nil {
		return false
	}
	p, ok := names.LookupKind(name, gazetteer.Person)
	return ok && p.Name == name
}

// endsTitle tells whether token first is a title before a single name: Sultan
// Haitham, and the General of Secretary General Rasmussen. Prince, King and
// Sheikh are parts of longer names too.
func endsTitle(doc *Document, first, last int) bool {
	if last != first+1 || !startsCapital(doc.Word(last)) {
		return false
	}
	switch doc.Word(first) {
	case "General":
		return first > 0 && foldTitle(doc.Word(first-1)) == "secretary" && sameLine(doc, first-1)
	case "Queen", "King", "Sultan", "Emir", "Sheikh", "Emperor", "Pope":
		return true
	}
	return false
}

// officeHeads are nouns that end a title and are nobody's name.
var officeHeads = wordSet(`president minister premier chancellor secretary secretary-general senator congressman congresswoman
	governor ambassador spokesman spokeswoman spokesperson chairman chairwoman commissioner`)

// honorifics stand before names all over the world and are nobody's own, as
// abbreviations are.
var honorifics = wordSet(`al-haj alhaja alhaji allama ayatollah barrister chieftainess comrade datuk doña hajia hajiya hajji
	hojatoleslam induna kagawad khun madam mallam maulana maulvi miss monsignor mufti mullah nawabzada otunba ratu
	cde cllr cong engr hon
	capt col dr gen gov lt maj mr mrs ms prof rep rev sen sgt`)

// preferPeople gives an organization's name the type of the person of that surname
// of several words before it in the document, and a country's or place's name that of
// the person of that first or last name, unless a place's preposition stands
// before it or the document names the country's people or places:
// Chad of Chad Wexler.
func preferPeople(doc *Document, names *gazetteer.Gazetteer) {
	people := map[string]bool{}
	surnames := map[string]bool{} // of several words: Le Pen
	where := otherNames(doc, names)
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		text := doc.Text[m.Start:m.End]
		switch m.Type {
		case Person:
			words := strings.Fields(text)
			if len(words) > 2 {
				surnames[strings.Join(words[1:], " ")] = true
			}
			if len(words) > 1 {
				for _, w := range []string{words[0], words[len(words)-1]} {
					if c, ok := names.LookupKind(w, gazetteer.Country); ok && !where[c.Country] {
						people[w] = true
					}
				}
			}
		case Organization:
			if surnames[text] {
				m.Type = Person
				m.Why = append(m.Why, "as the person of that name")
			}
		case Country, Location:
			if k := tokenAt(doc, m.Start); people[text] && !(k > 0 && (placePrepositions[doc.Word(k-1)] || doc.Word(k-1) == "of")) {
				m.Type = Person
				m.Why = append(m.Why, "as the person of that name")
			}
		}
	}
}

// otherNames returns the countries that the document names by their people or
// places.
func otherNames(doc *Document, names *gazetteer.Gazetteer) map[string]bool {
	s := setting{names: names, named: map[string]int{}, near: map[string]int{}}
	for _, m := range doc.Mentions {
		switch text := doc.Text[m.Start:m.End]; m.Type {
		case Norp:
			s.country(text, gazetteer.Demonym)
		case Location:
			if !isCountry(names, text) { // Georgia does not tell which Georgia is meant
				s.place(text)
			}
		}
	}
	other := map[string]bool{}
	for _, list := range []map[string]int{s.named, s.near} {
		for country := range list {
			other[country] = true
		}
	}
	return other
}

// withoutCommonNouns leaves of an organization in small letters the country
// that it is of: the parliament of Poland.
func withoutCommonNouns(doc *Document, names *gazetteer.Gazetteer) {
	if names == nil {
		return
	}
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		text := doc.Text[m.Start:m.End]
		noun, country, ok := strings.Cut(text, " of ")
		if ok && m.Type == Organization && noun == strings.ToLower(noun) && isCountry(names, country) {
			m.Start, m.Type = m.End-len(country), Country
			m.Why = append(m.Why, "the country of "+noun+" in small letters")
		}
	}
}

// sides makes countries of the North and the South in a text about Korea.
func sides(doc *Document, s *setting) {
	if !s.ofKorea(doc) {
		return
	}
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		if m.Type == Location && isSide(doc, *m) {
			m.Type = Country
			m.Why = append(m.Why, "a side in a text about Korea")
		}
	}
}

// ofKorea tells whether the North and the South of a text are those of Korea.
func (s *setting) ofKorea(doc *Document) bool {
	return s.plays("KP") || s.plays("KR") && strings.Contains(doc.Text, "the North") && strings.Contains(doc.Text, "the South")
}

// isSide tells whether a mention is the North or the South and not the
// beginning of a longer name.
func isSide(doc *Document, m Mention) bool {
	text := doc.Text[m.Start:m.End]
	k := tokenAt(doc, m.Start)
	next := tokenAt(doc, m.End)
	return (text == "North" || text == "South") && k > 0 && strings.EqualFold(doc.Word(k-1), "the") &&
		(next >= len(doc.Tokens) || !startsCapital(doc.Word(next)))
}

// codeOf chooses among the countries that one name has: the one whose places
// or leaders the document names, or else the best known.
func (s *setting) codeOf(doc *Document, entries []gazetteer.Entry) gazetteer.Entry {
	best, most := entries[0], -1
	for _, e := range entries {
		if n := 2*(s.named[e.Country]+s.near[e.Country]) + s.leadersNamed(doc, e.Country); n > most {
			best, most = e, n
		}
	}
	return best
}

// leadersNamed counts the mentions that are names of who leads a country.
func (s *setting) leadersNamed(doc *Document, country string) int {
	if s.leaders == nil {
		s.leaders = s.countLeaders(doc)
	}
	return s.leaders[country]
}

// countLeaders counts, by country, the mentions that are names of who leads it:
// once for all, since a long document asks for many names of several countries.
func (s *setting) countLeaders(doc *Document) map[string]int {
	ledBy := map[string][]string{} // countries by the surname of who leads them
	count := map[string]int{}
	for _, m := range doc.Mentions {
		if m.Type != Person {
			continue
		}
		words := strings.Fields(doc.Text[m.Start:m.End])
		surname := words[len(words)-1]
		countries, known := ledBy[surname]
		if !known {
			countries = s.ledBy(surname)
			ledBy[surname] = countries
		}
		for _, c := range countries {
			count[c]++
		}
	}
	return count
}

// ledBy returns the countries that people of a surname lead on the day.
func (s *setting) ledBy(surname string) (countries []string) {
	for _, id := range s.names.Surname(surname) {
		for _, o := range s.names.Entry(id).Offices {
			if isTop(o) && (s.day == "" || o.HeldOn(s.day)) && !slices.Contains(countries, o.Country) {
				countries = append(countries, o.Country)
			}
		}
	}
	return countries
}
