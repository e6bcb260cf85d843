package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/extract/model"
	"github.com/nutgraf/nutgraf/extract/segment"
	"github.com/nutgraf/nutgraf/extract/timex"
	"github.com/nutgraf/nutgraf/gazetteer"
)

// Channels of a model.Hint. What the numbers in them mean is fixed by this
// file alone; change it and the model must be trained anew.
const (
	hintKinds = iota // kinds of the gazetteer's match, and the token's position in it
	hintMatch        // 1 + whether the match is a common word, and has its capitals; 8 more for a country's code
	hintTimex        // 1 + position in an expression of time, its type, whether it is sure
	hintNames        // frequency as a given name, and as a family name
	hintTable        // 1 for a country's code in a table
)

// Positions of a token in a match, as model's BILOU counts them.
const (
	positionBegin = iota
	positionInside
	positionLast
	positionUnit
)

func positionIn(i, first, last int) uint16 {
	switch {
	case last-first == 1:
		return positionUnit
	case i == first:
		return positionBegin
	case i == last-1:
		return positionLast
	}
	return positionInside
}

// ModelInput gives the news model's view of a segmented text: its tokens, and
// hints of what the gazetteer and the grammar of dates say of each. Training
// and tagging both go through it.
func ModelInput(text string, tokens []segment.Token, sentences []segment.Sentence) model.Input {
	return modelInput(segmented(text, tokens, sentences))
}

func modelInput(doc *Document) model.Input {
	in := model.Input{Text: doc.Text, Tokens: doc.Tokens, Sentences: doc.Sentences, Hints: make([]model.Hint, len(doc.Tokens))}
	names := gazetteer.Default()
	hintGivenAndFamily(in, names)
	for _, m := range doc.matchesOf(names) {
		flags := uint16(1)
		if m.Common {
			flags += 1
		}
		if m.Exact {
			flags += 2
		}
		for i := m.First; i < m.Last; i++ {
			in.Hints[i][hintKinds] = uint16(m.Kinds)<<model.PositionBits | positionIn(i, m.First, m.Last)
			in.Hints[i][hintMatch] = flags
		}
	}
	hintCodes(in, names)
	hintTimes(in, doc.times())
	return in
}

// hintCodes marks what may be a country's code: GER. Where several stand before
// what is no word, and hardly other capitals do, they are of a table: 1 Lins BRA
// 20.44; 2 Montoya COL 20.61. Teams have codes of their own, and Chicago and
// Colorado those of Chile and Colombia.
func hintCodes(in model.Input, names *gazetteer.Gazetteer) {
	const isCode, fewest, share = 8, 4, 0.75
	var listed []int // codes before what is no word
	others, countries := 0, map[string]bool{}
	for i, t := range in.Tokens {
		word := t.Text(in.Text)
		if !isThreeCapitals(word) {
			continue
		}
		known := len(names.LookupCode(word)) > 0
		if known {
			in.Hints[i][hintMatch] |= isCode
		}
		switch {
		case i+1 == len(in.Tokens) || in.Tokens[i+1].Kind == segment.Word:
		case known:
			listed = append(listed, i)
			countries[word] = true
		default:
			others++
		}
	}
	if len(countries) < fewest || float64(len(listed)) < share*float64(len(listed)+others) {
		return
	}
	for _, i := range listed {
		in.Hints[i][hintTable] = 1
	}
}

func isThreeCapitals(word string) bool {
	return len(word) == len("GER") && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// hintGivenAndFamily looks up the words that have a capital, or an alphabet
// without: a name in lower case is none.
func hintGivenAndFamily(in model.Input, names *gazetteer.Gazetteer) {
	for i, t := range in.Tokens {
		if first := in.Text[t.Start]; t.Kind != segment.Word || first >= 'a' && first <= 'z' {
			continue
		}
		word := t.Text(in.Text)
		in.Hints[i][hintNames] = uint16(names.GivenName(word)) | uint16(names.FamilyName(word))<<3
	}
}

func hintTimes(in model.Input, times []timex.Expression) {
	next := 0
	for _, e := range times {
		for in.Tokens[next].End <= e.Start {
			next++
		}
		first := next
		for next < len(in.Tokens) && in.Tokens[next].Start < e.End {
			next++
		}
		flags := uint16(e.Type) << 2
		if e.Short {
			flags |= 1 << 4
		}
		if e.Sure {
			flags |= 1 << 5
		}
		for i := first; i < next; i++ {
			in.Hints[i][hintTimex] = 1 + (flags | positionIn(i, first, next))
		}
	}
}
