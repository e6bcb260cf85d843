package extract

import (
	"sort"
	"strings"

	"github.com/nutgraf/nutgraf/extract/segment"
	"github.com/nutgraf/nutgraf/gazetteer"
)

// The names of states, dependencies and nationalities are few and known, and
// whoever looks for them will not forgive one that is missed. So where a name
// of the list can mean nothing else, it is what the list says, whatever the
// model made of it; TestEveryCountry holds to it.

// sureNames puts names of the list in the place of mentions of another type,
// of mentions that lie inside of them (Saint Kitts and Nevis is not two places),
// and of longer ones that have common words besides (Antiguan central bank).
// Where a name is part of a longer one (South Africa's Olympic Committee) that
// stays.
func sureNames(doc *Document, names *gazetteer.Gazetteer) []Mention {
	var out []Mention
	next := 0
	for _, match := range doc.matchesOf(names) {
		typ := sureType(doc, match, names)
		sure := typ != 0
		if !sure {
			typ = firstOfAll(match, names)
		}
		if typ == 0 {
			continue
		}
		m := Mention{Start: doc.Tokens[match.First].Start, End: doc.Tokens[match.Last-1].End, Type: typ, Score: scoreCountry, Origin: "gazetteer"}
		first, last := overlapping(doc.Mentions, next, m.Start, m.End)
		out, next = append(out, doc.Mentions[next:first]...), first
		if free := last == next; !sure && !free && !isNoBody(match, m, doc.Mentions[next:last]) {
			continue
		}
		if yielding(doc, names, m, doc.Mentions[next:last]) {
			out = append(out, absorb(m, doc.Mentions[next:last]))
			next = last
		}
	}
	return append(out, doc.Mentions[next:]...)
}

// isNoBody tells whether the model makes an organization of a name that the list
// knows as none: A team from Formosa.
func isNoBody(match gazetteer.Match, name Mention, mentions []Mention) bool {
	return match.Kinds&(gazetteer.Organization|gazetteer.Club) == 0 &&
		len(mentions) == 1 && mentions[0].Type == Organization && mentions[0].Start == name.Start && mentions[0].End == name.End
}

// sureType returns the type of a match that means nothing but a state, a
// dependency or a nationality.
func sureType(doc *Document, match gazetteer.Match, names *gazetteer.Gazetteer) Type {
	several := match.Last-match.First > 1
	plural := strings.HasSuffix(strings.ToLower(textOf(doc, match)), "s")
	common := match.Common && !several && !(plural && match.Kinds&gazetteer.Demonym != 0) // Poles
	if !match.Exact || common || names.OfUser(names.Candidates(match)[0]) {
		return 0
	}
	only := func(kinds gazetteer.Kind) bool { return match.Kinds&^kinds == 0 }
	switch {
	case match.Kinds&gazetteer.Country != 0:
		if only(gazetteer.Country|gazetteer.Organization|gazetteer.Territory|gazetteer.Seat) || isSovereign(textOf(doc, match), names) {
			return Country
		}
	case match.Kinds == gazetteer.Demonym, match.Kinds&gazetteer.Demonym != 0 && only(gazetteer.Demonym|gazetteer.Place) && plural:
		return Norp
	case match.Kinds&gazetteer.Territory != 0 && only(gazetteer.Territory|gazetteer.Place):
		return Location
	}
	return 0
}

// firstOfAll returns the type of a match that may be a place or body too, but is
// first of all a sovereign state or its nationality: America, Chinese. It is one
// where the model sees nothing.
func firstOfAll(match gazetteer.Match, names *gazetteer.Gazetteer) Type {
	if !match.Exact || match.Common || match.Kinds&^(gazetteer.Country|gazetteer.Place|gazetteer.Organization|gazetteer.Club|gazetteer.Demonym|gazetteer.Seat) != 0 {
		return 0
	}
	e := names.Entry(names.Candidates(match)[0])
	switch {
	case e.Kind == gazetteer.Country && e.Detail == "sovereign":
		return Country
	case e.Kind == gazetteer.Demonym && e.Detail == "sovereign":
		return Norp
	}
	return 0
}

func textOf(doc *Document, m gazetteer.Match) string {
	return doc.Text[doc.Tokens[m.First].Start:doc.Tokens[m.Last-1].End]
}

// isShouted tells whether a mention that goes on behind the people of a place of
// several words, or a state's name of many, is of a headline in capitals, and no
// name of the list: FALKLAND ISLANDERS MARCH.
func isShouted(doc *Document, names *gazetteer.Gazetteer, sure, m Mention) bool {
	text, words := doc.Text[m.Start:m.End], len(strings.Fields(doc.Text[sure.Start:sure.End]))
	return text == strings.ToUpper(text) && (sure.Type == Norp && words > 1 || words > 3) && len(lookup(names, text)) == 0
}

// yielding tells whether all the mentions that overlap a sure name may go: they
// lie inside of it or have only common words besides.
func yielding(doc *Document, names *gazetteer.Gazetteer, sure Mention, mentions []Mention) bool {
	for _, m := range mentions {
		if m.Origin == "gazetteer" && m.Score == scoreUser {
			return false
		}
		if m.Start > sure.Start && !isName(m.Type) {
			continue // Hong Kong SAR won is no sum of money
		}
		before, behind := "", ""
		if m.Start < sure.Start {
			before = withoutShoutedWord(doc.Text[m.Start:sure.Start])
		}
		if m.End > sure.End {
			behind = doc.Text[sure.End:m.End]
		}
		if before+behind != "" && m.Type != Person && m.Type != Organization && m.Type != Norp && !isShouted(doc, names, sure, m) {
			return false
		}
		if isPair(names, before, behind) {
			continue
		}
		if hasCapital(behind) && !isShouted(doc, names, sure, m) || hasCapital(before) && !beginsSentence(doc, names, sure, m, before) && !endsList(sure, doc.Text, before) {
			return false
		}
	}
	return true
}

// withoutShoutedWord takes a small word in capitals for none: FROM UBANGI-SHARI.
func withoutShoutedWord(before string) string {
	word := strings.TrimSpace(before)
	if word == strings.ToUpper(word) && len(word) > 1 && smallWords[strings.ToLower(word)] {
		return ""
	}
	return before
}

// beginsSentence tells whether what stands before a sure name in a mention is
// the first word of a sentence and no name: Young Andorrans, but not Liam
// Brazil or Bosnian Serbs. For the people of Chad is no name either.
func beginsSentence(doc *Document, names *gazetteer.Gazetteer, sure, m Mention, before string) bool {
	word := strings.TrimSpace(before)
	if strings.Contains(word, " ") && !namedBeside(doc, m.Start, sure.Start) {
		return startsSentence(doc, m.Start)
	}
	if _, ok := names.LookupKind(word, gazetteer.Demonym); ok {
		return false
	}
	return startsSentence(doc, m.Start) && !strings.ContainsAny(word, " -") &&
		(sure.Type == Norp || word == "A" || word == "The" || word == "Is" || strings.Count(doc.Text[sure.Start:sure.End], " ") > 1)
}

// endsList tells whether a long name stands in an organization behind another
// name of a list: France, Federation of Saint Kitts and Nevis.
func endsList(sure Mention, text, before string) bool {
	before = strings.TrimSpace(before)
	long := strings.Count(text[sure.Start:sure.End], " ") > 2
	return long && (strings.HasSuffix(before, ",") || strings.HasSuffix(before, " and") || strings.HasSuffix(before, " of"))
}

// isPair tells whether another country is joined to a sure name in one mention:
// Peru and Russian Federation, but not Georgia Brazil.
func isPair(names *gazetteer.Gazetteer, before, behind string) bool {
	first, joined := strings.CutSuffix(before, " and ")
	second, joins := strings.CutPrefix(behind, " and ")
	return joined && isCountry(names, first) || joins && isCountry(names, second)
}

func hasCapital(s string) bool { return s != strings.ToLower(s) }

// startsSentence tells whether a sentence begins at a byte of the text.
func startsSentence(doc *Document, at int) bool {
	return doc.Tokens[sentenceOf(doc, at).First].Start == at
}

// sentenceOf returns the sentence in which a byte of the text lies.
func sentenceOf(doc *Document, at int) segment.Sentence {
	token := tokenAt(doc, at)
	i := sort.Search(len(doc.Sentences), func(i int) bool { return doc.Sentences[i].Last > token })
	if i == len(doc.Sentences) {
		return segment.Sentence{}
	}
	return doc.Sentences[i]
}

// absorb gives a sure name the best score of what it replaces.
func absorb(sure Mention, mentions []Mention) Mention {
	for _, m := range mentions {
		if m.Start == sure.Start && m.End == sure.End && m.Type == sure.Type {
			return m
		}
		sure.Score = max(sure.Score, m.Score)
		sure.Why = append(sure.Why, m.Why...)
	}
	if len(mentions) > 0 && sure.Why != nil {
		sure.Why = append(sure.Why, "the list has the name for this alone")
	}
	return sure
}
