package timex

import (
	"fmt"
	"time"
)

const dayForm = "2006-01-02"

// looksAhead tells whether the sentence speaks of what is to come: a sign of
// the future stands in it, and no past tense between that and token at.
func (p *parser) looksAhead(at int) bool {
	ahead := false
	for i := p.sentence.First; i < p.sentence.Last; i++ {
		switch p.word(i) {
		case "will", "'ll", "’ll", "shall", "upcoming", "plans", "arrives", "begins", "opens", "starts", "meets", "plays", "faces",
			"visits", "returns", "ends", "heads", "travels", "flies", "votes", "decides", "hosts":
			ahead = true
		case "until", "by":
			if i == at-1 {
				ahead = true
			}
		case "expected", "scheduled", "due", "set", "going", "planned":
			if w := p.word(i - 1); w == "is" || w == "are" || w == "'s" || w == "’s" {
				ahead = true
			}
		case "was", "were", "said", "had", "did", "told", "held", "met":
			if i < at {
				ahead = false
			}
		}
	}
	return ahead
}

// weekday reads Wednesday; last Wednesday; late Sunday; Wednesday afternoon;
// Wednesday, Sept. 21; Mondays.
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
	}
	day, ok := weekdays[p.word(at)]
	if !ok || !p.capital(at) || len(p.word(at)) <= 3 && !p.plainWeekday(at) {
		return p.weekdays(i)
	}
	next := at + 1
	value := p.weekdayValue(day, shift, i)
	e := Expression{Value: value, Mod: mod, Sure: true}
	if code, ok := dayParts[p.word(next)]; ok {
		if value != "" {
			e.Value = value + code
		}
		e.Type, e.Short = Time, true
		return e, next + 1
	}
	comma := next
	if p.word(comma) == "," {
		comma++
	}
	if date, n := p.monthFirst(comma); n > comma+1 {
		date.Sure = true
		return date, n
	}
	if date, n := p.dayFirst(comma); n > 0 {
		return date, n
	}
	return e, next
}

// plainWeekday tells whether the short form of a weekday is one: Sun and Sat
// are words too.
func (p *parser) plainWeekday(at int) bool {
	w := p.raw(at)
	return w[len(w)-1] == '.' || p.month(at+1) > 0 || p.word(at+1) == "," && p.month(at+2) > 0
}

func (p *parser) weekdayValue(day time.Weekday, shift string, at int) string {
	if p.ref.IsZero() {
		return fmt.Sprintf("XXXX-WXX-%d", (int(day)+6)%7+1)
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
		if offset == 0 {
			offset = 7
		}
	case "this":
		offset = nearer(back, ahead, p.looksAhead(at))
	default:
		if p.looksAhead(at) {
			offset = ahead
		}
	}
	return p.ref.AddDate(0, 0, offset).Format(dayForm)
}

func nearer(back, ahead int, looksAhead bool) int {
	if looksAhead || ahead < back {
		return ahead
	}
	return -back
}

// weekdays reads a set: Mondays, every Monday.
func (p *parser) weekdays(i int) (Expression, int) {
	at := i
	every := p.word(at) == "every" || p.word(at) == "each"
	if every {
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
	if !ok || !p.capital(at) {
		return Expression{}, 0
	}
	return Expression{Type: Set, Value: fmt.Sprintf("XXXX-WXX-%d", (int(day)+6)%7+1), Sure: true}, at + 1
}

// relative reads today; two days ago; earlier this month; last week; the same
// day; next year; the previous week.
func (p *parser) relative(i int) (Expression, int) {
	at, mod := i, ""
	switch w := p.word(at); w {
	case "earlier", "later", "early", "late":
		at++
		if p.word(at) == "on" {
			at++
		}
		mod = map[string]string{"early": "START", "late": "END"}[w]
	}
	if e, next := p.deictic(at); next > 0 {
		e.Mod = mod
		return e, next
	}
	if w := p.word(at); w == "the" || w == "that" {
		if e, next := p.shifted(at+1, w == "that"); next > 0 {
			e.Mod = mod
			return e, next
		}
	}
	if m, next := p.modifier(at + 1); p.word(at) == "the" && next > 0 {
		if e, n := p.shifted(next, false); n > 0 {
			e.Mod = m
			return e, n
		}
		if p.word(next) == "the" {
			if e, n := p.unitOfNow(next + 1); n > 0 {
				e.Mod = m
				return e, n
			}
		}
	}
	e, next := p.shifted(at, false)
	e.Mod = mod
	return e, next
}

func (p *parser) unitOfNow(i int) (Expression, int) {
	u, plural, ok := unitOf(p.word(i))
	if !ok || plural || u.short {
		return Expression{}, 0
	}
	return Expression{Value: p.calendarUnit(u, 0), Sure: true}, i + 1
}

// deictic reads the words that point at a day from the day of writing.
func (p *parser) deictic(i int) (Expression, int) {
	day := func(days int) (Expression, int) {
		e := Expression{Value: p.dayFrom(days), Sure: true}
		if code, ok := dayParts[p.word(i+1)]; ok {
			if e.Value != "" {
				e.Value += code
			}
			e.Type, e.Short = Time, true
			return e, i + 2
		}
		return e, i + 1
	}
	switch p.word(i) {
	case "today":
		return day(0)
	case "yesterday":
		return day(-1)
	case "tomorrow":
		return day(1)
	case "tonight", "overnight":
		e := Expression{Type: Time, Short: true, Value: p.dayFrom(0), Sure: true}
		if e.Value != "" {
			e.Value += "TNI"
		}
		return e, i + 1
	}
	return Expression{}, 0
}

// dayFrom returns the day a number of days from ref, or "" without ref.
func (p *parser) dayFrom(days int) string {
	if p.ref.IsZero() {
		return ""
	}
	return p.ref.AddDate(0, 0, days).Format(dayForm)
}

// shifted reads last week, next year, this month, the same day, that year,
// last December, this summer, this morning.
func (p *parser) shifted(i int, that bool) (Expression, int) {
	shift, known := map[string]int{"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1, "coming": 1, "this": 0, "same": 0, "current": 0}[p.word(i)]
	at := i + 1
	if that && !known {
		at = i
	} else if !known {
		return Expression{}, 0
	}
	anaphoric := that || p.word(i) == "same" || p.word(i) == "following" || p.word(i) == "previous"
	w := p.word(at)
	if m := p.month(at); m > 0 && known && !anaphoric {
		return Expression{Value: p.shiftedMonth(m, shift), Sure: true}, at + 1
	}
	if s, ok := seasons[w]; ok && known && !anaphoric {
		e := Expression{Sure: true}
		if !p.ref.IsZero() {
			e.Value = fmt.Sprintf("%04d-%s", p.ref.Year()+min(shift, 0), s)
		}
		return e, at + 1
	}
	if code, ok := dayParts[w]; ok && (w != "night" || shift <= 0) && w != "noon" && w != "midnight" {
		e := Expression{Type: Time, Short: true, Value: p.dayFrom(shift), Sure: true}
		if e.Value != "" {
			e.Value += code
		}
		return e, at + 1
	}
	u, plural, ok := unitOf(w)
	if !ok || plural || u.short {
		return Expression{}, 0
	}
	e := Expression{Sure: true}
	if !anaphoric {
		e.Value = p.calendarUnit(u, shift)
	}
	return e, at + 1
}

func (p *parser) shiftedMonth(m, shift int) string {
	if p.ref.IsZero() {
		return ""
	}
	y, now := p.ref.Year(), int(p.ref.Month())
	switch {
	case shift < 0 && m >= now:
		y--
	case shift > 0 && m <= now:
		y++
	}
	return fmt.Sprintf("%04d-%02d", y, m)
}

// calendarUnit names the unit of the calendar that lies n units from ref.
func (p *parser) calendarUnit(u unit, n int) string {
	if p.ref.IsZero() {
		return ""
	}
	switch u.code {
	case 'D':
		return p.dayFrom(n)
	case 'W':
		return isoWeek(p.ref.AddDate(0, 0, 7*n))
	case 'N':
		return isoWeek(p.ref.AddDate(0, 0, 7*n)) + "-WE"
	case 'M':
		return firstOfMonth(p.ref).AddDate(0, n, 0).Format("2006-01")
	case 'Q':
		t := firstOfMonth(p.ref).AddDate(0, 3*n, 0)
		return fmt.Sprintf("%04d-Q%d", t.Year(), (int(t.Month())+2)/3)
	case 'Y':
		return fmt.Sprintf("%04d", p.ref.Year()+n)
	case 'E':
		return fmt.Sprintf("%03d", p.ref.Year()/10+n)
	case 'C':
		return fmt.Sprintf("%02d", p.ref.Year()/100+n)
	}
	return ""
}

func firstOfMonth(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
}

func isoWeek(t time.Time) string {
	y, w := t.ISOWeek()
	return fmt.Sprintf("%04d-W%02d", y, w)
}
