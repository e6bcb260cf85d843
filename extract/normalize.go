package extract

import (
	"github.com/nutgraf/nutgraf/extract/quantity"
	"github.com/nutgraf/nutgraf/extract/segment"
	"github.com/nutgraf/nutgraf/extract/timex"
)

// normalize gives amounts their number and unit, and dates and times their
// TIMEX3 values against the document's date. It splits entities whose mentions are written alike but mean
// different days ("Monday" behind "met" and behind "will meet").
func normalize(doc *Document) {
	entities := make([]Entity, 0, len(doc.Entities)+len(doc.Entities)/4)
	for _, e := range doc.Entities {
		switch e.Type {
		case Date, Time:
			entities = append(entities, splitByValue(doc, e)...)
			continue
		case Money, Percent, Quantity, Ordinal, Cardinal:
			if a, ok := quantity.Parse(e.Name); ok {
				e.Value, e.Unit = a.Value, a.Unit
			}
		}
		entities = append(entities, e)
	}
	sortEntities(entities)
	doc.Entities = entities
}

// splitByValue resolves each mention of a date; mentions of one value stay
// together.
func splitByValue(doc *Document, e Entity) []Entity {
	var parts []Entity
next:
	for _, i := range e.Mentions {
		m := doc.Mentions[i]
		found, ok := timex.Resolve(doc.Text, doc.Tokens, sentenceOf(doc, m.Start), m.Start, m.End, doc.Date)
		part := Entity{Type: e.Type, Name: e.Name, Mentions: []int{i}}
		if ok {
			part.Value, part.Timex, part.Mod = found.Value, found.Type.String(), found.Mod
			part.Begin, part.End = found.Begin, found.Until
		}
		for k := range parts {
			if parts[k].Value == part.Value && parts[k].Timex == part.Timex {
				parts[k].Mentions = append(parts[k].Mentions, i)
				continue next
			}
		}
		parts = append(parts, part)
	}
	return parts
}

// sentenceOf returns the sentence in which a byte of the text lies.
func sentenceOf(doc *Document, at int) segment.Sentence {
	token := tokenAt(doc, at)
	lo, hi := 0, len(doc.Sentences)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if doc.Sentences[mid].Last <= token {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(doc.Sentences) {
		return segment.Sentence{}
	}
	return doc.Sentences[lo]
}
