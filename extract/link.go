package extract

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/gazetteer"
)

// linkThreshold is the score below which a person is given no id: better none
// than the wrong one.
const linkThreshold = 0.6

// linker says which entry of the gazetteer an entity is.
type linker struct {
	names *gazetteer.Gazetteer
	day   string         // of the document, YYYY-MM-DD, or empty
	about map[string]int // how often the document names each country
}

func newLinker(names *gazetteer.Gazetteer, doc *Document) *linker {
	l := &linker{names: names, about: map[string]int{}}
	if !doc.Date.IsZero() {
		l.day = doc.Date.Format(time.DateOnly)
	}
	for _, e := range doc.Entities {
		if e.Country != "" {
			l.about[e.Country] += len(e.Mentions)
		}
	}
	return l
}

// link fills roles, countries and Wikidata ids.
func link(doc *Document, names *gazetteer.Gazetteer) {
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
			l.person(doc, e, countryOf)
		}
		if l.user(doc, e) {
			continue
		}
		switch e.Type {
		case Country:
			if c, ok := names.LookupKind(e.Name, gazetteer.Country|gazetteer.Territory); ok && c.Country == e.Country {
				e.Wikidata, e.Link = c.Wikidata, 0.99
			}
		case Organization:
			if o, ok := names.LookupKind(e.Name, gazetteer.Organization|gazetteer.Club); ok {
				e.Wikidata = o.Wikidata
			}
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
		for _, f := range own.Fields {
			e.Fields = append(e.Fields, Field{Name: f[0], Value: quoted(f[1])})
		}
		return true
	}
	return false
}

// quoted writes a string as JSON.
func quoted(s string) []byte {
	b, _ := json.Marshal(s) // a string cannot fail
	return b
}

// person gives a person the role that the text names, and the entry that fits.
func (l *linker) person(doc *Document, e *Entity, countryOf []string) {
	roles := make([]string, 0, 4)
	for _, i := range e.Mentions {
		r, ok := findRole(doc, i)
		if !ok {
			continue
		}
		roles = append(roles, r.title)
		if len(r.title) > len(e.Role) && !(e.Role != "" && e.Country != "" && r.country < 0) {
			e.Role = r.title
		}
		if r.country >= 0 && e.Country == "" {
			e.Country = countryOf[r.country]
		}
	}
	best, score := l.bestPerson(e, roles)
	if score < linkThreshold {
		return
	}
	e.Wikidata, e.Link = best.Wikidata, roundScore(score)
	if !strings.Contains(e.Name, " ") {
		e.Name = best.Name // the text gives the surname only
	}
	if e.Country == "" {
		e.Country = l.countryInOffice(best)
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

func (l *linker) bestPerson(e *Entity, roles []string) (best gazetteer.Entry, score float64) {
	second := 0.0
	consider := func(ids []gazetteer.EntryID, base float64) {
		for _, id := range ids {
			p := l.names.Entry(id)
			if p.Kind != gazetteer.Person || p.Name == best.Name {
				continue
			}
			if s := base + l.fit(p, e, roles); s > score {
				best, score, second = p, s, score
			} else if s > second {
				second = s
			}
		}
	}
	name := strings.Join(strings.Fields(e.Name), " ")
	consider(l.names.Lookup(name), 0.75)
	if words := strings.Fields(name); len(words) == 1 {
		consider(l.names.Surname(name), 0.1)
		if len(roles) == 0 && l.leads(best) {
			score += 0.35
		}
	} else if len(words) == 2 {
		consider(l.names.Lookup(words[1]+" "+words[0]), 0.6)
	}
	if score-second < 0.1 && second > 0 {
		score -= 0.3 // two fit about as well: not told apart
	}
	return best, min(score, 0.99)
}

// fit says how well an entry fits what the text says of a person: the title,
// the country, and the day on which the office was held.
func (l *linker) fit(p gazetteer.Entry, e *Entity, roles []string) float64 {
	score, titled, inOffice := 0.0, false, false
	for _, o := range p.Offices {
		matches := false
		for _, r := range roles {
			matches = matches || sameOffice(r, o)
		}
		held := l.day != "" && o.HeldOn(l.day)
		titled = titled || matches
		inOffice = inOffice || held
		switch {
		case matches && (held || l.day == "" && p.Rank <= 2):
			score = max(score, 0.45)
		case matches:
			score = max(score, 0.15)
		case held:
			score = max(score, 0.05)
		}
	}
	if len(roles) > 0 && !titled {
		score -= 0.3
	}
	if e.Country != "" && !serves(p, e.Country) {
		score -= 0.5
	} else if e.Country != "" {
		score += 0.15
	} else if l.about[p.Country] > 0 {
		score += 0.1
	}
	if p.Rank == 1 {
		score += 0.05
	}
	return score
}

// leads tells whether a person was head of state or government, on the
// document's day, of a country that the document names: news gives such people
// by the bare surname.
func (l *linker) leads(p gazetteer.Entry) bool {
	for _, o := range p.Offices {
		top := strings.HasPrefix(o.Role, "head of ") || o.Role == "paramount leader"
		if top && l.day != "" && o.HeldOn(l.day) && l.about[o.Country] > 0 {
			return true
		}
	}
	return false
}

func serves(p gazetteer.Entry, country string) bool {
	for _, o := range p.Offices {
		if o.Country == country {
			return true
		}
	}
	return p.Country == country
}

// sameOffice tells whether a title of the text can be that of an office.
func sameOffice(title string, o gazetteer.Office) bool {
	t := strings.ToLower(title)
	for _, drop := range []string{"former ", "ex-", "ex ", "acting ", "outgoing ", "then "} {
		t = strings.ReplaceAll(t, drop, "")
	}
	office := strings.ToLower(o.Title)
	if strings.Contains(office, t) && t != "minister" && t != "secretary" {
		return true
	}
	switch o.Role {
	case "head of state", "head of state and government", "paramount leader":
		if strings.Contains(t, "deputy") || strings.Contains(t, "vice") {
			return false
		}
		return t == "leader" || t == "president" || t == "king" || t == "queen" || t == "emperor" || t == "emir" || t == "sultan" || t == "supreme leader" || t == "pope"
	case "head of government":
		return t == "prime minister" || t == "premier" || t == "chancellor" || t == "taoiseach"
	case "foreign minister":
		return strings.HasPrefix(t, "foreign ") || t == "secretary of state" || t == "minister of foreign affairs"
	case "defence minister":
		return strings.HasPrefix(t, "defen")
	case "finance minister":
		return strings.HasPrefix(t, "finance ") || strings.HasPrefix(t, "treasury ") || t == "chancellor"
	case "legislator":
		return strings.HasPrefix(t, "sen") || strings.HasPrefix(t, "rep") || strings.HasPrefix(t, "congress")
	}
	return false
}

// CountryCode is what resolving asks of the gazetteer.
type countryCodes struct{ names *gazetteer.Gazetteer }

func (c countryCodes) CountryCode(text string, typ Type) (code, name string) {
	kinds := gazetteer.Country | gazetteer.Territory
	if typ == Norp {
		kinds = gazetteer.Demonym
	}
	e, ok := c.names.LookupKind(text, kinds)
	if !ok && len(text) > 3 && strings.ToUpper(text) == text {
		e, ok = c.names.LookupKind(titleCase(text), kinds) // a headline's
	}
	if !ok {
		return "", ""
	}
	if typ == Norp {
		return e.Country, ""
	}
	return e.Country, e.Name
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

// IsCountry and IsNationality are what reading other corpora asks.
func (c countryCodes) IsCountry(name string) bool {
	_, ok := c.names.LookupKind(name, gazetteer.Country)
	return ok
}

func (c countryCodes) IsNationality(name string) bool {
	_, ok := c.names.LookupKind(name, gazetteer.Demonym)
	return ok
}

// PlaceNames tells countries and nationalities by the embedded gazetteer.
func PlaceNames() interface {
	IsCountry(name string) bool
	IsNationality(name string) bool
} {
	return countryCodes{gazetteer.Default()}
}

// noNames is the gazetteer that knows nothing.
type noNames struct{}

func (noNames) CountryCode(string, Type) (code, name string) { return "", "" }

// sortEntities puts entities in order of first mention.
func sortEntities(entities []Entity) {
	slices.SortStableFunc(entities, func(a, b Entity) int { return cmp.Compare(a.Mentions[0], b.Mentions[0]) })
}
