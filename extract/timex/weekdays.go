package timex

import (
	"fmt"
	"strings"
	"time"
)

// weekday reads Wednesday; last Wednesday; late Sunday; Wednesday afternoon;
// Wednesday, Sept. 21; Wednesday week; Mondays.
func (p *parser) weekday(i int) (Expression, int) {
	at, mod, shift := i, "", ""
	if w := p.word(at); w == "later" || w == "earlier" || w == "early" || w == "late" {
		mod, at = modifiers[w], at+1
		if w == "later" || w == "earlier" {
			mod = ""
		}
		if p.word(at) == "on" {
			at++
		}
	}
	switch p.word(at) {
	case "last", "past", "previous", "next", "this", "coming", "following":
		shift, at = p.word(at), at+1
		if w := p.word(at); shift == "this" && (w == "past" || w == "coming") {
			shift, at = w, at+1
		}
	}
	day, ok := weekdayOf(p.word(at))
	if !ok || len(p.word(at)) <= 5 && !p.plainWeekday(at) {
		return p.weekdays(i)
	}
	next := at + 1
	value, _ := p.nthOfMonth(at, day)
	if value == "" {
		value = p.weekdayValue(day, shift, i)
	}
	e := Expression{Value: value, Mod: mod, Sure: true}
	if code, ok := dayParts[p.word(next)]; ok {
		if strings.HasSuffix(p.word(next), "s") {
			return everyWeekday(day, code), next + 1 // Monday mornings
		}
		if value != "" {
			e.Value = value + code
		}
		e.Type, e.Short = Time, true
		return e, next + 1
	}
	if day, n := p.ofWeek(day, next); n > 0 {
		return day, n
	}
	if p.word(next) == "week" && shift == "" && !isHyphen(p.word(next+1)) {
		if e.Certain = true; !p.ref.IsZero() {
			e.Value = firstBehind(p.ref.AddDate(0, 0, 7), day)
		}
		return e, next + 1 // Saturday week
	}
	comma := next
	if p.word(comma) == "," {
		comma++
	}
	if date, n := p.monthFirst(comma); n > comma+1 {
		date.Sure = true
		return onWeekday(date, day), n
	}
	if date, n := p.dayFirst(comma); n > 0 {
		return onWeekday(date, day), n
	}
	return e, next
}

// onWeekday gives a day that does not say its year that in which it is on the
// weekday named before it: Friday, Sept. 16.
func onWeekday(e Expression, day time.Weekday) Expression {
	on, err := time.Parse(dayForm, e.Value)
	if err != nil || !e.noYear {
		return e
	}
	for _, years := range []int{0, -1, 1} {
		if other := on.AddDate(years, 0, 0); other.Weekday() == day && other.Day() == on.Day() {
			e.Value = other.Format(dayForm)
			break
		}
	}
	return e
}

func weekdayOf(w string) (day time.Weekday, ok bool) {
	if weekdaySieve.holds(w) {
		day, ok = weekdays[w]
	}
	return day, ok
}

// nthWeekday reads the first Monday of May; the last Tuesday in November 2022.
func (p *parser) nthWeekday(i int) (Expression, int) {
	day, ok := weekdayOf(p.word(i + 1))
	if !ok {
		return Expression{}, 0
	}
	value, next := p.nthOfMonth(i+1, day)
	return Expression{Value: value, Sure: true, Certain: true}, next
}

// nthOfMonth returns the day of a weekday at token i that is counted in a month,
// as the word before it tells.
func (p *parser) nthOfMonth(i int, day time.Weekday) (value string, next int) {
	n, ok := p.ordinal(i - 1)
	last := p.word(i-1) == "last"
	m := p.month(i + 2)
	if w := p.word(i + 1); !last && (!ok || n > 4) || m == 0 || w != "of" && w != "in" || p.ref.IsZero() {
		return "", 0
	}
	rule := nth(time.Month(m), day, n)
	if last {
		rule = lastOf(time.Month(m), day)
	}
	y, next := p.yearAt(i + 3)
	if next == 0 {
		y, next = p.nearestYear(i, rule), i+3
	}
	month, d := rule(y)
	return fmt.Sprintf("%04d-%02d-%02d", y, int(month), d), next
}

// ofWeek reads of next week, last week behind a weekday.
func (p *parser) ofWeek(day time.Weekday, i int) (Expression, int) {
	if p.word(i) == "of" {
		i++
	}
	before := ""
	if p.word(i) == "the" || p.word(i) == "that" {
		before, i = p.word(i), i+1
	}
	e, next := p.shifted(i, before)
	if next == 0 || p.word(next-1) != "week" || e.Type != Date {
		return Expression{}, 0
	}
	if week := pointOf(e); week.unit == 'W' {
		e.Value = week.time.AddDate(0, 0, (int(day)+6)%7).Format(dayForm)
	}
	return e, next
}

// plainWeekday tells whether the short form of a weekday is one: Sun and Sat
// are words too.
func (p *parser) plainWeekday(at int) bool {
	w := p.raw(at)
	if !p.capital(at) {
		return false
	}
	if len(p.word(at)) > 3 {
		return true
	}
	return w[len(w)-1] == '.' || p.month(at+1) > 0 || p.word(at+1) == "," && p.month(at+2) > 0
}

func (p *parser) weekdayValue(day time.Weekday, shift string, at int) string {
	if p.ref.IsZero() {
		return ""
	}
	back := (int(p.ref.Weekday()) - int(day) + 7) % 7 // days since the last such day
	ahead := (7 - back) % 7
	offset := -back
	switch shift {
	case "last", "past", "previous":
		if back == 0 {
			offset = -7
		}
	case "next", "coming", "following":
		offset = ahead
		if offset == 0 || offset == 1 && shift == "next" { // tomorrow is not called so
			offset += 7
		}
	case "this":
		if _, told := p.outlook(at); !told || ahead < back || p.looksAhead(at) {
			offset = ahead
		}
	default:
		if p.endsRange(at) {
			return firstBehind(p.beside.time, day)
		}
		if p.isLater(at, someWeekday, back, ahead) {
			offset = ahead
		}
	}
	return p.ref.AddDate(0, 0, offset).Format(dayForm)
}

// endsRange tells whether a weekday at token i is the last of a range whose first
// day was read as an expression of its own: from Tuesday to Thursday.
func (p *parser) endsRange(i int) bool {
	w := p.word(i - 1)
	return p.beside.unit == 'D' && p.behind == i-1 && p.behind > 0 && (w == "to" || w == "through" || w == "until")
}

// firstBehind returns the first such weekday behind a day.
func firstBehind(from time.Time, day time.Weekday) string {
	return from.AddDate(0, 0, (int(day)-int(from.Weekday())+6)%7+1).Format(dayForm)
}

// weekdays reads a set: Mondays, every Monday, every other Monday, each Friday
// night.
func (p *parser) weekdays(i int) (Expression, int) {
	at := i
	every := p.word(at) == "every" || p.word(at) == "each"
	if every {
		at++
	}
	nth := every && p.everyNth(at) > 1
	if nth {
		at++
	}
	w := p.word(at)
	if !every && (len(w) < 7 || w[len(w)-1] != 's') {
		return Expression{}, 0
	}
	if !every {
		w = w[:len(w)-1]
	}
	day, ok := weekdays[w]
	if !ok || len(w) <= 5 && !p.capital(at) {
		return Expression{}, 0
	}
	code, timed := dayParts[p.word(at+1)]
	e := everyWeekday(day, code)
	e.Certain = nth
	return e, at + 1 + boolTo(timed)
}

// everyWeekday names a weekday, or the part of it that a code tells, of no week.
func everyWeekday(day time.Weekday, code string) Expression {
	value := fmt.Sprintf("XXXX-WXX-%d%s", (int(day)+6)%7+1, code)
	return Expression{Type: Set, Short: code != "", Value: value, Sure: true, Certain: code != ""}
}
