package extract

import (
	"cmp"
	"fmt"
	"slices"
)

// merge chooses among the proposals of all taggers, so that no two mentions
// overlap: the surer proposal wins, of two equally sure ones the longer, then
// the earlier. A proposal that another tagger makes too, border for border,
// takes the better score of both.
func merge(proposals []Mention, explain bool) []Mention {
	slices.SortStableFunc(proposals, func(a, b Mention) int {
		return cmp.Or(
			cmp.Compare(b.Score, a.Score),
			cmp.Compare(b.End-b.Start, a.End-a.Start),
			cmp.Compare(a.Start, b.Start),
		)
	})
	var chosen []Mention // in order of Start
	for _, p := range proposals {
		i, _ := slices.BinarySearchFunc(chosen, p.Start, func(m Mention, start int) int { return cmp.Compare(m.Start, start) })
		if rival := overlapping(chosen, i, p); rival >= 0 {
			if explain && !sameAs(chosen[rival], p) {
				chosen[rival].Why = append(chosen[rival].Why, fmt.Sprintf("over %s %s (%.2f)", p.Origin, p.Type, p.Score))
			} else if explain {
				chosen[rival].Why = append(chosen[rival].Why, "also "+p.Origin)
			}
			continue
		}
		chosen = slices.Insert(chosen, i, p)
	}
	return chosen
}

// overlapping returns the index of a chosen mention that overlaps p, which
// would stand at index i, or -1.
func overlapping(chosen []Mention, i int, p Mention) int {
	if i > 0 && chosen[i-1].End > p.Start {
		return i - 1
	}
	if i < len(chosen) && chosen[i].Start < p.End {
		return i
	}
	return -1
}

func sameAs(a, b Mention) bool { return a.Start == b.Start && a.End == b.End && a.Type == b.Type }

// keepTypes leaves only mentions of the types asked for.
func keepTypes(mentions []Mention, types []Type) []Mention {
	if len(types) == 0 {
		return mentions
	}
	return slices.DeleteFunc(mentions, func(m Mention) bool { return !slices.Contains(types, m.Type) })
}
