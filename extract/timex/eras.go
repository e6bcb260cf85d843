package timex

import (
	"fmt"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// eras are what may stand beside a year that is counted from or to our era.
var eras = map[string]string{"bc": "BC", "b.c": "BC", "bce": "BC", "b.c.e": "BC", "ad": "", "a.d": "", "ce": "", "c.e": ""}

// era returns the mark of token i in a value, BC or nothing.
func (p *parser) era(i int) (mark string, ok bool) {
	w := p.raw(i)
	if w == "" || w[0] != 'A' && w[0] != 'B' && w[0] != 'C' {
		return "", false
	}
	if behind := p.word(i + 1); w == "BC" && behind != "" && p.tokens[i+1].Kind == segment.Word && (p.capital(i+1) || !closed[behind]) {
		return "", false // in 2019 BC Ferries; 12 BC mills
	}
	mark, ok = eras[p.word(i)]
	return mark, ok
}

// yearOfEra reads 492 BC; A.D. 70; 79 AD; 264 to 241 BC; 264 BC - 241 BC.
func (p *parser) yearOfEra(i int) (Expression, int) {
	mark, first := p.era(i)
	if first {
		i++
	}
	y, ok := p.eraYear(i)
	if !ok || first && mark == "BC" {
		return Expression{}, 0
	}
	next := i + 1
	if first {
		return Expression{Value: fmt.Sprintf("%04d", y), Sure: true}, next
	}
	mark, marked := p.era(next)
	if marked {
		next++
	}
	if e, n := p.untilEra(mark, marked, y, next); n > 0 {
		return e, n
	}
	if !marked {
		return Expression{}, 0
	}
	return Expression{Value: fmt.Sprintf("%s%04d", mark, y), Sure: true}, next
}

// untilEra reads the second year of a range, which the era stands behind.
func (p *parser) untilEra(mark string, marked bool, from, i int) (Expression, int) {
	if w := p.word(i); w != "to" && !isHyphen(w) {
		return Expression{}, 0
	}
	y, ok := p.eraYear(i + 1)
	until, ended := p.era(i + 2)
	if !marked {
		mark = until
	}
	grows := mark == "" && from < y || mark == "BC" && (until == "" || from > y)
	if !ok || !ended || !grows || mark == "" && until == "BC" {
		return Expression{}, 0
	}
	begin, end := fmt.Sprintf("%s%04d", mark, from), fmt.Sprintf("%s%04d", until, y)
	return Expression{Value: begin + "/" + end, Begin: begin, Until: end, Sure: true}, i + 3
}

func (p *parser) eraYear(i int) (int, bool) {
	y, ok := p.digits(i, 1, 4)
	return y, ok && y > 0
}
