package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold writes a name so that spellings of one name agree: lower case, without
// accents, hyphens, periods and quotes, single spaces.
func fold(name string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '.', r == '\'', r == '’', r == '‘', unicode.Is(unicode.Cf, r):
		case unicode.IsSpace(r):
			space = b.Len() > 0
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			if r == '-' || r == '‐' || r == '‑' || r == '–' {
				continue
			}
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// personName is a person's name in words: a hyphenated name is one word.
type personName struct {
	words []string // folded, suffixes left out
}

var nameSuffixes = wordSet("jr sr ii iii iv esq phd md")

var arabicArticle = regexp.MustCompile(`(^|\s)(?i:al|el)[-‐‑]`)

func newPersonName(text string) personName {
	text = arabicArticle.ReplaceAllString(text, "$1")                  // Assad is short of Hafez al-Assad
	words := strings.Fields(fold(strings.ReplaceAll(text, ".", ". "))) // J.D. is two words
	for len(words) > 1 && nameSuffixes[words[len(words)-1]] && !nameSuffixes[words[0]] {
		words = words[:len(words)-1]
	}
	return personName{words}
}

func (n personName) last() string {
	if len(n.words) == 0 {
		return ""
	}
	return n.words[len(n.words)-1]
}

// shortOf tells whether n is a short form of the full name: its first or last
// words, as Yoon and Suk-yeol are of Yoon Suk-yeol. Being the surname of a
// Western name counts more than being the given name: 2 against 1; 0 is none.
func (n personName) shortOf(full personName) int {
	k, m := len(n.words), len(full.words)
	if k == 0 || k >= m {
		return 0
	}
	if equalWords(n.words, full.words[m-k:]) {
		return 2
	}
	if equalWords(n.words, full.words[:k]) {
		return 1
	}
	if k == 1 && m > 3 && slices.Contains(full.words, n.words[0]) && len(n.words[0]) > 3 {
		return 1 // Lula of Luiz Inácio Lula da Silva
	}
	return 0
}

// endOf tells whether n is the last words, two at least, of the full name: Suu
// Kyi of Aung San Suu Kyi, bin Salman of Mohammed bin Salman.
func (n personName) endOf(full personName) bool {
	return len(n.words) > 1 && n.shortOf(full) == 2
}

// keys are strings of which two names share one if they agree, or one is the
// beginning or the end of the other.
func (n personName) keys() []string {
	if len(n.words) == 0 {
		return nil
	}
	sorted := slices.Sorted(slices.Values(n.words))
	return []string{n.words[0], n.last(), strings.Join(n.words, ""), strings.Join(sorted, " ")}
}

// agrees tells whether two names of several words can be one person's: the
// same words in either order, or the same surname with given names of which
// one is an initial or a leaving out of the other's.
func (n personName) agrees(other personName) bool {
	if len(n.words) < 2 || len(other.words) < 2 {
		return equalWords(n.words, other.words)
	}
	if sameWords(n.words, other.words) || strings.Join(n.words, "") == strings.Join(other.words, "") {
		return true // Kishida Fumio; Yoon Suk-yeol and Yoon Suk Yeol
	}
	if n.last() != other.last() {
		return false
	}
	return givenAgree(n.words[:len(n.words)-1], other.words[:len(other.words)-1])
}

// givenAgree compares given names word by word: George and George W, J D and
// James D, Fumio and F.
func givenAgree(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if !initialOf(a[0], b[0]) {
		return false
	}
	if len(a) > 1 && len(a[1]) == 1 && !initialOf(a[1], b[1]) {
		return false // George W. Bush is not George H. W. Bush
	}
	for _, w := range a[1:] {
		found := false
		for _, v := range b[1:] {
			found = found || initialOf(w, v)
		}
		if !found {
			return false
		}
	}
	return true
}

func initialOf(a, b string) bool {
	return a == b || len(a) == 1 && strings.HasPrefix(b, a) || len(b) == 1 && strings.HasPrefix(a, b)
}

func equalWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// sameWords tells whether both have the same words, in any order.
func sameWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	used := 0
	for _, w := range a {
		for i, v := range b {
			if v == w && used>>i&1 == 0 {
				used |= 1 << i
				break
			}
		}
	}
	return used == 1<<len(b)-1
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// acronymOf tells whether letters are the first letters of the name's words,
// with or without the small ones: IMF, GATT, MoD, NASA.
func acronymOf(acronym, name string) bool {
	letters := acronymLetters(acronym)
	return letters != "" && slices.Contains(initials(name), letters)
}

// acronymLetters returns the letters of an acronym in capitals, or "" where it
// cannot be one.
func acronymLetters(acronym string) string {
	letters := strings.ReplaceAll(acronym, ".", "")
	if len(letters) < 2 || len(letters) > 8 || strings.ContainsAny(letters, " ") {
		return ""
	}
	return strings.ToUpper(letters)
}

// initials returns what an acronym of a name can be: the first letters of all
// its words, and of those with a capital.
func initials(name string) []string {
	all, capitals := "", ""
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '/' }) {
		r := []rune(w)[0]
		if !unicode.IsLetter(r) {
			continue
		}
		all += string(unicode.ToUpper(r))
		if unicode.IsUpper(r) {
			capitals += string(r)
		}
	}
	if len(capitals) < 2 {
		return nil
	}
	return []string{all, capitals}
}

var companySuffixes = wordSet("inc corp corporation ltd limited co company plc llc group holdings ag sa spa nv bv gmbh bhd pte")

// bareOrganization folds an organization's name without The and the legal form.
func bareOrganization(name string) string {
	words := strings.Fields(fold(strings.ReplaceAll(name, ",", " ")))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	for len(words) > 1 && companySuffixes[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}
