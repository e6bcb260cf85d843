package timex

import (
	"strings"
	"time"
)

// timestamp reads what programs write: 2022-09-22T10:00:00Z, with a blank in
// place of the T, a fraction of the second, an offset or none. Its value keeps
// what is said. Where day or hour do not exist it has none.
func (p *parser) timestamp(i int) (Expression, int) {
	if _, ok := p.digits(i, 4, 4); !ok {
		return Expression{}, 0
	}
	start := p.tokens[i].Start
	rest := p.text[start:p.tokens[p.sentence.Last-1].End]
	day, rest := take(rest, "0000-00-00")
	if day == "" || rest == "" || rest[0] != 'T' && rest[0] != 't' && rest[0] != ' ' {
		return Expression{}, 0
	}
	spaced := rest[0] == ' '
	clock, rest := takeClock(rest[1:])
	if clock == "" {
		return Expression{}, 0
	}
	zone := ""
	if !(spaced && len(clock) == len("10:00") && strings.HasPrefix(rest, "-")) { // 2022-09-22 10:00-11:00 is a range
		zone, rest = takeOffset(rest)
	}
	next := p.behindByte(i, p.tokens[p.sentence.Last-1].End-len(rest))
	if next == 0 || p.meridiem(next) != "" {
		return Expression{}, 0 // inside of a longer token; or of a clock of twelve hours
	}
	e := Expression{Type: Time, Short: true, Sure: true, Certain: true}
	exists := isClock(clock) && isOffset(zone)
	if _, err := time.Parse(dayForm, day); err == nil && exists {
		e.Value = day + "T" + clock + zone
	}
	if z, n := p.zone(next); n > 0 && zone == "" {
		next = n
		if e.Value != "" {
			e.Value += z
		}
	}
	return e, next
}

// take cuts from the front of a text what has the form of a pattern, in which 0
// stands for any digit.
func take(text, pattern string) (taken, rest string) {
	if len(text) < len(pattern) {
		return "", text
	}
	for i := range len(pattern) {
		if c := text[i]; pattern[i] == '0' && (c < '0' || c > '9') || pattern[i] != '0' && c != pattern[i] {
			return "", text
		}
	}
	return text[:len(pattern)], text[len(pattern):]
}

// takeClock cuts 10:00, 10:00:00 or 10:00:00.123 from the front of a text.
func takeClock(text string) (clock, rest string) {
	clock, rest = take(text, "00:00")
	if clock == "" {
		return "", text
	}
	second, after := take(rest, ":00")
	if second == "" {
		return clock, rest
	}
	clock, rest = clock+second, after
	if rest != "" && (rest[0] == '.' || rest[0] == ',') {
		if fraction := leading(rest[1:], "0123456789"); fraction != "" {
			return clock + "." + fraction, rest[1+len(fraction):]
		}
	}
	return clock, rest
}

// takeOffset cuts Z, +02:00, +0200, -05 or the same behind a blank from the
// front of a text, and writes it as Z or +02:00.
func takeOffset(text string) (offset, rest string) {
	rest = strings.TrimPrefix(text, " ")
	if rest == "" {
		return "", text
	}
	sign := rest[:1]
	switch sign {
	case "Z", "z":
		return "Z", rest[1:]
	case "+", "-":
	default:
		return "", text
	}
	for _, form := range []string{"00:00", "0000", "00"} {
		if digits, after := take(rest[1:], form); digits != "" {
			minutes := "00"
			if len(digits) > 2 {
				minutes = digits[len(digits)-2:]
			}
			return sign + digits[:2] + ":" + minutes, after
		}
	}
	return "", text
}

// isClock tells whether a day has the time 10:00:00; 24:00 is its end.
func isClock(clock string) bool {
	end := strings.Trim(clock[len("24"):], ":0.") == ""
	seconds := "00"
	if len(clock) >= len("10:00:00") {
		seconds = clock[len("10:00:"):len("10:00:00")]
	}
	return clock < "24" && clock[len("10:"):len("10:00")] < "60" && seconds <= "60" || clock[:len("24")] == "24" && end
}

// isOffset tells whether a zone so far from Greenwich exists.
func isOffset(zone string) bool {
	return len(zone) < len("+02:00") || zone[1:] <= "14:00" && zone[len("+02:"):] < "60"
}

// behindByte returns the token behind that which ends at a byte of the text, 0
// where none does.
func (p *parser) behindByte(i, end int) int {
	for ; i < p.sentence.Last && p.tokens[i].End <= end; i++ {
		if p.tokens[i].End == end {
			return i + 1
		}
	}
	return 0
}
