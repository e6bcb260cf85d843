package segment

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// class sorts bytes and runes for the scanner.
type class uint8

const (
	symbol class = iota
	space
	letter
	digit
	mark
	high // first byte of a rune beyond ASCII, only in the table of bytes
)

// byteClass spares the scanner the decoding of ASCII, which is nearly all of
// English news.
var byteClass = makeByteClass()

func makeByteClass() (table [256]class) {
	for b := range table {
		switch {
		case b >= utf8.RuneSelf:
			table[b] = high
		case b <= ' ' || b == 0x7f:
			table[b] = space
		case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z':
			table[b] = letter
		case b >= '0' && b <= '9':
			table[b] = digit
		case strings.IndexByte("!\"#&'()*,-./:;?@[\\]_{}", byte(b)) >= 0:
			table[b] = mark
		}
	}
	return table
}

// classAt returns the class and width in bytes of the character at i.
func classAt(text string, i int) (class, int) {
	c := byteClass[text[i]]
	if c != high {
		return c, 1
	}
	r, width := utf8.DecodeRuneInString(text[i:])
	return runeClass(r, width), width
}

func runeClass(r rune, width int) class {
	switch {
	case r == utf8.RuneError && width == 1:
		return symbol
	case unicode.IsLetter(r), unicode.Is(unicode.M, r) && !isEmojiSelector(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Cc, r):
		return space
	case unicode.IsPunct(r):
		return mark
	}
	return symbol
}

// scanner walks over the text once and appends tokens.
type scanner struct {
	text   string
	tokens []Token
}

// bytesPerToken is the share of text that a token of news has at least, with
// the white space behind it.
const bytesPerToken = 5

func appendTokens(tokens []Token, text string) []Token {
	tokens = slices.Grow(tokens, len(text)/bytesPerToken)
	s := scanner{text: text, tokens: tokens}
	for i := 0; i < len(text); {
		c, width := classAt(text, i)
		switch c {
		case space:
			i += width
		case letter:
			i = s.word(i)
		case digit:
			i = s.number(i)
		case mark:
			i = s.mark(i, width)
		default:
			i = s.symbol(i, width)
		}
	}
	return s.tokens
}

func (s *scanner) add(start, end int, kind Kind) int {
	s.tokens = append(s.tokens, Token{start, end, kind})
	return end
}

// word scans a token that begins with a letter: letters and digits, and inside
// them an apostrophe, an ampersand or the periods of an abbreviation.
func (s *scanner) word(start int) int {
	i := s.run(start)
	if end := s.link(start, i); end > 0 {
		return s.add(start, end, Link)
	}
	for i < len(s.text) {
		switch end := s.joined(start, i); {
		case end > i:
			i = end
			continue
		}
		break
	}
	i = s.abbreviation(start, i)
	return s.add(start, i, Word)
}

// run returns the end of the letters and digits that begin at i. Scripts that
// are written without spaces end where Latin begins and the other way round.
func (s *scanner) run(i int) int {
	first := true
	wide := false
	for i < len(s.text) {
		b := s.text[i]
		c := byteClass[b]
		if c == letter || c == digit {
			if wide && c == letter {
				return i
			}
			i++
			first = false
			continue
		}
		if c != high {
			return i
		}
		r, width := utf8.DecodeRuneInString(s.text[i:])
		c = runeClass(r, width)
		if c != letter && c != digit && !s.joiner(r, i+width, first) {
			return i
		}
		if isWide(r) != wide && !first && !unicode.Is(unicode.M, r) {
			return i
		}
		wide = isWide(r)
		first = false
		i += width
	}
	return i
}

// joiner tells whether r is an invisible character inside a word, as a soft
// hyphen or the joiners of Persian and Indic scripts are.
func (s *scanner) joiner(r rune, next int, first bool) bool {
	if first || r != '\u00ad' && r != '\u200c' && r != '\u200d' || next >= len(s.text) {
		return false
	}
	c, _ := classAt(s.text, next)
	return c == letter
}

func isWide(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// joined returns the end of a word part that an apostrophe or an ampersand
// joins to the word that ends at i, or i where nothing is joined.
func (s *scanner) joined(start, i int) int {
	width := apostrophe(s.text, i)
	if width == 0 {
		if s.text[i] == '&' && s.letterAt(i+1) && i-start <= 3 {
			return s.run(i + 1)
		}
		return i
	}
	if !s.letterAt(i + width) {
		return i
	}
	end := s.run(i + width)
	if isClitic(s.text[i+width : end]) {
		return i
	}
	return end
}

// isClitic tells whether letters behind an apostrophe are a word of their own:
// the possessive and the short forms of is, are, have, will, had and am.
func isClitic(letters string) bool {
	switch letters {
	case "s", "S", "re", "RE", "ve", "VE", "ll", "LL", "d", "D", "m", "M":
		return true
	}
	return false
}

// apostrophe returns the width in bytes of an apostrophe at i, or 0.
func apostrophe(text string, i int) int {
	if i >= len(text) {
		return 0
	}
	if text[i] == '\'' {
		return 1
	}
	for _, a := range [...]string{"’", "‘", "ʼ", "ʻ", "`"} {
		if text[i] == a[0] && strings.HasPrefix(text[i:], a) {
			return len(a)
		}
	}
	return 0
}

func (s *scanner) letterAt(i int) bool {
	if i >= len(s.text) {
		return false
	}
	c, _ := classAt(s.text, i)
	return c == letter
}

// abbreviation returns the end of the abbreviation that begins at start and
// whose first part ends at i, period included, or i where it is none.
func (s *scanner) abbreviation(start, i int) int {
	if i >= len(s.text) || s.text[i] != '.' {
		return i
	}
	if end := s.initials(start, i); end > i {
		return end
	}
	word := s.text[start:i]
	if _, ok := weekdays[word]; ok && s.dayGoesOn(i+1) {
		return i + 1
	}
	if !isAbbreviation(word) {
		return i
	}
	if _, ok := beforeName[word]; !ok && s.lineEnds(i+1) {
		return i
	}
	return i + 1
}

// dayGoesOn tells whether a number or a word in lower case follows on the line.
func (s *scanner) dayGoesOn(i int) bool {
	for i < len(s.text) && (s.text[i] == ' ' || s.text[i] == ',') {
		i++
	}
	return i < len(s.text) && (byteClass[s.text[i]] == digit || s.text[i] >= 'a' && s.text[i] <= 'z')
}

// initials scans single letters and periods: U.S., J.D., p.m., Ph.D., N.Korea
// ends behind the N. A single letter before a space is an initial in capitals
// only, so that a sentence may end in "vitamin c.".
func (s *scanner) initials(start, i int) int {
	if i-start > 2 || i-start == 2 && !strings.EqualFold(s.text[start:i], "ph") {
		return i
	}
	end, letters := i+1, 1
	for s.letterAt(end) {
		_, width := classAt(s.text, end)
		next := end + width
		if next >= len(s.text) || s.text[next] != '.' {
			if !s.letterAt(next) && isUpper(s.text[start:]) {
				return next // U.N without its last period
			}
			break
		}
		end, letters = next+1, letters+1
	}
	if letters > 1 || isUpper(s.text[start:]) && !s.lineEnds(end) {
		return end
	}
	return i
}

func isUpper(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r)
}

// lineEnds tells whether the line ends at i and the next begins with a capital
// or not at all. A period before it ends the sentence, so that it stays a token
// of its own.
func (s *scanner) lineEnds(i int) bool {
	ended := false
	for ; i < len(s.text); i++ {
		b := s.text[i]
		switch {
		case b == '\n':
			ended = true
		case byteClass[b] != space:
			return ended && (b < 'a' || b > 'z') && byteClass[b] != digit
		}
	}
	return true
}

// number scans a token that begins with a digit: 3.5, 1,999, 10:30, and the
// letters at its end: 1990s, 77th, 3.5bn.
func (s *scanner) number(start int) int {
	i := start
	for i < len(s.text) {
		c, width := classAt(s.text, i)
		if c == digit {
			i += width
			continue
		}
		if b := s.text[i]; (b == '.' || b == ',' || b == ':') && s.digitAt(i+1) {
			i++
			continue
		}
		break
	}
	end := s.run(i)
	if link := s.link(start, end); link > 0 {
		return s.add(start, link, Link)
	}
	if marker := s.text[i:end]; (marker == "a" || marker == "p") && strings.HasPrefix(s.text[end:], ".m.") {
		end += len(".m.")
	}
	return s.add(start, end, Number)
}

func (s *scanner) digitAt(i int) bool {
	return i < len(s.text) && byteClass[s.text[i]] == digit
}

// mark scans punctuation. A clitic with its apostrophe is a word; a run of the
// same period, hyphen, star or line is one token.
func (s *scanner) mark(start, width int) int {
	if w := apostrophe(s.text, start); w > 0 && s.letterAt(start+w) && s.touchesWord(start) {
		if end := s.run(start + w); isClitic(s.text[start+w : end]) {
			return s.add(start, end, Word)
		}
	}
	i := start + width
	if strings.IndexByte(".-*_=#!?", s.text[start]) >= 0 {
		for i < len(s.text) && s.text[i] == s.text[start] {
			i++
		}
	}
	return s.add(start, i, Mark)
}

// touchesWord tells whether the last token is a word or number that ends at i.
func (s *scanner) touchesWord(i int) bool {
	n := len(s.tokens)
	if n == 0 || s.tokens[n-1].End != i {
		return false
	}
	kind := s.tokens[n-1].Kind
	return kind == Word || kind == Number || strings.HasSuffix(s.text[:i], ")")
}

// symbol scans one symbol; an emoji takes in its modifiers, and joined emoji
// and the two letters of a flag are one token.
func (s *scanner) symbol(start, width int) int {
	i := start + width
	prev, _ := utf8.DecodeRuneInString(s.text[start:])
	flag := isFlagLetter(prev)
	for i < len(s.text) && s.text[i] >= utf8.RuneSelf {
		r, w := utf8.DecodeRuneInString(s.text[i:])
		switch {
		case isEmojiSelector(r), r == zeroWidthJoiner && isEmoji(prev):
		case prev == zeroWidthJoiner && isEmoji(r):
		case flag && isFlagLetter(r):
			flag = false
		default:
			return s.add(start, i, Symbol)
		}
		if !isEmojiSelector(r) {
			prev = r
		}
		i += w
	}
	return s.add(start, i, Symbol)
}

const zeroWidthJoiner = '\u200d'

func isEmojiSelector(r rune) bool {
	return r == '\ufe0f' || r == '\ufe0e' || r == '\u20e3' || r >= 0x1f3fb && r <= 0x1f3ff
}

func isEmoji(r rune) bool {
	return r >= 0x1f000 && r <= 0x1faff || r >= 0x2190 && r <= 0x2bff
}

func isFlagLetter(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }
