package timex

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// decade reads the 1990s, the mid-1990s, the '90s, the 21st century.
func (p *parser) decade(i int) (Expression, int) {
	at, mod := i, ""
	if p.word(at) == "the" {
		at++
	}
	if m, next := p.modifier(at); next > 0 {
		mod, at = m, next
	}
	w := p.word(at)
	if len(w) == 5 && w[4] == 's' && w[3] == '0' && p.tokens[at].Kind == 1 {
		if _, err := strconv.Atoi(w[:4]); err == nil {
			return Expression{Value: w[:3], Mod: mod, Sure: true}, at + 1
		}
	}
	if len(w) == 4 && w[3] == '0' && p.inside && p.glued(at+1) && (p.word(at+1) == "'s" || p.word(at+1) == "’s") {
		return Expression{Value: w[:3], Mod: mod, Sure: true}, at + 2 // the 1970's
	}
	if (w == "'" || w == "’" || w == "‘") && len(p.word(at+1)) == 3 && strings.HasSuffix(p.word(at+1), "0s") {
		return Expression{Value: "19" + p.word(at + 1)[:1], Mod: mod, Sure: true}, at + 2
	}
	if len(w) == 3 && w[0] >= '3' && w[0] <= '9' && w[1:] == "0s" && p.inside && p.word(at-1) == "the" {
		return Expression{Value: "19" + w[:1], Mod: mod, Sure: true}, at + 1 // the 90s
	}
	if value := decadeOf(w); value != "" && p.word(p.pastModifier(at)) == "the" {
		named := !p.capital(at+1) && p.word(at+1) != "field" && p.word(at+1) != "pipeline"
		return Expression{Value: value, Mod: mod, Sure: named && p.capital(at) || mod != "", Certain: named && p.capital(at)}, at + 1
	}
	n, ok := p.ordinal(at)
	next := at + 1
	if ok && isHyphen(p.word(next)) {
		next++
	}
	if ok && (p.word(next) == "century" || p.word(next) == "centuries") {
		next++
		if mark, ok := p.era(next); ok && mark != "" {
			return Expression{Value: fmt.Sprintf("%s%02d", mark, n-1), Mod: mod, Sure: true}, next + 1
		} else if ok {
			next++
		}
		return Expression{Value: fmt.Sprintf("%02d", n-1), Mod: mod, Sure: true}, next
	}
	return Expression{}, 0
}

func decadeOf(w string) string {
	if decadeSieve.holds(w) {
		return decades[w]
	}
	return ""
}

// pastModifier returns the token before token i and a modifier before that.
func (p *parser) pastModifier(i int) int {
	i--
	if isHyphen(p.word(i)) {
		i--
	}
	if modifiers[p.word(i)] != "" {
		i--
	}
	return i
}

func modifierOf(w string) (mod string, ok bool) {
	if modifierSieve.holds(w) {
		mod, ok = modifiers[w]
	}
	return mod, ok
}

// modifier reads early, mid-, late, the end of, the beginning of.
func (p *parser) modifier(i int) (mod string, next int) {
	w := p.word(i)
	if m, ok := modifierOf(w); ok && w != "middle" {
		next = i + 1
		if isHyphen(p.word(next)) || p.word(next) == "in" {
			next++
		}
		return m, next
	}
	if p.word(i+1) != "of" {
		return "", 0
	}
	switch w {
	case "end":
		return "END", i + 2
	case "beginning", "start":
		return "START", i + 2
	case "middle":
		return "MID", i + 2
	}
	return "", 0
}

// period reads quarters, halves, fiscal years and seasons: Q3 2023, the third
// quarter of 2023, fiscal 2024, FY24, the summer of 1998.
func (p *parser) period(i int) (Expression, int) {
	at := i
	if p.word(at) == "the" {
		at++
	}
	if e, next := p.quarterSign(at); next > 0 {
		return e, next
	}
	code, next := p.part(at)
	if next > 0 {
		if y, n := p.yearAt(next); n > 0 {
			return Expression{Value: fmt.Sprintf("%04d-%s", y, code), Sure: true}, n
		}
		if year, n := p.fiscal(next + boolTo(p.word(next) == "of")); n > 0 {
			year.Value += "-" + code
			return year, n
		}
		return p.partAlone(i, code, next)
	}
	return p.fiscal(at)
}

// quarterSign reads a quarter with its year in one word: 1Q26, 3Q2025.
func (p *parser) quarterSign(i int) (Expression, int) {
	w := p.word(i)
	if len(w) != len("1q26") && len(w) != len("1q2026") || w[1] != 'q' || w[0] < '1' || w[0] > '4' {
		return Expression{}, 0
	}
	y, err := strconv.Atoi(w[2:])
	if err != nil || y >= 100 && (y < 1900 || y >= 2200) {
		return Expression{}, 0
	}
	if y < 100 {
		y += 2000
	}
	return Expression{Value: fmt.Sprintf("%04d-Q%c", y, w[0]), Sure: true, Certain: true}, i + 1
}

// fiscal reads a fiscal year: fiscal 2024, FY24, FY2024, FY 2024, FY2023-24. It
// is called by the year that it ends in.
func (p *parser) fiscal(i int) (Expression, int) {
	w, at := p.word(i), i
	if w == "fiscal" || w == "fy" {
		if p.word(at+1) == "year" {
			at++
		}
		if y, n := p.yearAt(at + 1); n > 0 {
			return p.fiscalTo(y, n)
		}
	}
	if !isFiscal(w) {
		return Expression{}, 0
	}
	y, err := strconv.Atoi(w[len("fy"):])
	if err != nil || y >= 100 && (y < 1900 || y >= 2200) {
		return Expression{}, 0
	}
	if y < 100 {
		y += 2000
	}
	return p.fiscalTo(y, at+1)
}

// fiscalTo ends a fiscal year, behind which a second one may stand.
func (p *parser) fiscalTo(y, next int) (Expression, int) {
	w := p.word(next)
	if until, ok := p.digits(next+1, 2, 2); ok && (isHyphen(w) || w == "/") && p.glued(next) && p.glued(next+1) && until == (y+1)%100 {
		y, next = y+1, next+2
	}
	return Expression{Value: fmt.Sprintf("FY%04d", y), Sure: true, Certain: true}, next
}

// part reads what a year is divided in and returns its code: Q3, H1, SU.
func (p *parser) part(i int) (code string, next int) {
	w := p.word(i)
	if len(w) == 2 && (w[0] == 'q' && w[1] >= '1' && w[1] <= '4' || w[0] == 'h' && (w[1] == '1' || w[1] == '2')) {
		return strings.ToUpper(w), i + 1
	}
	if seasonSieve.holds(w) {
		if s, ok := seasons[w]; ok {
			return s, i + 1
		}
	}
	if len(w) == 2 && w[1] == 'q' && w[0] >= '1' && w[0] <= '4' {
		return "Q" + w[:1], i + 1
	}
	n, ok := p.ordinal(i)
	next = i + 1
	if isHyphen(p.word(next)) {
		next++
	}
	switch {
	case p.word(i) == "last" && p.word(next) == "quarter" && p.word(next+1) == "of":
		return "Q4", next + 1
	case ok && n <= 4 && p.word(next) == "quarter":
		return fmt.Sprintf("Q%d", n), next + 1
	case ok && n <= 2 && p.word(next) == "half" && p.word(next+1) == "of":
		return fmt.Sprintf("H%d", n), next + 1
	}
	return "", 0
}

// partAlone reads a quarter or season without its year.
func (p *parser) partAlone(i int, code string, next int) (Expression, int) {
	quarter := code[0] == 'Q'
	if !quarter && !p.inside {
		return Expression{}, 0
	}
	if w := p.word(next); w == "of" || code[0] == 'H' {
		if w == "of" && p.word(next+1) == "the" && p.word(next+2) == "year" {
			next += 3
		} else if code[0] == 'H' {
			return Expression{}, 0
		}
	}
	e := Expression{Sure: quarter && p.word(i) != "second"}
	if !p.ref.IsZero() {
		e.Value = fmt.Sprintf("%04d-%s", p.yearOfPart(i, code), code)
	}
	return e, next
}

// yearOfPart returns the year of a quarter named without it: this, or the last
// where it has not begun and the sentence does not look ahead.
func (p *parser) yearOfPart(at int, code string) int {
	y := p.ref.Year()
	if code[0] != 'Q' {
		return y
	}
	ahead := int(code[1]) - int(quarterOf(p.ref)[len("2006-Q")])
	if ahead > 0 && !p.isLater(at, someQuarter, 4-ahead, ahead) {
		y--
	}
	return y
}

// year reads 2019, early 2019, 1910-45, the end of 2020.
func (p *parser) year(i int) (Expression, int) {
	at, mod := i, ""
	if p.word(at) == "the" && p.word(at+2) == "of" {
		at++
	}
	if m, next := p.modifier(at); next > 0 {
		mod, at = m, next
		if m := p.month(at); m > 0 {
			e, n := p.dateInside(at)
			e.Mod, e.Sure = mod, true
			return e, n
		}
	}
	y, ok := p.digits(at, 4, 4)
	if !ok || y < 1000 || y >= 2200 || at > i && mod == "" || p.raw(at)[0] == '0' {
		return Expression{}, 0
	}
	if e, next := p.years(at, y); next > 0 && mod == "" {
		return e, next
	}
	if code, next := p.part(at + 1 + boolTo(isHyphen(p.word(at+1)))); next > 0 && mod == "" && (code[0] == 'Q' || code[0] == 'H') && next <= at+3 && len(p.word(next-1)) == 2 {
		return Expression{Value: fmt.Sprintf("%04d-%s", y, code), Sure: true}, next
	}
	e := Expression{Value: strconv.Itoa(y), Mod: mod, Sure: mod != "" || p.isYear(at, y)}
	if !e.Sure && !p.inside {
		return e, 0
	}
	return e, at + 1
}

// isYear tells whether what stands around four digits makes them a year: a
// preposition before, and no thing that they count behind; a determiner before
// a noun (the 1957 strike); another year before "and"; brackets; or nothing, as
// in a heading.
func (p *parser) isYear(i, y int) bool {
	if y < 1500 || y >= 2100 {
		return false
	}
	before, behind := p.word(i-1), p.word(i+1)
	switch {
	case p.afterIn(i):
		return !p.counted(i, y)
	case y < 1700 || y >= 2070:
		return false
	case before == "" && (behind == "" || behind == ":"), before == "(" && behind == ")":
		return true
	case before == ",": // in 2009, 2014 and 2019
		other, ok := p.digits(i-2, 4, 4)
		isList := behind == "" || behind == "," || behind == "and" || behind == "or" || behind == "."
		return ok && isList && other < y+200 && y < other+200 && p.isYear(i-2, other)
	case before == "and" || before == "or":
		other, ok := p.digits(i-2, 4, 4)
		return ok && other < y && y < other+200 && p.isYear(i-2, other) && !p.counted(i, y)
	case determiners[before]:
		isNoun := behind != "" && p.tokens[i+1].Kind == segment.Word && !closed[behind]
		return isNoun && !p.counted(i, y) && (y%50 != 0 || !strings.HasSuffix(behind, "s"))
	}
	return false
}

// counted tells whether behind four digits stands what they count.
func (p *parser) counted(i, y int) bool {
	w := p.word(i + 1)
	if countable[w] {
		return true
	}
	if y >= 1900 && y < 2070 || determiners[p.word(i-1)] {
		return false
	}
	return p.tokens[i+1-boolTo(w == "")].Kind == segment.Word && !closed[w]
}

// countable are things that news counts by the thousand.
var countable = wordSet(`people men women % percent feet meters metres miles km kilometers kilometres
	soldiers troops children hours days acres votes million billion tons tonnes`)

// closed are words that begin something new behind a year.
var closed = wordSet("a an and as at but by for from had he in into is it of on or she that the they to under until was were when where which while who with")

// years reads a range: 1910-45, 2004–2008, 2021-22, 1955 - 1972.
func (p *parser) years(i, y int) (Expression, int) {
	spaced := !p.glued(i+1) && !p.glued(i+2)
	next, ok := p.digits(i+2, 2, 2)
	slash := p.word(i+1) == "/" && (p.inside || ok && next == (y+1)%100) // the budget for 2026/27
	if !isHyphen(p.word(i+1)) && !slash || !spaced && !(p.glued(i+1) && p.glued(i+2)) {
		return Expression{}, 0
	}
	until, ok := p.digits(i+2, 2, 4)
	if ok && until < 100 && len(p.raw(i+2)) == 2 && !spaced {
		until += y / 100 * 100
	}
	if !ok || until <= y || until-y > 500 || isHyphen(p.word(i+3)) && p.glued(i+3) {
		return Expression{}, 0
	}
	from, to := strconv.Itoa(y), strconv.Itoa(until)
	return Expression{Value: from + "/" + to, Begin: from, Until: to, Sure: y >= 1400 && until < 2100}, i + 3
}
