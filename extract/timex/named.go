package timex

import (
	"fmt"
	"strings"
	"time"
)

// holidays are named days by their words in lower case, Saint as st; those with a rule have
// its day in a year, the others are found and carry no value.
var holidays = map[string]func(year int) (month time.Month, day int){
	"christmas": fixed(12, 25), "christmas day": fixed(12, 25), "christmas eve": fixed(12, 24), "boxing day": fixed(12, 26),
	"new year's day": fixed(1, 1), "new year's eve": fixed(12, 31), "new year": fixed(1, 1), "halloween": fixed(10, 31),
	"valentine's day": fixed(2, 14), "may day": fixed(5, 1), "independence day": nil, "veterans day": fixed(11, 11),
	"armistice day": fixed(11, 11), "bastille day": fixed(7, 14), "juneteenth": fixed(6, 19),
	"thanksgiving": nth(11, time.Thursday, 4), "thanksgiving day": nth(11, time.Thursday, 4), "labor day": nth(9, time.Monday, 1),
	"martin luther king jr. day": nth(1, time.Monday, 3), "presidents day": nth(2, time.Monday, 3), "memorial day": lastOf(5, time.Monday),
	"columbus day": nth(10, time.Monday, 2), "mother's day": nth(5, time.Sunday, 2), "father's day": nth(6, time.Sunday, 3),
	"easter": easter(0), "easter sunday": easter(0), "easter monday": easter(1), "good friday": easter(-2), "palm sunday": easter(-7),
	"ash wednesday": easter(-46), "pentecost": easter(49), "anzac day": fixed(4, 25), "international women's day": fixed(3, 8),
	"australia day": fixed(1, 26), "election day": electionDay, "waitangi day": fixed(2, 6), "canada day": fixed(7, 1), "remembrance day": fixed(11, 11),
	"st patrick's day": fixed(3, 17), "new years day": fixed(1, 1), "new years eve": fixed(12, 31), "melbourne cup day": nth(11, time.Tuesday, 1),
	"ascension day": easter(39), "whit monday": easter(50), "all saints' day": fixed(11, 1), "maundy thursday": easter(-3),
	"ramadan": nil, "eid": nil, "eid al-fitr": nil, "eid al-adha": nil, "diwali": nil, "hanukkah": nil, "passover": nil,
	"yom kippur": nil, "rosh hashanah": nil, "lunar new year": lunarNewYear, "lunar new year's day": lunarNewYear, "chinese new year": lunarNewYear,
	"black friday": afterThanksgiving(1), "cyber monday": afterThanksgiving(4), "giving tuesday": afterThanksgiving(5),
	"super tuesday": nil, "black monday": nil, "black tuesday": nil, "black wednesday": nil, "black thursday": nil,
	"shrove tuesday": easter(-47), "fat tuesday": easter(-47), "mardi gras": easter(-47), "holy saturday": easter(-1),
	"july fourth": fixed(7, 4), "all souls' day": fixed(11, 2), "day of the dead": fixed(11, 2),
	"three kings day": fixed(1, 6), "human rights day": fixed(12, 10), "guy fawkes night": fixed(11, 5), "bonfire night": fixed(11, 5),
	"st george's day": fixed(4, 23), "st andrew's day": fixed(11, 30),
	"st david's day": fixed(3, 1), "groundhog day": fixed(2, 2), "cinco de mayo": fixed(5, 5),
	"victory day": nil, "republic day": nil, "national day": nil, "constitution day": nil, "indigenous peoples' day": nth(10, time.Monday, 2),
	"world press freedom day": fixed(5, 3), "world environment day": fixed(6, 5), "world refugee day": fixed(6, 20), "mandela day": fixed(7, 18),
	"africa day": fixed(5, 25), "international workers' day": fixed(5, 1), "world water day": fixed(3, 22), "world health day": fixed(4, 7),
	"corpus christi": easter(60), "vesak": nil, "purim": nil, "sukkot": nil, "navratri": nil, "durga puja": nil, "hari raya": nil,
	"earth day": fixed(4, 22), "world aids day": fixed(12, 1), "epiphany": fixed(1, 6), "ashura": nil, "nowruz": nil,
}

// holidayName writes a holiday as the list does.
var holidayName = strings.NewReplacer("’", "'", "st. ", "st ")

// holidayStarts are the first words of holidays.
var holidayStarts = makeHolidayStarts()

func makeHolidayStarts() map[string]bool {
	all := map[string]bool{}
	for name := range holidays {
		first, _, _ := strings.Cut(name, " ")
		first, _, _ = strings.Cut(first, "'")
		all[strings.TrimSuffix(first, ".")] = true
	}
	return all
}

func fixed(month time.Month, day int) func(int) (time.Month, int) {
	return func(int) (time.Month, int) { return month, day }
}

// nth is the nth such weekday of a month.
func nth(month time.Month, weekday time.Weekday, n int) func(int) (time.Month, int) {
	return func(year int) (time.Month, int) {
		first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC).Weekday()
		return month, 1 + (int(weekday)-int(first)+7)%7 + 7*(n-1)
	}
}

// afterThanksgiving is a day so many days from Thanksgiving.
func afterThanksgiving(days int) func(int) (time.Month, int) {
	return func(year int) (time.Month, int) {
		month, day := nth(11, time.Thursday, 4)(year)
		t := time.Date(year, month, day+days, 0, 0, 0, 0, time.UTC)
		return t.Month(), t.Day()
	}
}

// lastOf is the last such weekday of a month.
func lastOf(month time.Month, weekday time.Weekday) func(int) (time.Month, int) {
	return func(year int) (time.Month, int) {
		last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)
		return month, last.Day() - (int(last.Weekday())-int(weekday)+7)%7
	}
}

// electionDay is that of the United States: the Tuesday behind the first Monday.
func electionDay(year int) (time.Month, int) {
	month, day := nth(11, time.Monday, 1)(year)
	return month, day + 1
}

// lunarNewYears are month and day of the first day of the Chinese year, from 1990.
var lunarNewYears = strings.Fields(`01-27 02-15 02-04 01-23 02-10 01-31 02-19 02-07 01-28 02-16 02-05 01-24 02-12 02-01 01-22 02-09
01-29 02-18 02-07 01-26 02-14 02-03 01-23 02-10 01-31 02-19 02-08 01-28 02-16 02-05 01-25 02-12 02-01 01-22 02-10 01-29 02-17 02-06
01-26 02-13 02-03`)

// lunarNewYear is the first day of the Chinese year; of years beyond the list it
// is none.
func lunarNewYear(year int) (time.Month, int) {
	n := year - 1990
	if n < 0 || n >= len(lunarNewYears) {
		return 0, 0
	}
	day, err := time.Parse("01-02", lunarNewYears[n])
	if err != nil {
		panic(err) // the list is our own, and tested
	}
	return day.Month(), day.Day()
}

// easter is a day so many days from Easter Sunday, by the anonymous Gregorian
// computus (Meeus, Astronomical Algorithms).
func easter(days int) func(int) (time.Month, int) {
	return func(year int) (time.Month, int) {
		a, b, c := year%19, year/100, year%100
		d, e := b/4, b%4
		g := (8*b + 13) / 25
		h := (19*a + b - d - g + 15) % 30
		i, k := c/4, c%4
		l := (32 + 2*e + 2*i - h - k) % 7
		m := (a + 11*h + 19*l) / 433
		n := (h + l - 7*m + 90) / 25
		day := (h + l - 7*m + 33*n + 19) % 32
		t := time.Date(year, time.Month(n), day+days, 0, 0, 0, 0, time.UTC)
		return t.Month(), t.Day()
	}
}

// named reads a holiday, with its year or not.
func (p *parser) named(i int) (Expression, int) {
	if !p.capital(i) || !holidayStarts[p.word(i)] {
		return Expression{}, 0
	}
	found, next := "", 0
	for k := i; k < i+6 && k < p.sentence.Last; k++ {
		name := holidayName.Replace(p.lower[p.tokens[i].Start:p.tokens[k].End])
		if _, ok := holidays[name]; ok {
			found, next = name, k+1
		}
	}
	if next == 0 {
		return Expression{}, 0
	}
	e := Expression{Sure: found != "eid" && found != "may day", noYear: true}
	year := 0
	if y, n := p.yearAt(next); n > 0 && p.word(next) != "of" {
		year, next, e.noYear = y, n, false
	}
	if found == "super tuesday" && year == 0 {
		e.Value = p.weekdayValue(time.Tuesday, "", i) // of no rule, but told as news
		return e, next
	}
	rule := holidays[found]
	switch {
	case rule == nil || year > 0:
	case p.isStory():
		m, _ := rule(p.last.time.Year())
		year = p.storyYear(int(m))
	case !p.ref.IsZero():
		year = p.nearestYear(i, rule)
	}
	if rule == nil || year == 0 {
		return e, next
	}
	if m, d := rule(year); m > 0 {
		e.Value = fmt.Sprintf("%04d-%02d-%02d", year, int(m), d)
	}
	return e, next
}
