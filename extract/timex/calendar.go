package timex

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// calendar reads dates that name a day, month or year: Sept. 22, 2022;
// 22 September; 2022-09-22; 9/22/22; December 2019; the 1990s; 1910-45.
func (p *parser) calendar(i int) (Expression, int) {
	if e, next := p.monthFirst(i); next > 0 {
		return e, next
	}
	if e, next := p.dayFirst(i); next > 0 {
		return e, next
	}
	if e, next := p.numeric(i); next > 0 {
		return e, next
	}
	if e, next := p.yearOfEra(i); next > 0 {
		return e, next
	}
	if e, next := p.decade(i); next > 0 {
		return e, next
	}
	if e, next := p.period(i); next > 0 {
		return e, next
	}
	return p.year(i)
}

// month returns the number of the month named by token i, or 0. In lower case
// only names that are no other words count.
func (p *parser) month(i int) int {
	w := p.word(i)
	if !monthSieve.holds(w) {
		return 0
	}
	m := months[w]
	switch {
	case m == 0, w == "sept" && !p.capital(i) && !p.besideDay(i):
		return 0
	case p.capital(i), len(w) > 3 && !loneMonths[w]:
		return m
	case w == "may" || w == "march" || w == "mar" || w == "august" || !p.besideDay(i):
		return 0
	}
	return m
}

// besideDay tells whether a number stands before or behind token i.
func (p *parser) besideDay(i int) bool {
	if _, ok := p.day(i - 1); ok {
		return true
	}
	_, ok := p.day(i + 1)
	return ok
}

// yearAt returns the year at token i, a comma before it or not.
func (p *parser) yearAt(i int) (year, next int) {
	if p.word(i) == "," || p.word(i) == "of" {
		i++
	}
	if w := p.word(i); w == "'" || w == "’" || w == "‘" {
		return p.shortYear(i + 1)
	}
	if y, ok := p.digits(i, 4, 4); ok && y >= 1000 && y < 2200 && !p.isHour(i, y) {
		return y, i + 1
	}
	return 0, 0
}

// shortYear reads the two digits of a year behind an apostrophe: the summer of
// '98.
func (p *parser) shortYear(i int) (year, next int) {
	const firstOfLast = 40 // '40 is 1940, '39 is 2039
	y, ok := p.digits(i, 2, 2)
	if !ok || !p.glued(i) {
		return 0, 0
	}
	if y += 1900; y < 1900+firstOfLast {
		y += 100
	}
	return y, i + 1
}

// day returns the day of the month at token i: 22, 22nd.
func (p *parser) day(i int) (int, bool) {
	if d, ok := p.digits(i, 1, 2); ok && d >= 1 && d <= 31 {
		return d, true
	}
	w := p.word(i)
	if d, ok := p.ordinal(i); ok && w[0] <= '9' && d >= 1 && d <= 31 {
		return d, true
	}
	return 0, false
}

// monthFirst reads September 22, 2022; Sept. 3-5; September 2022; September.
func (p *parser) monthFirst(i int) (Expression, int) {
	m := p.month(i)
	if m == 0 {
		return Expression{}, 0
	}
	next := i + 1
	if p.word(next) == "the" {
		next++
	}
	if e, n := p.noDayOfMonth(i); n > 0 {
		return e, n
	}
	d, behind := p.dayOfMonth(next)
	if behind == 0 || isHyphen(p.word(next-1)) {
		return p.monthAlone(i, m)
	}
	next = behind
	until := 0
	if w := p.word(next); isHyphen(w) || w == "to" || w == "and" || w == "through" {
		if u, ok := p.day(next + 1); ok && u > d && p.month(next+2) == 0 {
			until, next = u, next+2
		}
	}
	return p.withYear(i, m, d, until, next)
}

// dayOfMonth reads the day behind a month: 22, 22nd, twenty-second; fourth only
// behind "the".
func (p *parser) dayOfMonth(i int) (d, next int) {
	if d, ok := p.day(i); ok {
		return d, i + 1
	}
	if tens := p.word(i); tens == "twenty" || tens == "thirty" {
		at := i + 1
		if isHyphen(p.word(at)) {
			at++
		}
		if ones := ordinals[p.word(at)]; ones > 0 && ones < 10 && small[tens]+ones <= 31 {
			return small[tens] + ones, at + 1
		}
	}
	if d, ok := p.ordinal(i); ok && d <= 31 && p.word(i-1) == "the" {
		return d, i + 1
	}
	return 0, 0
}

// withYear ends a day whose year may follow at next: 2022, this year, or behind
// a second day that shares it.
func (p *parser) withYear(i, m, d, until, next int) (Expression, int) {
	if y, n := p.yearAt(next); n > 0 {
		return dayOf(y, m, d, until), n
	}
	if year, n := p.relativeYear(next); n > 0 {
		e := Expression{Sure: true}
		if y, err := strconv.Atoi(year.Value); err == nil {
			e = dayOf(y, m, d, until)
		}
		e.carried = year.carried
		return e, n
	}
	if y := p.sharedYear(next); y > 0 {
		return dayOf(y, m, d, until), next
	}
	if y, n := p.farYear(next); n > 0 {
		return dayOf(y, m, d, until), n
	}
	return p.dayInYear(i, m, d, until), next
}

// relativeYear reads last year, of this year, of the same year behind a month.
func (p *parser) relativeYear(i int) (Expression, int) {
	if p.word(i) == "of" {
		i++
	}
	before := ""
	if w := p.word(i); w == "the" || w == "that" {
		before, i = w, i+1
	}
	e, next := p.shifted(i, before)
	if next == 0 || p.word(next-1) != "year" || e.Type != Date {
		return e, 0
	}
	return e, next
}

// sharedYear returns the year behind the second of two dates, as in "May and
// June 2016", where token i stands behind the first; 0 where there is none.
func (p *parser) sharedYear(i int) int {
	switch p.word(i) {
	case "and", "or", "/":
	default:
		return 0
	}
	i++
	if _, ok := p.day(i); ok && p.month(i+1) > 0 {
		i++
	}
	if p.month(i) == 0 {
		return 0
	}
	i++
	if _, ok := p.day(i); ok {
		i++
	}
	y, _ := p.yearAt(i)
	return y
}

// monthAlone reads a month with or without its year.
func (p *parser) monthAlone(i, m int) (Expression, int) {
	if y, next := p.yearAt(i + 1); next > 0 {
		return Expression{Value: fmt.Sprintf("%04d-%02d", y, m), Sure: true}, next
	}
	if year, next := p.relativeYear(i + 1); next > 0 {
		if year.Value != "" {
			year.Value += fmt.Sprintf("-%02d", m)
		}
		return year, next
	}
	if y := p.sharedYear(i + 1); y > 0 {
		return Expression{Value: fmt.Sprintf("%04d-%02d", y, m), Sure: true}, i + 1
	}
	if y, next := p.farYear(i + 1); next > 0 {
		e := Expression{Sure: true}
		if y <= 9999 {
			e.Value = fmt.Sprintf("%04d-%02d", y, m)
		}
		return e, next
	}
	e := Expression{Sure: !p.mayBeWord(i) || p.afterIn(i), noYear: true}
	if !e.Sure && !p.inside {
		return e, 0
	}
	if p.isNoDay(i-1) && p.capital(i) && p.endsDate(i+1) {
		return e, i + 1 // of 45 September
	}
	if y := p.yearOfMonth(m, i); y > 0 {
		e.Value = fmt.Sprintf("%04d-%02d", y, m)
	} else {
		e.Value = fmt.Sprintf("XXXX-%02d", m)
	}
	return e, i + 1
}

// mayBeWord tells whether the name of a month is as likely a verb or, before
// another name, that of a person.
func (p *parser) mayBeWord(i int) bool {
	w := p.word(i)
	return loneMonths[w] || (w == "april" || w == "june") && p.capital(i+1)
}

// afterIn tells whether a word stands before token i that dates follow.
func (p *parser) afterIn(i int) bool {
	switch p.word(i - 1) {
	case "in", "since", "until", "till", "by", "during", "from", "last", "next", "this", "of", "early", "late", "mid", "before", "after", "through", "between":
		return true
	}
	return false
}

// yearOfMonth returns the year of a month named without it: the past one
// nearest to ref, or the coming one where the sentence looks ahead; 0 without ref.
func (p *parser) yearOfMonth(m, at int) int {
	if p.isStory() {
		return p.storyYear(m)
	}
	if p.ref.IsZero() {
		return 0
	}
	y := p.ref.Year()
	ahead := (m - int(p.ref.Month()) + 12) % 12
	if ahead == 0 {
		return y
	}
	if int(p.ref.Month())+ahead > 12 {
		y++
	}
	if p.isLater(at, someMonth, 12-ahead, ahead) {
		return y
	}
	return y - 1
}

// dayInYear gives a day named without its year: that nearest to ref.
func (p *parser) dayInYear(at, m, d, until int) (e Expression) {
	defer func() { e.noYear = true }()
	if p.isStory() {
		return dayOf(p.storyYear(m), m, d, until)
	}
	if p.ref.IsZero() {
		if d > daysIn(2024, m) {
			return Expression{}
		}
		return Expression{Value: fmt.Sprintf("XXXX-%02d-%02d", m, d), Sure: true}
	}
	return dayOf(p.nearestYear(at, func(int) (time.Month, int) { return time.Month(m), d }), m, d, until)
}

// nearestYear returns the year in which a day of each year, which is named at
// token at, came last or comes next.
func (p *parser) nearestYear(at int, dayIn func(year int) (time.Month, int)) int {
	daysTo := func(y int) int {
		m, d := dayIn(y)
		return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(p.ref).Hours() / 24)
	}
	y := p.ref.Year()
	if daysTo(y) > 0 {
		y--
	}
	if daysTo(y) < 0 && p.isLater(at, someDay, -daysTo(y), daysTo(y+1)) {
		return y + 1
	}
	return y
}

// dayOf gives a day, or a range within a month; an impossible day has no value.
func dayOf(y, m, d, until int) Expression {
	e := Expression{Sure: true}
	if y > 9999 || d > daysIn(y, m) || until > daysIn(y, m) {
		return e
	}
	e.Value = fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	if until > 0 {
		e.Begin, e.Until = e.Value, fmt.Sprintf("%04d-%02d-%02d", y, m, until)
		e.Value = e.Begin + "/" + e.Until
	}
	return e
}

func daysIn(y, m int) int { return time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day() }

// dayFirst reads 22 September 2022; 3-5 May; the 22nd of September; the 22nd.
func (p *parser) dayFirst(i int) (Expression, int) {
	at := i
	if p.word(at) == "the" {
		at++
	}
	d, ok := p.day(at)
	if e, next := p.noDay(at); next > 0 {
		return e, next
	}
	if !ok && p.word(at+1) == "of" {
		d, ok = p.ordinal(at) // the fourth of July
	}
	if !ok {
		return Expression{}, 0
	}
	next, until := at+1, 0
	if isHyphen(p.word(next)) || p.word(next) == "to" || p.word(next) == "and" {
		second := next + 1 + boolTo(at > i && p.word(next+1) == "the") // the 3rd to the 5th of May
		if u, ok := p.day(second); ok && u > d {
			until, next = u, second+1
		}
	}
	if p.word(next) == "of" {
		next++
	}
	m := p.month(next)
	if m == 0 && next == at+1 {
		return p.dayAlone(i, at, d)
	}
	if m == 0 || p.glued(next) {
		return Expression{}, 0
	}
	return p.withYear(i, m, d, until, next+1)
}

// dayAlone reads a day without its month: on the 22nd. It is that nearest to
// the day of writing, or of the month that a story is in.
func (p *parser) dayAlone(i, at, d int) (Expression, int) {
	w := p.raw(at)
	if at == i || w[0] > '9' || len(w) < 3 {
		return Expression{}, 0
	}
	switch p.word(i - 1) {
	case "on", "by", "until", "till", "since", "from", "before", "after":
	default:
		return Expression{}, 0
	}
	if behind := p.word(at + 1); behind != "" && p.tokens[at+1].Kind == segment.Word && !closed[behind] {
		return Expression{}, 0 // on the 22nd floor
	}
	return Expression{Value: p.dayNear(i, d), Sure: true, noYear: true}, at + 1
}

func (p *parser) dayNear(at, d int) string {
	switch {
	case p.isStory() && (p.story.unit == 'D' || p.story.unit == 'M'):
		return dayOf(p.story.time.Year(), int(p.story.time.Month()), d, 0).Value
	case p.ref.IsZero():
		return fmt.Sprintf("XXXX-XX-%02d", d)
	}
	best, distance, ahead := "", time.Duration(1<<62), p.looksAhead(at)
	for k := -1; k <= 1; k++ {
		month := firstOfMonth(p.ref).AddDate(0, k, 0)
		gap := month.AddDate(0, 0, d-1).Sub(p.ref)
		if past := gap < 0; past == ahead && gap != 0 {
			gap *= 4
		}
		if e := dayOf(month.Year(), int(month.Month()), d, 0); e.Value != "" && gap.Abs() < distance {
			best, distance = e.Value, gap.Abs()
		}
	}
	return best
}

// numeric reads 2022-09-22, 2022-09-22T10:00:00Z and 9/22/22.
func (p *parser) numeric(i int) (Expression, int) {
	if e, next := p.timestamp(i); next > 0 {
		return e, next
	}
	sep := p.raw(i + 1)
	if day, month, year, ok := dotted(p.raw(i)); ok {
		return dayOf(year, month, day, 0), i + 1
	}
	if (sep != "-" && sep != "/") || p.raw(i+3) != sep {
		return Expression{}, 0
	}
	for k := i + 1; k <= i+4; k++ {
		if !p.glued(k) {
			return Expression{}, 0
		}
	}
	if y, ok := p.digits(i, 4, 4); ok {
		m, ok1 := p.digits(i+2, 2, 2)
		d, ok2 := p.digits(i+4, 2, 2)
		e, exists := Expression{Sure: true}, m >= 1 && m <= 12 && d >= 1
		switch {
		case !ok1 || !ok2 || !exists && !p.isWholeDate(i, i+5):
			return Expression{}, 0
		case exists:
			e = dayOf(y, m, d, 0)
		}
		e.Certain = p.isWholeDate(i, i+5)
		return e, i + 5
	}
	return p.slashed(i)
}

// dotted reads 22.09.2022.
func dotted(w string) (day, month, year int, ok bool) {
	d, rest, ok1 := strings.Cut(w, ".")
	m, y, ok2 := strings.Cut(rest, ".")
	if !ok1 || !ok2 || len(d) > 2 || len(m) > 2 || len(y) != 4 {
		return 0, 0, 0, false
	}
	day, err1 := strconv.Atoi(d)
	month, err2 := strconv.Atoi(m)
	year, err3 := strconv.Atoi(y)
	ok = err1 == nil && err2 == nil && err3 == nil && day >= 1 && day <= 31 && month >= 1 && month <= 12 && year >= 1000
	return day, month, year, ok
}

// slashed reads 9/22/22, the month first unless it cannot be one.
func (p *parser) slashed(i int) (Expression, int) {
	m, ok1 := p.digits(i, 1, 2)
	d, ok2 := p.digits(i+2, 1, 2)
	y, ok3 := p.digits(i+4, 2, 4)
	if !ok1 || !ok2 || !ok3 {
		return Expression{}, 0
	}
	if m > 12 {
		m, d = d, m
	}
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return Expression{Sure: true, Certain: true}, (i + 5) * boolTo(y >= 1900 && y < 2100 && p.isWholeDate(i, i+5))
	}
	if y < 100 {
		y += 2000
		if y > 2050 {
			y -= 100
		}
	}
	return dayOf(y, m, d, 0), i + 5
}
