package main

import (
	"strings"
	"time"

	"github.com/olebedev/when"
)

// findWhen runs github.com/olebedev/when, which finds the first time of a text
// and is asked again behind it. It gives a moment and no precision: where the
// hour is that of writing (midnight here), the day was meant.
func findWhen(texts []text) (found [][]expression, err error) {
	for _, t := range texts {
		var list []expression
		for at := 0; at < len(t.body); {
			r, err := when.EN.Parse(t.body[at:], t.date)
			if err != nil || r == nil {
				break
			}
			start := at + r.Index
			e := expression{start: start, end: start + len(r.Text), value: moment(r.Time)}
			e.also = coarser(r.Text, e.value)
			list = append(list, e)
			at = e.end
		}
		found = append(found, list)
	}
	return found, nil
}

func moment(t time.Time) string {
	if t.Hour() == 0 && t.Minute() == 0 {
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02T15:04")
}

// coarser gives a day in the unit that the words speak of: TIMEX3 has "two
// weeks ago" as a week and "last year" as a year, where peers name a day. A
// part of the day without an hour is that part: "this morning" is no 06:00.
func coarser(words, value string) string {
	day, err := time.Parse(time.DateOnly, value[:min(len(value), len(time.DateOnly))])
	if err != nil {
		return ""
	}
	words = strings.ToLower(words)
	if strings.Contains(value, "T") {
		if strings.ContainsAny(words, "0123456789") {
			return ""
		}
		for part, code := range map[string]string{"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"} {
			if strings.Contains(words, part) {
				return value[:len(time.DateOnly)] + code
			}
		}
		return ""
	}
	for _, unit := range []struct{ word, value string }{
		{"week", week(day)}, {"month", day.Format("2006-01")}, {"year", day.Format("2006")}, {"decade", day.Format("2006")[:3]}, {"century", day.Format("2006")[:2]},
	} {
		if strings.Contains(words, unit.word) {
			return unit.value
		}
	}
	return ""
}
