package quantity

import (
	"strings"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// A Kind says what an amount is of.
type Kind uint8

const (
	Money Kind = iota
	Percent
	Measure
	Rank  // 77th
	Count // 11,400; 1.3 million
)

// A Span is a place in a text that its form alone shows to be an amount. Bytes,
// half-open.
type Span struct {
	Start, End int
	Kind       Kind
}

// AppendAll appends the amounts of a text whose form leaves no doubt: $3.5
// billion, 12.4 percent, 40 km. They stand in order, without overlap.
func AppendAll(list []Span, text string, tokens []segment.Token, sentences []segment.Sentence) []Span {
	f := finder{text: text, tokens: tokens}
	for _, s := range sentences {
		f.sentence = s
		for i := s.First; i < s.Last; {
			kind, first, next := f.amount(i)
			if next <= i {
				i++
				continue
			}
			first = f.quantifiers(first)
			if n := len(list); n > 0 && list[n-1].End > tokens[first].Start {
				first = i
			}
			list = append(list, Span{tokens[first].Start, tokens[next-1].End, kind})
			i = next
		}
	}
	return list
}

// finder reads amounts at tokens of one sentence. Its methods take the index of
// a token and return that behind what they read, or 0 for nothing.
type finder struct {
	text     string
	tokens   []segment.Token
	sentence segment.Sentence
}

// word returns token i in small letters without the period of an abbreviation,
// or "" beyond the sentence.
func (f *finder) word(i int) string {
	if i < f.sentence.First || i >= f.sentence.Last {
		return ""
	}
	w := f.tokens[i].Text(f.text)
	if len(w) > 1 {
		w = strings.TrimSuffix(w, ".")
	}
	return strings.ToLower(w)
}

// glued tells whether no space stands before token i.
func (f *finder) glued(i int) bool {
	return i > f.sentence.First && i < f.sentence.Last && f.tokens[i-1].End == f.tokens[i].Start
}

// canBegin tells cheaply whether token i can begin an amount.
func (f *finder) canBegin(i int) bool {
	t := f.tokens[i]
	switch t.Kind {
	case segment.Number:
		return true
	case segment.Word:
		c := f.text[t.Start] | 0x20
		return c >= 'a' && c <= 'z' && openers[c-'a'] || f.isCode(i)
	}
	return f.text[t.Start] == '$' || f.text[t.Start] >= 0x80
}

// openers are the first letters of number words, articles and "between".
var openers = makeOpeners()

func makeOpeners() (set [26]bool) {
	for _, words := range []map[string]int{numbers, ordinals} {
		for w := range words {
			set[w[0]-'a'] = true
		}
	}
	for _, c := range "abh" {
		set[c-'a'] = true
	}
	return set
}

// amount reads one amount at token i; it may begin before, with the letters of
// a currency.
func (f *finder) amount(i int) (kind Kind, first, next int) {
	if !f.canBegin(i) {
		return 0, 0, 0
	}
	if f.word(i) == "between" {
		return f.between(i)
	}
	if kind, first, next = f.one(i); next == 0 {
		return f.bare(i)
	}
	if w := f.word(next); w == "-" || w == "–" { // fell three cents to $4.29
		if k, second, end := f.one(next + 1); end > 0 && k == kind && second == next+1 {
			return kind, first, end
		}
	}
	return kind, first, next
}

// bare reads a number without a unit that is no year, score, model or number of
// a house: 77th, twentieth; 11,400; 1.3 million, two dozen, forty-two.
func (f *finder) bare(i int) (kind Kind, first, next int) {
	w := f.word(i)
	if digits, ok := rank(w); ok && (digits || ordinals[w] > 2 && !f.isFraction(i)) {
		return Rank, i, i + 1
	}
	suffix, next := f.number(i)
	if next == 0 || suffix != "" && suffixes[suffix] == 0 && scales[suffix] == 0 {
		return 0, 0, 0
	}
	if w := f.word(next); ordinals[w] > 0 && ordinals[w] < 10 || w == "-" || w == "/" || f.word(i-1) == "-" {
		return 0, 0, 0 // twenty-first, four-party
	}
	if next > i+1 || strings.Contains(w, ",") || numbers[w] > 1 {
		return Count, i, next
	}
	return 0, 0, 0
}

// isFraction tells whether the word of an ordinal at token i is a part of
// something: a third, one-fifth.
func (f *finder) isFraction(i int) bool {
	before := f.word(i - 1)
	return before == "a" || before == "-" || numbers[before] > 0
}

// rank tells whether a word in small letters is an ordinal, and whether it is of
// digits: 77th.
func rank(w string) (digits, ok bool) {
	if ordinals[w] > 0 {
		return false, true
	}
	number := strings.TrimRight(w, "stndrh")
	ending := w[len(number):]
	if !isDigit(w) || strings.Trim(number, "0123456789,") != "" {
		return false, false
	}
	return true, ending == "st" || ending == "nd" || ending == "rd" || ending == "th"
}

// between reads a range: between 5 and 6 percent.
func (f *finder) between(i int) (kind Kind, first, next int) {
	_, at := f.number(i + 1)
	if kind, _, at2 := f.one(i + 1); at2 > 0 && f.word(at2) == "and" {
		if k, second, end := f.one(at2 + 1); end > 0 && k == kind && second == at2+1 {
			return kind, i, end
		}
	}
	if at == 0 || f.word(at) != "and" {
		return 0, 0, 0
	}
	kind, second, end := f.one(at + 1)
	if end == 0 || second != at+1 {
		return 0, 0, 0
	}
	return kind, i, end
}

// one reads an amount that is no range, but for $3-4 billion and 5 to 6 percent,
// whose ends share sign or unit.
func (f *finder) one(i int) (kind Kind, first, next int) {
	if first, next = f.signed(i); next > 0 {
		return Money, first, next
	}
	if next = f.single(i); next > 0 {
		return Measure, i, next
	}
	suffix, next := f.number(i)
	if next == 0 {
		return 0, 0, 0
	}
	if w := f.word(next); f.isLarge(i, next) && isCurrency(units[w]) {
		if w == "pounds" && f.word(next+1) == "of" {
			return Measure, i, next + 1 // 45,000 pounds of supplies
		}
		return Money, i, next + 1
	}
	if kind, end := f.unit(suffix, next); end > 0 {
		return kind, i, end
	}
	if w := f.word(next); w != "-" && w != "–" && (w != "to" || f.word(i-1) == "from") {
		return 0, 0, 0
	}
	suffix, next = f.number(next + 1)
	if next == 0 {
		return 0, 0, 0
	}
	kind, end := f.unit(suffix, next)
	return kind, i, end
}

// signed reads an amount with the sign of a currency before it: $3.5 billion,
// US$60 million, €20m, $3-4 billion, $.50.
func (f *finder) signed(i int) (first, next int) {
	sign := f.word(i)
	if sign == "" || f.tokens[i].Kind == segment.Number || !isCurrency(units[sign]) {
		return 0, 0
	}
	letters := sign[0] >= 'a' && sign[0] <= 'z'
	if letters && !f.isCode(i) {
		return 0, 0
	}
	if _, next = f.number(i + 1); next == 0 || letters && sign != "rs" && !f.isLarge(i+1, next) {
		return 0, 0
	}
	first = i
	if !letters && f.glued(i) && units[f.word(i-1)+sign] != "" {
		first = i - 1
	}
	if w := f.word(next); (w == "-" || w == "–") && f.glued(next) && f.glued(next+1) {
		if _, end := f.number(next + 1); end > 0 {
			return first, end
		}
	}
	return first, next
}

// isCode tells whether token i is the abbreviation of a currency as it is
// written: AED, Rs.
func (f *finder) isCode(i int) bool {
	if f.tokens[i].End-f.tokens[i].Start > len("AED") {
		return false
	}
	t := strings.TrimSuffix(f.tokens[i].Text(f.text), ".")
	return t == "Rs" || len(t) == len("AED") && strings.ToUpper(t) == t
}

// isLarge tells whether the number at tokens [i, next) is in words like million
// or has thousands, as what counts money often is.
func (f *finder) isLarge(i, next int) bool {
	return next > i+1 || strings.Contains(f.word(i), ",")
}

// single reads one unit that "a" counts: an inch, a tonne. Behind a number it
// says of what the number is the price or the speed: $70 a tonne.
func (f *finder) single(i int) (next int) {
	if w := f.word(i); w != "a" && w != "an" || !singles[f.word(i+1)] || f.word(i+2) == "-" {
		return 0
	}
	before := f.word(i - 1)
	if before == "" || isDigit(before) || numbers[before] > 0 || units[before] != "" || scales[before] > 0 || strings.HasSuffix(before, "s") {
		return 0
	}
	next = i + 2
	if f.word(next) == "and" && f.word(next+1) == "a" && (f.word(next+2) == "half" || f.word(next+2) == "quarter") {
		next += 3
	}
	return next
}

// singles are units that "a" seldom stands before but to count.
var singles = map[string]bool{"inch": true, "tonne": true, "metre": true, "meter": true, "kilometre": true, "kilometer": true, "hectare": true, "acre": true}

// number reads digits or words, with a fraction, and the words that multiply
// them: 3.5 billion, 3-1/2, 20m, two hundred.
func (f *finder) number(i int) (suffix string, next int) {
	suffix, next = f.figure(i)
	if next == 0 {
		return "", 0
	}
	for scales[f.word(f.pastHyphen(next))] > 0 {
		next = f.pastHyphen(next) + 1 // $14-million
	}
	return suffix, next
}

// figure reads 12.4, 20m, .50, 3-1/2, 2½, twenty-two, a million. suffix are the
// letters at the end of digits.
func (f *finder) figure(i int) (suffix string, next int) {
	w := f.word(i)
	switch {
	case w == "":
		return "", 0
	case w == "." && f.glued(i+1) && isDigit(f.word(i+1)):
		i++
		w = f.word(i)
	case (w == "a" || w == "half") && (scales[f.word(i+1)] > 0 || w == "half" && f.word(i+1) == "a" && scales[f.word(i+2)] > 0):
		return "", i + 1 + boolTo(f.word(i+1) == "a")
	case w == "zero" || numbers[w] > 0:
		return "", f.words(i)
	}
	if !isDigit(w) {
		return "", 0
	}
	digits := strings.TrimRight(w, "abcdefghijklmnopqrstuvwxyz")
	if strings.Trim(digits, "0123456789.,") != "" {
		return "", 0
	}
	return w[len(digits):], f.fraction(i + 1)
}

// fraction passes over a fraction at token i: -1/2, 1/2, ½.
func (f *finder) fraction(i int) int {
	if fractions[f.word(i)] > 0 {
		return i + 1
	}
	at := i + boolTo(f.word(i) == "-")
	if f.word(at+1) != "/" || !f.glued(at+1) || !f.glued(at+2) {
		return i
	}
	if _, next := (&parser{words: []string{f.word(at), "/", f.word(at + 2)}}).fraction(0); next > 0 {
		return at + 3
	}
	return i
}

// words reads twenty-two.
func (f *finder) words(i int) int {
	tens := numbers[f.word(i)]
	if tens >= 20 && f.word(i+1) == "-" {
		if ones := numbers[f.word(i+2)]; ones > 0 && ones < 10 {
			return i + 3
		}
	}
	return i + 1
}

// unit reads what stands behind a number: percent, million euros, km, -foot. The
// letters at the end of its digits may be the unit: 40km.
func (f *finder) unit(suffix string, i int) (kind Kind, next int) {
	if suffix != "" && scales[suffix] == 0 && suffixes[suffix] == 0 {
		kind, ok := kindOf(suffix, true)
		return kind, i * boolTo(ok)
	}
	at := f.pastHyphen(i)
	second := f.pastHyphen(at + 1)
	if u := pairs[f.word(at)+" "+f.word(second)]; u != "" {
		return f.behind(kindOfUnit(u), second+1)
	}
	if kind, ok := kindOf(f.word(at), at > i); ok && (at == i || kind != Money) {
		return f.behind(kind, at+1)
	}
	if f.isCapital(i) && isCurrency(units[f.word(i+1)]) && strings.HasSuffix(f.word(i+1), "s") {
		return Money, i + 2 // 170 Tajik rubles
	}
	return 0, 0
}

// pastHyphen passes over a hyphen without spaces.
func (f *finder) pastHyphen(i int) int {
	if f.word(i) == "-" && f.glued(i) && f.glued(i+1) {
		return i + 1
	}
	return i
}

// behind takes in what may follow a unit: per hour, 10 inches, -long.
func (f *finder) behind(kind Kind, i int) (Kind, int) {
	if kind != Measure {
		return kind, i
	}
	switch w := f.word(i); {
	case w == "per" && f.word(i+1) == "hour", w == "an" && f.word(i+1) == "hour":
		return kind, i + 2
	case w == "-" && sizes[f.word(i+1)], w == "/" && (f.word(i+1) == "h" || f.word(i+1) == "s"):
		return kind, i + 2
	case w == "and" && f.word(i+1) == "a" && f.word(i+2) == "half":
		return kind, i + 3
	}
	if isFeet := f.word(i - 1); isFeet == "feet" || isFeet == "foot" || isFeet == "ft" {
		if u := f.word(i + 1); isDigit(f.word(i)) && (u == "inches" || u == "inch" || u == "in") {
			return kind, i + 2
		}
	}
	return kind, i
}

var sizes = map[string]bool{"long": true, "wide": true, "high": true, "tall": true, "deep": true, "thick": true}

func (f *finder) isCapital(i int) bool {
	if i >= f.sentence.Last || f.tokens[i].Kind != segment.Word {
		return false
	}
	c := f.text[f.tokens[i].Start]
	return c >= 'A' && c <= 'Z'
}

// kindOf tells what a unit's word measures, if it is a unit and little else.
// Some are so only right behind digits, with a hyphen or not: 6ft, 20-yard.
func kindOf(word string, glued bool) (Kind, bool) {
	if coins[word] {
		return Money, true
	}
	u := units[word]
	if u == "" || doubtful[word] && !(glued && len(word) > 1) {
		return 0, false
	}
	return kindOfUnit(u), true
}

// doubtful are units that are as often something else.
var doubtful = map[string]bool{
	"m": true, "c": true, "f": true, "t": true, "real": true, "won": true, "pound": true, "pounds": true, "rand": true, "degree": true, "degrees": true,
	"lei": true, "sol": true, "rm": true, "rp": true, "rs": true, "vt": true, "tk": true, "all": true, "foot": true, "yard": true, "yards": true,
	"lira": true, "tala": true, "birr": true, "cad": true, "mw": true, "gw": true, "aed": true, "dong": true, "pen": true, "ron": true, "percentage": true,
	"pint": true, "pints": true, "cup": true, "gram": true, "ounce": true, "ounces": true, "ft": true, "lb": true,
}

// coins are currencies of several states.
var coins = map[string]bool{
	"pesos": true, "kroner": true, "krone": true, "kronur": true, "kyat": true, "kyats": true, "lats": true, "shillings": true, "dinars": true, "kwacha": true,
	"manat": true, "leva": true, "afghanis": true, "lire": true, "meticais": true, "kwanzas": true, "bolivars": true,
}

func kindOfUnit(u string) Kind {
	switch {
	case u == "%" || u == "bp":
		return Percent
	case isCurrency(u):
		return Money
	}
	return Measure
}

// isCurrency tells whether a unit is a code of ISO 4217.
func isCurrency(u string) bool {
	return len(u) == 3 && u[0] >= 'A' && u[0] <= 'Z' && u[1] >= 'A' && u[1] <= 'Z' && u[2] >= 'A' && u[2] <= 'Z'
}

// quantifiers returns the token that the words before an amount begin with that
// say how exact it is: about, more than, at least; or its sign. Over and under
// may say where: under 15 feet of water.
func (f *finder) quantifiers(i int) int {
	switch w := f.word(i - 1); w {
	case "about", "around", "nearly", "almost", "roughly", "approximately", "some", "minus":
		return i - 1
	case "-", "−", "+":
		if f.glued(i) && !f.glued(i-1) {
			return i - 1
		}
	case "than":
		if b := f.word(i - 2); b == "more" || b == "less" || b == "fewer" {
			return i - 2
		}
	case "least", "most":
		if f.word(i-2) == "at" {
			return i - 2
		}
	case "to":
		if f.word(i-2) == "up" {
			return i - 2
		}
	}
	return i
}

func boolTo(b bool) int {
	if b {
		return 1
	}
	return 0
}
