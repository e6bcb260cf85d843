package timex

import (
	"strings"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// Dates that no calendar has are read whole and carry no value, so that no part
// of them is taken for one that exists.

// noDay reads 45 September 2022, the day of which no month has. In `killed 45
// Sept. 3` and `45 September storms` the number is a count.
func (p *parser) noDay(i int) (Expression, int) {
	if !p.isNoDay(i) || p.month(i+1) == 0 || !p.capital(i+1) || p.glued(i+1) {
		return Expression{}, 0
	}
	if _, next := p.yearAt(i + 2); next > 0 {
		return Expression{Sure: true}, next
	}
	if !p.endsDate(i+2) || loneMonths[p.word(i+1)] && p.word(i+2) != "" {
		return Expression{}, 0 // at 64 May resigned
	}
	return Expression{Sure: true}, i + 2
}

// noDayOfMonth reads February 45, 2022 and February 45th.
func (p *parser) noDayOfMonth(i int) (Expression, int) {
	if _, next := p.yearAt(i + 2); next > 0 && p.isNoDay(i+1) && p.word(i+2) == "," {
		return Expression{Sure: true}, next
	}
	if d, ok := p.ordinal(i + 1); ok && d > 31 && p.raw(i + 1)[0] <= '9' && p.endsDate(i+2) {
		return Expression{Sure: true}, i + 2
	}
	return Expression{}, 0
}

// isNoDay tells whether token i is of two digits, as a day, and beyond all days.
func (p *parser) isNoDay(i int) bool {
	d, ok := p.digits(i, 2, 2)
	return ok && (d > 31 || d == 0)
}

// farYear reads a year behind a day or month that is out of the ordinary: 2500,
// and 10000, which no value can hold. What counts something is none.
func (p *parser) farYear(i int) (year, next int) {
	if p.word(i) == "," {
		i++
	}
	y, ok := p.digits(i, 4, 9)
	if !ok || y < 2200 || !p.endsDate(i+1) {
		return 0, 0
	}
	return y, i + 1
}

// endsDate tells whether nothing stands at token i that a number before it
// would count, nor a day of the month.
func (p *parser) endsDate(i int) bool {
	w := p.word(i)
	switch {
	case w == "" || closed[w]:
		return true
	case p.tokens[i].Kind == segment.Word:
		return !countable[w] && !strings.HasSuffix(w, "s")
	}
	return p.tokens[i].Kind != segment.Number && !isHyphen(w)
}

// isHour tells whether the four digits at token i are an hour by what stands
// behind: Sept. 3 1800 GMT.
func (p *parser) isHour(i, n int) bool {
	return n < 2400 && n%100 < 60 && (p.word(i+1) == "hours" || p.isZoned(i+1))
}

// isWholeDate tells whether figures in the form of a date, tokens [i, next), are
// no part of a longer number with such marks.
func (p *parser) isWholeDate(i, next int) bool {
	return !(p.glued(next) && (isHyphen(p.word(next)) || p.word(next) == "/")) && !(p.glued(i) && (isHyphen(p.word(i-1)) || p.word(i-1) == "/"))
}

// hasNoHour tells whether a token inside of a span has the form of a clock time
// and is none, as 25:99 has.
func (p *parser) hasNoHour(span Span) bool {
	for i := p.tokenAt(span.Start); i < p.sentence.Last && p.tokens[i].End <= span.End; i++ {
		hour, minute, ok := strings.Cut(p.word(i), ":")
		if !ok || len(minute) != 2 || !isFigure(hour) || !isFigure(minute) {
			continue
		}
		if _, _, _, next := p.hourMinute(i); next == 0 {
			return true
		}
	}
	return false
}
