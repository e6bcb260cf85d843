package gazetteer

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/nutgraf/nutgraf/extract/segment"
)

const (
	hashSeed  = 14695981039346656037
	hashPrime = 1099511628211
)

// wordHash returns the hash of a token as matching sees it, and whether the
// token counts: hyphens, quotes and other marks inside names do not.
func wordHash(word string) (h uint64, counts bool) {
	if isShortCapitals(word) {
		return capitalsHash(word), true
	}
	h = hashSeed
	for i := 0; i < len(word); i++ {
		b := word[i]
		switch {
		case b >= utf8.RuneSelf:
			return foldedHash(word)
		case b >= 'A' && b <= 'Z':
			b += 'a' - 'A'
		case b == '.' || b == '\'' || b == '-' || b == '`':
			continue
		}
		counts = true
		h = (h ^ uint64(b)) * hashPrime
	}
	return h, counts
}

// foldedHash is wordHash for words beyond ASCII.
func foldedHash(word string) (h uint64, counts bool) {
	h = hashSeed
	for _, r := range norm.NFD.String(word) {
		for _, b := range []byte(foldRune(r)) {
			counts = true
			h = (h ^ uint64(b)) * hashPrime
		}
	}
	return h, counts
}

// foldRune returns what matching sees of a rune.
func foldRune(r rune) string {
	switch {
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r), unicode.IsPunct(r):
		return ""
	case r < utf8.RuneSelf:
		return string(unicode.ToLower(r))
	}
	switch unicode.ToLower(r) {
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ı':
		return "i"
	case 'ʻ', 'ʼ':
		return ""
	}
	return string(unicode.ToLower(r))
}

// isShortCapitals tells whether a token is matched in capitals only: two to
// five of them, periods aside.
func isShortCapitals(word string) bool {
	n := 0
	for i := 0; i < len(word); i++ {
		switch b := word[i]; {
		case b >= 'A' && b <= 'Z':
			n++
		case b != '.':
			return false
		}
		if n > 5 {
			return false
		}
	}
	return n >= 2
}

func capitalsHash(word string) uint64 {
	h := uint64(hashSeed)
	h = (h ^ '=') * hashPrime
	for i := 0; i < len(word); i++ {
		if word[i] != '.' {
			h = (h ^ uint64(word[i])) * hashPrime
		}
	}
	return h
}

// then joins the hash of the words so far with that of the next.
func then(h, word uint64) uint64 {
	h ^= word
	h *= 0x9e3779b97f4a7c15
	return h ^ h>>31
}

// formWords returns the hashes of a form's words, as the text would be cut.
func formWords(form string) []uint64 {
	cut := segment.Split(form)
	var words []uint64
	for i := range cut.Tokens {
		if h, ok := wordHash(cut.Word(i)); ok {
			words = append(words, h)
		}
	}
	return words
}

// startsUpper tells whether a token begins with a capital letter.
func startsUpper(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// formHash is the hash of a whole form, 0 where no word counts.
func formHash(form string) uint64 {
	if form != "" && isPlain(form) {
		if h, ok := wordHash(form); ok {
			return then(0, h) // one token, however the text is cut
		}
		return 0
	}
	h := uint64(0)
	for _, w := range formWords(form) {
		h = then(h, w)
	}
	return h
}
