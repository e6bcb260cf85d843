package quantity

import (
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
func Parse(text string) (Amount, bool) {
	words := split(text)
	p := parser{words: words}
	for i := 0; i < len(words); {
		i = p.read(i)
	}
	if p.numbers != 1 {
		return Amount{}, false
	}
	value := strconv.FormatFloat(p.value*p.scale(), 'f', -1, 64)
	return Amount{Value: value, Unit: p.unit}, true
}

type parser struct {
	words   []string
	value   float64
	factor  float64 // of words like million, 0 before one is seen
	numbers int
	unit    string
}

func (p *parser) scale() float64 {
	if p.factor == 0 {
		return 1
	}
	return p.factor
}

// read reads what stands at word i and returns the index behind it.
func (p *parser) read(i int) int {
	w := p.words[i]
	if n, next, ok := p.number(i); ok {
		p.value = n
		p.numbers++
		return next
	}
	if f, ok := scales[w]; ok {
		p.factor = f * p.scale()
		if p.numbers == 0 {
			p.value, p.numbers = 1, 1 // a million
		}
		return i + 1
	}
	if n, ok := ordinals[w]; ok {
		p.value = float64(n)
		p.numbers++
		return i + 1
	}
	if u, ok := units[w]; ok && (p.unit == "" || u == "%") {
		p.unit = u
	}
	return i + 1
}

// number reads digits, or words from one to ninety-nine and their hundreds.
func (p *parser) number(i int) (n float64, next int, ok bool) {
	w := p.words[i]
	if w[0] >= '0' && w[0] <= '9' {
		digits := strings.TrimRightFunc(w, unicode.IsLetter)
		n, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
		if err != nil {
			return 0, i, false
		}
		if f, known := suffixes[w[len(digits):]]; known {
			p.factor = f
		}
		return n, i + 1, true
	}
	if w == "half" {
		return 0.5, i + 1, true
	}
	small, ok := numbers[w]
	if !ok {
		return 0, i, false
	}
	n, next = float64(small), i+1
	for next < len(p.words) {
		w := p.words[next]
		ones, known := numbers[w]
		switch {
		case w == "-" || w == "and" && next+1 < len(p.words) && numbers[p.words[next+1]] > 0:
			next++
			continue
		case known && small >= 20 && ones < 10 || known && n >= 100:
			n += float64(ones)
			small = ones
		case w == "hundred":
			n *= 100
		default:
			return n, next, true
		}
		next++
	}
	return n, next, true
}

// split cuts a text into numbers, words in lower case and signs.
func split(text string) (words []string) {
	for i := 0; i < len(text); {
		r, width := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsDigit(r):
			j := i
			for j < len(text) && (text[j] >= '0' && text[j] <= '9' || (text[j] == '.' || text[j] == ',') && j+1 < len(text) && text[j+1] >= '0' && text[j+1] <= '9') {
				j++
			}
			for j < len(text) && (text[j] >= 'a' && text[j] <= 'z' || text[j] >= 'A' && text[j] <= 'Z') {
				j++
			}
			words = append(words, strings.ToLower(text[i:max(j, i+width)]))
			i = max(j, i+width)
		case unicode.IsLetter(r):
			j := i
			for j < len(text) {
				r, w := utf8.DecodeRuneInString(text[j:])
				if !unicode.IsLetter(r) && r != '.' && r != '$' {
					break
				}
				j += w
			}
			words = append(words, strings.ToLower(strings.TrimRight(text[i:j], ".")))
			i = j
		default:
			if !unicode.IsSpace(r) {
				words = append(words, text[i:i+width])
			}
			i += width
		}
	}
	return words
}
