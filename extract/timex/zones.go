package timex

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// zones are abbreviations of zones with their offset from Greenwich. Those of
// America that hold in summer and winter are resolved once the day is known:
// until then a value ends in them.
var zones = map[string]string{
	"GMT": "Z", "UTC": "Z", "Z": "Z", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00", "MSK": "+03:00",
	"IST": "+05:30", "JST": "+09:00", "KST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00", "SAST": "+02:00", "EST": "-05:00",
	"EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
	"ET": "ET", "CT": "CT", "PT": "PT", "MT": "MT", "WAT": "+01:00", "EAT": "+03:00", "NZST": "+12:00", "NZDT": "+13:00",
}

// american are the zones of America by name and by abbreviation, with their
// hours from Greenwich in winter.
var (
	american     = map[string]string{"eastern": "ET", "central": "CT", "mountain": "MT", "pacific": "PT"}
	winterOffset = map[string]int{"ET": -5, "CT": -6, "MT": -7, "PT": -8}
)

// zoneNames are zones that are written out before "time".
var zoneNames = map[string]string{
	"greenwich mean": "Z", "universal": "Z", "coordinated universal": "Z", "central european": "+01:00", "central european summer": "+02:00",
	"british summer": "+01:00", "moscow": "+03:00", "beijing": "+08:00", "hong kong": "+08:00", "singapore": "+08:00", "tokyo": "+09:00",
	"japan": "+09:00", "seoul": "+09:00", "korean": "+09:00", "india": "+05:30", "indian standard": "+05:30",
}

// zone reads the zone behind a clock time: ET, GMT, UTC+8, Eastern time, Beijing
// time, local time. What is not known has no offset, but belongs to the time.
func (p *parser) zone(i int) (offset string, next int) {
	if z, ok := zones[p.raw(i)]; ok {
		if hours, n := p.offsetHours(i + 1); n > 0 && z == "Z" {
			return hours, n
		}
		return z, i + 1
	}
	if p.word(i) == "local" && p.word(i+1) == "time" {
		return "", i + 2
	}
	if !p.capital(i) {
		return "", 0
	}
	name := p.word(i)
	for at := i + 1; at < i+4; at++ {
		if w := p.word(at); w != "time" {
			name += " " + w
			continue
		}
		if z := namedZone(name); z != "" || at == i+1 {
			return z, at + 1
		}
		break
	}
	if z := american[p.word(i)]; z != "" && !p.capital(i+1) {
		return z, i + 1 // 8 p.m. Eastern
	}
	return "", 0
}

// isZoned tells whether a zone stands at token i.
func (p *parser) isZoned(i int) bool {
	_, next := p.zone(i)
	return next > 0
}

// offsetHours reads the hours behind UTC or GMT: UTC+8, GMT-5.
func (p *parser) offsetHours(i int) (offset string, next int) {
	h, ok := p.digits(i+1, 1, 2)
	if sign := p.raw(i); (sign == "+" || sign == "-") && ok && h <= 14 && p.glued(i) && p.glued(i+1) {
		return fmt.Sprintf("%s%02d:00", sign, h), i + 2
	}
	return "", 0
}

// namedZone returns the offset of a zone by its name in small letters, without
// "time".
func namedZone(name string) string {
	if z := zoneNames[name]; z != "" {
		return z
	}
	region, season, _ := strings.Cut(name, " ")
	z := american[region]
	switch {
	case z == "" || season == "":
		return z
	case season == "standard":
		return fmt.Sprintf("-%02d:00", -winterOffset[z])
	case season == "daylight":
		return fmt.Sprintf("-%02d:00", -winterOffset[z]-1)
	}
	return ""
}

// offsetOf writes for the zone that a value ends in, if that is one of
// America's, how far it is from Greenwich on the value's day: nothing where the
// day is not told.
func offsetOf(value string) string {
	at := len(value) - len("ET")
	if at < 0 {
		return value
	}
	hours, ok := winterOffset[value[at:]]
	if !ok {
		return value
	}
	value = value[:at]
	if len(value) < len(dayForm) {
		return value
	}
	day, err := time.Parse(dayForm, value[:len(dayForm)])
	if err != nil || day.Year() < firstSummer {
		return value
	}
	return value + fmt.Sprintf("-%02d:00", -hours-boolTo(isSummer(day)))
}

// firstSummer is the first year whose rule for summer time isSummer knows.
const firstSummer = 1987

// isSummer tells whether summer time holds in the United States on a day: since
// 2007 from the second Sunday of March to the first of November, before from
// the first of April to the last of October.
func isSummer(day time.Time) bool {
	y := day.Year()
	from, until := sunday(y, time.March, 8), sunday(y, time.November, 1)
	if y < 2007 {
		from, until = sunday(y, time.April, 1), sunday(y, time.October, 25)
	}
	return !day.Before(from) && day.Before(until)
}

// sunday returns the first Sunday of a month from a day on.
func sunday(y int, m time.Month, from int) time.Time {
	day := time.Date(y, m, from, 0, 0, 0, 0, time.UTC)
	return day.AddDate(0, 0, (7-int(day.Weekday()))%7)
}

// withOffsets resolves the zones of a time whose day is known as far as it is.
func withOffsets(e Expression) Expression {
	if e.Begin == "" {
		e.Value = offsetOf(e.Value)
		return e
	}
	e.Begin, e.Until = offsetOf(e.Begin), offsetOf(e.Until)
	e.Value = e.Begin + "/" + e.Until
	return e
}

// isBareHour tells whether token i is an hour of one or two digits whose zone
// only what stands before shows to be one: at 8 ET, but 24 CT scans.
func (p *parser) isBareHour(i int) bool {
	h, err := strconv.Atoi(p.raw(i))
	return err == nil && len(p.raw(i)) <= 2 && (h < 1 || h > 12 || !beforeHour[p.word(i-1)])
}

var beforeHour = wordSet("at by until till from since around about to before after - –")
