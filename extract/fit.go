package extract

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/gazetteer"
)

// How much each clue counts when a person is linked. A link needs
// linkThreshold; a full name has that by itself, a surname needs a title that
// fits or a leader's country in the text. They were set on testdata/linking.txt.
const (
	fullName     = 0.75
	turnedName   = 0.60 // Kishida Fumio
	partOfName   = 0.55 // the first and last word of a longer name: Walter Braga Netto
	spelledName  = 0.45 // the surname, and a given name of another spelling
	initialName  = 0.40 // the surname, and an initial or a given name one letter apart
	singleName   = 0.65 // a name in the list that is one word: Jokowi
	commonSingle = 0.50 // one that many people have: Lula
	bareSurname  = 0.10
	otherSpelled = 0.10 // less, where the surname is spelled otherwise

	heldTitle    = 0.55 // has the title of the text on the day
	undatedTitle = 0.50
	lateTitle    = 0.40
	oldTitle     = 0.20
	holdsTop     = 0.20 // heads a state or government on the day, untitled and anywhere
	leadsNamed   = 0.50 // leads a country that the text names
	noSuchTitle  = -0.30
	newTitle     = -0.12 // of an office, with a full name and a country that fits: people move on
	ownCountry   = 0.20  // of the nationality before the title
	wrongCountry = -0.50
	namedCountry = 0.10
	nearPlace    = 0.10
	notYet       = -0.30 // has a common name and will hold the first office many years later
	outOfPlace   = -0.20 // nothing of the text fits somebody who is little known
	notAlone     = -0.30 // another fits about as well
	tooClose     = 0.10
)

// A candidate is an entry that a person may be, with what speaks for it.
type candidate struct {
	entry gazetteer.Entry
	score float64
	clue  string // the strongest, for people to read
}

// bestPerson returns the entry that fits a person best; its score says whether
// to believe it.
func (l *linker) bestPerson(doc *Document, e *Entity, roles []role) candidate {
	var best, second candidate
	known := map[gazetteer.EntryID]float64{} // name scores
	l.named(doc, e, func(id gazetteer.EntryID, score float64) { known[id] = max(known[id], score) })
	for _, id := range sortedKeys(known) {
		p := l.names.Entry(id)
		if p.Kind != gazetteer.Person {
			continue
		}
		c := candidate{entry: p}
		c.score, c.clue = l.fit(p, e, roles)
		c.score += known[id]
		if c.score > best.score {
			best, second = c, best
		} else if c.score > second.score {
			second = c
		}
	}
	if second.score > 0 && best.score-second.score < tooClose-1e-9 {
		best.score += notAlone
	}
	best.score = min(best.score, 0.99) + l.against(doc, e, best.entry)
	return best
}

// named calls yield with the entries that have one of the person's names, and
// how well the name alone fits.
func (l *linker) named(doc *Document, e *Entity, yield func(gazetteer.EntryID, float64)) {
	all := func(ids []gazetteer.EntryID, score float64) {
		for _, id := range ids {
			yield(id, score)
		}
	}
	for _, name := range l.spellings(doc, e) {
		words := strings.Fields(name)
		if len(words) == 0 {
			continue
		}
		if len(words) == 1 {
			all(l.names.Lookup(name), l.singleName(name))
			all(l.names.Surname(name), bareSurname)
			all(l.names.SoundsLike(name), bareSurname-otherSpelled)
			continue
		}
		exact := l.names.Lookup(name)
		all(exact, fullName)
		all(l.names.Surname(name), bareSurname)
		if len(words) == 2 {
			all(l.names.Lookup(words[1]+" "+words[0]), turnedName)
		}
		if len(exact) == 0 {
			l.spelledOtherwise(words, yield)
		}
	}
}

// singleName is what a name of one word in the list is worth: little if many
// people have it.
func (l *linker) singleName(name string) float64 {
	if l.names.GivenName(name) > 3 || l.names.FamilyName(name) > 3 || l.names.Common(name) {
		return commonSingle
	}
	return singleName
}

// spellings returns the person's name and the other full names that the
// document has for the person, without what stands in quotes.
func (l *linker) spellings(doc *Document, e *Entity) []string {
	list := []string{withoutNickname(e.Name)}
	for _, i := range e.Mentions {
		text := withoutNickname(doc.Text[doc.Mentions[i].Start:doc.Mentions[i].End])
		if strings.Contains(text, " ") && !slices.Contains(list, text) && len(list) < 4 {
			list = append(list, text)
		}
	}
	return list
}

// withoutNickname leaves out a name in quotes: Rodrigo "Digong" Duterte. Of a
// name that is all in quotes only those go.
func withoutNickname(name string) string {
	words := strings.Fields(name)
	kept := words[:0]
	for _, w := range words {
		if !strings.ContainsAny(w[:1], "\"") && !strings.HasPrefix(w, "“") && !strings.HasPrefix(w, "‘") {
			kept = append(kept, w)
		}
	}
	if len(kept) == 0 {
		return strings.Trim(name, "\"“”‘’")
	}
	return strings.Join(kept, " ")
}

// spelledOtherwise finds people by surname and a given name that is spelled
// otherwise or is an initial: Hamed Karzai, J. Trudeau.
func (l *linker) spelledOtherwise(words []string, yield func(gazetteer.EntryID, float64)) {
	surname, given := words[len(words)-1], words[:len(words)-1]
	for exact, ids := range map[bool][]gazetteer.EntryID{true: l.names.Surname(surname), false: l.names.SoundsLike(surname)} {
		for _, id := range ids {
			switch near := nearGiven(given, l.names.Entry(id).Name); {
			case near == 0:
			case exact && l.isCommonName(strings.Join(words, " ")):
				yield(id, min(near, initialName))
			case exact:
				yield(id, near)
			default:
				yield(id, min(near, spelledName)-otherSpelled/2)
			}
		}
	}
}

// nearGiven compares the given names of a text with those in the list: the
// first must be the list's first, and the list must have the others too.
func nearGiven(given []string, full string) float64 {
	known := strings.Fields(full)
	if len(known) < 2 {
		return 0
	}
	near := nearWord(given[0], known[0])
	for _, w := range given[1:] {
		if nameParticles[strings.ToLower(w)] {
			continue
		}
		if initial := gazetteer.Sound(w); len(initial) < 2 {
			if contradicts(initial, known[1:len(known)-1]) {
				return 0
			}
			continue
		}
		best := 0.0
		for _, k := range known[1:] {
			best = max(best, nearWord(w, k))
		}
		near = min(near, best)
	}
	return near
}

// contradicts tells whether an initial is that of none of the list's middle
// names, where it has some.
func contradicts(initial string, middle []string) bool {
	return len(middle) > 0 && !slices.ContainsFunc(middle, func(m string) bool { return strings.HasPrefix(gazetteer.Sound(m), initial) })
}

// nearWord compares two given names: alike by sound, an initial, or one letter
// apart.
func nearWord(text, known string) float64 {
	a, b := gazetteer.Sound(text), gazetteer.Sound(known)
	switch {
	case a == "" || b == "":
		return 0
	case fold(text) == fold(known):
		return partOfName
	case len(a) == 1:
		if strings.HasPrefix(b, a) {
			return initialName
		}
		return 0
	case a == b:
		return spelledName
	case len(a) > 2 && len(b) > 2 && oneLetterApart(a, b):
		return initialName
	}
	return 0
}

// oneLetterApart tells whether two words differ in one letter: put in, left out
// or another one.
func oneLetterApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return len(a) > 3 && i > 0 && i < len(a) && a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// fit says how well an entry fits what the text says of a person: the title,
// the country, and the day on which the office was held.
func (l *linker) fit(p gazetteer.Entry, e *Entity, roles []role) (score float64, clue string) {
	score, clue, titled := l.fitTitle(p, e, roles)
	bare := !strings.Contains(e.Name, " ")
	if len(roles) == 0 || !titled && saysLittle(roles) && l.leads(p, bare) >= 1 {
		if s := l.leads(p, bare) * leadsNamed; s > score {
			score, clue = s, "leads a country that the text names"
		}
	} else if !titled {
		score += l.otherTitle(p, roles, e)
	}
	switch {
	case e.Country != "" && !serves(p, e.Country):
		score += wrongCountry
	case e.Country != "":
		score += ownCountry
	case l.servesAny(p, l.setting.named):
		score += namedCountry
	case l.servesAny(p, l.near):
		score += nearPlace
	case p.Rank > 2 && clue == "" && l.isCommonName(p.Name):
		score += outOfPlace
	}
	if p.Rank == 1 {
		score += 0.02
	}
	if l.day != "" && l.isCommonName(p.Name) && !slices.ContainsFunc(p.Offices, l.hasBegun) {
		score += notYet
	}
	return score, clue
}

// hasBegun tells whether an office began before the document's day, or within
// ten years after, or nobody knows when.
func (l *linker) hasBegun(o gazetteer.Office) bool {
	return o.Start == "" || o.Start <= shiftYears(l.day, 10)
}

// allBehind tells whether all titles stand in appositions and are none of an
// office: of a leader they may say what he was before, a former general.
func allBehind(roles []role) bool {
	return !slices.ContainsFunc(roles, func(r role) bool {
		words := officeWords(r.title)
		return !r.behind || len(words) == 0 || officeHeads[words[len(words)-1]]
	})
}

// saysLittle tells whether no title tells more of a leader than what he was
// before, or is beside: General Musharraf.
func saysLittle(roles []role) bool {
	return allBehind(roles) || !slices.ContainsFunc(roles, func(r role) bool { return !isRank(r.title) })
}

// isRank tells whether a title is a rank of soldiers: Lt. Col.
func isRank(title string) bool {
	words := strings.Fields(title)
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !militaryRanks[foldTitle(w)] })
}

var militaryRanks = wordSet(`adm admiral brig brigadier capt captain cmdr col colonel commander field flight gen general lieutenant
	lt maj major marshal sergeant sgt staff`)

// isCommonName tells whether many people have a name: Michael Jackson.
func (l *linker) isCommonName(name string) bool {
	words := strings.Fields(name)
	return l.names.GivenName(words[0]) > 3 && l.names.FamilyName(words[len(words)-1]) > 3
}

// otherTitle is what titles that the list does not have take from a score.
func (l *linker) otherTitle(p gazetteer.Entry, roles []role, e *Entity) float64 {
	inPlace := l.servesAny(p, l.setting.named) || l.servesAny(p, l.near)
	if !strings.Contains(e.Name, " ") && e.Name != p.Name || !inPlace && l.isCommonName(p.Name) {
		return noSuchTitle
	}
	public := func(r role) bool {
		return slices.ContainsFunc(officeWords(r.title), func(w string) bool { return publicHeads[w] })
	}
	if allBehind(roles) || slices.ContainsFunc(roles, public) {
		return newTitle
	}
	return noSuchTitle
}

// publicHeads are nouns that end the title of a public office.
var publicHeads = wordSet(`president minister premier chancellor leader secretary governor mayor senator representative
	ambassador envoy marshal speaker commissioner chair general lawmaker deputy head chief`)

// fitTitle finds the office that the titles of the text fit best.
func (l *linker) fitTitle(p gazetteer.Entry, e *Entity, roles []role) (score float64, clue string, titled bool) {
	for _, o := range p.Offices {
		r, matches := matchingRole(roles, o)
		st := l.standingOf(o)
		titled = titled || matches
		s := titleScore(matches, st, r, p.Rank)
		if !matches && st == inOffice && isTop(o) && !l.isCommonName(e.Name) {
			s = holdsTop
		}
		if matches && o.Role == "head of region" && l.placeOfOffice(o) {
			s += namedCountry * 2
		}
		if matches && e.Country != "" && o.Country != e.Country && len(o.Country) == 2 {
			s -= 0.2 // the title is that of another country
		}
		if s > score {
			score, clue = s, describeOffice(o)
		}
	}
	return score, clue, titled
}

func titleScore(matches bool, st standing, r role, rank int) float64 {
	former := r.isFormer()
	switch {
	case !matches && st == inOffice:
		return 0.05
	case !matches && st == lately:
		return 0.03
	case !matches:
		return 0
	case st == inOffice && !former:
		return heldTitle
	case st == undatedly && rank <= 2:
		return undatedTitle
	case st == undatedly:
		return oldTitle
	case former && (st == lately || st == formerly):
		return lateTitle
	case st == lately:
		return lateTitle
	case st == formerly || st == inOffice:
		return oldTitle
	}
	return 0.15
}

func matchingRole(roles []role, o gazetteer.Office) (role, bool) {
	for _, r := range roles {
		if sameOffice(r.title, o) {
			return r, true
		}
	}
	return role{}, false
}

// describeOffice writes an office for people to read.
func describeOffice(o gazetteer.Office) string {
	years := strings.TrimRight(o.Start+" to "+o.End, " ")
	return o.Country + " " + o.Title + " " + years
}

// servesAny tells whether a person held an office of one of the countries.
func (l *linker) servesAny(p gazetteer.Entry, countries map[string]int) bool {
	for _, o := range p.Offices {
		if countries[o.Country] > 0 {
			return true
		}
	}
	return countries[p.Country] > 0
}

// placeOfOffice tells whether the text names the region that an office is of:
// Texas of the Governor of Texas.
func (l *linker) placeOfOffice(o gazetteer.Office) bool {
	_, region, ok := strings.Cut(o.Title, " of ")
	return ok && l.places[region]
}

func serves(p gazetteer.Entry, country string) bool {
	for _, o := range p.Offices {
		if o.Country == country {
			return true
		}
	}
	return p.Country == country
}
