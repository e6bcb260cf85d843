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

// halfOf reads the half of a decade, century or month, or of a year that is
// counted: the second half of the 1990s, the first half of this year.
func (p *parser) halfOf(i int) (Expression, int) {
	at := i + boolTo(p.word(i) == "the")
	first := p.word(at) == "first"
	switch p.word(at) {
	case "first", "second", "latter", "last":
	default:
		return Expression{}, 0
	}
	if p.word(at+1) != "half" || p.word(at+2) != "of" {
		return Expression{}, 0
	}
	whole, next := p.dateInside(at + 3)
	if next == 0 {
		whole, next = p.shifted(at+3, "")
	}
	if next == 0 && p.word(at+3) == "the" {
		whole, next = p.unitOfNow(at + 4)
	}
	if next == 0 || whole.Type != Date || whole.Begin != "" || whole.Mod != "" {
		return Expression{}, 0
	}
	e := Expression{Sure: true, Certain: true, noYear: whole.noYear, carried: whole.carried}
	e.Value, e.Begin, e.Until = half(whole.Value, first)
	return e, next
}

// half gives the first or second half of a century, decade, year or month.
func half(value string, first bool) (whole, begin, until string) {
	year, month := 0, 0
	switch n, err := fmt.Sscanf(value, "%d-%d", &year, &month); {
	case err != nil && n == 0 || n == 2 && len(value) != len("2006-01"):
		return "", "", ""
	case n == 2:
		begin, until = value+"-01", value+"-15"
		if !first {
			begin, until = value+"-16", fmt.Sprintf("%s-%02d", value, daysIn(year, month))
		}
	case len(value) == len("2006"):
		return fmt.Sprintf("%s-H%d", value, 1+boolTo(!first)), "", ""
	case len(value) == len("200"):
		from := 10*year + 5*boolTo(!first)
		begin, until = fmt.Sprintf("%04d", from), fmt.Sprintf("%04d", from+4)
	case len(value) == len("20"):
		from := 100*year + 50*boolTo(!first)
		begin, until = fmt.Sprintf("%04d", from), fmt.Sprintf("%04d", from+49)
	default:
		return "", "", ""
	}
	return begin + "/" + until, begin, until
}
