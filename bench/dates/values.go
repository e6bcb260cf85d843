package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// How values are compared. The corpora and peers write times in dialects of
// one notation: TIMEX3 (ours), TIMEX2 (wikiwars) and the timex of
// Recognizers-Text. forms gives all the ways in which a value may be written;
// two values agree when they have a form in common.
//
//   - a range (2008-01-01,2012-01-01,P4Y) is 2008/2012 too, and P4Y, since
//     TIMEX3 has "the next three days" as a duration; where the range is just a
//     unit of the calendar, (1990-01-01,2000-01-01,P10Y), it is 199;
//   - a value that leaves open the year or week, XXXX-WXX-3, is the last and
//     the next such day too, and T15 such an hour of the day of writing;
//   - durations are compared by length: P1DE and P10Y, PT0.5H and PT30M.
func forms(value string, date time.Time) []string {
	switch {
	case value == "":
		return nil
	case value[0] == '(':
		return rangeForms(strings.Split(strings.Trim(value, "()"), ","), date)
	case strings.Contains(value, "/"):
		return rangeForms(strings.Split(value, "/"), date)
	case value[0] == 'P' && !strings.HasSuffix(value, "REF"):
		return []string{duration(value)}
	case value[0] == 'T':
		return []string{clock(value), clock(date.Format(time.DateOnly) + value)}
	case strings.HasPrefix(value, "XXXX-"):
		return append([]string{clock(value)}, resolutions(value, date)...)
	}
	return []string{clock(value)}
}

func agree(a, b string, date time.Time) bool {
	other := map[string]bool{}
	for _, f := range forms(b, date) {
		other[f] = true
	}
	for _, f := range forms(a, date) {
		if other[f] {
			return true
		}
	}
	return false
}

// rangeForms takes first and last value, and the length where it is told.
func rangeForms(parts []string, date time.Time) (all []string) {
	if len(parts) < 2 {
		return nil
	}
	length := ""
	if len(parts) > 2 {
		length = parts[2]
		all = append(all, duration(length))
	}
	for _, from := range forms(parts[0], date) {
		for _, until := range forms(parts[1], date) {
			all = append(all, from+"/"+until)
			if unit := unitOf(from, until); unit != "" {
				all = append(all, unit)
			}
			switch a, b := strings.TrimSuffix(from, "-01"), strings.TrimSuffix(until, "-01"); {
			case strings.HasSuffix(length, "Y") && strings.HasSuffix(a, "-01") && strings.HasSuffix(b, "-01"):
				all = append(all, a[:4]+"/"+b[:4])
			case strings.HasSuffix(length, "M") && a != from && b != until:
				all = append(all, a+"/"+b)
			}
		}
	}
	return all
}

// unitOf names the unit of the calendar that lasts from one day up to
// another, which is no part of it.
func unitOf(from, until string) string {
	a, err1 := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, until)
	if err1 != nil || err2 != nil {
		return ""
	}
	y, m := a.Year(), int(a.Month())
	newYear := a.YearDay() == 1
	switch {
	case newYear && y%100 == 0 && b.Equal(a.AddDate(100, 0, 0)):
		return fmt.Sprintf("%02d", y/100)
	case newYear && y%10 == 0 && b.Equal(a.AddDate(10, 0, 0)):
		return fmt.Sprintf("%03d", y/10)
	case newYear && b.Equal(a.AddDate(1, 0, 0)):
		return fmt.Sprintf("%04d", y)
	case a.Day() == 1 && m%6 == 1 && b.Equal(a.AddDate(0, 6, 0)):
		return fmt.Sprintf("%04d-H%d", y, m/6+1)
	case a.Day() == 1 && m%3 == 1 && b.Equal(a.AddDate(0, 3, 0)):
		return fmt.Sprintf("%04d-Q%d", y, m/3+1)
	case a.Day() == 1 && b.Equal(a.AddDate(0, 1, 0)):
		return a.Format("2006-01")
	case a.Weekday() == time.Monday && b.Equal(a.AddDate(0, 0, 7)):
		return week(a)
	}
	return ""
}

func week(t time.Time) string {
	y, w := t.ISOWeek()
	return fmt.Sprintf("%04d-W%02d", y, w)
}

// clock writes the time of a day with hours and minutes: T15, T15:00:00.
func clock(value string) string {
	day, hour, ok := strings.Cut(value, "T")
	if !ok || hour == "" || hour[0] < '0' || hour[0] > '9' {
		return value
	}
	if len(hour) == 2 {
		hour += ":00"
	}
	if len(hour) == 8 {
		hour = strings.TrimSuffix(hour, ":00")
	}
	return day + "T" + hour
}

// resolutions are the last and the next day, month or year that a value with
// an open year or week can mean, that of writing included.
func resolutions(value string, date time.Time) []string {
	part, hour, timed := strings.Cut(strings.TrimPrefix(value, "XXXX-"), "T")
	if timed {
		hour = "T" + hour
	}
	if day, ok := strings.CutPrefix(part, "WXX-"); ok {
		n, err := strconv.Atoi(day)
		if err != nil {
			return nil
		}
		back := (int(date.Weekday()) - n + 7) % 7
		past, next := date.AddDate(0, 0, -back), date.AddDate(0, 0, (7-back)%7)
		return []string{clock(past.Format(time.DateOnly) + hour), clock(next.Format(time.DateOnly) + hour)}
	}
	y := date.Year()
	if strings.HasPrefix(part, "X") {
		return nil
	}
	past, next := y, y
	if now := date.Format("01-02")[:min(5, len(part))]; part > now {
		past--
	} else if part < now {
		next++
	}
	return []string{clock(fmt.Sprintf("%04d-%s%s", past, part, hour)), clock(fmt.Sprintf("%04d-%s%s", next, part, hour))}
}

var durationPart = regexp.MustCompile(`([0-9.]+|X+)(DE|CE|WE|BD|[A-Z])`)

// duration writes the length of a duration in months, days and minutes, or in
// open counts: P2Y10M is "34 months".
func duration(value string) string {
	date, clock, _ := strings.Cut(strings.TrimPrefix(value, "P"), "T")
	months := map[string]float64{"Y": 12, "M": 1, "Q": 3, "DE": 120, "CE": 1200}
	days := map[string]float64{"D": 1, "W": 7}
	seconds := map[string]float64{"H": 3600, "M": 60, "S": 1}
	sums := map[string]float64{}
	open := ""
	add := func(text string, scales map[string]float64, unit string) {
		for _, m := range durationPart.FindAllStringSubmatch(text, -1) {
			n, err := strconv.ParseFloat(m[1], 64)
			switch scale, ok := scales[m[2]]; {
			case err != nil && ok:
				open += " X" + m[2] + unit
			case ok:
				sums[unit] += n * scale
			}
		}
	}
	add(date, months, "months")
	add(date, days, "days")
	add(clock, seconds, "seconds")
	if strings.HasSuffix(value, "WE") || strings.HasSuffix(value, "BD") {
		return value
	}
	return fmt.Sprint(sums["months"], " months ", sums["days"], " days ", sums["seconds"], " seconds", open)
}
