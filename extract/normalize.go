package extract

import (
	"github.com/nutgraf/nutgraf/extract/quantity"
	"github.com/nutgraf/nutgraf/extract/timex"
)

// normalize gives amounts their number and unit, and dates and times their
// TIMEX3 values against the document's date. It splits entities whose mentions
// are written alike but mean different days ("Monday" behind "met" and behind
// "will meet").
func normalize(doc *Document) {
	times := resolveTimes(doc)
	entities := make([]Entity, 0, len(doc.Entities)+len(doc.Entities)/4)
	for _, e := range doc.Entities {
		switch e.Type {
		case Date, Time:
			entities = append(entities, splitByValue(e, times)...)
			continue
		case Money, Percent, Ordinal, Cardinal:
			setAmount(&e, quantity.Parse)
		case Quantity:
			setAmount(&e, quantity.ParseMeasure)
		}
		entities = append(entities, e)
	}
	sortEntities(entities)
	doc.Entities = entities
}

func setAmount(e *Entity, parse func(string) (quantity.Amount, bool)) {
	if a, ok := parse(e.Name); ok {
		e.Value, e.Unit, e.Begin, e.End = a.Value, a.Unit, a.Begin, a.Until
	}
}

// resolveTimes reads all mentions of times in their order, since one may count
// from another, and returns what they mean by the mention's index.
func resolveTimes(doc *Document) map[int]timex.Expression {
	var spans []timex.Span
	var mentions []int
	for i, m := range doc.Mentions {
		if m.Type == Date || m.Type == Time {
			spans, mentions = append(spans, timex.Span{Start: m.Start, End: m.End, Short: m.Type == Time}), append(mentions, i)
		}
	}
	times := make(map[int]timex.Expression, len(spans))
	for k, e := range timex.Resolve(doc.Text, doc.Tokens, doc.Sentences, spans, doc.Date) {
		times[mentions[k]] = e
	}
	return times
}

// splitByValue gives the mentions of a date their values; those of one value
// stay together.
func splitByValue(e Entity, times map[int]timex.Expression) []Entity {
	var parts []Entity
next:
	for _, i := range e.Mentions {
		found := times[i]
		part := Entity{Type: e.Type, Name: e.Name, Mentions: []int{i}}
		if found.End > 0 {
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
