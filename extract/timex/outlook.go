package timex

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// An undecided expression can be read in two ways, of which one is later: a
// date of which the text says no year or week is the last of its name or the one
// to come, an hour is before noon or after it.
type undecided byte

const (
	someWeekday undecided = 'w'
	someMonth   undecided = 'm'
	someDay     undecided = 'd' // of a month
	someQuarter undecided = 'q'
	someWeekend undecided = 'n'
	someHour    undecided = 'h'
)

// isLater tells whether the undecided expression at token i means the later of
// two times. Of a date, the last one is back days (or months, of a month;
// quarters, of a quarter) before the day of writing and the one to come ahead days
// after it; an hour is back hours behind midnight and ahead hours before noon. It
// is a logistic regression over the words around and what the rules of tense.go
// say, learned from corpus/train (outlook_test.go).
func (p *parser) isLater(i int, kind undecided, back, ahead int) bool {
	made := &p.choices[boolTo(kind == someHour)]
	if made.at != i {
		made.before, made.at = made.last, i
	}
	features := p.outlookFeatures(i, kind, back, ahead)
	later := false
	if p.foretold != nil {
		later = p.foretold(features)
	} else {
		later = logOdds(outlookWeights(), features) > 0
	}
	made.last = choice{later, back}
	return later
}

// choices are the last two answers for dates, or for hours.
type choices struct {
	at           int // the token that was asked about last
	last, before choice
}

type choice struct {
	later bool
	back  int
}

// previous tells of the choice before the one at hand.
func (p *parser) previous(kind undecided, back int) string {
	was := p.choices[boolTo(kind == someHour)].before
	switch {
	case was == choice{}:
		return "none"
	case kind == someHour && back < was.back:
		return strconv.FormatBool(was.later) + ", counts down"
	}
	return strconv.FormatBool(was.later)
}

//go:generate go test . -run TestOutlook -learn ../../corpus/train
//go:embed outlook.tsv
var outlookTable string

// outlookWeights holds the weight of each feature. Texts without undecided dates
// do not need them.
var outlookWeights = sync.OnceValue(func() map[string]float64 {
	weights := map[string]float64{}
	for line := range strings.Lines(outlookTable) {
		feature, weight, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		weights[feature], _ = strconv.ParseFloat(weight, 64)
	}
	return weights
})

func logOdds(weights map[string]float64, features []string) (sum float64) {
	for _, f := range features {
		sum += weights[f]
	}
	return sum
}

// outlookFeatures tells what speaks for and against the later reading of what
// stands at token i.
func (p *parser) outlookFeatures(i int, kind undecided, back, ahead int) []string {
	k := string(kind)
	rule, verb := p.ruleOfOutlook(i)
	gap := k + " " + stretch(back) + " " + stretch(ahead)
	left, right, previous := p.shape(i-1), p.shape(i+1), p.previous(kind, back)
	list := []string{
		"bias", "kind " + k, "rule " + rule, "rule " + rule + " " + k, "rule " + rule + " " + verb, "gap " + gap, "gap " + gap + " " + rule,
		"nearer " + k + " " + nearer(back, ahead), "nearer " + k + " " + nearer(back, ahead) + " " + rule,
		"previous " + previous, "previous " + previous + " " + rule,
		"-1 " + left, "-1 " + left + " " + rule, "-2 " + p.shape(i-2) + " " + left,
		"+1 " + right, "+1 " + right + " " + rule, "+2 " + right + " " + p.shape(i+2),
	}
	const reach = 8 // tokens
	for at := i - 1; at >= max(p.sentence.First, i-reach); at-- {
		list = append(list, "before "+p.shape(at))
	}
	for at := i + 1; at < min(p.sentence.Last, i+reach); at++ {
		list = append(list, "behind "+p.shape(at))
	}
	if kind == someHour { // the same words say other things of it
		for n := range list {
			list[n] = "hour " + list[n]
		}
	}
	return list
}

// ruleOfOutlook names what tense and limits say of the date at token i, and how
// far the verb is that says it.
func (p *parser) ruleOfOutlook(i int) (rule, verb string) {
	ahead, at := p.verbFor(i)
	verb = "far"
	if d := i - at; at >= 0 && d > -6 && d < 6 {
		verb = strconv.Itoa(d)
	}
	limit := p.isLimit(i)
	switch {
	case at < 0 && limit:
		return "limit", ""
	case at < 0:
		return "none", ""
	case ahead:
		return "ahead", verb
	case limit:
		return "past limit", verb
	}
	return "past", verb
}

// nearer tells which of two distances is smaller, and whether by far.
func nearer(back, ahead int) string {
	switch {
	case 4*back < ahead:
		return "back by far"
	case back < ahead:
		return "back"
	case 4*ahead < back:
		return "ahead by far"
	}
	return "ahead"
}

// shape returns token i in lower case, numbers and names as one.
func (p *parser) shape(i int) string {
	w := p.word(i)
	switch {
	case w == "" && i < p.sentence.First:
		return "^"
	case w == "":
		return "$"
	case w[0] >= '0' && w[0] <= '9':
		return "0"
	case p.capital(i) && i > p.sentence.First && monthOrWeekday(w) == "" && !past[w]: // Man Shot Friday Night
		return "Name"
	}
	if m := monthOrWeekday(w); m != "" {
		return m
	}
	return w
}

// monthOrWeekday returns one word for all months and one for all weekdays.
func monthOrWeekday(w string) string {
	if weekdaySieve.holds(w) && weekdays[w] > 0 || w == "sunday" {
		return "Weekday"
	}
	if monthSieve.holds(w) && months[w] > 0 && !loneMonths[w] {
		return "Month"
	}
	return ""
}

// stretch puts a distance into one of few classes.
func stretch(n int) string {
	for _, most := range []int{0, 1, 2, 3, 4, 5, 6, 8, 11, 14, 31, 92, 183} {
		if n <= most {
			return strconv.Itoa(most)
		}
	}
	return "more"
}
