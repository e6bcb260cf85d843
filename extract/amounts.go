package extract

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/extract/quantity"
)

// scoreAmount is the score of an amount that only the grammar finds: the share
// of right ones among them in the training part of the corpus.
const scoreAmount = 0.8

var amountTypes = [...]Type{quantity.Money: Money, quantity.Percent: Percent, quantity.Measure: Quantity, quantity.Rank: Ordinal, quantity.Count: Cardinal}

// wholeAmounts makes mentions of the amounts that the grammar of amounts finds:
// of those that no tagger saw, and of those that it saw a part of (14, of 14
// soles). What is longer than the grammar reads it (a shade under 0.2 percent)
// stays as it is.
func wholeAmounts(doc *Document) {
	var out []Mention
	next := 0
	for _, a := range quantity.AppendAll(nil, doc.Text, doc.Tokens, doc.Sentences) {
		first, last := overlapping(doc.Mentions, next, a.Start, a.End)
		out, next = append(out, doc.Mentions[next:first]...), first
		amount := Mention{Start: a.Start, End: a.End, Type: amountTypes[a.Kind], Score: scoreAmount, Origin: "quantity", Why: []string{"by its form"}}
		if parts := doc.Mentions[next:last]; len(parts) == 0 {
			out = append(out, amount)
		} else if !isBare(a.Kind) && arePartsOf(doc, parts, &amount) {
			out, next = append(out, amount), last
		}
	}
	doc.Mentions = append(out, doc.Mentions[next:]...)
}

// arePartsOf tells whether mentions are parts of an amount and not, but for
// words before the number, the whole; and widens it by such words that they have.
func arePartsOf(doc *Document, parts []Mention, amount *Mention) bool {
	first, last := parts[0], parts[len(parts)-1]
	switch {
	case last.End > amount.End, len(parts) == 1 && first.End == amount.End && first.Type == amount.Type:
		return false
	case first.Start < amount.Start && strings.ContainsAny(doc.Text[first.Start:amount.Start], "0123456789"):
		return false // from 200 to 170 rubles
	case slices.ContainsFunc(parts, func(m Mention) bool {
		isYear := m.Type == Date && isFourDigits(doc.Text[m.Start:m.End]) && !strings.HasSuffix(doc.Text[:m.Start], "in ") // in 2010 dollars
		return !isAmount(m.Type) && !isYear && !(amount.Type == Money && m.Start > amount.Start)
	}):
		return false
	}
	amount.Start = min(amount.Start, first.Start)
	return true
}

// isBare tells whether an amount has no unit, so that what the model sees in its
// place is the surer.
func isBare(k quantity.Kind) bool { return k == quantity.Rank || k == quantity.Count }

func isAmount(t Type) bool { return t >= Money && t <= Cardinal }
