package timex

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// Type is the type of TIMEX3.
type Type uint8

const (
	Date Type = iota
	Time
	Duration
	Set
)

// String returns the type as TimeML writes it.
func (t Type) String() string { return [...]string{"DATE", "TIME", "DURATION", "SET"}[t] }

// An Expression is a place in the text that names a time.
type Expression struct {
	Start, End int // bytes of the text, half-open
	Type       Type
	Short      bool   // under a day: a clock time, a part of a day, minutes
	Value      string // empty where it cannot be told
	Mod        string // START, MID, END, APPROX, MORE_THAN, LESS_THAN or empty
	Begin      string // first and last value of a range
	Until      string

	// Sure says that the form alone shows it to be a time; else (May, 2019,
	// second, fall) the context must agree.
	Sure bool

	// Certain says that the form can be nothing else, wherever it stands:
	// 2022-09-22T10:00:00Z.
	Certain bool

	noYear  bool // the year is not said
	carried bool // counted from the date named last
}

// AppendAll appends the expressions of a text, in order and without overlap.
// Relative ones count from ref; where it is zero they carry no value.
func AppendAll(list []Expression, text string, tokens []segment.Token, sentences []segment.Sentence, ref time.Time) []Expression {
	p := newParser(text, tokens, ref)
	for _, s := range sentences {
		p.begin(s)
		for i := s.First; i < s.Last; {
			e, next := p.at(i)
			if next <= i {
				i++
				continue
			}
			p.remember(e, i, next)
			list = append(list, p.place(e, i, next))
			i = next
		}
	}
	return list
}

func (p *parser) place(e Expression, first, next int) Expression {
	e.Start, e.End = p.tokens[first].Start, p.tokens[next-1].End
	return e
}

// parser reads expressions at tokens of one sentence. Its methods take the
// index of a token and return that behind what they read, or 0 for nothing.
type parser struct {
	text     string
	lower    string // text with its ASCII letters in lower case, byte for byte
	tokens   []segment.Token
	sentence segment.Sentence
	ref      time.Time
	inside   bool // the span is known to be a time: take what is unsure

	last      point // the date named last
	beside    point // the same, but for what is no part of a story
	behind    int   // the token behind that, in its sentence; 0 in others
	lastDay   point // the day named last
	lede      point // the first day named that lies in the week before the day of writing
	heading   point // the date that stood alone last, as over the calls of a day
	opening   point // the date that the sentence opens with, before a colon
	story     point // the day or month named last, or the year that a sentence began with
	aside     point // a year named elsewhere in the sentence, for the rest of it
	far, near int   // dates named with their years, far from that of writing and near it
	farDay    bool  // a far one was a day

	choices  [2]choices                   // of undecided dates and hours
	foretold func(features []string) bool // decides those instead of the learned weights where they are learned
}

func newParser(text string, tokens []segment.Token, ref time.Time) parser {
	return parser{text: text, lower: lowerASCII(text), tokens: tokens, ref: ref}
}

// begin goes over to a sentence.
func (p *parser) begin(s segment.Sentence) {
	p.sentence, p.behind, p.aside, p.opening = s, 0, point{}, point{}
}

// lowerASCII writes the ASCII letters of a text in lower case. All that the
// grammar knows is ASCII, and so the offsets remain.
func lowerASCII(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	done := 0
	for i := range len(text) {
		if c := text[i]; c >= 'A' && c <= 'Z' {
			b.WriteString(text[done:i])
			b.WriteByte(c + ('a' - 'A'))
			done = i + 1
		}
	}
	b.WriteString(text[done:])
	return b.String()
}

// raw returns token i as written, or "" beyond the sentence.
func (p *parser) raw(i int) string {
	if i < p.sentence.First || i >= p.sentence.Last {
		return ""
	}
	return p.tokens[i].Text(p.text)
}

// word returns token i in lower case, without the period of an abbreviation.
func (p *parser) word(i int) string {
	if i < p.sentence.First || i >= p.sentence.Last {
		return ""
	}
	t := p.tokens[i]
	if end := t.End - 1; end > t.Start && p.lower[end] == '.' && p.lower[t.Start] != '.' {
		return p.lower[t.Start:end]
	}
	return p.lower[t.Start:t.End]
}

// glued tells whether no space stands before token i.
func (p *parser) glued(i int) bool {
	return i > p.sentence.First && i < p.sentence.Last && p.tokens[i-1].End == p.tokens[i].Start
}

func (p *parser) capital(i int) bool {
	w := p.raw(i)
	return w != "" && w[0] >= 'A' && w[0] <= 'Z'
}

func isHyphen(w string) bool { return w == "-" || w == "–" || w == "—" }

// readers is a set of those that read one kind of expression at a token.
type readers uint16

const (
	readsCalendar readers = 1 << iota
	readsBetween
	readsWeekday
	readsRelative
	readsSpan
	readsClock
	readsNamed
	readsPartOf
	readsWeekOf
	readsHalf
)

// read reads by one reader.
func (p *parser) read(by readers, i int) (Expression, int) {
	switch by {
	case readsCalendar:
		return p.calendar(i)
	case readsBetween:
		return p.between(i)
	case readsWeekday:
		return p.weekday(i)
	case readsRelative:
		return p.relative(i)
	case readsSpan:
		return p.span(i)
	case readsClock:
		return p.clock(i)
	case readsNamed:
		return p.named(i)
	case readsPartOf:
		return p.partOf(i)
	case readsWeekOf:
		return p.weekOf(i)
	}
	return p.halfOf(i)
}

// at reads the longest expression that begins with token i.
func (p *parser) at(i int) (best Expression, next int) {
	for left := p.readersAt(i); left > 0; left &= left - 1 {
		if e, n := p.read(left&-left, i); n > next {
			best, next = e, n
		}
	}
	if next == 0 {
		return best, 0
	}
	best, next = p.extend(best, i, next)
	return withOffsets(best), next
}

// readersAt tells cheaply which readers can read an expression at token i; at
// most tokens of a text there are none.
func (p *parser) readersAt(i int) readers {
	switch p.tokens[i].Kind {
	case segment.Number:
		return readsCalendar | readsSpan | readsClock
	case segment.Word:
	default:
		return 0
	}
	w := p.word(i)
	if startSieve.holds(w) {
		if s, ok := starts[w]; ok {
			if s.before && !p.canFollow(i+1) {
				return 0
			}
			return s.readers
		}
	}
	if isFiscal(w) {
		return readsCalendar
	}
	return 0
}

// isFiscal tells whether a word looks like fy24 or fy2024.
func isFiscal(w string) bool {
	return (len(w) == len("fy24") || len(w) == len("fy2024")) && w[0] == 'f' && w[1] == 'y'
}

// canFollow tells cheaply whether token i can stand behind a word that begins
// an expression only together with the next.
func (p *parser) canFollow(i int) bool {
	if i >= p.sentence.Last {
		return false
	}
	w := p.word(i)
	if k := p.tokens[i].Kind; k != segment.Word {
		return k == segment.Number || w[0] == '\'' || w[0] == '-' || w[0] >= 0x80 // the '90s, a-week
	}
	if startSieve.holds(w) {
		if _, ok := starts[w]; ok {
			return true
		}
	}
	return seconds[w] || isFiscal(w)
}

// between reads a range whose ends "between" and "and" name.
func (p *parser) between(i int) (Expression, int) {
	if p.word(i) != "between" {
		return Expression{}, 0
	}
	if e, next := p.clockRange(i + 1); next > 0 {
		return e, next
	}
	from, next := p.dateInside(i + 1)
	if next == 0 || p.word(next) != "and" {
		return from, 0
	}
	to, end := p.dateInside(next + 1)
	if end == 0 || !from.Sure && !to.Sure {
		return to, 0
	}
	e, ok := rangeOf(from, to)
	if !ok {
		return e, 0
	}
	return e, end
}

// dateInside reads a date where one is looked for, so that bare years count.
func (p *parser) dateInside(i int) (Expression, int) {
	if i >= p.sentence.Last {
		return Expression{}, 0
	}
	was := p.inside
	p.inside = true
	e, next := p.calendar(i)
	p.inside = was
	return e, next
}

// extend takes in a range's second half, or the hour of a day.
func (p *parser) extend(e Expression, first, next int) (Expression, int) {
	if at, n := p.hourOf(e, next); n > 0 {
		return at, n
	}
	w := p.word(next)
	if e.Type != Date || e.Value == "" || !(w == "to" || w == "through" || isHyphen(w) || p.inside && w == "until") || e.Begin != "" || !e.Sure {
		return e, next
	}
	to, end := p.dateInside(next + 1)
	if end == 0 {
		return e, next
	}
	if both, ok := rangeOf(e, to); ok {
		return both, end
	}
	return e, next
}

// hourOf reads the hour right behind a day in a span that is known to hold
// both: Tuesday 3 p.m. Elsewhere they are two expressions.
func (p *parser) hourOf(e Expression, next int) (Expression, int) {
	isDay := len(e.Value) == len(dayForm) || e.Value == "" && p.ref.IsZero() && isRelativeDay(p.word(next-1))
	if e.Type != Date || !e.Sure || !isDay || !p.inside {
		return e, 0
	}
	clock, end := p.clock(next)
	if end == 0 || !clock.Sure || clock.Begin != "" {
		return e, 0
	}
	if _, hour, ok := strings.Cut(clock.Value, "T"); ok && e.Value != "" {
		clock.Value = e.Value + "T" + hour
	}
	clock.Mod, clock.noYear, clock.carried = e.Mod, e.noYear, e.carried
	return clock, end
}

// rangeOf joins two dates of one form; a year that only the second says holds
// for both, or the year before it for the first: from Nov. 15 to Feb. 15, 1989.
func rangeOf(from, to Expression) (Expression, bool) {
	if from.noYear && !to.noYear && len(to.Value) == len(from.Value) && len(to.Value) >= 7 {
		year := to.Value[:4]
		if before, err := strconv.Atoi(year); err == nil && from.Value[4:] > to.Value[4:] {
			year = fmt.Sprintf("%04d", before-1)
		}
		from.Value = year + from.Value[4:]
	}
	if to.Value == "" || len(to.Value) != len(from.Value) || to.Value <= from.Value || to.Begin != "" || to.Mod != "" {
		return from, false
	}
	return Expression{Value: from.Value + "/" + to.Value, Begin: from.Value, Until: to.Value, Sure: true, noYear: from.noYear && to.noYear}, true
}
