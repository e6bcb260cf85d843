package extract

import (
	"time"

	"github.com/nutgraf/nutgraf/extract/segment"
	"github.com/nutgraf/nutgraf/extract/timex"
	"github.com/nutgraf/nutgraf/gazetteer"
)

// evidence keeps what lists and grammar find in a text, since several stages
// ask for it.
type evidence struct {
	matches map[*gazetteer.Gazetteer][]gazetteer.Match
	times   []timex.Expression
	timed   bool
}

// matchesOf returns the matches of a gazetteer's names.
func (d *Document) matchesOf(names *gazetteer.Gazetteer) []gazetteer.Match {
	matches, known := d.evidence.matches[names]
	if !known {
		matches = names.AppendMatches(nil, d.Text, d.Tokens)
		if d.evidence.matches == nil {
			d.evidence.matches = map[*gazetteer.Gazetteer][]gazetteer.Match{}
		}
		d.evidence.matches[names] = matches
	}
	return matches
}

// times returns the expressions of time, without values.
func (d *Document) times() []timex.Expression {
	if !d.evidence.timed {
		d.evidence.times = timex.AppendAll(nil, d.Text, d.Tokens, d.Sentences, time.Time{})
		d.evidence.timed = true
	}
	return d.evidence.times
}

// segmented makes a document of a text cut by others.
func segmented(text string, tokens []segment.Token, sentences []segment.Sentence) *Document {
	return &Document{Article: Article{Text: text}, Tokens: tokens, Sentences: sentences}
}
