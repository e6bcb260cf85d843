package timex

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// clock reads 3 p.m. ET; 10:30; 0600 GMT; noon; half past two; 5 o'clock; 5 to
// 6 p.m.
func (p *parser) clock(i int) (Expression, int) {
	if e, next := p.clockRange(i); next > 0 {
		return e, next
	}
	return p.clockTime(i)
}

// clockTime reads one time of a day.
func (p *parser) clockTime(i int) (Expression, int) {
	e, next := p.hour(i)
	if next > 0 && e.Value[0] == 'T' {
		e.Value = p.dayOfClock(i) + e.Value
	}
	return e, next
}

// hour reads one time of a day; its value bears the day only where that is said
// behind it.
func (p *parser) hour(i int) (Expression, int) {
	if e, next := p.hourInWords(i); next > 0 {
		return e, next
	}
	h, m, sure, next := p.hourMinute(i)
	if next == 0 {
		return Expression{}, 0
	}
	if half := p.meridiem(next); half != "" {
		if h < 1 || h > 12 {
			return Expression{}, 0
		}
		return p.instant(inHalf(h, half), m, next+1, true)
	}
	if p.oclock(next) {
		next, sure = next+1, true
	}
	if half, n := p.inThe(i, next); n > 0 && h >= 1 && h <= 12 {
		e, n := p.instant(inHalf(h, half), m, n, true)
		if p.word(next) == "this" && e.Value[0] == 'T' {
			e.Value = p.dayFrom(0) + e.Value
		}
		return e, n
	}
	if e, n := p.partBehind(h, m, next); n > 0 {
		return e, n
	}
	switch {
	case sure && p.oclock(next-1):
		return p.instant(p.inSomeHalf(i, h), m, next, true)
	case sure:
		return p.instant(h, m, next, true)
	case p.word(next) == "hours":
		return p.instant(h, m, next+1, true)
	}
	if _, n := p.zone(next); n > 0 && !p.isBareHour(i) {
		return p.instant(h, m, next, true)
	}
	if !strings.Contains(p.raw(i), ":") {
		return Expression{}, 0
	}
	return p.instant(p.inSomeHalf(i, h), m, next, p.word(i-1) == "at")
}

// inSomeHalf gives hour h at token i, which does not say which half of the day it
// is in, that which fits best. 09:30 and 13:10 say it, and 18.35 says it of 5.10
// beside it.
func (p *parser) inSomeHalf(i, h int) int {
	if h < 1 || h > 11 || p.raw(i)[0] == '0' || p.countsTo24() || !p.isLater(i, someHour, h, 12-h) {
		return h
	}
	return h + 12
}

// countsTo24 tells whether the sentence has an hour and minute of the afternoon.
func (p *parser) countsTo24() bool {
	for k := p.sentence.First; k < p.sentence.Last; k++ {
		if h, _, _, next := p.hourMinute(k); next > 0 && h > 12 && h < 24 && p.meridiem(next) == "" {
			return true
		}
	}
	return false
}

// partBehind reads the part of a day that tells of an hour before it, inside of a
// span, which half of the day it is in: 8 last night, nine on Tuesday morning.
func (p *parser) partBehind(h, m, i int) (Expression, int) {
	if !p.inside || h < 1 || h > 12 || i+1 >= p.sentence.Last {
		return Expression{}, 0
	}
	if p.word(i) == "on" {
		i++
	}
	e, next := p.at(i)
	day, code, ok := strings.Cut(e.Value, "T")
	if next == 0 || e.Type != Time || !ok || e.Begin != "" || len(code) != len("MO") {
		return Expression{}, 0
	}
	half := "p"
	if code == "MO" {
		half = "a"
	}
	e.Value = fmt.Sprintf("%sT%02d:%02d", day, inHalf(h, half), m)
	return e, next
}

// inHalf gives an hour of the clock's face in the half of the day a or p.
func inHalf(h int, half string) int { return h%12 + 12*boolTo(half == "p") }

// hourInWords reads noon, midnight, half past two, five o'clock, one in the
// morning.
func (p *parser) hourInWords(i int) (Expression, int) {
	switch w := p.word(i); {
	case w == "noon" || w == "midday":
		return p.instant(12, 0, i+1, true)
	case w == "12" && p.word(i+1) == "noon":
		return p.instant(12, 0, i+2, true)
	case w == "midnight":
		return p.instant(24, 0, i+1, true)
	}
	h, m, next := p.spoken(i)
	if next == 0 {
		w := p.word(i)
		if !smallSieve.holds(w) {
			return Expression{}, 0
		}
		var ok bool
		if h, ok = small[w]; !ok || h > 12 {
			return Expression{}, 0
		}
		if next = i + 1; p.oclock(next) {
			next++
		}
	}
	if half, n := p.inThe(i, next); n > 0 {
		return p.instant(inHalf(h, half), m, n, true)
	}
	if e, n := p.partBehind(h, m, next); n > 0 {
		return e, n
	}
	if next == i+1 {
		return Expression{}, 0
	}
	return p.instant(p.inSomeHalf(i, h), m, next, true)
}

// spoken reads half past two, a quarter to five, ten minutes past nine.
func (p *parser) spoken(i int) (h, m, next int) {
	at := i
	if p.word(at) == "a" && p.word(at+1) == "quarter" {
		at++
	}
	switch p.word(at) {
	case "half":
		m, at = 30, at+1
	case "quarter":
		m, at = 15, at+1
	default:
		n, behind := p.number(at)
		if behind == 0 || n < 1 || n > 29 || n != float64(int(n)) {
			return 0, 0, 0
		}
		m, at = int(n), behind
		if u, _, ok := unitOf(p.word(at)); ok && u.code == 'm' {
			at++
		}
	}
	before := m == 15 && p.word(at) == "to"
	if !before && p.word(at) != "past" {
		return 0, 0, 0
	}
	h, ok := small[p.word(at+1)]
	if !ok {
		h, ok = p.digits(at+1, 1, 2)
	}
	switch p.word(at + 1) {
	case "noon", "midday":
		return 12 - boolTo(before), m + 30*boolTo(before), at + 2
	case "midnight":
		return 23 * boolTo(before), m + 30*boolTo(before), at + 2
	}
	if !ok || h < 1 || h > 12 {
		return 0, 0, 0
	}
	if next = at + 2; p.oclock(next) {
		next++
	}
	if before {
		return (h + 11) % 12, 45, next
	}
	return h, m, next
}

func (p *parser) oclock(i int) bool { return p.word(i) == "o'clock" || p.word(i) == "o’clock" }

func boolTo(b bool) int {
	if b {
		return 1
	}
	return 0
}

// inThe reads which half of the day an hour is in: in the morning, at night.
// What stands before the hour tells an hour from a count: "killed
// one in the morning" is none.
func (p *parser) inThe(hour, i int) (half string, next int) {
	switch p.word(hour - 1) {
	case "at", "about", "around", "by", "until", "till", "after", "before", "from", "since":
	default:
		if !strings.Contains(p.raw(hour), ":") && !p.oclock(i-1) {
			return "", 0
		}
	}
	if p.word(i) == "at" && p.word(i+1) == "night" {
		return "p", i + 2
	}
	if !(p.word(i) == "in" && p.word(i+1) == "the") && !(p.word(i) == "this" && strings.Contains(p.raw(hour), ":")) {
		return "", 0
	}
	if p.word(i) == "this" {
		i-- // 2:15 this morning
	}
	switch p.word(i + 2) {
	case "morning":
		return "a", i + 3
	case "afternoon", "evening":
		return "p", i + 3
	}
	return "", 0
}

// meridiem returns a or p where token i is a.m. or p.m.
func (p *parser) meridiem(i int) string {
	switch p.word(i) {
	case "a.m", "am":
		return "a"
	case "p.m", "pm":
		return "p"
	}
	return ""
}

// hourMinute reads the digits of a clock time: 3, 10:30, 0600, 10.30pm.
func (p *parser) hourMinute(i int) (h, m int, sure bool, next int) {
	w := p.word(i)
	if w == "" || w[0] < '0' || w[0] > '9' {
		return 0, 0, false, 0
	}
	digits := strings.TrimRight(w, "apm.")
	suffix := w[len(digits):]
	hour, minute, split := strings.Cut(strings.Replace(digits, ".", ":", 1), ":")
	if !split && len(digits) == 4 {
		hour, minute = digits[:2], digits[2:]
	}
	if len(hour) > 2 {
		return 0, 0, false, 0
	}
	h, err := strconv.Atoi(hour)
	if err != nil || h > 24 {
		return 0, 0, false, 0
	}
	minute, second, seconds := strings.Cut(minute, ":") // the second is not part of a value
	if seconds && (len(second) != 2 || second > "60" || second < "00") {
		return 0, 0, false, 0
	}
	if minute != "" {
		if m, err = strconv.Atoi(minute); err != nil || m > 59 || len(minute) != 2 {
			return 0, 0, false, 0
		}
	}
	switch suffix {
	case "":
		return h, m, false, i + 1
	case "am", "a.m":
		return h % 12, m, true, i + 1
	case "pm", "p.m":
		return h%12 + 12, m, true, i + 1
	}
	return 0, 0, false, 0
}

// instant ends a clock time: a zone may follow, and a day that tells its value
// but is an expression of its own, unless the span is known to hold both.
func (p *parser) instant(h, m, next int, sure bool) (Expression, int) {
	zone, n := p.zone(next)
	next = max(next, n)
	e := Expression{Type: Time, Short: true, Sure: sure, Value: fmt.Sprintf("T%02d:%02d%s", h, m, zone)}
	at := next
	if p.word(at) == "on" {
		at++
	}
	day, n := p.dayBehind(at, at > next)
	if n > 0 && p.inside {
		next = n
	}
	e.Value = day + e.Value
	return e, next
}

// dayBehind reads the day behind an hour: 8 p.m. Wednesday, 2 p.m. on July 31.
// A day of the month without "on" counts only inside of a span.
func (p *parser) dayBehind(i int, on bool) (day string, next int) {
	if e, next := p.weekday(i); next > 0 && e.Type == Date && e.Value != "" { // of no date known it stands for itself
		return e.Value, next
	}
	if e, next := p.deictic(i); next > 0 && e.Type == Date {
		return e.Value, next
	}
	if !on && !p.inside {
		return "", 0
	}
	e, next := p.monthFirst(i)
	if next == 0 {
		e, next = p.dayFirst(i)
	}
	if len(e.Value) != len(dayForm) {
		return "", 0
	}
	return e.Value, next
}

// dayOfClock returns the day of a clock time at token i that does not name one:
// that right before it (on Wednesday, at about 10 a.m.), else that which the
// line opens with (Sunday: Kangaroos v Richmond, 2.10), else that of the heading
// above, else that of the story, else that which the report began with, else
// that of writing.
func (p *parser) dayOfClock(i int) string {
	switch {
	case p.beside.unit == 'D' && p.followsDay(i):
		return p.beside.time.Format(dayForm)
	case p.last.unit == 'D' && p.isStory():
		return p.last.time.Format(dayForm)
	case p.opening.unit == 'D':
		return p.opening.time.Format(dayForm)
	case p.heading.unit == 'D':
		return p.heading.time.Format(dayForm)
	}
	if p.lede.unit == 'D' && !p.looksAhead(i) {
		return p.lede.time.Format(dayForm)
	}
	return p.dayFrom(0)
}

// followsDay tells whether only small words stand between the day named last
// and token i.
func (p *parser) followsDay(i int) bool {
	if p.behind == 0 || p.behind > i || i-p.behind > 3 {
		return false
	}
	for k := p.behind; k < i; k++ {
		switch p.word(k) {
		case ",", "at", "from", "around", "about", "by", "after", "before", "just", "shortly":
		default:
			return false
		}
	}
	return true
}

// clockRange reads 4 p.m. and 6 p.m., 5 to 6pm, 9-11 a.m.
func (p *parser) clockRange(i int) (Expression, int) {
	h, m, sure, at := p.hourMinute(i)
	if at == 0 || h > 12 && !sure {
		return Expression{}, 0
	}
	half := ""
	if sure && h >= 12 {
		half = "p"
	} else if sure {
		half = "a"
	} else if half = p.meridiem(at); half != "" {
		at++
	}
	if w := p.word(at); !(isHyphen(w) || w == "to" || w == "until" || w == "till" || w == "and" && p.word(i-1) == "between") {
		return Expression{}, 0
	}
	until, next := p.hour(at + 1)
	if next == 0 || !until.Sure {
		return Expression{}, 0
	}
	if until.Value[0] == 'T' {
		until.Value = p.dayOfClock(i) + until.Value
	}
	return p.joinClock(h%12, m, half, until), next
}

// joinClock makes a range of an hour and a whole clock time. Where the first
// does not say which half of the day it is in, that is the last hour before
// the second.
func (p *parser) joinClock(h, m int, half string, until Expression) Expression {
	day, clock, _ := strings.Cut(until.Value, "T")
	if half == "p" || half == "" && clock[:2] >= "12" && fmt.Sprintf("%02d:%02d", h+12, m) < clock {
		h += 12
	}
	from := fmt.Sprintf("%02d:%02d%s", h, m, clock[len("15:04"):])
	until.Begin, until.Until = day+"T"+from, until.Value
	if next, err := time.Parse(dayForm, day); err == nil && from >= clock {
		until.Until = next.AddDate(0, 0, 1).Format(dayForm) + "T" + clock
	}
	until.Value = until.Begin + "/" + until.Until
	return until
}
