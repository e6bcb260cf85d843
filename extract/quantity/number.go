package quantity

import (
	"strconv"
	"strings"
)

// A tally sums up a number that is said in several words: the groups that a
// word like million has closed, and the one that is open.
type tally struct {
	total, group float64
	least        float64 // of the words that closed groups, 0 before one did
	some         bool    // something was read
}

func (t tally) value() float64 { return t.total + t.group }

// number reads the longest number at word i: 3.5 billion, forty-two, a hundred
// and fifty, half a million, twenty-first, 3-1/2. next is 0 where there is none.
func (p *parser) number(i int) (t tally, next int) {
	for next = i; next < len(p.words); {
		at := next
		if t.some {
			at = p.joint(next)
		}
		after, done := p.add(&t, at)
		if after == 0 {
			break
		}
		next = after
		if done {
			break
		}
	}
	if !t.some {
		return t, 0
	}
	return t, next
}

// joint passes over what holds the words of a number together: a hyphen; "and".
func (p *parser) joint(i int) int {
	if w := p.words[i]; (w == "-" || w == "and") && i+1 < len(p.words) {
		return i + 1
	}
	return i
}

// add adds word i to a number and returns the index behind it, or 0 where the
// word does not go on with it. done tells that nothing can follow.
func (p *parser) add(t *tally, i int) (next int, done bool) {
	w := p.words[i]
	joined := i > 0 && p.words[i-1] == "and"
	if isDigit(w) || fractions[w] > 0 {
		n, next := p.figure(i)
		if t.some || next == 0 {
			return 0, false
		}
		t.group, t.some = n, true
		return next, false
	}
	if scale := p.scale(t, i); scale > 0 {
		t.close(scale)
		return i + 1, false
	}
	switch w {
	case "a", "an":
		return p.article(t, i)
	case "half":
		if t.some {
			return 0, false
		}
		t.group, t.some = 0.5, true
		if i+1 < len(p.words) && p.words[i+1] == "a" {
			i++ // half a million
		}
		return i + 1, false
	}
	n, ok := numbers[w]
	rank, isRank := ordinals[w]
	if !ok && !isRank {
		return 0, false
	}
	if isRank {
		n = rank
	}
	whole := t.group == float64(int(t.group))
	switch {
	case !t.some, t.group == 0 && t.least > float64(n):
	case whole && t.group >= 100 && n < 100:
	case whole && !joined && t.group >= 20 && t.group < 100 && int(t.group)%10 == 0 && n > 0 && n < 10:
	case whole && !joined && t.group > 100 && int(t.group)%100 >= 20 && int(t.group)%10 == 0 && n > 0 && n < 10:
	default:
		return 0, false
	}
	t.group, t.some = t.group+float64(n), true
	return i + 1, isRank
}

// figure reads digits and the fraction behind them: 12.4, 3-1/2, 3 1/2, 2½, 1/2.
func (p *parser) figure(i int) (n float64, next int) {
	if n, next = p.fraction(i); next > 0 {
		return n, next
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(p.words[i], ",", ""), 64)
	if err != nil {
		return 0, 0
	}
	at := i + 1
	if at < len(p.words) && p.words[at] == "-" {
		at++
	}
	if f, behind := p.fraction(at); behind > 0 {
		return n + f, behind
	}
	return n, i + 1
}

// fraction reads 1/2, 5/8 or ½; 9/11 and 24/7 are none.
func (p *parser) fraction(i int) (n float64, next int) {
	if i >= len(p.words) {
		return 0, 0
	}
	if f := fractions[p.words[i]]; f > 0 {
		return f, i + 1
	}
	if i+2 >= len(p.words) || p.words[i+1] != "/" || !isDigit(p.words[i]) {
		return 0, 0
	}
	above, err1 := strconv.Atoi(p.words[i])
	below, err2 := strconv.Atoi(p.words[i+2])
	switch below {
	case 2, 3, 4, 5, 8, 16:
		if err1 == nil && err2 == nil && above > 0 && above < below {
			return float64(above) / float64(below), i + 3
		}
	}
	return 0, 0
}

// article reads "a" where it is a number, before hundred, million or a unit,
// and "a half" behind a number.
func (p *parser) article(t *tally, i int) (next int, done bool) {
	following := ""
	if i+1 < len(p.words) {
		following = p.words[i+1]
	}
	if t.some {
		if following != "half" || p.words[i-1] != "and" {
			return 0, false
		}
		t.addHalf()
		return i + 2, false
	}
	_, isUnit := units[following]
	if scales[following] == 0 && !(isUnit && following[0] >= 'a') {
		return 0, false // a $20 million deal
	}
	t.group, t.some = 1, true
	return i + 1, false
}

// addHalf adds half of what was counted last: two and a half, a million and a half.
func (t *tally) addHalf() {
	if t.group == 0 && t.least > 0 {
		t.total += t.least / 2
		return
	}
	t.group += 0.5
}

// scale returns what word i multiplies by, 0 where it does not. Letters like m
// do so only right behind digits: 35 m are metres.
func (p *parser) scale(t *tally, i int) float64 {
	w := p.words[i]
	if n := scales[w]; n > 0 {
		return n
	}
	if t.some && i > 0 && isDigit(p.words[i-1]) {
		return suffixes[w]
	}
	return 0
}

// close ends a group by a word like hundred or million.
func (t *tally) close(scale float64) {
	if t.group == 0 && !t.some {
		t.group = 1
	}
	t.some = true
	switch {
	case scale == 100:
		t.group *= scale
	case t.least > 0 && scale >= t.least: // a hundred thousand million
		t.total, t.group, t.least = (t.total+t.group)*scale, 0, scale
	default:
		t.total, t.group, t.least = t.total+t.group*scale, 0, scale
	}
}
