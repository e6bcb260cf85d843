package timex

import (
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// nearTop is how many sentences of a text are asked for its date.
const nearTop = 12

// FindDocumentDate looks for the day that a text was written: in a line near
// the top that begins with Published, Updated, Posted or Date, in a line that
// is nothing but a date, or in a dateline (`SEOUL, Sept. 22, 2022 (Reuters) -`).
// Only a full date counts.
func FindDocumentDate(text string, tokens []segment.Token, sentences []segment.Sentence) (time.Time, bool) {
	top := sentences[:min(len(sentences), nearTop)]
	if len(top) == 0 {
		return time.Time{}, false
	}
	text = text[:tokens[top[len(top)-1].Last-1].End]
	p := newParser(text, tokens, time.Time{})
	for _, s := range top {
		p.begin(s)
		if day, ok := p.dateLine(); ok {
			return day, true
		}
	}
	return time.Time{}, false
}

// dateLine reads the date of a sentence that tells when the text was written.
func (p *parser) dateLine() (time.Time, bool) {
	const reach = 12 // tokens
	marked := false
	switch strings.TrimSuffix(p.word(p.sentence.First), ":") {
	case "published", "updated", "posted", "date", "issued", "released", "modified":
		marked = true
	}
	for i := p.sentence.First; i < min(p.sentence.Last, p.sentence.First+reach); i++ {
		e, next := p.weekday(i)
		if next == 0 || len(e.Value) != len(dayForm) {
			e, next = p.calendar(i)
		}
		day, err := time.Parse(dayForm, e.Value)
		if next == 0 || err != nil {
			continue
		}
		if marked || i == p.sentence.First && next >= p.sentence.Last-1 || p.isDateline(i, next) {
			return day, true
		}
		return time.Time{}, false
	}
	return time.Time{}, false
}

// isDateline tells whether capitals stand before the date and a dash or a
// bracket behind it.
func (p *parser) isDateline(i, next int) bool {
	if i == p.sentence.First {
		return false
	}
	first := p.raw(p.sentence.First)
	if strings.ToUpper(first) != first || len(first) < 2 {
		return false
	}
	w := p.word(next)
	return w == "(" || isHyphen(w) || w == "--"
}
