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
	if y, ok := p.digits(i, 4, 4); ok && y >= 1000 && y < 2200 {
		return y, i + 1
	}
	return 0, 0
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
	e := Expression{Sure: !p.mayBeWord(i) || p.afterIn(i), noYear: true}
	if !e.Sure && !p.inside {
		return e, 0
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
	now := int(p.ref.Month())
	switch {
	case p.looksAhead(at) && m < now:
		y++
	case !p.looksAhead(at) && m > now:
		y--
	}
	return y
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

// nearestYear returns the year in which a day of each year is nearest to ref,
// where the past counts as half as far, since news tells mostly of it; where
// the sentence looks ahead, as four times as far.
func (p *parser) nearestYear(at int, dayIn func(year int) (time.Month, int)) int {
	best, distance, ahead := 0, time.Duration(1<<62), p.looksAhead(at)
	for y := p.ref.Year() - 1; y <= p.ref.Year()+1; y++ {
		m, d := dayIn(y)
		gap := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(p.ref)
		switch past := gap < 0; {
		case past && ahead, !past && p.word(at-1) == "since":
			gap *= 4
		case !past && !ahead:
			gap *= 2
		}
		if gap = gap.Abs(); gap < distance {
			best, distance = y, gap
		}
	}
	return best
}

// dayOf gives a day, or a range within a month; an impossible day has no value.
func dayOf(y, m, d, until int) Expression {
	e := Expression{Sure: true}
	if d > daysIn(y, m) || until > daysIn(y, m) {
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
	if !ok && p.word(at+1) == "of" {
		d, ok = p.ordinal(at) // the fourth of July
	}
	if !ok {
		return Expression{}, 0
	}
	next, until := at+1, 0
	if isHyphen(p.word(next)) || p.word(next) == "to" || p.word(next) == "and" {
		if u, ok := p.day(next + 1); ok && u > d {
			until, next = u, next+2
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

// numeric reads 2022-09-22 and 9/22/22.
func (p *parser) numeric(i int) (Expression, int) {
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
		if ok1 && ok2 && m >= 1 && m <= 12 && d >= 1 {
			return dayOf(y, m, d, 0), i + 5
		}
		return Expression{}, 0
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
		return Expression{}, 0
	}
	if y < 100 {
		y += 2000
		if y > 2050 {
			y -= 100
		}
	}
	return dayOf(y, m, d, 0), i + 5
}

// decade reads the 1990s, the mid-1990s, the '90s, the 21st century.
func (p *parser) decade(i int) (Expression, int) {
	at, mod := i, ""
	if p.word(at) == "the" {
		at++
	}
	if m, next := p.modifier(at); next > 0 {
		mod, at = m, next
	}
	w := p.word(at)
	if len(w) == 5 && w[4] == 's' && w[3] == '0' && p.tokens[at].Kind == 1 {
		if _, err := strconv.Atoi(w[:4]); err == nil {
			return Expression{Value: w[:3], Mod: mod, Sure: true}, at + 1
		}
	}
	if (w == "'" || w == "’" || w == "‘") && len(p.word(at+1)) == 3 && strings.HasSuffix(p.word(at+1), "0s") {
		return Expression{Value: "19" + p.word(at + 1)[:1], Mod: mod, Sure: true}, at + 2
	}
	n, ok := p.ordinal(at)
	next := at + 1
	if ok && isHyphen(p.word(next)) {
		next++
	}
	if ok && (p.word(next) == "century" || p.word(next) == "centuries") {
		return Expression{Value: fmt.Sprintf("%02d", n-1), Mod: mod, Sure: true}, next + 1
	}
	return Expression{}, 0
}

// modifier reads early, mid-, late, the end of, the beginning of.
func (p *parser) modifier(i int) (mod string, next int) {
	w := p.word(i)
	if m, ok := modifiers[w]; ok && w != "middle" {
		next = i + 1
		if isHyphen(p.word(next)) || p.word(next) == "in" {
			next++
		}
		return m, next
	}
	if p.word(i+1) != "of" {
		return "", 0
	}
	switch w {
	case "end":
		return "END", i + 2
	case "beginning", "start":
		return "START", i + 2
	case "middle":
		return "MID", i + 2
	}
	return "", 0
}

// period reads quarters, halves, fiscal years and seasons: Q3 2023, the third
// quarter of 2023, fiscal 2024, FY24, the summer of 1998.
func (p *parser) period(i int) (Expression, int) {
	at := i
	if p.word(at) == "the" {
		at++
	}
	code, next := p.part(at)
	if next > 0 {
		if y, n := p.yearAt(next); n > 0 {
			return Expression{Value: fmt.Sprintf("%04d-%s", y, code), Sure: true}, n
		}
		return p.partAlone(i, code, next)
	}
	w := p.word(at)
	if w == "fiscal" || w == "fy" {
		if p.word(at+1) == "year" {
			at++
		}
		if y, n := p.yearAt(at + 1); n > 0 {
			return Expression{Value: fmt.Sprintf("FY%04d", y), Sure: true}, n
		}
	}
	if len(w) == 4 && strings.HasPrefix(w, "fy") {
		if y, err := strconv.Atoi(w[2:]); err == nil {
			return Expression{Value: fmt.Sprintf("FY20%02d", y), Sure: true}, at + 1
		}
	}
	return Expression{}, 0
}

// part reads what a year is divided in and returns its code: Q3, H1, SU.
func (p *parser) part(i int) (code string, next int) {
	w := p.word(i)
	if len(w) == 2 && (w[0] == 'q' && w[1] >= '1' && w[1] <= '4' || w[0] == 'h' && (w[1] == '1' || w[1] == '2')) {
		return strings.ToUpper(w), i + 1
	}
	if s, ok := seasons[w]; ok {
		return s, i + 1
	}
	n, ok := p.ordinal(i)
	next = i + 1
	if isHyphen(p.word(next)) {
		next++
	}
	switch {
	case p.word(i) == "last" && p.word(next) == "quarter" && p.word(next+1) == "of":
		return "Q4", next + 1
	case ok && n <= 4 && p.word(next) == "quarter":
		return fmt.Sprintf("Q%d", n), next + 1
	case ok && n <= 2 && p.word(next) == "half" && p.word(next+1) == "of":
		return fmt.Sprintf("H%d", n), next + 1
	}
	return "", 0
}

// partAlone reads a quarter or season without its year.
func (p *parser) partAlone(i int, code string, next int) (Expression, int) {
	quarter := code[0] == 'Q'
	if !quarter && !p.inside {
		return Expression{}, 0
	}
	if w := p.word(next); w == "of" || code[0] == 'H' {
		if w == "of" && p.word(next+1) == "the" && p.word(next+2) == "year" {
			next += 3
		} else if code[0] == 'H' {
			return Expression{}, 0
		}
	}
	e := Expression{Sure: quarter && p.word(i) != "second"}
	if !p.ref.IsZero() {
		e.Value = fmt.Sprintf("%04d-%s", p.yearOfPart(i, code), code)
	}
	return e, next
}

// yearOfPart returns the year of a quarter named without it: this, or the last
// where it has not begun and the sentence does not look ahead.
func (p *parser) yearOfPart(at int, code string) int {
	y := p.ref.Year()
	if code[0] == 'Q' && code[1:] > quarterOf(p.ref)[len("2006-Q"):] && !p.looksAhead(at) {
		y--
	}
	return y
}

// year reads 2019, early 2019, 1910-45, the end of 2020.
func (p *parser) year(i int) (Expression, int) {
	at, mod := i, ""
	if p.word(at) == "the" && p.word(at+2) == "of" {
		at++
	}
	if m, next := p.modifier(at); next > 0 {
		mod, at = m, next
		if m := p.month(at); m > 0 {
			e, n := p.dateInside(at)
			e.Mod, e.Sure = mod, true
			return e, n
		}
	}
	y, ok := p.digits(at, 4, 4)
	if !ok || y < 1000 || y >= 2200 || at > i && mod == "" || p.raw(at)[0] == '0' {
		return Expression{}, 0
	}
	if e, next := p.years(at, y); next > 0 && mod == "" {
		return e, next
	}
	if code, next := p.part(at + 1 + boolTo(isHyphen(p.word(at+1)))); next > 0 && mod == "" && (code[0] == 'Q' || code[0] == 'H') && next <= at+3 && len(p.word(next-1)) == 2 {
		return Expression{Value: fmt.Sprintf("%04d-%s", y, code), Sure: true}, next
	}
	e := Expression{Value: strconv.Itoa(y), Mod: mod, Sure: mod != "" || p.isYear(at, y)}
	if !e.Sure && !p.inside {
		return e, 0
	}
	return e, at + 1
}

// isYear tells whether what stands around four digits makes them a year: a
// preposition before, and no thing that they count behind; a determiner before
// a noun (the 1957 strike); another year before "and"; brackets; or nothing, as
// in a heading.
func (p *parser) isYear(i, y int) bool {
	if y < 1500 || y >= 2100 {
		return false
	}
	before, behind := p.word(i-1), p.word(i+1)
	switch {
	case p.afterIn(i):
		return !p.counted(i, y)
	case y < 1700 || y >= 2070:
		return false
	case before == "" && (behind == "" || behind == ":"), before == "(" && behind == ")":
		return true
	case before == "and" || before == "or":
		other, ok := p.digits(i-2, 4, 4)
		return ok && other < y && y < other+200 && p.isYear(i-2, other) && !p.counted(i, y)
	case determiners[before]:
		isNoun := behind != "" && p.tokens[i+1].Kind == segment.Word && !closed[behind]
		return isNoun && !p.counted(i, y) && (y%50 != 0 || !strings.HasSuffix(behind, "s"))
	}
	return false
}

// counted tells whether behind four digits stands what they count.
func (p *parser) counted(i, y int) bool {
	w := p.word(i + 1)
	switch w {
	case "people", "men", "women", "%", "percent", "feet", "meters", "metres", "miles", "km", "kilometers", "kilometres",
		"soldiers", "troops", "children", "hours", "days", "acres", "votes", "million", "billion", "tons", "tonnes":
		return true
	}
	if y >= 1900 && y < 2070 || determiners[p.word(i-1)] {
		return false
	}
	return p.tokens[i+1-boolTo(w == "")].Kind == segment.Word && !closed[w]
}

// closed are words that begin something new behind a year.
var closed = wordSet("a an and as at but by for from had he in into is it of on or she that the they to under until was were when where which while who with")

// years reads a range: 1910-45, 2004–2008, 2021-22, 1955 - 1972.
func (p *parser) years(i, y int) (Expression, int) {
	spaced := !p.glued(i+1) && !p.glued(i+2)
	if !isHyphen(p.word(i+1)) || !spaced && !(p.glued(i+1) && p.glued(i+2)) {
		return Expression{}, 0
	}
	until, ok := p.digits(i+2, 2, 4)
	if ok && until < 100 && len(p.raw(i+2)) == 2 && !spaced {
		until += y / 100 * 100
	}
	if !ok || until <= y || until-y > 500 || isHyphen(p.word(i+3)) && p.glued(i+3) {
		return Expression{}, 0
	}
	from, to := strconv.Itoa(y), strconv.Itoa(until)
	return Expression{Value: from + "/" + to, Begin: from, Until: to, Sure: y >= 1400 && until < 2100}, i + 3
}
