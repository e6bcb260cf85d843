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
	next := 0 // the sentence of the last span
	for k, span := range spans {
		was := next
		for next < len(sentences) && tokens[sentences[next].Last-1].End <= span.Start {
			next++
		}
		if next == len(sentences) {
			break
		}
		if next > was || k == 0 {
			p.begin(sentences[next])
		}
		list[k] = p.resolve(span)
	}
	return list
}

// resolve reads the longest expression inside a span. It must be at least half
// of the span to give that its value.
func (p *parser) resolve(span Span) Expression {
	best, first, last, width := Expression{}, 0, 0, 0
	for i := p.tokenAt(span.Start); i < p.sentence.Last && p.tokens[i].End <= span.End; i++ {
		e, next := p.within(i, span.End)
		if next > i && p.tokens[next-1].End-p.tokens[i].Start > width {
			best, first, last, width = e, i, next, p.tokens[next-1].End-p.tokens[i].Start
		}
	}
	if width == 0 || width*2 < span.End-span.Start || span.Short && !best.Short {
		if e := p.bare(span); e != (Expression{}) || width*2 < span.End-span.Start {
			return e
		}
	}
	p.remember(best, first, last)
	best.Start, best.End = span.Start, span.End
	return best
}

// bare reads what says a time only where it is known to: the age of a person (a
// number), the evening, the day before.
func (p *parser) bare(span Span) Expression {
	i := p.tokenAt(span.Start)
	if i >= p.sentence.Last {
		return Expression{}
	}
	e, next := Expression{}, 0
	if n, after := p.number(i); after > 0 && n >= 0 && n < 130 && !span.Short {
		e, next = Expression{Type: Duration, Value: period(n, units["year"])}, after
	} else if h, m, _, after := p.hourMinute(i); after > 0 && span.Short && len(p.raw(i)) >= len("5.10") {
		e, next = Expression{Type: Time, Short: true, Value: fmt.Sprintf("%sT%02d:%02d", p.dayOfClock(i), h, m)}, after
	} else {
		e, next = p.definite(i)
	}
	if next == 0 || p.tokens[next-1].End != span.End {
		return Expression{}
	}
	p.remember(e, i, next)
	e.Start, e.End = span.Start, span.End
	return e
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
	if e.Type == Time && beyond.Type == Time && beyond.Begin == "" && strings.Contains(e.Value, "T") {
		e.Value = beyond.Value // the day stands behind the hour
	}
	return e, next
}

// tokenAt returns the first token of the sentence that does not begin before a
// byte of the text.
func (p *parser) tokenAt(at int) int {
	n, _ := slices.BinarySearchFunc(p.tokens[p.sentence.First:p.sentence.Last], at, func(t segment.Token, at int) int { return t.Start - at })
	return p.sentence.First + n
}
