package read

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/extract/segment"
	"github.com/nutgraf/nutgraf/extract/timex"
)

var (
	isoDay = regexp.MustCompile(`^\d{4}-\d\d-\d\d`)      // and a time may follow
	clock  = regexp.MustCompile(`(\bat )?\d\d?:\d\d.*$`) // behind a day, and what follows it
)

// programDays are the forms of mail, feeds and the web, other than ISO 8601.
var programDays = []string{
	"Mon, _2 Jan 2006 15:04:05 MST", "Mon, _2 Jan 2006 15:04:05 -0700", time.RFC850, time.ANSIC, time.UnixDate, time.RubyDate,
}

// parseDay reads the day that a record's field tells: 2022-09-22 or a time that
// begins so, 20220922, seconds or milliseconds since 1970, or a day as people and
// mail programs write it: Sept. 22, 2022; Thu, 22 Sep 2022 10:00:00 GMT. An empty
// field is no day.
func parseDay(s string) (time.Time, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return time.Time{}, nil
	}
	if isoDay.MatchString(s) {
		if t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)]); err == nil {
			return t, nil
		}
		return time.Time{}, errNoDay(s)
	}
	for _, read := range []func(string) (time.Time, bool){numericDay, programDay, writtenDay} {
		if t, ok := read(s); ok {
			return t, nil
		}
	}
	return time.Time{}, errNoDay(s)
}

func errNoDay(s string) error {
	return fmt.Errorf("date %q is not a day, such as 2022-09-22 or Sept. 22, 2022", s)
}

// numericDay reads a day that is digits alone.
func numericDay(s string) (time.Time, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil:
		return time.Time{}, false
	case len(s) == len("20060102"):
		t, err := time.Parse("20060102", s)
		return t, err == nil
	case len(s) == len("1663840800"):
		return time.Unix(n, 0).UTC().Truncate(24 * time.Hour), true
	case len(s) == len("1663840800000"):
		return time.UnixMilli(n).UTC().Truncate(24 * time.Hour), true
	}
	return time.Time{}, false
}

// programDay reads a day as programs write it, that of its own time zone.
func programDay(s string) (time.Time, bool) {
	for _, form := range programDays {
		if t, err := time.Parse(form, s); err == nil {
			return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), true
		}
	}
	return time.Time{}, false
}

// writtenDay reads a text that is one day and nothing else but a time behind it.
func writtenDay(s string) (time.Time, bool) {
	s = strings.Trim(clock.ReplaceAllString(s, ""), " ,")
	split := segment.Split(s)
	found := timex.AppendAll(nil, s, split.Tokens, split.Sentences, time.Time{})
	if len(found) != 1 || found[0].Start != 0 || found[0].End < len(strings.TrimRight(s, ".")) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, found[0].Value)
	return t, err == nil
}
