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
	Value string // a decimal number without separators: 3500000000, 12.4, 0.5
	Unit  string // ISO 4217 of money, "%" of percentages, else the unit's sign or word; empty of counts
}

// Parse reads the text of an amount, as "$3.5 billion", "about 12.4 percent",
// "two dozen" or "30-foot". Of a range ("5 to 10 km") it is not told which
// number to give, and it gives none; nor where a number is not said.
func Parse(text string) (Amount, bool) { return parse(text, false) }

// ParseMeasure is Parse of what is known to be no money: pounds are a weight.
func ParseMeasure(text string) (Amount, bool) { return parse(text, true) }

func parse(text string, measure bool) (Amount, bool) {
	p := parser{words: split(text)}
	for i := 0; i < len(p.words); {
		i = p.read(i)
	}
	if p.numbers != 1 || p.vague {
		return Amount{}, false
	}
	if measure && p.unit == "GBP" {
		p.unit = "lb"
	}
	return Amount{Value: decimal(p.value), Unit: p.unit}, true
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
	value   float64
	numbers int
	unit    string
	minus   bool // the number to come is below zero
	vague   bool // several, dozens: no number is said
}

// read reads what stands at word i and returns the index behind it.
func (p *parser) read(i int) int {
	w := p.words[i]
	if n, next := p.number(i); next > 0 {
		if p.minus {
			n = -n
		}
		p.value, p.minus = n, false
		p.numbers++
		return next
	}
	switch w {
	case "several", "few", "couple", "many", "tens", "dozens", "hundreds", "thousands", "millions", "billions", "trillions",
		"thirds", "fifths", "sixths", "sevenths", "eighths", "ninths", "tenths":
		p.vague = true
		return i + 1
	case "minus", "-", "−":
		p.minus = w == "minus" || p.numbers == 0 && i+1 < len(p.words) && isDigit(p.words[i+1])
		return i + 1
	case "quarter", "quarters":
		if p.numbers == 0 {
			p.numbers, p.value = 1, 1
		}
		p.value *= 0.25
		return i + 1
	}
	return p.readUnit(i)
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
	if u, ok := units[w]; ok && (p.unit == "" || u == "%") {
		p.unit = u
		switch w {
		case "cents", "pence":
			p.value /= 100
		}
	}
	return i + 1
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
		case unicode.IsDigit(r):
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
		words = append(words, strings.ToLower(strings.TrimRight(text[i:j], ".")))
		i = j
	}
	return words
}

func isDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
