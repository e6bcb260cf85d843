package extract

import (
	"cmp"
	"fmt"
	"slices"
)

// merge chooses among the proposals of all taggers, so that no two mentions
// overlap: the surer proposal wins, of two equally sure ones the longer, then
// the earlier. What overlaps is decided group by group, so that the time grows
// with the text and not with its square.
func merge(proposals []Mention, explain bool) []Mention {
	slices.SortStableFunc(proposals, func(a, b Mention) int { return cmp.Compare(a.Start, b.Start) })
	chosen := make([]Mention, 0, len(proposals))
	for first := 0; first < len(proposals); {
		last, end := first+1, proposals[first].End
		for last < len(proposals) && proposals[last].Start < end {
			end = max(end, proposals[last].End)
			last++
		}
		chosen = append(chosen, choose(proposals[first:last], explain)...)
		first = last
	}
	return chosen
}

// choose decides among proposals that overlap.
func choose(group []Mention, explain bool) []Mention {
	if len(group) == 1 {
		return group
	}
	slices.SortStableFunc(group, func(a, b Mention) int {
		return cmp.Or(
			cmp.Compare(b.Score, a.Score),
			cmp.Compare(b.End-b.Start, a.End-a.Start),
			cmp.Compare(a.Start, b.Start),
		)
	})
	group = slices.DeleteFunc(group, func(p Mention) bool { return isPartOfPerson(p, group) })
	var chosen []Mention
	for _, p := range group {
		rival := slices.IndexFunc(chosen, func(m Mention) bool { return m.Start < p.End && p.Start < m.End })
		switch {
		case rival < 0:
			chosen = append(chosen, p)
		case !explain:
		case sameAs(chosen[rival], p):
			chosen[rival].Why = append(chosen[rival].Why, "also "+p.Origin)
		default:
			chosen[rival].Why = append(chosen[rival].Why, fmt.Sprintf("over %s %s (%.2f)", p.Origin, p.Type, p.Score))
		}
	}
	slices.SortFunc(chosen, func(a, b Mention) int { return cmp.Compare(a.Start, b.Start) })
	return chosen
}

// isPartOfPerson tells whether a country that a list proposes is a given name or
// surname: the Israel of Israel Folau.
func isPartOfPerson(p Mention, group []Mention) bool {
	return p.Type == Country && p.Score <= scoreCountry && slices.ContainsFunc(group, func(m Mention) bool {
		return m.Type == Person && m.Origin != p.Origin && m.Start <= p.Start && m.End >= p.End && m.End-m.Start > p.End-p.Start
	})
}

func sameAs(a, b Mention) bool { return a.Start == b.Start && a.End == b.End && a.Type == b.Type }

// keepTypes leaves only mentions of the types asked for.
func keepTypes(mentions []Mention, types []Type) []Mention {
	if len(types) == 0 {
		return mentions
	}
	return slices.DeleteFunc(mentions, func(m Mention) bool { return !slices.Contains(types, m.Type) })
}

// overlapping returns the indexes of the mentions from one on that overlap a
// span, [first, last). Mentions stand in order.
func overlapping(mentions []Mention, from, start, end int) (first, last int) {
	first = from
	for first < len(mentions) && mentions[first].End <= start {
		first++
	}
	last = first
	for last < len(mentions) && mentions[last].Start < end {
		last++
	}
	return first, last
}
