package extract

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/gazetteer"
)

// linkThreshold is the score below which a person is given no id: better none
// than the wrong one.
const linkThreshold = 0.6

// linker says which entry of the gazetteer an entity is.
type linker struct {
	*setting
	places map[string]bool // as the document writes them
}

func newLinker(names *gazetteer.Gazetteer, doc *Document) *linker {
	l := &linker{setting: newSetting(doc, names), places: map[string]bool{}}
	for _, m := range doc.Mentions {
		if m.Type == Location {
			l.places[doc.Text[m.Start:m.End]] = true
		}
	}
	return l
}

// link fills roles, countries and Wikidata ids.
func link(doc *Document, names *gazetteer.Gazetteer, explain bool) {
	l := newLinker(names, doc)
	countryOf := make([]string, len(doc.Mentions))
	for _, e := range doc.Entities {
		for _, i := range e.Mentions {
			countryOf[i] = e.Country
		}
	}
	for i := range doc.Entities {
		e := &doc.Entities[i]
		if e.Type == Person {
			l.person(doc, e, countryOf, explain)
		}
		if l.user(doc, e) {
			continue
		}
		switch e.Type {
		case Country:
			l.country(e)
		case Location:
			l.territory(e)
		case Organization:
			l.organization(e)
		}
	}
}

// country gives a country its id.
func (l *linker) country(e *Entity) {
	for _, id := range lookup(l.names, e.Name) {
		if c := l.names.Entry(id); c.Kind == gazetteer.Country && c.Country == e.Country && c.Wikidata != "" {
			e.Wikidata, e.Link = c.Wikidata, 0.99
			return
		}
	}
}

// lookup is the gazetteer's, for names in a headline's capitals too.
func lookup(names *gazetteer.Gazetteer, name string) []gazetteer.EntryID {
	ids := names.Lookup(name)
	for _, keep := range []int{0, 3} {
		if plain := withoutCapitals(name, keep); plain != name {
			ids = append(ids, names.Lookup(plain)...)
		}
	}
	return ids
}

// organization gives an organization its id: of several of one name, the one of
// a country that the text names, or else the best known by far.
func (l *linker) organization(e *Entity) {
	var best, second, parties int
	var found gazetteer.Entry
	for _, id := range l.names.Lookup(e.Name) {
		o := l.names.Entry(id)
		if o.Kind&(gazetteer.Organization|gazetteer.Club) == 0 {
			continue
		}
		fit := 8 - o.Rank
		if o.Name == e.Name {
			fit += 3
		}
		if o.Detail == "party" {
			parties++
		}
		if o.Country != "" && l.plays(o.Country) {
			fit += 8
		} else if o.Detail == "party" {
			fit -= 4 // a party is named at home
		}
		if fit > best {
			found, best, second = o, fit, best
		} else if fit > second && o.Wikidata != found.Wikidata {
			second = fit
		}
	}
	// Which of a dozen People's Parties is meant, and whether ABC is a party at
	// all, only their country tells.
	abroad := found.Detail == "party" && (parties > 1 || found.Name != e.Name) && !l.plays(found.Country)
	if best-second < 2 || found.Wikidata == "" || abroad {
		return
	}
	e.Wikidata, e.Link = found.Wikidata, 0.8
}

// territory gives a dependency its code and id: Hong Kong, Greenland.
func (l *linker) territory(e *Entity) {
	for _, id := range lookup(l.names, e.Name) {
		if t := l.names.Entry(id); t.Kind == gazetteer.Territory {
			e.Country, e.Wikidata, e.Link = t.Country, t.Wikidata, 0.9
			return
		}
	}
}

// user gives an entity what the user's own list says of one of its mentions.
func (l *linker) user(doc *Document, e *Entity) bool {
	for _, i := range e.Mentions {
		m := doc.Mentions[i]
		ids := l.names.Lookup(doc.Text[m.Start:m.End])
		if len(ids) == 0 || !l.names.OfUser(ids[0]) {
			continue
		}
		own := l.names.Entry(ids[0])
		e.Name, e.Wikidata, e.Link = own.Name, own.Wikidata, scoreUser
		if own.Country != "" {
			e.Country = own.Country
		}
		e.Fields = userFields(own)
		return true
	}
	return false
}

// userFields returns the free columns of a user's entry.
func userFields(own gazetteer.Entry) (fields []Field) {
	for _, f := range own.Fields {
		fields = append(fields, Field{Name: f[0], Value: quoted(f[1])})
	}
	return fields
}

// quoted writes a string as JSON.
func quoted(s string) []byte {
	b, _ := json.Marshal(s) // a string cannot fail
	return b
}

// person gives a person the role that the text names, and the entry that fits.
func (l *linker) person(doc *Document, e *Entity, countryOf []string, explain bool) {
	roles := make([]role, 0, 4)
	for _, i := range e.Mentions {
		r, ok := findRole(doc, i)
		if !ok {
			continue
		}
		roles = append(roles, r)
		if len(r.title) > len(e.Role) && !(e.Role != "" && e.Country != "" && r.country < 0) {
			e.Role = r.title
		}
		if r.country >= 0 && e.Country == "" {
			e.Country = countryOf[r.country]
		}
	}
	best := l.bestPerson(doc, e, roles)
	if explain {
		explainLink(doc, e, best)
	}
	if best.score < linkThreshold {
		return
	}
	e.Wikidata, e.Link = best.entry.Wikidata, roundScore(best.score)
	e.Fields = userFields(best.entry)
	if !strings.Contains(e.Name, " ") {
		e.Name = best.entry.Name // the text gives the surname only
	}
	if e.Country == "" {
		e.Country = l.countryInOffice(best.entry)
	}
}

// explainLink says at each mention of a person which entry fits best, and why.
func explainLink(doc *Document, e *Entity, c candidate) {
	if c.entry.Name == "" {
		return
	}
	verdict := "linked to "
	if c.score < linkThreshold {
		verdict = "not linked to "
	}
	why := fmt.Sprintf("%s (%.2f)", strings.TrimSpace(verdict+c.entry.Name+" "+c.entry.Wikidata), c.score)
	if c.clue != "" {
		why += ": " + c.clue
	}
	for _, i := range e.Mentions {
		doc.Mentions[i].Why = append(doc.Mentions[i].Why, why)
	}
}

// countryInOffice returns the country that a person served on the document's
// day, or else the only one that they ever served. The British monarch reigns
// over many states and is that of the first.
func (l *linker) countryInOffice(p gazetteer.Entry) string {
	now, ever := map[string]bool{}, map[string]bool{}
	for _, o := range p.Offices {
		if isState(o.Country) {
			ever[o.Country] = true
			if l.day != "" && o.HeldOn(l.day) {
				now[o.Country] = true
			}
		}
	}
	for _, set := range []map[string]bool{now, ever} {
		if set["GB"] {
			return "GB"
		}
		if len(set) == 1 {
			for country := range set {
				return country
			}
		}
	}
	return ""
}

// isState tells whether the code of an office is that of a state; offices of
// the UN and EU have codes of their own.
func isState(code string) bool { return len(code) == 2 && code != "UN" && code != "EU" }

// countryCodes is what resolving asks of the gazetteer about a document.
type countryCodes struct {
	names *gazetteer.Gazetteer
	doc   *Document
	where func() *setting      // made when asked for first
	codes map[string][2]string // code and name by type and text, of what was asked before
}

func (c countryCodes) CountryCode(text string, typ Type) (code, name string) {
	key := typ.String() + text
	known, ok := c.codes[key]
	if !ok {
		known[0], known[1] = c.find(text, typ)
		c.codes[key] = known
	}
	return known[0], known[1]
}

func (c countryCodes) find(text string, typ Type) (code, name string) {
	kinds := gazetteer.Country | gazetteer.Territory
	if typ == Norp {
		kinds = gazetteer.Demonym
	}
	found := c.entries(text, kinds)
	if len(found) == 0 && len(text) > 3 && strings.ToUpper(text) == text {
		found = c.entries(titleCase(text), kinds) // a headline's
	}
	if len(found) == 0 && typ == Country {
		found = c.ofKinds(c.names.LookupCode(text), kinds)
	}
	var e gazetteer.Entry
	switch len(found) {
	case 0:
		return c.side(text), ""
	case 1:
		e = found[0]
	default:
		e = c.where().codeOf(c.doc, found)
	}
	if typ == Norp {
		return e.Country, ""
	}
	return e.Country, e.Name
}

// entries returns what a name may mean among entries of some kinds.
func (c countryCodes) entries(name string, kinds gazetteer.Kind) []gazetteer.Entry {
	return c.ofKinds(lookup(c.names, name), kinds)
}

func (c countryCodes) ofKinds(ids []gazetteer.EntryID, kinds gazetteer.Kind) (found []gazetteer.Entry) {
	for _, id := range ids {
		if e := c.names.Entry(id); e.Kind&kinds != 0 {
			found = append(found, e)
		}
	}
	return found
}

// titleCase writes SOUTH AFRICA as South Africa.
func titleCase(text string) string {
	words := strings.Split(strings.ToLower(text), " ")
	for i, w := range words {
		if w != "" && w[0] < utf8.RuneSelf && w != "of" && w != "the" && w != "and" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}

// side returns the code of the North or the South of Korea.
func (c countryCodes) side(text string) string {
	switch {
	case text == "North" && c.where().ofKorea(c.doc):
		return "KP"
	case text == "South" && c.where().ofKorea(c.doc):
		return "KR"
	}
	return ""
}

// knownPlaces is what reading other corpora asks of the gazetteer.
type knownPlaces struct{ names *gazetteer.Gazetteer }

func (c knownPlaces) IsCountry(name string) bool {
	_, ok := c.names.LookupKind(name, gazetteer.Country)
	return ok
}

func (c knownPlaces) IsNationality(name string) bool {
	_, ok := c.names.LookupKind(name, gazetteer.Demonym)
	return ok
}

// PlaceNames tells countries and nationalities by the embedded gazetteer.
func PlaceNames() interface {
	IsCountry(name string) bool
	IsNationality(name string) bool
} {
	return knownPlaces{gazetteer.Default()}
}

// noNames is the gazetteer that knows nothing.
type noNames struct{}

func (noNames) CountryCode(string, Type) (code, name string) { return "", "" }

// sortEntities puts entities in order of first mention.
func sortEntities(entities []Entity) {
	slices.SortStableFunc(entities, func(a, b Entity) int { return cmp.Compare(a.Mentions[0], b.Mentions[0]) })
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
