package score

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/extract"
)

// A valued mention has what its entity tells of it: the TIMEX3 value of a time,
// the code of a country or nationality.
type valued struct {
	extract.Mention
	value string
}

func valuesOf(doc *extract.Document) []valued {
	list := make([]valued, len(doc.Mentions))
	for i, m := range doc.Mentions {
		list[i].Mention = m
	}
	for _, e := range doc.Entities {
		value := e.Value
		if e.Type == extract.Country || e.Type == extract.Norp {
			value = e.Country
		}
		for _, i := range e.Mentions {
			list[i].value = value
		}
	}
	return list
}

// compareValue counts a rightly found mention whose gold one has a value.
func (c *comparison) compareValue(m valued, gold string) {
	if gold == "" || !hasValue(m.Type) {
		return
	}
	n := Counts{Found: 1}
	if sameValue(gold, m.value) {
		n.Right = 1
	} else {
		c.note(Error{Type: m.Type, Score: m.Score, Gold: gold, Value: m.value}, m.Start, m.End)
	}
	addTo(c.report.Values, m.Type, n)
}

// hasValue tells whether gold values of a type are compared; those of other
// types are links, which are measured elsewhere.
func hasValue(t extract.Type) bool {
	return t == extract.Date || t == extract.Time || t == extract.Country || t == extract.Norp
}

// sameValue tells whether two values say the same: equal, of equal length as
// PT90M and PT1H30M, the same midnight, or an hour whose day or zone the gold text
// does not give.
func sameValue(gold, found string) bool {
	if gold == found {
		return true
	}
	if gold[0] == 'T' && strings.HasSuffix(found, gold) {
		return true
	}
	if rest, ok := strings.CutPrefix(found, gold); ok && strings.Contains(gold, "T") && zone.MatchString(rest) {
		return true
	}
	gold, found = midnight(years(gold)), midnight(years(found))
	if gold == found {
		return true
	}
	a, ok1 := seconds(gold)
	b, ok2 := seconds(found)
	return ok1 && ok2 && a == b
}

var clockDuration = regexp.MustCompile(`^PT(?:([0-9.]+)H)?(?:([0-9.]+)M)?(?:([0-9.]+)S)?$`)

var zone = regexp.MustCompile(`^(Z|[+-][0-9]{2}(:[0-9]{2})?)$`)

// years writes decades and centuries as years: P3DE, P0.5CE.
func years(value string) string {
	for unit, length := range map[string]float64{"DE": 10, "CE": 100} {
		if n, ok := strings.CutSuffix(strings.TrimPrefix(value, "P"), unit); ok {
			if n, err := strconv.ParseFloat(n, 64); err == nil {
				return "P" + strconv.FormatFloat(n*length, 'f', -1, 64) + "Y"
			}
		}
	}
	return value
}

// midnight writes the hour 24 of a day as the hour 0 of the next, as ISO 8601 has
// the two.
func midnight(value string) string {
	day, rest, ok := strings.Cut(value, "T24:00")
	date, err := time.Parse(time.DateOnly, day)
	if !ok || err != nil {
		return value
	}
	return date.AddDate(0, 0, 1).Format(time.DateOnly) + "T00:00" + rest
}

// seconds gives the length of a duration under a day.
func seconds(value string) (sum float64, ok bool) {
	parts := clockDuration.FindStringSubmatch(value)
	if parts == nil {
		return 0, false
	}
	for i, scale := range []float64{3600, 60, 1} {
		if n, err := strconv.ParseFloat(parts[i+1], 64); err == nil {
			sum += n * scale
		}
	}
	return sum, true
}
