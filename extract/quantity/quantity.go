package quantity

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An Amount is a number with its unit.
type Amount struct {
	Value string // a decimal number without separators: 3500000000, 12.4, 0.5; of a range, 5/6
	Unit  string // ISO 4217 of money, "%" of percentages, else the unit's sign or word; empty of counts

	Begin, Until string // the ends of a range
}

// Parse reads the text of an amount, as "$3.5 billion", "about 12.4 percent",
// "two dozen", "30-foot" or "5 to 10 km". It gives none where a number is not
// said, nor of two that are no range.
func Parse(text string) (Amount, bool) { return parse(text, false) }

// ParseMeasure is Parse of what is known to be no money: pounds are a weight.
func ParseMeasure(text string) (Amount, bool) { return parse(text, true) }

func parse(text string, measure bool) (Amount, bool) {
	p := parser{words: split(text)}
	for i := 0; i < len(p.words); {
		i = p.read(i)
	}
	if measure && p.unit == "GBP" {
		p.unit = "lb"
	}
	a := Amount{Value: decimal(p.value), Unit: p.unit}
	switch {
	case p.vague || p.numbers < 1 || p.numbers > 2:
		return Amount{}, false
	case p.numbers == 1:
		return a, true
	}
	return p.rangeOf(a)
}

// rangeOf gives an amount the ends of a range where the words between its two
// numbers make it one. Of counts a hyphen does not: 2-3 is a score.
func (p *parser) rangeOf(a Amount) (Amount, bool) {
	from, to := p.first.value(), p.value
	if p.first.least == 0 && p.second.least > 0 && from < to/p.second.least {
		from *= p.second.least // $3-4 billion
	}
	if p.cents {
		from /= 100
	}
	if p.link == "" || p.link == "-" && a.Unit == "" || from >= to {
		return Amount{}, false
	}
	a.Begin, a.Until = decimal(from), a.Value
	a.Value = a.Begin + "/" + a.Until
	return a, true
}

// jointOf returns what makes a range of the numbers before and behind words [i,
// next): a hyphen, "to", or the "and" of "between"; empty where nothing does.
func (p *parser) jointOf(i, next int) (joint string) {
	for ; i < next; i++ {
		w := p.words[i]
		_, isUnit := units[w]
		switch {
		case isUnit, w == "per", w == "cent", joint == "to" && w == "-":
		case w == "to" && (joint == "" || joint == "-"), w == "and" && p.between && joint == "":
			joint = "to"
		case (w == "-" || w == "–" || w == "—") && joint == "":
			joint = "-"
		default:
			return ""
		}
	}
	return joint
}

// decimal writes a number. Products as 1.1 * 1e6 leave a trace in the last
// digits, which is rounded away.
func decimal(n float64) string {
	if math.Abs(n) < 1e15 {
		n = math.Round(n*1e6) / 1e6
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

type parser struct {
	words   []string
	value   float64 // of the last number
	numbers int
	unit    string
	minus   bool // the number to come is below zero
	vague   bool // several, dozens: no number is said
	cents   bool // the unit is a hundredth of that given

	first, second tally
	behind        int    // the word behind the first
	end           int    // that behind the last
	link          string // what makes a range of both
	between       bool   // that word stood before
}

// read reads what stands at word i and returns the index behind it.
func (p *parser) read(i int) int {
	w := p.words[i]
	if t, next := p.number(i); next > 0 {
		p.take(t, i, next)
		return next
	}
	switch w {
	case "between":
		p.between = true
		return i + 1
	case "several", "few", "couple", "many", "tens", "dozens", "hundreds", "thousands", "millions", "billions", "trillions",
		"thirds", "fifths", "sixths", "sevenths", "eighths", "ninths", "tenths":
		p.vague = true
		return i + 1
	case "minus", "-", "−":
		p.minus = w == "minus" || p.numbers == 0 && i+1 < len(p.words) && isDigit(p.words[i+1])
		return i + 1
	case "and":
		if p.numbers == 1 && !isCurrency(p.unit) && i+2 < len(p.words) && p.words[i+1] == "a" && p.words[i+2] == "half" {
			p.value += 0.5 // a metre and a half
			return i + 3
		}
	case "quarter", "quarters":
		if p.numbers == 0 {
			p.numbers, p.value = 1, 1
		}
		p.value *= 0.25
		return i + 1
	}
	return p.readUnit(i)
}

// take counts in a number that stands at words [i, next).
func (p *parser) take(t tally, i, next int) {
	if p.minus {
		t.total, t.group, p.minus = -t.total, -t.group, false
	}
	switch p.numbers {
	case 0:
		p.first, p.behind = t, next
	case 1:
		p.second, p.link = t, p.jointOf(p.behind, i)
	}
	p.value, p.end = t.value(), next
	p.numbers++
}

// readUnit reads a unit of one or two words.
func (p *parser) readUnit(i int) int {
	w := p.words[i]
	second, next := p.after(i)
	if u, ok := pairs[w+" "+second]; ok {
		p.unit = u
		return next
	}
	if w == "per" && second == "hour" {
		p.unit = map[string]string{"mi": "mph", "km": "km/h"}[p.unit]
		return next
	}
	if u, ok := units[w]; ok && p.numbers == 2 && p.end == i && p.unit != "" && u != p.unit {
		p.vague = true // 5 feet to 6 metres
	}
	if u, ok := units[w]; ok && (p.unit == "" || u == "%") && !p.isForeign(i) {
		p.unit = u
		switch w {
		case "cents", "pence":
			p.value /= 100
			p.cents = true
		}
	}
	return i + 1
}

// isForeign tells whether the money at word i is that of a state that we do not
// know to call it so: Tajik rubles are no Russian ones.
func (p *parser) isForeign(i int) bool {
	home := homes[p.words[i]]
	if home == "" || i == 0 || p.numbers == 0 || p.end == i {
		return false
	}
	w := p.words[i-1]
	return w[0] >= 'a' && w[0] <= 'z' && !strings.Contains(home, w)
}

// after returns the word behind word i and the index behind that, passing over
// a hyphen or slash.
func (p *parser) after(i int) (string, int) {
	i++
	if i < len(p.words) && (p.words[i] == "-" || p.words[i] == "/") {
		i++
	}
	if i >= len(p.words) {
		return "", i
	}
	return p.words[i], i + 1
}

// split cuts a text into numbers, words in lower case and signs; letters right
// behind digits are a word.
func split(text string) (words []string) {
	for i := 0; i < len(text); {
		r, width := utf8.DecodeRuneInString(text[i:])
		j := i + width
		switch {
		case unicode.IsSpace(r):
			i = j
			continue
		case unicode.IsDigit(r), r == '.' && isDigit(text[j:]) && !endsInDigit(text[:i]):
			for j < len(text) && (isDigit(text[j:]) || (text[j] == '.' || text[j] == ',') && isDigit(text[j+1:])) {
				j++
			}
			if j+1 < len(text) && (text[j:j+2] == "st" || text[j:j+2] == "nd" || text[j:j+2] == "rd" || text[j:j+2] == "th") {
				words = append(words, text[i:j]) // 77th is 77
				i = j + 2
				continue
			}
		case unicode.IsLetter(r):
			for j < len(text) {
				r, w := utf8.DecodeRuneInString(text[j:])
				if !unicode.IsLetter(r) && r != '.' && r != '$' {
					break
				}
				j += w
			}
		}
		word := strings.ToLower(strings.TrimRight(text[i:j], "."))
		if word != "" && word[0] == '.' {
			word = "0" + word // $.50
		}
		words = append(words, word)
		i = j
	}
	return words
}

func endsInDigit(s string) bool { return s != "" && isDigit(s[len(s)-1:]) }

func isDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
