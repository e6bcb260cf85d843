package timex

import "strings"

// Words that tell which way a date without more lies from the day of writing.
var (
	modals = wordSet("will won't won’t 'll ’ll shall would may might can")
	future = wordSet(`upcoming plans plan hopes aims intends expected scheduled due slated planned
		forecast planning begins starts opens meets plays faces visits returns arrives ends heads travels flies votes decides hosts
		goes go play meet vote end closes concludes conclude gather gathers begin start open return arrive face visit leave leaves resumes resume speaks takes
		expects expect hold holds airs sees decide reports announces hears moves fixtures`)
	past = wordSet(`was were said had did told held met found left came went took made began broke fell rose won lost beat
		hit shot sent saw gave got led spoke wrote flew ran sold bought paid kept struck drove died sank drew
		heard knew thought felt stood lay sat slept ate drank swept wore swore threw built fought caught taught sought brought
		tore stole froze chose rang sang swam fled hung rode hid bit dug grew blew shook woke spent lent`)
	// promises are past tenses that speak of the future where "to" follows.
	promises    = wordSet("agreed promised pledged vowed threatened ordered asked decided wanted prepared")
	determiners = wordSet("the a an his her its their this that these those")
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// looksAhead tells whether the sentence speaks of what is to come where token
// at stands.
func (p *parser) looksAhead(at int) bool {
	if p.word(at+1) == "delivery" {
		return true // crude for October delivery, which fell
	}
	ahead, told := p.outlook(at)
	return ahead || !told && p.isLimit(at)
}

// isLimit tells whether words that set a limit stand before token i, which is
// to come unless a past tense says otherwise.
func (p *parser) isLimit(i int) bool {
	switch p.word(i - 1) {
	case "until", "till", "by":
		return true
	case "of":
		return p.word(i-2) == "ahead"
	case "before":
		return strings.HasPrefix(p.word(i+1), "'") || strings.HasPrefix(p.word(i+1), "’") // before Thursday's vote
	case "as":
		return p.word(i-2) == "early" || p.word(i-2) == "soon"
	}
	return false
}

// outlook tells whether the sentence looks ahead where token at stands: the
// nearest verb before it decides, else the first behind it.
func (p *parser) outlook(at int) (ahead, told bool) {
	ahead, verb := p.verbFor(at)
	return ahead, verb >= 0
}

// verbFor returns the token that decides whether the sentence looks ahead where
// token at stands, or -1.
func (p *parser) verbFor(at int) (ahead bool, verb int) {
	const before, behind = 25, 12 // tokens; keeps long sentences linear
	if p.word(at-1) == "since" {
		return false, at - 1
	}
	for i := at - 1; i >= max(p.sentence.First, at-before) && p.word(i) != ";"; i-- {
		if ahead, told := p.tense(i); told {
			return ahead, i
		}
	}
	for i := at + 1; i < min(p.sentence.Last, at+behind); i++ {
		if ahead, told := p.tense(i); told {
			return ahead, i
		}
	}
	return false, -1
}

// tense tells whether token i is a verb of the future or of the past.
func (p *parser) tense(i int) (ahead, told bool) {
	w := p.word(i)
	switch {
	case w == "" || w[0] < 'a' && w[0] != '\'':
		return false, false
	case !verbSieve.holds(w) && !strings.HasSuffix(w, "ed"):
		return false, false
	case p.capital(i) && i > p.sentence.First && !p.shouted(i):
		return false, false
	case w == "set" || w == "going" || w == "was" || w == "were" || w == "is" || w == "are":
		if next := p.word(i + 1); next == "to" || w == "set" && next == "for" || w == "is" || w == "are" {
			return true, true // is to open; the funeral is Tuesday
		}
	case promises[w] && p.word(i+1) == "to":
		return true, true
	case modals[w], w == "could" && p.word(i+1) != "not":
		return true, true
	case p.word(i-1) == "be":
		return false, false // will be sentenced on Friday
	case future[w]:
		return true, !p.nounAfter(i - 1)
	}
	if past[w] || len(w) > 4 && strings.HasSuffix(w, "ed") && !determiners[p.word(i-1)] {
		return false, true
	}
	return false, false
}

// shouted tells whether token i is a word in capitals of a headline. May and
// Will may be people there.
func (p *parser) shouted(i int) bool {
	w := p.raw(i)
	return len(w) > 3 && strings.ToUpper(w) == w && w != "WILL"
}

// nounAfter tells whether behind token i the name of an act stands rather than
// the act: of votes, 36 million votes, the start.
func (p *parser) nounAfter(i int) bool {
	w := p.word(i)
	switch w {
	case "of", "from", "with", "by", "in", "for", "on", "at", "more", "last", "first", "next", "thousand", "million", "billion":
		return true
	}
	return determiners[w] || w != "" && w[0] >= '0' && w[0] <= '9'
}
