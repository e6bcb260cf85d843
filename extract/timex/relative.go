package timex

import (
	"fmt"
	"time"

	"github.com/nutgraf/nutgraf/extract/segment"
)

const dayForm = "2006-01-02"

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
		if p.word(at) == "in" && p.word(at+1) == "the" && p.word(at+2) != "day" {
			if e, next := p.unitOfNow(at + 2); next > 0 {
				e.Mod = mod
				return e, next
			}
		}
	}
	if e, next := p.deictic(at); next > 0 {
		e.Mod = mod
		return e, next
	}
	if w := p.word(at); w == "the" || w == "that" {
		if e, next := p.shifted(at+1, w); next > 0 {
			e.Mod = mod
			return e, next
		}
	}
	if e, next := p.secondNext(at); next > 0 {
		return e, next
	}
	if e, next := p.partOfUnit(at); next > 0 {
		return e, next
	}
	if u, plural, ok := unitOf(p.word(at + 1)); ok && plural && p.word(at) == "recent" && !u.short {
		return Expression{Value: "PAST_REF", Sure: true}, at + 2
	}
	if p.word(at) == "year" && isHyphen(p.word(at+1)) && p.word(at+2) == "end" {
		return Expression{Value: p.calendarUnit(units["year"], 0), Mod: "END", Sure: true}, at + 3
	}
	e, next := p.shifted(at, "")
	e.Mod = mod
	return e, next
}

// secondNext reads the week after next, the year before last, the Friday after
// next.
func (p *parser) secondNext(i int) (Expression, int) {
	if p.word(i) != "the" {
		return Expression{}, 0
	}
	shift := 0
	switch p.word(i+2) + " " + p.word(i+3) {
	case "after next":
		shift = 2
	case "before last":
		shift = -2
	default:
		return Expression{}, 0
	}
	if u, plural, ok := unitOf(p.word(i + 1)); ok && !plural && !u.short {
		return Expression{Value: p.calendarUnit(u, shift), Sure: true, Certain: true}, i + 4
	}
	return Expression{}, 0
}

// partOfUnit reads the end of this month, early next year, the rest of the week.
func (p *parser) partOfUnit(i int) (Expression, int) {
	if p.word(i) == "the" {
		i++
	}
	mod, next := p.modifier(i)
	if w := p.word(i); (w == "rest" || w == "remainder") && p.word(i+1) == "of" {
		next = i + 2
	}
	if next == 0 {
		return Expression{}, 0
	}
	w := p.word(next)
	e, n := p.shifted(next, "")
	if w == "the" || w == "that" {
		if e, n = p.shifted(next+1, w); n == 0 {
			e, n = p.unitOfNow(next + 1)
		}
	}
	if n == 0 && mod == "" {
		e, n = p.dateInside(next)
	}
	if n > 0 && mod != "" {
		e.Mod = mod
	}
	return e, n
}

func (p *parser) unitOfNow(i int) (Expression, int) {
	u, plural, ok := unitOf(p.word(i))
	if !ok || plural || u.short {
		return Expression{}, 0
	}
	if p.isStory() {
		return Expression{Value: p.fromBase(u, 0), Sure: true, carried: true}, i + 1
	}
	return Expression{Value: p.calendarUnit(u, 0), Sure: true}, i + 1
}

func dayPartOf(w string) (code string, ok bool) {
	if dayPartSieve.holds(w) {
		code, ok = dayParts[w]
	}
	return code, ok
}

// partOf reads a part of a day that is named behind it: the morning of Dec. 28,
// the early morning hours of Saturday.
func (p *parser) partOf(i int) (Expression, int) {
	at, mod := i, ""
	if p.word(at) == "the" {
		at++
	}
	if w := p.word(at); w == "early" || w == "late" || w == "mid" {
		mod, at = modifiers[w], at+1
	}
	if w := p.word(at); (w == "small" || mod == "START") && p.word(at+boolTo(w == "small")) == "hours" {
		return p.hoursOf(at + 1 + boolTo(w == "small")) // the small hours of Thursday, the early hours
	}
	code, _ := dayPartOf(p.word(at))
	if len(code) != len("TMO") {
		return Expression{}, 0
	}
	if e, next := p.atDawn(i, code); next > 0 {
		return e, next
	}
	at++
	hours := p.word(at) == "hours"
	e, next := p.partOfDay(at+boolTo(hours), code)
	e.Mod, e.Certain = mod, hours && next > 0
	return e, next
}

// atDawn reads dawn, dusk and lunchtime behind a word that times follow. The day
// behind them is a mention of its own.
func (p *parser) atDawn(i int, code string) (Expression, int) {
	switch p.word(i) {
	case "dawn", "dusk", "daybreak", "nightfall", "lunchtime":
	default:
		return Expression{}, 0
	}
	switch p.word(i - 1) {
	case "at", "before", "after", "since", "until", "till", "from", "by", "around", "to":
	default:
		return Expression{}, 0
	}
	if p.capital(i) || p.word(i+1) == "of" {
		return Expression{}, 0
	}
	day := p.dayOfClock(i)
	if w, n := p.weekday(i + 1 + boolTo(p.word(i+1) == "on")); n > 0 && w.Type == Date {
		day = w.Value
	}
	e := Expression{Type: Time, Short: true, Sure: true}
	if day != "" {
		e.Value = day + code
	}
	return e, i + 1
}

// hoursOf ends the small or early hours of a day.
func (p *parser) hoursOf(i int) (Expression, int) {
	e, next := p.partOfDay(i, "TMO")
	e.Mod, e.Certain = "START", next > 0
	return e, next
}

// partOfDay reads behind a part of a day "of" and the day.
func (p *parser) partOfDay(at int, code string) (Expression, int) {
	if p.word(at) != "of" {
		return Expression{}, 0
	}
	e, next := p.dateInside(at + 1)
	if next == 0 {
		e, next = p.weekday(at + 1)
	}
	if e.Begin != "" { // the night of 3-4 May
		e.Value, e.Begin, e.Until = e.Begin, "", ""
	}
	if next > 0 && e.Type == Date && e.Value == "" && p.ref.IsZero() && isRelativeDay(p.word(next-1)) {
		return Expression{Type: Time, Short: true, Sure: true}, next
	}
	if next == 0 || e.Type != Date || len(e.Value) != len(dayForm) {
		return Expression{}, 0
	}
	e.Type, e.Short, e.Value, e.Sure = Time, true, e.Value+code, true
	return e, next
}

// weekOf reads a week or weekend by a day of it: the week of December 6.
func (p *parser) weekOf(i int) (Expression, int) {
	if p.word(i) == "the" {
		i++
	}
	u, plural, ok := unitOf(p.word(i))
	if !ok || plural || u.code != 'W' && u.code != 'N' || p.word(i+1) != "of" {
		return Expression{}, 0
	}
	e, next := p.dateInside(i + 2)
	if e.Begin != "" {
		e.Value, e.Begin, e.Until = e.Begin, "", ""
	}
	if next == 0 || e.Type != Date || len(e.Value) != len(dayForm) {
		return Expression{}, 0
	}
	if day := pointOf(e); day.unit == 'D' {
		e.Value = calendarUnit(day.time, u, 0)
	} else {
		e.Value = "" // of no year
	}
	return e, next
}

// isRelativeDay tells whether a word is a day that only the day of writing tells.
func isRelativeDay(w string) bool {
	_, isWeekday := weekdays[w]
	return isWeekday || w == "today" || w == "yesterday" || w == "tomorrow"
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
		return day(-1 - boolTo(p.word(i-1) == "before" && p.word(i-2) == "day")) // the day before yesterday
	case "tomorrow":
		return day(1 + boolTo(p.word(i-1) == "after" && p.word(i-2) == "day"))
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

// shifts are the words that move from one unit to another, in units.
var shifts = map[string]int{"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1, "coming": 1, "this": 0, "same": 0, "current": 0}

// shifted reads last week, next year, this month, the same day, that year,
// last December, this summer, this morning. The word before, if "the" or
// "that", tells whether it counts from the date named last.
func (p *parser) shifted(i int, before string) (Expression, int) {
	way := p.word(i)
	shift, known := shifts[way]
	at := i + 1
	switch {
	case before == "that" && !known:
		at = i
	case !known:
		return Expression{}, 0
	case way == "this" && (p.word(at) == "past" || p.word(at) == "coming"):
		shift, at = shifts[p.word(at)], at+1
	}
	anaphoric := before == "that" || way == "same" || way == "following" || way == "previous" || way == "preceding" || before == "the" && way == "next"
	w := p.word(at)
	from := p.ref
	if anaphoric {
		from = p.base().time
	}
	if m := p.month(at); m > 0 && known {
		return Expression{Value: shiftedMonth(from, m, shift), Sure: true, carried: anaphoric}, at + 1
	}
	if s, ok := seasons[w]; ok && (known || w != "fall") {
		return Expression{Value: shiftedSeason(from, s, shift), Sure: true, carried: anaphoric}, at + 1
	}
	if code, ok := dayParts[w]; ok && (w != "night" || shift <= 0 || anaphoric) && w != "noon" && w != "midnight" {
		return p.shiftedPart(code, shift, anaphoric), at + 1
	}
	u, plural, ok := unitOf(w)
	if !ok || plural || u.short || u.code == 's' {
		return Expression{}, 0
	}
	e := Expression{Sure: true}
	switch {
	case before == "the" && (way == "past" || way == "last" && finer[u.code] >= finer['E']):
		e.Type, e.Value = Duration, period(1, u)
	case anaphoric:
		e.Value, e.carried = p.fromBase(u, shift), true
	default:
		e.Value = p.calendarUnit(u, shift)
	}
	return e, at + 1
}

func (p *parser) shiftedPart(code string, shift int, anaphoric bool) Expression {
	e := Expression{Type: Time, Short: true, Sure: true}
	if anaphoric {
		e.Value, e.carried = p.partFromBase(code, shift), true
	} else if day := p.dayFrom(shift); day != "" {
		e.Value = day + code
	}
	return e
}

// seasonEnds are the last months of the seasons of the north.
var seasonEnds = map[string]int{"WI": 2, "SP": 5, "SU": 8, "FA": 11}

// shiftedSeason names the last season that is over, the one of this year, or
// the next that has not begun. A winter bears the year that it begins in.
func shiftedSeason(from time.Time, season string, shift int) string {
	if from.IsZero() {
		return ""
	}
	y, month, end := from.Year(), int(from.Month()), seasonEnds[season]
	switch {
	case season == "WI" && shift < 0:
		y--
		if month <= end {
			y--
		}
	case shift < 0 && month <= end, season == "WI" && shift == 0 && month <= end:
		y--
	case shift > 0 && season != "WI" && month > end-3:
		y++
	}
	return fmt.Sprintf("%04d-%s", y, season)
}

// shiftedMonth names the last month of a name before a day, the one of its year,
// or the next.
func shiftedMonth(from time.Time, m, shift int) string {
	if from.IsZero() {
		return ""
	}
	y, now := from.Year(), int(from.Month())
	switch {
	case shift < 0 && m >= now:
		y--
	case shift > 0 && m <= now:
		y++
	}
	return fmt.Sprintf("%04d-%02d", y, m)
}

// calendarUnit names the unit of the calendar that lies n units from the day
// of writing.
func (p *parser) calendarUnit(u unit, n int) string {
	if p.ref.IsZero() {
		return ""
	}
	return calendarUnit(p.ref, u, n)
}

// calendarUnit names the unit of the calendar that lies n units from a day; it
// has no name where its year is not of four digits.
func calendarUnit(from time.Time, u unit, n int) string {
	to := from
	switch u.code {
	case 'D':
		to = from.AddDate(0, 0, n)
	case 'W', 'N':
		to = from.AddDate(0, 0, 7*n)
	case 'M':
		to = firstOfMonth(from).AddDate(0, n, 0)
	case 'Q':
		to = firstOfMonth(from).AddDate(0, 3*n, 0)
	case 'Y':
		to = yearStart(from.Year() + n)
	case 'E':
		to = yearStart(from.Year() + 10*n)
	case 'C':
		to = yearStart(from.Year() + 100*n)
	}
	if to.Year() < 1 || to.Year() > 9999 {
		return ""
	}
	return nameOf(to, u)
}

// nameOf names the unit of the calendar that a day lies in.
func nameOf(day time.Time, u unit) string {
	switch u.code {
	case 'D':
		return day.Format(dayForm)
	case 'W':
		return isoWeek(day)
	case 'N':
		return isoWeek(day) + "-WE"
	case 'M':
		return day.Format("2006-01")
	case 'Q':
		return quarterOf(day)
	case 'Y':
		return fmt.Sprintf("%04d", day.Year())
	case 'E':
		return fmt.Sprintf("%03d", day.Year()/10)
	case 'C':
		return fmt.Sprintf("%02d", day.Year()/100)
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

// definite reads the evening, of the day named last, and the day before; and all
// day, all week.
func (p *parser) definite(i int) (Expression, int) {
	if w := p.word(i); w != "the" && w != "that" && w != "all" {
		return Expression{}, 0
	}
	if code, ok := dayPartOf(p.word(i + 1)); ok {
		e := Expression{Type: Time, Short: true, carried: true}
		if p.word(i) == "the" && p.word(i+2) == "before" && p.endsClause(i+3) {
			e.Value = p.partFromBase(code, -1)
			return e, i + 3
		}
		if day := p.dayOfClock(i); day != "" {
			e.Value = day + code
		}
		return e, i + 2
	}
	u, plural, ok := unitOf(p.word(i + 1))
	if !ok || plural {
		return Expression{}, 0
	}
	if u.short {
		return Expression{Type: Duration, Short: true, Value: period(1, u)}, i + 2
	}
	if u.code == 'N' {
		return Expression{Value: p.weekend(i)}, i + 2
	}
	switch p.word(i + 2) {
	case "before":
		return Expression{Value: p.fromBase(u, -1), carried: true}, i + 3
	case "after":
		return Expression{Value: p.fromBase(u, 1), carried: true}, i + 3
	}
	return Expression{Value: p.thisUnit(i, u), carried: true}, i + 2
}

// endsClause tells whether no word stands at token i.
func (p *parser) endsClause(i int) bool {
	return i >= p.sentence.Last || p.tokens[i].Kind == segment.Mark
}

// thisUnit names the day, week, month, quarter or year that the text calls just
// that: that of the story, else that of writing.
func (p *parser) thisUnit(i int, u unit) string {
	switch {
	case u.code == 'D':
		return p.dayOfClock(i)
	case u.code != 'W' && u.code != 'M' && u.code != 'Q' && u.code != 'Y':
		return ""
	case p.isStory():
		return p.fromBase(u, 0)
	case p.ref.IsZero():
		return ""
	}
	return calendarUnit(p.ref, u, 0)
}

// weekend names the weekend that the text calls just that: the coming one where
// the sentence looks ahead, else the last that has begun.
func (p *parser) weekend(at int) string {
	if p.ref.IsZero() {
		return ""
	}
	if day := p.ref.Weekday(); day >= time.Monday && day <= time.Friday && !p.isLater(at, someWeekend, int(day)+1, 6-int(day)) {
		return calendarUnit(p.ref, units["weekend"], -1)
	}
	return calendarUnit(p.ref, units["weekend"], 0)
}
