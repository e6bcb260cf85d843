package timex

import (
	"fmt"
	"strconv"
	"time"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// A point is a date with the unit that it was told in: 2015-05 is a month.
type point struct {
	time time.Time
	unit byte // D, W, M, Q, Y, E or C as in type unit; 0 for no point
}

// pointOf reads the value of a date; of a range, its last day.
func pointOf(e Expression) point {
	v := e.Value
	if e.Until != "" {
		v = e.Until
	}
	for _, form := range []struct {
		layout string
		unit   byte
	}{{dayForm, 'D'}, {"2006-01", 'M'}, {"2006", 'Y'}} {
		if len(v) == len(form.layout) || len(v) > len(dayForm) && v[len(dayForm)] == 'T' && form.unit == 'D' {
			if t, err := time.Parse(form.layout, v[:len(form.layout)]); err == nil {
				return point{t, form.unit}
			}
		}
	}
	if len(v) == 3 {
		if decade, err := strconv.Atoi(v); err == nil {
			return point{yearStart(decade * 10), 'E'}
		}
	}
	if len(v) < 7 || v[4] != '-' {
		return point{}
	}
	y, err := strconv.Atoi(v[:4])
	if err != nil {
		return point{}
	}
	switch n, err := strconv.Atoi(v[6:]); {
	case err != nil: // a season: of the year, no more is known
		return point{yearStart(y), 'Y'}
	case v[5] == 'W':
		return point{weekStart(y, n), 'W'}
	case v[5] == 'Q':
		return point{time.Date(y, time.Month(3*n-2), 1, 0, 0, 0, 0, time.UTC), 'Q'}
	}
	return point{}
}

func yearStart(y int) time.Time { return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC) }

// weekStart returns the Monday of an ISO week.
func weekStart(y, week int) time.Time {
	first := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC) // lies in week 1
	return first.AddDate(0, 0, 7*(week-1)-(int(first.Weekday())+6)%7)
}

// finer ranks units from the finest.
var finer = map[byte]int{'D': 1, 'N': 2, 'W': 2, 'F': 2, 'M': 3, 'Q': 4, 'Y': 5, 'E': 6, 'C': 7}

// remember keeps the date of an expression, which stands at tokens [first,
// next), as what later ones count from.
func (p *parser) remember(e Expression, first, next int) {
	if e.Type != Date && e.Type != Time || e.Value == "" || p.reported(first) {
		return
	}
	to := pointOf(e)
	if to.unit == 0 {
		return
	}
	p.beside, p.behind = to, next
	deictic := !e.noYear && !e.carried && !p.saysYear(first, next)
	if deictic && p.isStory() {
		return // "to this day" is no part of it
	}
	p.last = to
	if to.unit == 'D' {
		p.lastDay = to
	}
	if gap := p.ref.Sub(to.time); p.lede.unit == 0 && to.unit == 'D' && !p.ref.IsZero() && gap >= 0 && gap < 7*24*time.Hour {
		p.lede = to
	}
	if first == p.sentence.First && next >= p.sentence.Last-1 {
		p.heading = to
	} else if first == p.sentence.First && p.word(next) == ":" {
		p.opening = to
	}
	if to.unit != 'Y' || first-p.sentence.First <= 2 || p.story.unit == 0 {
		p.story = to
	} else {
		p.aside = to
	}
	if e.noYear || e.carried || p.ref.IsZero() {
		return
	}
	if gap := to.time.Year() - p.ref.Year(); gap < -1 || gap > 1 {
		p.far++
		p.farDay = p.farDay || to.unit == 'D'
	} else {
		p.near++
	}
}

// saysYear tells whether one of the tokens is a year or decade.
func (p *parser) saysYear(first, next int) bool {
	for i := first; i < next; i++ {
		if p.tokens[i].Kind == segment.Number && p.tokens[i].End-p.tokens[i].Start >= len("2019") {
			return true
		}
	}
	return false
}

// reported tells whether token i is the day on which someone said it, which
// the story does not go on from: "sold in 2019, they said Thursday. That year".
func (p *parser) reported(i int) bool {
	if p.word(i-1) == "on" {
		i--
	}
	switch p.word(i - 1) {
	case "said", "says", "told", "reported", "announced":
		return true
	}
	return false
}

// isStory tells whether the text so far tells of other times than its own, as
// an article on a war does: there what leaves its year open is counted from the
// date named last and not from the day of writing.
func (p *parser) isStory() bool {
	return p.last.unit != 0 && p.far > 5*p.near && (p.far >= 3 || p.near == 0 && p.farDay)
}

// storyYear returns the year of a month that a story names without it: that
// nearest to where the story is, where going back counts half as much again,
// since stories go on.
func (p *parser) storyYear(month int) int {
	from := p.story
	if p.aside.unit != 0 {
		from = p.aside
	}
	last := from.time
	if from.unit != 'D' && from.unit != 'M' {
		return last.Year()
	}
	ahead := month - int(last.Month())
	switch {
	case ahead < 0 && -3*ahead > 2*(12+ahead):
		return last.Year() + 1
	case ahead > 0 && 3*(12-ahead) < 2*ahead:
		return last.Year() - 1
	}
	return last.Year()
}

// base returns what anaphoric expressions count from: the date named last,
// else the day of writing.
func (p *parser) base() point {
	if p.last.unit != 0 {
		return p.last
	}
	if p.ref.IsZero() {
		return point{}
	}
	return point{p.ref, 'D'}
}

// fromBase names the unit that lies n units from the date named last, or from
// the day named last where that date is less exact than the unit. It has no
// value where no such day was named.
func (p *parser) fromBase(u unit, n int) string {
	from := p.base()
	if finer[u.code] < finer[from.unit] && p.lastDay.unit == 'D' {
		from = p.lastDay
	}
	switch {
	case from.unit == 0 || finer[u.code] == 0 || finer[u.code] < finer[from.unit]:
		return ""
	case from.unit == 'Q' && u.code == 'Y' && n != 0: // profit of the third quarter, and that of a year earlier
		return quarterOf(from.time.AddDate(n, 0, 0))
	case u.code == 'F':
		return calendarUnit(from.time, units["week"], 2*n)
	}
	return calendarUnit(from.time, u, n)
}

// partFromBase names a part of the day that lies n days from the day named last.
func (p *parser) partFromBase(code string, n int) string {
	from := p.base()
	if from.unit != 'D' {
		from = p.lastDay
	}
	if from.unit == 'D' {
		return from.time.AddDate(0, 0, n).Format(dayForm) + code
	}
	return ""
}

func quarterOf(t time.Time) string { return fmt.Sprintf("%04d-Q%d", t.Year(), (int(t.Month())+2)/3) }
