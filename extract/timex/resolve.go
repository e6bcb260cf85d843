package timex

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// A Span is the half-open range of bytes of an expression that another stage
// found to be a time.
type Span struct {
	Start, End int
	Short      bool // under a day, as in Expression
}

// Resolve reads each span as one expression and gives its type and value; the
// zero Expression where it cannot. Spans stand in order, without overlap.
// Words that the grammar does not know may stand around what it does. As in
// AppendAll, what counts from a date named before counts from that of the spans
// before.
func Resolve(text string, tokens []segment.Token, sentences []segment.Sentence, spans []Span, ref time.Time) []Expression {
	p := newParser(text, tokens, ref)
	p.inside = true
	list := make([]Expression, len(spans))
	p.eachSpan(sentences, spans, func(k int) { list[k] = p.resolve(spans[k]) })
	return list
}

// eachSpan calls visit for each span in turn, in its sentence.
func (p *parser) eachSpan(sentences []segment.Sentence, spans []Span, visit func(k int)) {
	next := 0 // the sentence of the last span
	for k, span := range spans {
		was := next
		for next < len(sentences) && p.tokens[sentences[next].Last-1].End <= span.Start {
			next++
		}
		if next == len(sentences) {
			return
		}
		if next > was || k == 0 {
			p.begin(sentences[next])
		}
		visit(k)
	}
}

// resolve reads the longest expression inside a span. It must be at least half
// of the span, but for fillers, to give that its value.
func (p *parser) resolve(span Span) Expression {
	if at := p.tokenAt(span.Start); span.Short && at < p.sentence.Last {
		if e, ok := p.stopwatch(at, p.text[span.Start:span.End]); ok {
			e.Start, e.End = span.Start, span.End
			return e
		}
	}
	if e, ok := p.ageOf(span); ok {
		return e
	}
	if span.Short && p.hasNoHour(span) {
		return Expression{}
	}
	best, first, last, width := Expression{}, 0, 0, 0
	for i := p.tokenAt(span.Start); i < p.sentence.Last && p.tokens[i].End <= span.End; i++ {
		e, next := p.within(i, span.End)
		if next > i && e.Type == Duration && p.limits(next) {
			best, first, last, width = e, i, next, span.End-span.Start // the 12 months to December
			break
		}
		if next > i && p.tokens[next-1].End-p.tokens[i].Start > width {
			best, first, last, width = e, i, next, p.tokens[next-1].End-p.tokens[i].Start
		}
	}
	tooLittle := width*2 < span.End-p.pastFillers(span)
	if width == 0 || tooLittle || span.Short && !best.Short {
		if e := p.bare(span); e != (Expression{}) || tooLittle {
			return e
		}
	}
	p.remember(best, first, last)
	best.Start, best.End = span.Start, span.End
	return best
}

// limits tells whether a word stands at token i behind which the end of a length
// of time is named.
func (p *parser) limits(i int) bool {
	switch p.word(i) {
	case "to", "ended", "ending", "through", "until":
		return true
	}
	return false
}

// pastFillers returns the byte of a span behind words that say nothing of the
// date, which need not be read: the year 1912, about 1943.
func (p *parser) pastFillers(span Span) int {
	start := span.Start
	for i := p.tokenAt(span.Start); i+1 < p.sentence.Last && p.tokens[i+1].End <= span.End; i++ {
		switch p.word(i) {
		case "the":
		case "about", "around", "circa", "year", "years", "shortly", "just", "soon", "before", "after":
			start = p.tokens[i+1].Start
		default:
			return start
		}
	}
	return start
}

// ageOf reads an age with the word before it: age 13, the age of eighteen,
// aged 5.
func (p *parser) ageOf(span Span) (Expression, bool) {
	i := p.tokenAt(span.Start)
	if p.word(i) == "the" {
		i++
	}
	if w := p.word(i); span.Short || w != "age" && w != "aged" {
		return Expression{}, false
	}
	i++
	if p.word(i) == "of" {
		i++
	}
	n, next := p.number(p.pastAbout(i))
	if next == 0 || n < 0 || n >= 130 || p.tokens[next-1].End != span.End {
		return Expression{}, false
	}
	return Expression{Start: span.Start, End: span.End, Type: Duration, Value: period(n, units["year"]), Sure: true}, true
}

// bare reads what says a time only where it is known to: the age of a person (a
// number), six, the evening, the day before, five nights.
func (p *parser) bare(span Span) Expression {
	i := p.tokenAt(span.Start)
	if i >= p.sentence.Last {
		return Expression{}
	}
	e, next := p.bareLong(i)
	if span.Short {
		e, next = p.bareShort(i)
	}
	if next == 0 {
		e, next = p.definite(i)
	}
	if next == 0 || p.tokens[next-1].End != span.End {
		return Expression{}
	}
	p.remember(e, i, next)
	e.Start, e.End = span.Start, span.End
	return e
}

func (p *parser) bareLong(i int) (Expression, int) {
	if n, next := p.number(i); next > 0 && n >= 0 && n < 130 {
		u := units["year"]
		if w := p.word(next); w == "nights" || w == "night" {
			u, next = units["day"], next+1
		}
		return Expression{Type: Duration, Value: period(n, u)}, next
	}
	if p.word(i) == "another" {
		if u, plural, ok := unitOf(p.word(i + 1)); ok && !plural && !u.short {
			return Expression{Type: Duration, Value: period(1, u)}, i + 2
		}
	}
	if e, next := p.newYear(i); next > 0 {
		return e, next
	}
	return p.daysOfWeek(i)
}

// newYear reads the new year in small letters: in the second half of a year the
// one that comes.
func (p *parser) newYear(i int) (Expression, int) {
	if p.word(i) == "the" {
		i++
	}
	if p.word(i) != "new" || p.word(i+1) != "year" {
		return Expression{}, 0
	}
	e := Expression{}
	if !p.ref.IsZero() {
		e.Value = calendarUnit(p.ref, units["year"], boolTo(p.ref.Month() > time.June))
	}
	return e, i + 2
}

func (p *parser) bareShort(i int) (Expression, int) {
	if h, m, next := p.barely(i); next > 0 {
		return Expression{Type: Time, Short: true, Value: fmt.Sprintf("%sT%02d:%02d", p.dayOfClock(i), p.inSomeHalf(next-1, h), m)}, next
	}
	part, mod := i, ""
	if w := p.word(i); w == "early" || w == "late" || w == "mid" {
		part, mod = i+1, modifiers[w]
	}
	if code := dayParts[p.word(part)]; len(code) == len("TMO") {
		return Expression{Type: Time, Short: true, Value: p.dayOfClock(i) + code, Mod: mod}, part + 1
	}
	at := p.pastAbout(i)
	h, ok := small[p.word(at)]
	if !ok {
		h, ok = p.digits(at, 1, 2)
	}
	if ok && h >= 1 && h <= 12 && !p.isCounted(at+1) {
		return Expression{Type: Time, Short: true, Value: fmt.Sprintf("%sT%02d:00", p.dayOfClock(i), p.inSomeHalf(at, h))}, at + 1
	}
	return Expression{}, 0
}

// isCounted tells whether a number before token i counts something: six minutes.
func (p *parser) isCounted(i int) bool {
	_, _, ok := unitOf(p.word(i))
	return ok || p.word(i) == "and" || isHyphen(p.word(i))
}

// daysOfWeek reads Wednesday to Friday; between Friday and Monday; Sat-Sun.
func (p *parser) daysOfWeek(i int) (Expression, int) {
	at, joint := i, "to"
	if p.word(at) == "between" {
		at, joint = at+1, "and"
	}
	from, next := p.weekday(at)
	if w := p.word(next); next == 0 || from.Type != Date || w != joint && !isHyphen(w) && w != "through" {
		return Expression{}, 0
	}
	to, end := p.weekday(next + 1)
	begin, until := pointOf(from), pointOf(to)
	if end == 0 || begin.unit != 'D' || until.unit != 'D' {
		return Expression{}, 0
	}
	if until.time.Before(begin.time) {
		until.time = until.time.AddDate(0, 0, 7)
	}
	e, ok := rangeOf(from, Expression{Value: until.time.Format(dayForm)})
	if !ok {
		return Expression{}, 0
	}
	return e, end
}

// barely reads 17.10, about 17.10.
func (p *parser) barely(i int) (h, m, next int) {
	i = p.pastAbout(i)
	if h, m, _, next = p.hourMinute(i); len(p.raw(i)) < len("5.10") {
		return 0, 0, 0
	}
	return h, m, next
}

// pastAbout passes over a word before an hour that says it is not exact.
func (p *parser) pastAbout(i int) int {
	switch p.word(i) {
	case "about", "around", "approximately":
		i++
	}
	return i
}

// within reads an expression that may not go on behind a byte of the text.
func (p *parser) within(i, end int) (Expression, int) {
	beyond, next := p.at(i)
	if next <= i || p.tokens[next-1].End <= end {
		return beyond, next
	}
	whole := p.sentence
	for p.tokens[p.sentence.Last-1].End > end {
		p.sentence.Last--
	}
	e, next := p.at(i)
	p.sentence = whole
	if e.Type == Time && beyond.Type == Time && (beyond.Begin == "") == (e.Begin == "") && strings.Contains(e.Value, "T") {
		e.Value, e.Begin, e.Until = beyond.Value, beyond.Begin, beyond.Until // the day stands behind the hour
	}
	return e, next
}

// tokenAt returns the first token of the sentence that does not begin before a
// byte of the text.
func (p *parser) tokenAt(at int) int {
	n, _ := slices.BinarySearchFunc(p.tokens[p.sentence.First:p.sentence.Last], at, func(t segment.Token, at int) int { return t.Start - at })
	return p.sentence.First + n
}
