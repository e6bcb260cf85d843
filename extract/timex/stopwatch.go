package timex

import (
	"strconv"
	"strings"
)

// stopwatch reads the whole of a text, known to be a time, as what a watch
// shows at the end of a race or a play: 1:46.90, 2:03:12, 4h 21m 50s, 22.13,
// 18s. Of those that may also be hours of the day (1:48, 22.13) it reads what
// the words around show to be measured.
func (p *parser) stopwatch(i int, text string) (Expression, bool) {
	value, ok := inUnits(text)
	if !ok {
		value, ok = p.figures(i, text)
	}
	return Expression{Type: Duration, Short: true, Value: value, Sure: true}, ok
}

// inUnits reads 4h 21m 50s, 1hr 53min 14.532sec, 18s.
func inUnits(text string) (value string, ok bool) {
	const order = "HMS"
	last := -1
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimLeft(text, " .,") {
		digits := leading(text, "0123456789.")
		text = strings.TrimLeft(text[len(digits):], " ")
		unit := leading(text, "hourminsecd")
		text = text[len(unit):]
		at := -1
		switch unit {
		case "h", "hr", "hrs":
			at = 0
		case "m", "min", "mins":
			at = 1
		case "s", "sec", "secs":
			at = 2
		}
		if at <= last || !isFigure(digits) {
			return "", false
		}
		value, last = value+withoutZeros(digits)+order[at:at+1], at
	}
	return "PT" + value, value != ""
}

// figures reads 1:46.90, 2:03:12, 1:48 left, (BRA) 22.13.
func (p *parser) figures(i int, text string) (value string, ok bool) {
	text, isLag := strings.CutPrefix(text, "+") // behind who leads
	whole, fraction, split := strings.Cut(text, ".")
	parts := strings.Split(whole, ":")
	if len(parts) > 3 || split && len(fraction) > 3 || !isFigure(text[strings.LastIndexByte(text, ':')+1:]) {
		return "", false
	}
	for k, part := range parts {
		if !isFigure(part) || len(part) > 2 || k > 0 && (len(part) != 2 || part > "59") {
			return "", false
		}
	}
	if !isLag && !p.isLength(i, parts, fraction) {
		return "", false
	}
	for k, unit := range "HMS"[3-len(parts):] {
		part := parts[k]
		if unit == 'S' && split {
			part += "." + fraction
		}
		if part = withoutZeros(part); part != "0" || k == len(parts)-1 {
			value += part + string(unit)
		}
	}
	return "PT" + value, true
}

// isLength tells whether figures at token i are a length of time rather than
// an hour of the day.
func (p *parser) isLength(i int, parts []string, fraction string) bool {
	n, err := strconv.Atoi(parts[0])
	if err != nil {
		return false
	}
	switch {
	case len(parts) > 1 && fraction != "" || len(parts) == 2 && p.isPlayed(i+1) || len(parts) == 1 && len(fraction) == 2 && fraction > "59":
		return true
	case p.word(i-1) == "at" && p.word(i-2) != ")" || p.meridiem(i+1) != "" || p.isZoned(i+1):
		return false
	case len(parts) == 3:
		return len(parts[0]) == 1
	case len(parts) == 2:
		switch p.word(i - 1) {
		case "final", ")", "in", "clocked", "ran":
			return true
		case "at":
			return p.word(i-2) == ")"
		}
		return n > 24 || n == 24 && parts[1] != "00"
	}
	if len(fraction) == len("13") {
		return n > 24 || p.word(i-1) == ")" || p.word(i-1) == "in" || p.inResults(i)
	}
	return fraction != "" // 31.7, 33.376
}

// inResults tells whether token i stands behind a country's code, as others of
// its sentence do: 1 Bruno Lins BRA 20.44; 2 Isidro Montoya COL 20.61. One alone
// may be a channel and its hour.
func (p *parser) inResults(i int) bool {
	if !isCode(p.raw(i - 1)) {
		return false
	}
	for k := p.sentence.First + 1; k < p.sentence.Last; k++ {
		if code := p.raw(k - 1); isCode(code) && code != p.raw(i-1) && isFigure(p.raw(k)) {
			return true
		}
	}
	return false
}

func isCode(word string) bool {
	return len(word) == len("BRA") && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// isPlayed tells whether words behind a time show that it is of a game or race:
// 5:33 back, 1:34 of the second round, 2:10 to play.
func (p *parser) isPlayed(i int) bool {
	switch p.word(i) {
	case "left", "remaining", "behind", "ahead", "back", "adrift", "clear", "faster", "slower", "into":
		return true
	case "to":
		return p.word(i+1) == "go" || p.word(i+1) == "play"
	case "of":
		switch p.word(i + 2) {
		case "first", "second", "third", "fourth", "opening", "final", "1st", "2nd", "3rd", "4th", "extra", "half", "game", "match", "period", "round":
			return true
		}
		return p.word(i+1) == "overtime" || p.word(i+1) == "extra" || p.word(i+1) == "stoppage"
	case "from":
		return p.word(i-2) == "by"
	}
	return false
}

func leading(text, set string) string {
	return text[:len(text)-len(strings.TrimLeft(text, set))]
}

// isFigure tells whether a text is a number without sign or exponent.
func isFigure(text string) bool {
	if text == "" || strings.Trim(text, "0123456789.") != "" {
		return false
	}
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}

// withoutZeros writes 02 as 2 and 06.00 as 6.00.
func withoutZeros(figure string) string {
	for len(figure) > 1 && figure[0] == '0' && figure[1] != '.' {
		figure = figure[1:]
	}
	return figure
}
