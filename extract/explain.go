package extract

import (
	"fmt"
	"strings"

	"github.com/nutgraf/nutgraf/gazetteer"
)

// explainEntities adds to the mentions what the list has of their names, which
// mentions were taken for one entity and why, and the title that was read.
func explainEntities(doc *Document, names *gazetteer.Gazetteer) {
	for k := range doc.Entities {
		e := &doc.Entities[k]
		if !isName(e.Type) {
			continue
		}
		first := doc.Text[doc.Mentions[e.Mentions[0]].Start:doc.Mentions[e.Mentions[0]].End]
		for n, i := range e.Mentions {
			m := &doc.Mentions[i]
			text := doc.Text[m.Start:m.End]
			if listed := listEntry(names, text, e.Type); listed != "" {
				m.Why = append(m.Why, "list: "+listed)
			}
			if n > 0 {
				m.Why = append(m.Why, fmt.Sprintf("one with %q: %s", first, relation(text, first, e)))
			}
			if e.Type != Person {
				continue
			}
			if r, ok := findRole(doc, i); ok {
				m.Why = append(m.Why, fmt.Sprintf("title %q", r.title))
			}
		}
	}
}

// listEntry describes what the gazetteer has first of a name and type.
func listEntry(names *gazetteer.Gazetteer, text string, t Type) string {
	if names == nil {
		return ""
	}
	entries := 0
	best := ""
	for _, id := range lookup(names, text) {
		e := names.Entry(id)
		if !fitsType(e.Kind, t) {
			continue
		}
		if entries++; entries == 1 {
			best = strings.Join(strings.Fields(fmt.Sprintf("%s, %s %s %s %s", e.Name, e.Kind, e.Detail, e.Country, e.Wikidata)), " ")
		}
	}
	if entries > 1 {
		best += fmt.Sprintf(" and %d more", entries-1)
	}
	return best
}

// fitsType tells whether an entry of a kind may have a type.
func fitsType(k gazetteer.Kind, t Type) bool {
	if t == Location {
		return k&(gazetteer.Place|gazetteer.Territory|gazetteer.Seat) != 0
	}
	return typeOfKind(k) == t
}

// relation says why two mentions are one entity.
func relation(text, first string, e *Entity) string {
	a, b := newPersonName(text), newPersonName(first)
	switch {
	case text == first:
		return "the same name"
	case fold(text) == fold(first):
		return "another spelling"
	case e.Type == Person && (a.shortOf(b) > 0 || b.shortOf(a) > 0):
		return "a short form"
	case e.Type == Person:
		return "names that agree"
	case e.Type == Country || e.Type == Norp:
		return "the same country"
	case acronymOf(text, first) || acronymOf(first, text):
		return "an acronym"
	}
	return "a name without its legal form"
}
