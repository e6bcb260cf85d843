package timex

import "fmt"

// age reads 81-year-old, a 3-month-old, aged 42.
func (p *parser) age(i int) (Expression, int) {
	if p.word(i) == "aged" {
		n, next := p.number(i + 1)
		if next == 0 || n < 0 {
			return Expression{}, 0
		}
		return Expression{Type: Duration, Value: period(n, units["year"]), Sure: true}, next
	}
	if u, plural, ok := unitOf(p.word(i)); ok && !plural && isHyphen(p.word(i+1)) && p.word(i+2) == "long" {
		return Expression{Type: Duration, Short: u.short, Value: period(1, u), Sure: true}, i + 3
	}
	n, next := p.number(i)
	if next == 0 || !isHyphen(p.word(next)) || p.word(i) == "a" || p.word(i) == "an" {
		return Expression{}, 0
	}
	u, _, ok := unitOf(p.word(next + 1))
	if !ok || u.code == 'Q' || u.code == 's' {
		return Expression{}, 0
	}
	e := Expression{Type: Duration, Short: u.short, Value: period(n, u), Sure: true}
	if isHyphen(p.word(next+2)) && (p.word(next+3) == "old" || p.word(next+3) == "olds" || p.word(next+3) == "long") {
		return e, next + 4
	}
	return e, next + 2
}

var adverbs = map[string]string{
	"annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "daily": "P1D", "weekly": "P1W", "monthly": "P1M",
	"quarterly": "P3M", "hourly": "PT1H",
}

func adverbOf(w string) (value string, ok bool) {
	if adverbSieve.holds(w) {
		value, ok = adverbs[w]
	}
	return value, ok
}

// times reads once, twice, three times.
func (p *parser) times(i int) int {
	if w := p.word(i); w == "once" || w == "twice" {
		return i + 1
	}
	if p.word(i+1) == "times" {
		if _, next := p.number(i); next == i+1 {
			return i + 2
		}
	}
	return 0
}

// set reads twice a year, each week, every other day, every two years, annual,
// daily, on weekends.
func (p *parser) set(i int) (Expression, int) {
	if value, ok := adverbOf(p.word(i)); ok {
		if p.capital(i) && i > p.sentence.First && !p.inside {
			return Expression{}, 0 // the Daily Mail
		}
		return Expression{Type: Set, Short: value == "PT1H", Value: value, Sure: !p.capital(i)}, i + 1
	}
	if code := weekPartOf(p.word(i)); code != "" && (p.inside || beforeWeekParts[p.word(i-1)]) {
		return Expression{Type: Set, Value: "XXXX-WXX-" + code, Sure: true}, i + 1
	}
	if n := p.times(i); n > 0 {
		return p.timesIn(n)
	}
	if w := p.word(i); w != "every" && w != "each" {
		return Expression{}, 0
	}
	return p.every(i + 1)
}

// weekPartOf returns the code of a word that is a part of every week.
func weekPartOf(w string) string {
	switch w {
	case "weekends":
		return "WE"
	case "weekdays":
		return "WD"
	}
	return ""
}

// beforeWeekParts are words before parts of a week.
var beforeWeekParts = wordSet("on at during and or weekends weekdays nights evenings")

// timesIn reads behind a count of times what they are counted in: a week, per
// year, every two years. Nothing else is said so.
func (p *parser) timesIn(i int) (Expression, int) {
	switch p.word(i) {
	case "a", "an", "per":
		if u, plural, ok := unitOf(p.word(i + 1)); ok && !plural {
			return Expression{Type: Set, Short: u.short, Value: period(1, u), Sure: true, Certain: true}, i + 2
		}
	case "daily", "weekly", "monthly", "yearly", "annually":
		return Expression{Type: Set, Value: adverbs[p.word(i)], Sure: true, Certain: true}, i + 1
	case "each", "every":
		e, next := p.every(i + 1)
		e.Certain = next > 0
		return e, next
	}
	return Expression{}, 0
}

// every reads behind "every" what comes again: morning, day, June, other day, two
// years.
func (p *parser) every(i int) (Expression, int) {
	if code, ok := dayParts[p.word(i)]; ok {
		return Expression{Type: Set, Short: true, Value: "XXXX-XX-XX" + code, Sure: true}, i + 1
	}
	if u, plural, ok := unitOf(p.word(i)); ok && !plural && u.code != 'S' && u.code != 's' {
		return Expression{Type: Set, Short: u.short, Value: period(1, u), Sure: true}, i + 1
	}
	if m := p.month(i); m > 0 && p.capital(i) {
		return Expression{Type: Set, Value: fmt.Sprintf("XXXX-%02d", m), Sure: true, Certain: true}, i + 1
	}
	if s, ok := seasons[p.word(i)]; ok && p.word(i) != "fall" {
		return Expression{Type: Set, Value: "XXXX-" + s, Sure: true, Certain: true}, i + 1
	}
	if n := p.everyNth(i); n > 1 {
		if u, plural, ok := unitOf(p.word(i + 1)); ok && !plural && u.code != 's' {
			return Expression{Type: Set, Short: u.short, Value: period(float64(n), u), Sure: true, Certain: true}, i + 2
		}
	}
	d, next := p.amount(i)
	if next == 0 {
		return Expression{}, 0
	}
	return Expression{Type: Set, Short: d.short, Value: d.value, Sure: true}, next
}

// everyNth reads which one is meant behind "every": other is the second.
func (p *parser) everyNth(i int) int {
	if p.word(i) == "other" {
		return 2
	}
	n, _ := p.ordinal(i)
	return n
}
