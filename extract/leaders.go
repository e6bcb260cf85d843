package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/extract/segment"
	"github.com/nutgraf/nutgraf/gazetteer"
)

// Names that the list and the document together make plain, where a model that
// sees one sentence errs: `Koroma shut six million people` behind the dateline
// FREETOWN is no place, `Prime Minister Key` no thing.

// scoreLeader is the score of a mention that is made of a leader's name.
const scoreLeader = 0.85

// leaders makes a PERSON of the bare surname of whoever holds the office of the
// title beside it, or leads a country that the document names.
func leaders(doc *Document, names *gazetteer.Gazetteer) {
	doc.Mentions = splitDatelines(doc, names)
	l := leaderFinder{setting: newSetting(doc, names), doc: doc}
	sides(doc, l.setting)
	l.propose()
	kept := doc.Mentions[:0:0]
	for i, m := range doc.Mentions {
		tentative := m.Origin == tentativeOrigin
		if m.Type != Person && (tentative || l.yields(i)) {
			if why := l.leader(i); why != "" {
				m.Type, m.Score, m.Origin = Person, scoreLeader, "gazetteer"
				m.Why = append(m.Why, why)
			} else if tentative {
				continue
			}
		}
		kept = append(kept, m)
	}
	doc.Mentions = kept
}

// tentativeOrigin marks mentions that are not yet decided upon.
const tentativeOrigin = "?"

type leaderFinder struct {
	*setting
	doc *Document
}

// propose puts tentative mentions where surnames stand outside of mentions.
func (l *leaderFinder) propose() {
	var more []Mention
	next := 0
	for k := 0; k < len(l.doc.Tokens); k++ {
		t := l.doc.Tokens[k]
		for next < len(l.doc.Mentions) && l.doc.Mentions[next].End <= t.Start {
			next++
		}
		limit := len(l.doc.Text)
		if next < len(l.doc.Mentions) {
			limit = l.doc.Mentions[next].Start
		}
		if t.Kind != segment.Word || t.End > limit || !startsCapital(l.doc.Word(k)) {
			continue
		}
		if isTitleToken(l.doc.Word(k)) && k+1 < len(l.doc.Tokens) && startsCapital(l.doc.Word(k+1)) {
			continue // the Foreign of Foreign Minister
		}
		if end := l.surnameAt(k, limit); end > k {
			more = append(more, Mention{Start: t.Start, End: l.doc.Tokens[end-1].End, Origin: tentativeOrigin})
			k = end - 1
		}
	}
	if len(more) > 0 {
		l.doc.Mentions = append(l.doc.Mentions, more...)
		slices.SortStableFunc(l.doc.Mentions, func(a, b Mention) int { return a.Start - b.Start })
	}
}

// surnameAt returns the token behind the longest surname that begins with token
// k and ends before a byte offset, or k where there is none.
func (l *leaderFinder) surnameAt(k, limit int) int {
	const longest = 5 // tokens, hyphens too: Sassou-Nguesso
	best := k
	for end := k + 1; end <= len(l.doc.Tokens) && end <= k+longest; end++ {
		t := l.doc.Tokens[end-1]
		if t.End > limit || end > k+1 && t.Start-l.doc.Tokens[end-2].End > 1 {
			break
		}
		word := l.doc.Word(end - 1)
		if isNameDash(word) || nameParticles[word] {
			continue
		}
		if !startsCapital(word) {
			break
		}
		if len(l.names.Surname(l.doc.Text[l.doc.Tokens[k].Start:t.End])) > 0 {
			best = end
		}
	}
	return best
}

// nameParticles stand in small letters inside of surnames.
var nameParticles = wordSet("de da dos das do del della di la le van von der den bin al el ul ur")

func isNameDash(word string) bool { return word == "-" || word == "‐" || word == "‑" }

// yields tells whether a mention of another type may be a leader's name.
func (l *leaderFinder) yields(i int) bool {
	switch m := l.doc.Mentions[i]; m.Type {
	case Location, Organization, Norp, Event, Date, Country, Law:
		return len(strings.Fields(l.doc.Text[m.Start:m.End])) < 4
	}
	return false
}

// leader says why a mention is a leader's name, or nothing.
func (l *leaderFinder) leader(i int) string {
	m := l.doc.Mentions[i]
	text := l.doc.Text[m.Start:m.End]
	ids := l.names.Surname(text)
	if len(ids) == 0 || text == strings.ToUpper(text) {
		return ""
	}
	r, titled := findRole(l.doc, i)
	if m.Type == Country && isSovereign(text, l.names) && (!titled || r.behind) {
		return "" // but Prime Minister Montenegro
	}
	if next := tokenAt(l.doc, m.End); isTitleToken(text) && !r.behind && (next >= len(l.doc.Tokens) || startsCapital(l.doc.Word(next))) {
		return "" // the Foreign of Foreign Minister
	}
	for _, id := range ids {
		p := l.names.Entry(id)
		if titled {
			if o, ok := l.holds(p, r); ok {
				return "the surname of the " + describeOffice(o)
			}
			continue
		}
		if leads := l.leads(p, true); leads >= 0.8 && l.standsAlone(i, leads >= 1) {
			return "the surname of " + p.Name + ", who leads what the text names"
		}
	}
	return ""
}

// holds returns the office of a title that a person holds on the day, or held.
func (l *leaderFinder) holds(p gazetteer.Entry, r role) (gazetteer.Office, bool) {
	for _, o := range p.Offices {
		switch st := l.standingOf(o); {
		case st == never, st == formerly && !r.isFormer(), st == undatedly && p.Rank > 2:
		case sameOffice(r.title, o):
			return o, true
		}
	}
	return gazetteer.Office{}, false
}

// standsAlone tells whether a word stands like a person's name: not behind the
// preposition of a place, not part of a longer name, and if it is a common word
// too, before a verb. The head of a named country needs less of that.
func (l *leaderFinder) standsAlone(i int, top bool) bool {
	m := l.doc.Mentions[i]
	first, next := tokenAt(l.doc, m.Start), tokenAt(l.doc, m.End)
	dateline := behindDateline(l.doc, first)
	if first > 0 && sameLine(l.doc, first-1) && !dateline {
		before := l.doc.Word(first - 1)
		if placePrepositions[before] && !(before == "of" && top && !l.isPlace(i)) || startsCapital(before) || before == "the" || isNameDash(before) && l.doc.Tokens[first-1].End == m.Start {
			return false
		}
	}
	if next >= len(l.doc.Tokens) || startsCapital(l.doc.Word(next)) && l.doc.Tokens[next].Start-m.End <= 1 {
		return false
	}
	after := l.doc.Word(next)
	switch unknown := m.Type == 0; {
	case isFinite(after):
		return true
	case dateline:
		return unknown || m.Type == Location || m.Type == Organization
	case l.names.Common(l.doc.Text[m.Start:m.End]):
		return false
	case m.Type == Location || m.Type == Organization:
		return after == "," || after == "'s" || after == "’s" || top && (!l.isPlace(i) || auxiliaries[after])
	default:
		return unknown
	}
}

// auxiliaries follow people's names, and those of places that act.
var auxiliaries = wordSet("had has is was will")

// isPlace tells whether a mention has the name of a place.
func (l *leaderFinder) isPlace(i int) bool {
	m := l.doc.Mentions[i]
	_, ok := l.names.LookupKind(l.doc.Text[m.Start:m.End], gazetteer.Place)
	return ok
}

// behindDateline tells whether token k is the first behind a dash behind a
// place in capitals.
func behindDateline(doc *Document, k int) bool {
	if k < 2 {
		return false
	}
	switch doc.Word(k - 1) {
	case "-", "--", "–", "—":
		place := doc.Word(k - 2)
		return len(place) > 2 && place == strings.ToUpper(place) && startsCapital(place) && doc.Tokens[k].Start > doc.Tokens[k-1].End
	}
	return false
}

var placePrepositions = wordSet("in at near from to of around outside across through via into towards toward")

// finiteVerbs are forms of verbs that follow a person's name in the news and do
// not end in -ed; those that follow the names of months as well are left out.
var finiteVerbs = wordSet(`said says told tells wants won took takes gave gives made makes put puts kept keeps left leaves led met meets
	sent spoke wept fell rose flew drove went goes came comes knew saw sees began begins brought bought built chose cut drew fled
	fought found forgot froze got gets grew held holds hid hit lost let paid ran runs rode sang sat sought set shook shut slept
	stood swore taught thought threw understood wore wrote writes does did hopes plans expects calls asks says agrees refuses
	cannot could would should ate bent blew bore bound broke cast caught clung dealt drank dug fed felt flung heard hung hurt knelt
	laid leapt lent lit meant rang read rid sank shot slid sold spent split spread sprang stole struck swam swept swung tore woke
	wound declined denied vowed`)

func isFinite(word string) bool {
	return finiteVerbs[word] || len(word) > 4 && strings.HasSuffix(word, "ed") && word == strings.ToLower(word)
}

func startsCapital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// splitDatelines cuts mentions that reach from a dateline into the sentence
// behind it: FREETOWN - Koroma. What is behind is a tentative mention.
func splitDatelines(doc *Document, names *gazetteer.Gazetteer) []Mention {
	var out []Mention
	for _, m := range doc.Mentions {
		place, rest, dash := cutDateline(doc.Text[m.Start:m.End])
		if dash == "" || m.Type == Date || m.Type == Time {
			out = append(out, m)
			continue
		}
		first, second := m, m
		first.End, first.Type = m.Start+len(place), Location
		second.Start, second.Origin, second.Type = m.End-len(rest), tentativeOrigin, 0
		if isSovereign(rest, names) {
			second.Type, second.Origin = Country, "gazetteer"
		}
		out = append(out, first, second)
	}
	return out
}

// cutDateline cuts text at a dash behind a place in capitals.
func cutDateline(text string) (place, rest, dash string) {
	for _, dash := range []string{" - ", " -- ", " – ", " — "} {
		place, rest, ok := strings.Cut(text, dash)
		if ok && len(place) > 2 && place == strings.ToUpper(place) && strings.ContainsFunc(place, unicode.IsUpper) && rest != "" {
			return place, rest, dash
		}
	}
	return "", "", ""
}
