package timex

import (
	"fmt"
	"strconv"
	"strings"
)

// span reads durations, ages and what is measured from now: 30 minutes;
// 2 years and 10 months; 48-second; 81-year-old; two days ago; the past three
// weeks; every two years; decades.
func (p *parser) span(i int) (Expression, int) {
	if e, next := p.age(i); next > 0 {
		return e, next
	}
	if e, next := p.set(i); next > 0 {
		return e, next
	}
	if e, next := p.window(i); next > 0 {
		return e, next
	}
	at, mod := i, ""
	if approximationSieve.holds(p.word(i)) {
		for _, a := range approximations {
			if n := p.phrase(at, a.words); n > 0 {
				mod, at = a.mod, n
				break
			}
		}
	}
	d, next := p.amount(at)
	if next == 0 && mod == "APPROX" {
		if e, n := p.clock(at); n > 0 && e.Sure {
			e.Mod = mod
			return e, n
		}
		if e, n := p.yearOfEra(at); n > 0 {
			e.Mod = mod
			return e, n
		}
	}
	if next == 0 {
		return p.vague(at)
	}
	e := Expression{Type: Duration, Short: d.short, Value: d.value, Mod: mod, Sure: d.sure && !(mod == "" && p.isRate(at)), Certain: d.certain}
	return p.anchor(e, d, next)
}

// isRate tells whether "a" before a unit at token i says how often and not how
// long: $210 million a year, 36,000 barrels a day.
func (p *parser) isRate(i int) bool {
	w := p.word(i)
	if next := p.word(i + 2); p.word(i-1) == "," && (next == "after" || next == "before") {
		return false // , a day after hard-liners seized power
	}
	return (w == "a" || w == "an") && p.word(i+1) != "few" && p.word(i+1) != "couple" && !p.measured(i)
}

// measured tells whether a word stands before token i behind which a length of
// time is to be expected.
func (p *parser) measured(i int) bool {
	switch p.word(i - 1) {
	case "for", "of", "in", "within", "after", "lasted", "last", "lasts", "took", "take", "takes", "taken", "than", "nearly", "almost", "about", "over",
		"under", "spent", "spend", "just", "only", "during", "until", "half", "is", "was", "be", "him", "them", "her", "another", "once", "before", "from", "and", "to", "":
		return true
	}
	return false
}

// phrase reads a fixed sequence of words.
func (p *parser) phrase(i int, words []string) int {
	for k, w := range words {
		if p.word(i+k) != w {
			return 0
		}
	}
	return i + len(words)
}

// duration is an amount of units.
type duration struct {
	n     float64 // -1 unknown
	unit  unit
	value string // P2Y10M
	short bool
	sure  bool

	certain bool // of a fraction, as only amounts are
}

// amount reads a number of units, and a second one behind "and" or a comma.
func (p *parser) amount(i int) (duration, int) {
	n, next := p.number(i)
	if next == 0 {
		return duration{}, 0
	}
	if d, end := p.amountRange(n, next); end > 0 {
		return d, end
	}
	article := p.word(i) == "a" || p.word(i) == "an"
	if isHyphen(p.word(next)) && p.andAHalf(next) == 0 {
		next++
	}
	if article && isHyphen(p.word(next+1)) {
		return duration{}, 0 // a decade-long feud: the article is not of the amount
	}
	if half := p.andAHalf(next); half > 0 {
		if n, next = n+0.5, half; isHyphen(p.word(next)) {
			next++
		}
	}
	for p.word(next) == "consecutive" || p.word(next) == "more" || p.word(next) == "full" || p.word(next) == "straight" {
		next++
	}
	u, _, ok := unitOf(p.word(next))
	if !ok || u.code == 'Q' || u.code == 's' || u.code == 'N' && article {
		return duration{}, 0
	}
	if p.word(next) == "hours" && len(p.raw(i)) == 4 && n < 2400 && next == i+1 && p.raw(i)[0] <= '2' {
		return duration{}, 0 // a time of the military
	}
	if n > 0 && n < 1 && u.code == 'C' { // a quarter of a century
		n, u = n*100, units["year"]
	} else if n == 0.5 && u.code == 'Y' {
		n, u = 6, units["month"]
	}
	d := duration{n: n, unit: u, short: u.short, sure: true, value: period(n, u), certain: n > 1 && n != float64(int(n)) && !strings.Contains(p.raw(i), ".")}
	if article && (u.code == 'S' || n == 1 && p.word(next) == "second") {
		return duration{}, 0
	}
	next++
	if p.word(next) != "and" {
		return p.smallerUnit(d, n, u, next)
	}
	if half := p.andAHalf(next); half > 0 && n >= 0 {
		d.n, d.value = n+0.5, period(n+0.5, u)
		return d, half
	}
	if m, after := p.number(next + 1); after > 0 && m >= 0 && n >= 0 {
		if v, _, ok := unitOf(p.word(after)); ok && v.code != u.code && v.short == u.short {
			d.value = join(d.value, period(m, v))
			return d, after + 1
		}
	}
	return d, next
}

// andAHalf reads "and a half", with hyphens or without.
func (p *parser) andAHalf(i int) (next int) {
	for _, w := range [...]string{"and", "a", "half"} {
		if isHyphen(p.word(i)) {
			i++
		}
		if p.word(i) != w {
			return 0
		}
		i++
	}
	return i
}

// smallerUnit reads minutes right behind hours, and seconds behind them: 3 hours
// 11 minutes.
func (p *parser) smallerUnit(d duration, n float64, u unit, next int) (duration, int) {
	if p.inside && p.word(next) == "," {
		if e, end := p.smallerUnit(d, n, u, next+1); end > next+1 {
			return e, end // 15 years, 8 months
		}
		return d, next
	}
	m, after := p.number(next)
	v, _, ok := unitOf(p.word(after))
	if after == 0 || !ok || n < 0 || m < 0 || p.word(next) == "a" || p.word(next) == "an" || v.short != u.short || !isSmaller(v, u) {
		return d, next
	}
	d.value = join(d.value, period(m, v))
	return p.smallerUnit(d, m, v, after+1)
}

// isSmaller tells whether the first unit can be a part of the second in one
// duration.
func isSmaller(a, b unit) bool {
	order := "SmHDWMY"
	return strings.IndexByte(order, a.code) >= 0 && strings.IndexByte(order, a.code) < strings.IndexByte(order, b.code)
}

// amountRange reads behind a number the second one of a range and its unit:
// four to six months, five or six years, 5-10 minutes.
func (p *parser) amountRange(n float64, next int) (duration, int) {
	if w := p.word(next); n < 0 || w != "to" && w != "or" && !isHyphen(w) {
		return duration{}, 0
	}
	m, end := p.number(next + 1)
	u, plural, ok := unitOf(p.word(end))
	if end == 0 || !ok || !plural || m <= n || finer[u.code] == 0 && !u.short {
		return duration{}, 0
	}
	return duration{n: -1, unit: u, short: u.short, sure: true, value: period(n, u) + "/" + period(m, u)}, end + 1
}

// period writes n units as an ISO duration.
func period(n float64, u unit) string {
	number := "X"
	if n >= 0 {
		number = strconv.FormatFloat(n, 'f', -1, 64)
	}
	switch u.code {
	case 'S', 'H':
		return fmt.Sprintf("PT%s%c", number, u.code)
	case 'm':
		return fmt.Sprintf("PT%sM", number)
	case 'F':
		return period(n*2, units["week"])
	case 'E':
		return fmt.Sprintf("P%sDE", number)
	case 'C':
		return fmt.Sprintf("P%sCE", number)
	case 'N':
		return fmt.Sprintf("P%sWE", number)
	}
	return fmt.Sprintf("P%s%c", number, u.code)
}

// join puts the second of two ISO durations behind the first.
func join(a, b string) string {
	if strings.HasPrefix(a, "PT") && strings.HasPrefix(b, "PT") {
		return a + b[2:]
	}
	return a + b[1:]
}

// anchor reads ago, earlier, later, from now behind an amount.
func (p *parser) anchor(e Expression, d duration, next int) (Expression, int) {
	sign := 0
	switch p.word(next) {
	case "ago":
		sign = -1
	case "earlier", "previously":
		return p.anaphor(e, d, next, -1)
	case "later":
		return p.anaphor(e, d, next, 1)
	case "old":
		return Expression{Type: Duration, Value: e.Value, Mod: e.Mod, Sure: true}, next + 1
	case "from":
		switch p.word(next + 1) {
		case "now", "today":
			next, sign = next+1, 1
		case "tomorrow":
			if u, ok := finer[d.unit.code]; ok && u <= finer['W'] && !p.ref.IsZero() {
				return p.fromTomorrow(e, d, next+2)
			}
		}
	}
	if sign == 0 {
		return e, next
	}
	e.Type, e.Sure = Date, true
	e.Certain = p.word(next-1) == "from" && p.word(next) == "today"
	e.Value = p.shiftBy(d, sign)
	return e, next + 1
}

// fromTomorrow ends three weeks from tomorrow.
func (p *parser) fromTomorrow(e Expression, d duration, next int) (Expression, int) {
	days := map[byte]int{'D': 1, 'W': 7, 'F': 14}[d.unit.code]
	e.Type, e.Sure, e.Certain, e.Value = Date, true, true, ""
	if n, ok := d.count(); ok && days > 0 {
		e.Value = calendarUnit(p.ref, units["day"], n*days+1)
	}
	return e, next
}

// anaphor ends what counts from the date named last: two weeks later.
func (p *parser) anaphor(e Expression, d duration, next, sign int) (Expression, int) {
	if d.short {
		e.Sure = true
		return e, next + 1
	}
	e.Type, e.Value, e.carried, e.Sure = Date, "", true, true
	if n, ok := d.count(); ok {
		e.Value = p.fromBase(d.unit, sign*n)
	}
	return e, next + 1
}

// shiftBy names the day, week, month or year that lies the duration from ref.
func (p *parser) shiftBy(d duration, sign int) string {
	n, ok := d.count()
	if p.ref.IsZero() || !ok || d.short {
		return ""
	}
	if d.unit.code == 'F' {
		return p.calendarUnit(units["week"], 2*sign*n)
	}
	return p.calendarUnit(d.unit, sign*n)
}

// maxShift is how many units a date may lie from another; farther ones have no
// value, as no calendar holds them.
const maxShift = 1_000_000

// count returns the number of units if it is known, whole and at most maxShift.
func (d duration) count() (n int, ok bool) {
	if d.n < 0 || d.n > maxShift || d.n != float64(int(d.n)) {
		return 0, false
	}
	return int(d.n), true
}

// window reads the past three weeks, the next two days, the last decade, the last
// Monday of May.
func (p *parser) window(i int) (Expression, int) {
	at := i
	if p.word(at) == "the" {
		at++
	}
	if e, next := p.nthWeekday(at); next > 0 {
		return e, next
	}
	switch p.word(at) {
	case "past", "last", "next", "coming", "previous", "first", "following", "final":
	default:
		return p.nthWeek(at)
	}
	if at == i && p.word(at) == "last" && p.isVerb(i) {
		return Expression{}, 0 // will last 90 minutes
	}
	if u, plural, ok := unitOf(p.word(at + 1)); ok && plural && u.code != 'Q' && u.code != 's' && p.word(at) != "first" {
		return Expression{Type: Duration, Short: u.short, Value: period(-1, u), Sure: true}, at + 2
	}
	d, next := p.amount(at + 1)
	if next == 0 {
		n := 1.0
		u, plural, ok := unitOf(p.word(at + 1))
		if plural {
			n = -1
		}
		if !ok {
			return Expression{}, 0
		}
		return p.partOfPeriod(p.word(at), n, u, at+2)
	}
	if e, n := p.partOfPeriod(p.word(at), d.n, d.unit, next); n > 0 {
		return e, n
	}
	return Expression{Type: Duration, Short: d.short, Value: d.value, Sure: true}, next
}

// isVerb tells whether a modal or "to" stands before token i, or before an "and"
// there that joins it to another verb: could begin in May and last.
func (p *parser) isVerb(i int) bool {
	const reach = 10 // tokens
	w := p.word(i - 1)
	if w != "and" {
		return modals[w] || w == "to" || w == "could"
	}
	for k := i - 2; k >= max(p.sentence.First, i-reach); k-- {
		if modals[p.word(k)] || p.word(k) == "could" {
			return true
		}
	}
	return false
}

// vague reads units without a number: decades, weeks, hours.
func (p *parser) vague(i int) (Expression, int) {
	u, plural, ok := unitOf(p.word(i))
	if !ok || !plural || u.code == 'Q' || u.code == 's' || u.code == 'S' || p.capital(i) && i > p.sentence.First {
		return Expression{}, 0
	}
	e := Expression{Type: Duration, Short: u.short, Value: period(-1, u)}
	if p.word(i+1) == "ago" && !u.short {
		return Expression{Type: Date, Value: "PAST_REF", Sure: true}, i + 2
	}
	switch p.word(i + 1) {
	case "of", "later", "earlier", "before", "after":
		e.Sure = true
	default:
		e.Sure = p.measured(i)
	}
	if !e.Sure && !p.inside {
		return e, 0
	}
	return e, i + 1
}
