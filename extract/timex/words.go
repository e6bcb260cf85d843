package timex

import (
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
	"sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}

// loneMonths are names of months that say little when they stand alone.
var loneMonths = map[string]bool{"may": true, "march": true, "august": true, "mar": true, "jan": true, "dec": true, "jun": true, "sep": true, "oct": true}

var weekdays = map[string]time.Weekday{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 0,
	"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 0,
}

var dayParts = map[string]string{
	"morning": "TMO", "mornings": "TMO", "afternoon": "TAF", "afternoons": "TAF", "evening": "TEV", "evenings": "TEV",
	"night": "TNI", "nights": "TNI", "midday": "TMI", "noon": "T12:00", "midnight": "T24:00", "lunchtime": "TMI", "dawn": "TMO", "daybreak": "TMO", "dusk": "TEV", "nightfall": "TNI",
}

// unit is a unit of calendar or clock time.
type unit struct {
	code  byte // of a duration: S, m for minutes, H, D, W, M, Y, E for decades, C for centuries
	short bool
}

var units = map[string]unit{
	"second": {'S', true}, "minute": {'m', true}, "hour": {'H', true}, "day": {'D', false}, "week": {'W', false},
	"fortnight": {'F', false}, "month": {'M', false}, "year": {'Y', false}, "decade": {'E', false}, "century": {'C', false},
	"quarter": {'Q', false}, "weekend": {'N', false}, "season": {'s', false},
}

// unitOf returns the unit of a word in singular or plural.
func unitOf(word string) (u unit, plural, ok bool) {
	if !unitSieve.holds(word) {
		return u, false, false
	}
	if u, ok = units[word]; ok {
		return u, false, true
	}
	switch word {
	case "centuries":
		return units["century"], true, true
	case "yr", "yrs":
		return units["year"], word == "yrs", true
	case "min", "mins":
		return units["minute"], true, true
	case "hrs":
		return units["hour"], true, true
	}
	if singular, found := strings.CutSuffix(word, "s"); found {
		u, ok = units[singular]
		return u, true, ok
	}
	return u, false, false
}

var seasons = map[string]string{"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

var small = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
	"eighty": 80, "ninety": 90,
}

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
	"eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}

// decades are those of the twentieth century as they are called in words.
var decades = map[string]string{
	"twenties": "192", "thirties": "193", "forties": "194", "fifties": "195", "sixties": "196", "seventies": "197", "eighties": "198", "nineties": "199",
}

// modifiers are the words before a date that say which part of it.
var modifiers = map[string]string{"early": "START", "mid": "MID", "late": "END", "earlier": "START", "later": "END", "middle": "MID"}

// approximations are the words before a number of units, with their TIMEX3
// modifier, by their first word; the rest must follow.
var approximations = []struct {
	words []string
	mod   string
}{
	{[]string{"at", "least"}, "EQUAL_OR_MORE"}, {[]string{"at", "most"}, "EQUAL_OR_LESS"}, {[]string{"more", "than"}, "MORE_THAN"},
	{[]string{"less", "than"}, "LESS_THAN"}, {[]string{"fewer", "than"}, "LESS_THAN"}, {[]string{"no", "more", "than"}, "EQUAL_OR_LESS"},
	{[]string{"up", "to"}, "EQUAL_OR_LESS"}, {[]string{"nearly"}, "LESS_THAN"}, {[]string{"almost"}, "LESS_THAN"},
	{[]string{"about"}, "APPROX"}, {[]string{"around"}, "APPROX"}, {[]string{"approximately"}, "APPROX"}, {[]string{"roughly"}, "APPROX"},
	{[]string{"some"}, "APPROX"}, {[]string{"over"}, "MORE_THAN"}, {[]string{"just", "over"}, "MORE_THAN"}, {[]string{"just", "under"}, "LESS_THAN"},
	{[]string{"under"}, "LESS_THAN"}, {[]string{"only"}, ""},
}

// A start tells of a word that can begin an expression which readers can read
// one there.
type start struct {
	readers readers
	before  bool // only before some words, as "the" can
}

// starts holds every word that can begin an expression.
var starts = makeStarts()

// seconds are words that may follow one that starts before them, beside those of
// starts.
var seconds = wordSet("current full middle more consecutive straight min mins yr yrs hrs couple dozen dozens tens than least most to under fiscal other small")

func makeStarts() map[string]start {
	all := map[string]start{}
	add := func(words iter.Seq[string], r readers) {
		for w := range words {
			all[w] = start{readers: all[w].readers | r}
		}
	}
	add(maps.Keys(months), readsCalendar)
	add(maps.Keys(weekdays), readsWeekday)
	add(plurals(weekdays), readsWeekday)
	add(maps.Keys(small), readsSpan|readsClock)
	add(maps.Keys(ordinals), readsCalendar|readsSpan|readsHalf)
	add(maps.Keys(units), readsSpan|readsWeekOf|readsRelative|readsClock)
	add(plurals(units), readsSpan)
	add(maps.Keys(seasons), readsCalendar)
	add(maps.Keys(modifiers), readsCalendar|readsWeekday|readsRelative|readsPartOf)
	add(maps.Keys(holidayStarts), readsNamed)
	add(maps.Keys(decades), readsCalendar)
	for _, a := range approximations {
		add(slices.Values(a.words[:1]), readsSpan)
	}
	for words, r := range map[string]readers{
		"today yesterday tomorrow tonight overnight same recent rest remainder":        readsRelative,
		"last next this past previous following coming preceding":                      readsCalendar | readsRelative | readsWeekday | readsSpan | readsHalf,
		"annual annually daily weekly monthly yearly hourly quarterly once twice aged": readsSpan,
		"several few many hundred hundreds thousands decades centuries final weekdays": readsSpan,
		"every each":                  readsSpan | readsWeekday,
		"noon midnight midday":        readsClock,
		"q1 q2 q3 q4 h1 h2 fiscal fy": readsCalendar,
		"half quarter":                readsSpan | readsClock,
		"morning afternoon evening night dawn dusk daybreak nightfall lunchtime": readsPartOf,
		"end beginning start": readsCalendar | readsRelative,
		"latter":              readsHalf,
		"a.d ad":              readsCalendar,
		"between":             readsBetween,
		"that":                readsRelative,
		"a an":                readsSpan | readsClock,
		"the":                 readsCalendar | readsRelative | readsSpan | readsPartOf | readsWeekOf | readsHalf,
	} {
		add(slices.Values(strings.Fields(words)), r)
	}
	for _, w := range strings.Fields(`ad a.d the a an that this same every each some over about around only under approximately roughly
		nearly almost more less fewer no at up just between`) {
		all[w] = start{all[w].readers, true}
	}
	return all
}

// plurals returns the keys of a map with an s.
func plurals[V any](words map[string]V) iter.Seq[string] {
	return func(yield func(string) bool) {
		for w := range words {
			if !yield(w + "s") {
				return
			}
		}
	}
}

// number reads a whole number, in digits or words, at token i: 30, 1,999,
// twenty-two, a dozen. n is -1 where the count is not told (several).
func (p *parser) number(i int) (n float64, next int) {
	w := p.word(i)
	if w == "" {
		return 0, 0
	}
	if w[0] >= '0' && w[0] <= '9' {
		if strings.Trim(w, "0123456789,.") != "" {
			return 0, 0 // 10:30, 1990s
		}
		f, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64)
		if err != nil {
			return 0, 0
		}
		part, next := p.fraction(i + 1)
		return f + part, next
	}
	switch w {
	case "a", "an":
		switch p.word(i + 1) {
		case "few", "couple":
			if p.word(i+2) == "of" {
				return -1, i + 3
			}
			return -1, i + 2
		case "dozen":
			return 12, i + 2
		case "hundred":
			return 100, i + 2
		case "half":
			return 0, 0
		case "quarter":
			return p.number(i + 1)
		}
		return 1, i + 1
	case "several", "many", "few":
		return -1, i + 1
	case "hundreds", "thousands", "dozens", "tens":
		if p.word(i+1) == "of" {
			return -1, i + 2
		}
		return 0, 0
	case "quarter":
		if p.word(i-1) == "a" && p.word(i+1) == "of" && (p.word(i+2) == "a" || p.word(i+2) == "an") {
			return 0.25, i + 3
		}
		return 0, 0
	case "half":
		if p.word(i+1) == "a" || p.word(i+1) == "an" {
			return 0.5, i + 2
		}
		return 0, 0
	}
	return p.smallNumber(i)
}

// fraction reads a half or quarter behind digits: 2 1/2, 2-1/2, 2½. Where there is
// none it reads nothing.
func (p *parser) fraction(i int) (part float64, next int) {
	switch p.word(i) {
	case "½":
		return 0.5, i + 1
	case "¼":
		return 0.25, i + 1
	case "¾":
		return 0.75, i + 1
	}
	at := i + boolTo(p.word(i) == "-")
	if p.word(at+1) != "/" || !p.glued(at+1) || !p.glued(at+2) {
		return 0, i
	}
	above, ok1 := p.digits(at, 1, 1)
	below, ok2 := p.digits(at+2, 1, 1)
	if !ok1 || !ok2 || above < 1 || above >= below || below != 2 && below != 4 {
		return 0, i
	}
	return float64(above) / float64(below), at + 3
}

func (p *parser) smallNumber(i int) (float64, int) {
	w := p.word(i)
	if !smallSieve.holds(w) {
		return 0, 0
	}
	n, ok := small[w]
	if !ok {
		return 0, 0
	}
	next := i + 1
	if n >= 20 && isHyphen(p.word(next)) {
		if ones, ok := small[p.word(next+1)]; ok && ones < 10 {
			return float64(n + ones), next + 2
		}
	}
	switch p.word(next) {
	case "hundred":
		if p.word(next+1) == "and" {
			if more, end := p.smallNumber(next + 2); end > 0 && more < 100 {
				return float64(n*100) + more, end
			}
		}
		return float64(n * 100), next + 1
	case "thousand":
		return float64(n * 1000), next + 1
	}
	return float64(n), next
}

// digits returns the value of token i if it is digits only, between low and
// high digits long.
func (p *parser) digits(i, low, high int) (int, bool) {
	w := p.raw(i)
	if len(w) < low || len(w) > high {
		return 0, false
	}
	for j := range len(w) {
		if w[j] < '0' || w[j] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(w)
	return n, err == nil
}

// ordinal returns the value of 22nd or fourth at token i.
func (p *parser) ordinal(i int) (int, bool) {
	w := p.word(i)
	if ordinalSieve.holds(w) {
		if n, ok := ordinals[w]; ok {
			return n, true
		}
	}
	if len(w) < 3 || w[0] < '0' || w[0] > '9' {
		return 0, false
	}
	switch w[len(w)-2:] {
	case "st", "nd", "rd", "th":
		n, err := strconv.Atoi(w[:len(w)-2])
		return n, err == nil
	}
	return 0, false
}
