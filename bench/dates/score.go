package main

import "strings"

// counts are of one finder on one set of texts.
type counts struct {
	gold, found    int
	exact, overlap int // found whose borders are those of a gold one; that overlap one
	exactValue     int // of the exact ones, those of the right value
	overlapValue   int // of the overlapping ones
}

func f1(right, found, gold int) float64 {
	if found+gold == 0 {
		return 0
	}
	return 200 * float64(right) / float64(found+gold)
}

// add compares what was found in a text with its gold expressions. Each gold
// one counts for one found one: that of its borders, else the first to overlap.
func (c *counts) add(t text, found []expression) {
	gold := trimAll(t.body, t.gold)
	found = trimAll(t.body, found)
	c.gold += len(gold)
	c.found += len(found)
	taken := make([]bool, len(found))
	for _, g := range gold {
		i := match(g, found, taken)
		if i < 0 {
			continue
		}
		taken[i] = true
		f := found[i]
		right := g.value == "" || g.value == "None" || agree(g.value, f.value, t.date) || agree(g.value, f.also, t.date)
		c.overlap++
		if right {
			c.overlapValue++
		}
		if f.start == g.start && f.end == g.end {
			c.exact++
			if right {
				c.exactValue++
			}
		}
	}
}

func match(g expression, found []expression, taken []bool) int {
	best := -1
	for i, f := range found {
		if taken[i] || f.start >= g.end || g.start >= f.end {
			continue
		}
		if f.start == g.start && f.end == g.end {
			return i
		}
		if best < 0 {
			best = i
		}
	}
	return best
}

// leads tells whether one convention counts a word to the expression behind it
// and another does not: a preposition or the article.
func leads(word string) bool {
	switch strings.ToLower(word) {
	case "at", "after", "before", "between", "by", "during", "for", "from", "in", "of", "on", "since", "till", "to", "until", "within", "the":
		return true
	}
	return false
}

// trimAll takes leading prepositions and articles away, so that no finder
// gains or loses by the convention that it follows.
func trimAll(body string, list []expression) []expression {
	trimmed := make([]expression, 0, len(list))
	for _, e := range list {
		for {
			word, _, more := strings.Cut(body[e.start:e.end], " ")
			if !more || !leads(word) {
				break
			}
			e.start += len(word) + 1
		}
		trimmed = append(trimmed, e)
	}
	return trimmed
}
