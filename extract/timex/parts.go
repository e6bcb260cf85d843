package timex

import (
	"fmt"
	"time"
)

// nthWeek reads the third week of July.
func (p *parser) nthWeek(i int) (Expression, int) {
	n, ok := p.ordinal(i)
	if u, plural, isUnit := unitOf(p.word(i + 1)); !ok || !isUnit || plural || u.code != 'W' || n > 5 {
		return Expression{}, 0
	}
	e, next := p.partOfPeriod("first", float64(n), units["week"], i+2)
	if in, err := time.Parse(dayForm, e.Begin); err == nil {
		e.Value, e.Begin, e.Until = isoWeek(in.AddDate(0, 0, 7*n-4)), "", ""
	}
	return e, next
}

// partOfPeriod reads the month or year behind "of" that the first or last n
// units lie in: the first three months of 2010, the last week of August.
func (p *parser) partOfPeriod(which string, n float64, u unit, next int) (Expression, int) {
	first := which == "first"
	if p.word(next) != "of" || !first && which != "last" && which != "final" || finer[u.code] == 0 || finer[u.code] > finer['M'] {
		return Expression{}, 0
	}
	whole, end := p.dateInside(next + 1)
	if end == 0 {
		whole, end = p.period(next + 1)
	}
	if end == 0 && p.word(next+1) == "the" {
		whole, end = p.unitOfNow(next + 2)
	}
	if end == 0 {
		whole, end = p.shifted(next+1, "")
	}
	if end == 0 || whole.Type != Date || whole.Begin != "" {
		return Expression{}, 0
	}
	e := Expression{Sure: true, noYear: whole.noYear, carried: whole.carried}
	if in := pointOf(whole); n >= 1 && n < 100 && n == float64(int(n)) && (in.unit == 'M' || in.unit == 'Y') {
		e.Value, e.Begin, e.Until = partOf(in, first, int(n), u)
	}
	return e, end
}

// partOf gives the first or last n units of a month or year: as a quarter or
// half of the year, as weeks of the calendar, or as a range.
func partOf(in point, first bool, n int, u unit) (value, begin, until string) {
	end := in.time.AddDate(0, 1, 0)
	if in.unit == 'Y' {
		end = in.time.AddDate(1, 0, 0)
	}
	days := map[byte]int{'D': n, 'W': 7 * n, 'F': 14 * n, 'N': 2}[u.code]
	from, to := in.time, in.time.AddDate(0, 0, days)
	layout := dayForm
	if u.code == 'M' {
		to, layout = in.time.AddDate(0, n, 0), "2006-01"
	}
	if !first {
		from, to = end.Add(from.Sub(to)), end
		if u.code == 'M' {
			from = end.AddDate(0, -n, 0)
		}
	}
	switch {
	case to.After(end) || from.Before(in.time):
		return "", "", ""
	case u.code == 'M' && n == 3:
		return quarterOf(from), "", ""
	case u.code == 'M' && n == 6:
		return fmt.Sprintf("%04d-H%d", from.Year(), 1+boolTo(!first)), "", ""
	case n == 1 && u.code == 'W': // the week of the calendar that most of it lies in
		return isoWeek(from.AddDate(0, 0, 3)), "", ""
	case n == 1:
		return from.Format(layout), "", ""
	}
	begin, until = from.Format(layout), to.AddDate(0, 0, -1).Format(layout)
	return begin + "/" + until, begin, until
}
