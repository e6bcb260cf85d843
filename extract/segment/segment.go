package segment

// Kind says what a token is made of.
type Kind uint8

const (
	Word   Kind = iota // begins with a letter: Yoon, O'Brien, U.S., AT&T, G20
	Number             // begins with a digit: 30, 3.5, 1,999, 1990s, 77th, 10:30
	Mark               // punctuation: . , ( ) “ ” - — ...
	Symbol             // anything else: $ % + emoji, a byte that is not UTF-8
	Link               // an address: https://…, www.…, name@host
)

// A Token is the half-open byte range [Start, End) of the text. White space
// and invisible format characters lie between tokens, never in their borders.
type Token struct {
	Start, End int
	Kind       Kind
}

// Text returns the token as written in the text that it was cut from.
func (t Token) Text(text string) string { return text[t.Start:t.End] }

// A Sentence is the half-open range [First, Last) of tokens. Sentences follow
// one another without gaps, so that every token is in exactly one.
type Sentence struct {
	First, Last int
}

// Text is a text with its tokens and sentences.
type Text struct {
	Source    string
	Tokens    []Token
	Sentences []Sentence
}

// Split cuts a text into tokens and sentences. It never fails; of a text that
// is not UTF-8, each wrong byte is a token of its own.
func Split(text string) Text {
	var t Text
	t.Reset(text)
	return t
}

// Reset does what Split does, in the memory of t, for callers with many texts.
func (t *Text) Reset(text string) {
	t.Source = text
	t.Tokens = appendTokens(t.Tokens[:0], text)
	t.Sentences = appendSentences(t.Sentences[:0], text, t.Tokens)
}

// Word returns token i as written.
func (t *Text) Word(i int) string { return t.Tokens[i].Text(t.Source) }
