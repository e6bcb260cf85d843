package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// appendSentences cuts the tokens into sentences. A sentence ends
//
//   - at a blank line, always;
//   - at . ! ? … with the quotes and brackets that close behind it, where the
//     next token can begin a sentence;
//   - at the end of a line, as headlines, captions and menus do, unless the
//     line goes on: the next one begins in lower case, or the text is broken
//     into lines of one width and this line is full.
func appendSentences(sentences []Sentence, text string, tokens []Token) []Sentence {
	c := cutter{text: text, tokens: tokens, width: wrapWidth(text)}
	first := 0
	for i := range tokens {
		if i+1 < len(tokens) && !c.endsAt(i) {
			continue
		}
		sentences = append(sentences, Sentence{first, i + 1})
		first = i + 1
	}
	return sentences
}

type cutter struct {
	text   string
	tokens []Token
	width  int // bytes of a full line, 0 where lines are not broken by width
}

func (c *cutter) word(i int) string { return c.tokens[i].Text(c.text) }

// endsAt tells whether a sentence ends behind token i, which is not the last.
func (c *cutter) endsAt(i int) bool {
	gap := c.text[c.tokens[i].End:c.tokens[i+1].Start]
	if gap == "" {
		return false
	}
	lines := newlines(gap)
	if lines > 1 {
		return true
	}
	if c.stops(i) {
		return true
	}
	return lines == 1 && !c.goesOn(i)
}

// newlines counts the line ends in a gap; \r\n is one.
func newlines(gap string) int {
	if gap == " " {
		return 0
	}
	n := strings.Count(gap, "\n") + strings.Count(gap, "\f") + 2*strings.Count(gap, "\u2029")
	if n == 0 {
		n = strings.Count(gap, "\r")
	}
	return n
}

// stops tells whether punctuation ends the sentence at token i.
func (c *cutter) stops(i int) bool {
	end := i
	for end > 0 && i-end < 3 && isCloser(c.word(end)) && c.tokens[end-1].End == c.tokens[end].Start {
		end--
	}
	if c.tokens[end].Kind == Mark {
		return c.isStop(end) && c.canBegin(i+1, end < i)
	}
	word := c.word(end)
	if !strings.HasSuffix(word, ".") || c.tokens[end].Kind == Link {
		return false
	}
	return c.abbreviationStops(word, i+1)
}

func (c *cutter) isStop(i int) bool {
	switch w := c.word(i); w[0] {
	case '.', '!', '?':
		return true
	default:
		return w == "…" || w == "。" || w == "？" || w == "！" || w == "؟"
	}
}

func isCloser(word string) bool {
	switch word {
	case "\"", "'", "”", "’", "''", ")", "]", "»", "」":
		return true
	}
	return false
}

// canBegin tells whether the token can be the first of a sentence behind a
// stop. Behind a quotation that closes, `he said` goes on in lower case.
func (c *cutter) canBegin(i int, quoted bool) bool {
	r, _ := utf8.DecodeRuneInString(c.text[c.tokens[i].Start:])
	switch {
	case unicode.IsLower(r):
		return false
	case unicode.IsUpper(r), unicode.IsDigit(r):
		return true
	case unicode.IsLetter(r):
		return true
	}
	if c.tokens[i].Kind == Mark {
		return strings.ContainsRune("\"'“‘([«-–—•*#¿¡@", r)
	}
	return !quoted || c.tokens[i].Kind == Symbol
}

// abbreviationStops tells whether the period of an abbreviation ends the
// sentence too, by the word that follows.
func (c *cutter) abbreviationStops(abbreviation string, next int) bool {
	word := c.word(next)
	stem := strings.TrimSuffix(abbreviation, ".")
	switch stem {
	case "p.m", "a.m", "pm", "am":
		return isUpper(word) && !followsClock(word)
	}
	if strings.HasSuffix(stem, "p.m") || strings.HasSuffix(stem, "a.m") {
		return isUpper(word) && !followsClock(word)
	}
	if _, ok := beforeName[stem]; ok {
		return false
	}
	if len(stem) == 1 && word != "The" {
		return false // an initial: J. Smith
	}
	if isOpener(word) && next+1 < len(c.tokens) {
		word = c.word(next + 1)
	}
	_, ok := starters[word]
	return ok
}

func isOpener(word string) bool { return word == "\"" || word == "“" || word == "‘" || word == "'" }

// followsClock tells whether a capitalized word behind "p.m." goes on with it.
func followsClock(word string) bool {
	_, ok := clockWords[word]
	return ok
}

var clockWords = wordSet(`
	ET EST EDT CT CST CDT MT MST MDT PT PST PDT AST ADT GMT UTC BST CET CEST IST JST KST AEST AEDT SAST WAT EAT
	Eastern Central Mountain Pacific Greenwich British Central Moscow Beijing Paris London Tokyo
	Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun
	January February March April May June July August September October November December
	Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec
`)

// starters are words that begin a sentence when they stand capitalized behind
// an abbreviation. A name that stands there mostly belongs to the abbreviation
// (`U.S. President Joe Biden`), so that only these words cut.
var starters = wordSet(`
	The A An This That These Those There Here It Its He His She Her They Their We Our I My You Your
	In On At By For From With Of To As After Before During Under Over Since Until While When Where
	Who What Why How Which If Although Though Because But And Or So Yet Nor Not No Now Then Today
	Yesterday Tomorrow Meanwhile However Still Also Some Many Most Both Each Every All Any Several
	Others Other Another One Two Three Once Such Even Only Just According Asked Earlier Later Last
	Next Officials Police Analysts Critics Experts Shares Prices About More Nearly
`)

// goesOn tells whether the sentence goes on behind the end of the line that
// follows token i.
func (c *cutter) goesOn(i int) bool {
	last := c.word(i)
	if c.tokens[i].Kind == Mark && (c.isStop(i) || last == ":") && !strings.HasPrefix(last, "..") {
		return false
	}
	next := c.tokens[i+1]
	r, _ := utf8.DecodeRuneInString(c.text[next.Start:])
	if last == "," || last == "-" || last == "–" || last == "—" {
		return unicode.IsLetter(r) || c.full(i)
	}
	if unicode.IsLower(r) && next.End-next.Start > 1 {
		return !c.inMenu(i)
	}
	return c.full(i)
}

// inMenu tells whether the line that ends at token i is so short, in a text
// of long lines, that it is no part of running text.
func (c *cutter) inMenu(i int) bool {
	const menuLine = 24 // bytes
	end := c.tokens[i].End
	start := strings.LastIndexByte(c.text[max(0, end-menuLine-1):end], '\n')
	return start >= 0 && c.width == 0 && !isFunctionWord(c.word(i))
}

func isFunctionWord(word string) bool {
	_, ok := functionWords[strings.ToLower(word)]
	return ok
}

var functionWords = wordSet(`a an the of in on at by for from with to and or but as is are was were be`)

// full tells whether the line that ends behind token i had no room for the
// next token, so that it was broken there.
func (c *cutter) full(i int) bool {
	if c.width == 0 {
		return false
	}
	end := c.tokens[i].End
	start := strings.LastIndexByte(c.text[max(0, end-2*c.width):end], '\n') + 1
	start += max(0, end-2*c.width)
	next := c.tokens[i+1]
	word := next.End
	for word < len(c.text) && c.text[word] > ' ' {
		word++
	}
	return end-start+1+word-next.Start > c.width
}

// wrapWidth returns the width at which the text is broken into lines, or 0
// where it is not. It asks that no line be longer than 120 bytes, and that at
// least three lines come close to the longest without ending a sentence.
func wrapWidth(text string) int {
	const widest, narrowest = 120, 40
	longest := 0
	for rest := text; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		longest = max(longest, len(strings.TrimRight(line, " \r\t")))
		if longest > widest {
			return 0
		}
	}
	if longest < narrowest {
		return 0
	}
	full, stopped := 0, 0
	for rest := text; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		line = strings.TrimRight(line, " \r\t")
		switch {
		case len(line) < longest-longest/6:
		case strings.ContainsAny(line[len(line)-1:], ".!?\"'"):
			stopped++
		default:
			full++
		}
	}
	if full < 3 || full < stopped {
		return 0
	}
	return longest
}
