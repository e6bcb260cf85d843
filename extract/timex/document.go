package timex

import (
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// nearTop is how many sentences of a text are asked for its date.
const nearTop = 12

// A DateLine says in what kind of line a text tells when it was written.
type DateLine uint8

const (
	NoLine   DateLine = iota
	Dateline          // SEOUL, Sept. 22, 2022 (Reuters) -
	OwnLine           // Published: 22 September 2022, or nothing but a date
)

// FindDocumentDate looks for the day that a text was written: in a dateline
// near the top, else in a line of its own there. Only a full date counts.
func FindDocumentDate(text string, tokens []segment.Token, sentences []segment.Sentence) (time.Time, DateLine) {
	top := sentences[:min(len(sentences), nearTop)]
	if len(top) == 0 {
		return time.Time{}, NoLine
	}
	text = text[:tokens[top[len(top)-1].Last-1].End]
	p := newParser(text, tokens, time.Time{})
	var own time.Time
	for _, s := range top {
		p.begin(s)
		switch day, line := p.dateLine(); {
		case line == Dateline:
			return day, Dateline
		case line == OwnLine && own.IsZero():
			own = day
		}
	}
	if own.IsZero() {
		return own, NoLine
	}
	return own, OwnLine
}

// dateLine reads the date of a sentence that tells when the text was written.
func (p *parser) dateLine() (time.Time, DateLine) {
	const reach = 12 // tokens
	first := p.sentence.First
	for i := first; i < min(p.sentence.Last, first+reach); i++ {
		day, next := p.fullDay(i)
		if next == 0 {
			continue
		}
		switch {
		case p.isDateline(i, next):
			return day, Dateline
		case p.isMarked(), i == first && p.behindClock(next) >= p.sentence.Last-1:
			return day, OwnLine
		}
		return time.Time{}, NoLine
	}
	return time.Time{}, NoLine
}

// fullDay reads a day with its year, with a weekday or hour or not.
func (p *parser) fullDay(i int) (time.Time, int) {
	e, next := p.weekday(i)
	if next == 0 || len(e.Value) < len(dayForm) {
		e, next = p.calendar(i)
	}
	if next == 0 || len(e.Value) != len(dayForm) && !(e.Type == Time && len(e.Value) > len(dayForm)) {
		return time.Time{}, 0
	}
	day, err := time.Parse(dayForm, e.Value[:len(dayForm)])
	if err != nil {
		return time.Time{}, 0
	}
	return day, next
}

// isMarked tells whether a word at the beginning of the sentence says that its
// date is that of the text: Published, Last updated.
func (p *parser) isMarked() bool {
	i := p.sentence.First
	switch p.word(i) {
	case "first", "last", "originally", "date", "time":
		if dateMarks[p.word(i+1)] {
			return true
		}
	}
	return dateMarks[p.word(i)]
}

var dateMarks = wordSet("published updated posted date dated issued released modified filed")

// behindClock passes over the hour that may stand behind a day: , 10:30 a.m. ET.
func (p *parser) behindClock(i int) int {
	at := i
	switch p.word(at) {
	case ",", "at", "|", "-", "–", "—", "·", "•":
		at++
	}
	if _, next := p.clock(at); next > 0 {
		return next
	}
	return i
}

// isDateline tells whether capitals stand before the date and a dash or a
// bracket behind it.
func (p *parser) isDateline(i, next int) bool {
	if i == p.sentence.First {
		return false
	}
	first := p.raw(p.sentence.First)
	if strings.ToUpper(first) != first || len(first) < 2 || dateMarks[p.word(p.sentence.First)] {
		return false
	}
	w := p.word(next)
	return w == "(" || isHyphen(w) || w == "--"
}
