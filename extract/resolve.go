package extract

import (
	"slices"
	"strings"
)

// resolve groups the document's mentions into entities, in order of first
// mention. Within a document two mentions are one entity if
//
//   - both are people and the names agree, or one is the short form of the
//     other; a short form that fits several goes to the one named last;
//   - both are countries or nationalities and the gazetteer gives both one code;
//   - both are organizations, and the names agree but for the legal form;
//   - both are organizations, laws or events, and one is the acronym of the other;
//   - else, if both are written alike.
func resolve(doc *Document, places placeNames) {
	r := resolver{doc: doc, places: places, of: make([]int, len(doc.Mentions))}
	for i := range r.of {
		r.of[i] = -1
	}
	r.people()
	r.organizations()
	r.others()
	r.collect()
}

// placeNames tells the codes of countries and nationalities. The gazetteer
// does; without it there are none.
type placeNames interface {
	// CountryCode returns the ISO code and the usual name of the country or
	// nationality that a text names, or empty strings.
	CountryCode(text string, typ Type) (code, name string)
}

type resolver struct {
	doc    *Document
	places placeNames
	of     []int // the group of each mention, -1 before it has one
	groups []group
	byWord map[string][]int // people by the keys of their names
}

type group struct {
	typ    Type
	person personName // the fullest
	bare   string     // name as it is compared: an organization's without the legal form
	full   string     // text of the fullest mention
	kin    bool       // a person whom the text brings in as another's kin: his brother Eduardo Menem
	code   string
	name   string
}

func (r *resolver) text(i int) string {
	m := r.doc.Mentions[i]
	return r.doc.Text[m.Start:m.End]
}

func (r *resolver) add(i int, g group) int {
	g.typ = r.doc.Mentions[i].Type
	r.groups = append(r.groups, g)
	r.of[i] = len(r.groups) - 1
	return r.of[i]
}

// people groups full names first, then gives the short forms to them.
func (r *resolver) people() {
	for i, m := range r.doc.Mentions {
		if m.Type != Person {
			continue
		}
		if name := newPersonName(r.text(i)); len(name.words) > 1 {
			r.fullName(i, name)
		}
	}
	last := make([]int, len(r.groups)) // end of each group's latest mention
	for i, m := range r.doc.Mentions {
		if m.Type != Person {
			continue
		}
		if r.of[i] < 0 {
			r.shortName(i, newPersonName(r.text(i)), last)
		}
		for len(last) < len(r.groups) {
			last = append(last, 0)
		}
		last[r.of[i]] = m.End
	}
}

func (r *resolver) fullName(i int, name personName) {
	for _, g := range r.alike(name.keys()...) {
		known := r.groups[g].person
		if known.agrees(name) || name.endOf(known) || known.endOf(name) {
			r.of[i] = g
			if len(name.words) > len(known.words) {
				r.groups[g].person = name
				r.index(g)
			}
			return
		}
	}
	r.index(r.add(i, group{person: name, kin: r.isKin(i)}))
}

// index makes a person known by the keys of the name, so that finding the same
// name again does not take longer the more people a document has.
func (r *resolver) index(g int) {
	if r.byWord == nil {
		r.byWord = map[string][]int{}
	}
	for _, key := range r.groups[g].person.keys() {
		r.byWord[key] = append(r.byWord[key], g)
	}
}

// alike returns the people who have one of the keys, in the order of their
// first mention.
func (r *resolver) alike(keys ...string) (groups []int) {
	for _, key := range keys {
		groups = append(groups, r.byWord[key]...)
	}
	slices.Sort(groups)
	return slices.Compact(groups)
}

// shortName gives a name to the person whom it fits best; among equals to the
// one mentioned last before it, or else to the first to come.
func (r *resolver) shortName(i int, name personName, last []int) {
	best, fit := -1, 0
	for _, g := range r.alike(name.keys()...) {
		f := 2 * name.shortOf(r.groups[g].person)
		if f == 2 && r.isRoyal(i) && !slices.ContainsFunc(r.groups[g].person.words, func(w string) bool { return nameParticles[w] }) {
			continue // Queen Elizabeth is not Elizabeth Busch
		}
		if f > 0 && r.isKin(i) && lastOf(last, g) == slices.Max(last) {
			continue // his son Lee has the surname of the one named last
		}
		if equalWords(name.words, r.groups[g].person.words) {
			f = 3
		}
		if f = 2 * f; f > 0 && r.groups[g].kin {
			f-- // the surname alone is rather that of whose kin they are
		}
		if f == 0 || f < fit {
			continue
		}
		if f > fit || g < len(last) && last[g] > lastOf(last, best) {
			best, fit = g, f
		}
	}
	if best >= 0 {
		r.of[i] = best
		return
	}
	r.index(r.add(i, group{person: name}))
}

var kin = wordSet("son daughter brother sister father mother wife husband nephew niece cousin uncle aunt widow grandson grandfather")

var royal = wordSet("king queen prince princess emperor empress pope sultan emir")

// isRoyal tells whether a mention stands right behind the title of somebody who
// goes by the given name.
func (r *resolver) isRoyal(i int) bool {
	k := tokenAt(r.doc, r.doc.Mentions[i].Start)
	return k > 0 && royal[strings.ToLower(r.doc.Word(k-1))]
}

// isKin tells whether a mention stands right behind a word of kinship.
func (r *resolver) isKin(i int) bool {
	k := tokenAt(r.doc, r.doc.Mentions[i].Start)
	return k > 0 && kin[r.doc.Word(k-1)]
}

func lastOf(last []int, g int) int {
	if g < 0 || g >= len(last) {
		return 0
	}
	return last[g]
}

// organizations groups names, then acronyms with what they stand for.
func (r *resolver) organizations() {
	byName := map[string]int{}
	for i, m := range r.doc.Mentions {
		if m.Type != Organization {
			continue
		}
		text := r.text(i)
		bare := bareOrganization(text)
		g, ok := byName[bare]
		if !ok {
			g = r.add(i, group{bare: bare, full: text})
			byName[bare] = g
		}
		r.of[i] = g
	}
	r.acronyms(Organization)
}

// acronyms joins acronyms of a type to the names of several words that they
// stand for.
func (r *resolver) acronyms(typ Type) {
	standsFor := map[string]int{} // the first name with these initials
	for g := range r.groups {
		if r.groups[g].typ != typ || !strings.Contains(r.groups[g].bare, " ") {
			continue
		}
		for _, letters := range initials(r.groups[g].full) {
			if _, taken := standsFor[letters]; !taken {
				standsFor[letters] = g
			}
		}
	}
	to := map[int]int{}
	for g := range r.groups {
		if r.groups[g].typ != typ || strings.Contains(r.groups[g].bare, " ") {
			continue
		}
		if f, ok := standsFor[acronymLetters(r.groups[g].full)]; ok {
			to[g] = f
		}
	}
	for i, g := range r.of {
		if f, ok := to[g]; ok {
			r.of[i] = f
		}
	}
}

// others groups countries and nationalities by code, the rest by their text.
func (r *resolver) others() {
	type key struct {
		typ  Type
		text string
	}
	groups := map[key]int{}
	for i, m := range r.doc.Mentions {
		if r.of[i] >= 0 {
			continue
		}
		text := r.text(i)
		k := key{m.Type, fold(text)}
		g := group{bare: k.text, full: text}
		if m.Type == Country || m.Type == Norp {
			g.code, g.name = r.places.CountryCode(text, m.Type)
			if g.code != "" {
				k.text = g.code
			}
		}
		if at, ok := groups[k]; ok {
			r.of[i] = at
			continue
		}
		groups[k] = r.add(i, g)
	}
	r.acronyms(Law)
	r.acronyms(Event)
}

// collect turns the groups into entities in order of first mention.
func (r *resolver) collect() {
	entity := map[int]int{}
	r.doc.Entities = make([]Entity, 0, len(r.groups))
	for i, g := range r.of {
		at, ok := entity[g]
		if !ok {
			at = len(r.doc.Entities)
			entity[g] = at
			r.doc.Entities = append(r.doc.Entities, Entity{Type: r.groups[g].typ, Name: r.groups[g].name, Country: r.groups[g].code})
		}
		e := &r.doc.Entities[at]
		e.Mentions = append(e.Mentions, i)
	}
	for i := range r.doc.Entities {
		if e := &r.doc.Entities[i]; e.Name == "" {
			e.Name = r.bestName(e)
		}
	}
}

// bestName returns the longest mention of an entity, the first of equals, on
// one line; capitals of a headline yield to another spelling.
func (r *resolver) bestName(e *Entity) string {
	best := ""
	for _, i := range e.Mentions {
		text := strings.Join(strings.Fields(r.text(i)), " ")
		shouts := strings.ToUpper(best) == best && strings.ToUpper(text) != text && strings.EqualFold(fold(text), fold(best))
		if len(text) > len(best) || shouts {
			best = text
		}
	}
	return best
}
