package gazetteer

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"github.com/nutgraf/nutgraf/extract/segment"
)

//go:embed gazetteer.bin
var embedded string

// Default returns the gazetteer that is part of the program. It panics if that
// is damaged, which only a broken build can do.
var Default = sync.OnceValue(func() *Gazetteer {
	g, err := open(embedded, false)
	if err != nil {
		panic(err)
	}
	return g
})

// A Match is a place in the text that a form of the gazetteer fits.
type Match struct {
	First, Last int  // half-open range of token indexes
	Kinds       Kind // of all candidates
	Exact       bool // an entry's own capitals or a capital first; false in lower case
	Common      bool // the form is a common word too, and needs the context's support
	form        place
	user        []EntryID
}

// place is what the rows say of a sequence of words: where a form's begins behind
// its mark, or one of these.
type place uint32

const (
	unknown place = 0
	prefix  place = 1
)

func (g *Gazetteer) find(h uint64) place {
	bucket := int(h >> g.bucketShift)
	end := g.buckets.at(bucket + 1)
	for at := g.buckets.at(bucket); at < end; at += 4 {
		mark := u32At(g.rows, at)
		if (mark^uint32(h))&^isForm == 0 {
			if mark&isForm == 0 {
				return prefix
			}
			return place(at + 4)
		}
		at += int(mark&isForm) * 4
	}
	return unknown
}

// longest bounds the tokens of a match.
const longest = 16

// AppendMatches appends the matches in a text, leftmost first, of those that
// begin together the longest, without overlap. All kinds are searched at once.
func (g *Gazetteer) AppendMatches(matches []Match, text string, tokens []segment.Token) []Match {
	for i := 0; i < len(tokens); {
		m, ok := g.matchAt(text, tokens, i, wordHash)
		if isCapitals(tokens[i].Text(text)) {
			// In a headline in capitals, YOON SUK YEOL and CHAD are names too.
			for _, hash := range []func(string) (uint64, bool){plainHash, headlineHash} {
				found, fits := g.matchAt(text, tokens, i, hash)
				if fits && found.Last > m.Last && found.Last-i > 1 || fits && found.Last >= m.Last && found.isPeople() && inHeadline(text, tokens, i) {
					m, ok = found, true
				}
			}
		}
		if !ok {
			i++
			continue
		}
		matches = append(matches, m)
		i = m.Last
	}
	return matches
}

// isPeople tells whether a match is a country and no common word, or a
// nationality.
func (m Match) isPeople() bool {
	return m.Kinds&(Country|Territory) != 0 && !m.Common || m.Kinds&Demonym != 0 && m.Kinds&^(Demonym|Place) == 0
}

// inHeadline tells whether a token of four letters or more stands among words
// in capitals.
func inHeadline(text string, tokens []segment.Token, i int) bool {
	if tokens[i].End-tokens[i].Start < 4 {
		return false
	}
	for _, k := range []int{i - 1, i + 1} {
		if k >= 0 && k < len(tokens) && tokens[k].End-tokens[k].Start > 1 && !isCapitals(tokens[k].Text(text)) {
			return false
		}
	}
	return i > 0 && isCapitals(tokens[i-1].Text(text)) || i+1 < len(tokens) && isCapitals(tokens[i+1].Text(text))
}

// isCapitals tells whether a token has capital letters and no small ones.
func isCapitals(word string) bool {
	if word[0] >= 'a' && word[0] <= 'z' || len(word) > 1 && word[1] >= 'a' && word[1] <= 'z' {
		return false
	}
	n := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			n++
		case unicode.IsLower(r):
			return false
		}
	}
	return n > 0
}

// matchAt returns the longest match that begins with token i, with words hashed
// by hash.
func (g *Gazetteer) matchAt(text string, tokens []segment.Token, i int, hash func(string) (uint64, bool)) (best Match, found bool) {
	if tokens[i].Kind != segment.Word && tokens[i].Kind != segment.Number || isPreposition(tokens[i].Text(text)) {
		return best, false
	}
	h, upper := uint64(0), false
	for k := i; k < len(tokens) && k < i+longest; k++ {
		if k > i && breaks(text, tokens[k-1], tokens[k]) {
			break
		}
		word := tokens[k].Text(text)
		w, counts := hash(word)
		if !counts {
			if isHyphen(word) || word == "." && k > i && k-i < 2 && tokens[k-1].End-tokens[k-1].Start == 2 && tokens[k-1].End == tokens[k].Start {
				continue // ST. KITTS
			}
			break
		}
		upper = upper || startsUpper(word)
		h = then(h, w)
		at, user := g.find(h), g.userForms[h]
		if at > prefix && upper || user != nil {
			best, found = g.match(i, k+1, at, user), true
			best.Exact = startsUpper(tokens[i].Text(text))
		}
		if at == unknown && !g.userStarts[h] {
			break
		}
	}
	return best, found
}

func (g *Gazetteer) match(first, last int, at place, user []EntryID) Match {
	m := Match{First: first, Last: last, user: user}
	for _, id := range user {
		m.Kinds |= g.Entry(id).Kind
	}
	if at > prefix {
		m.form = at
		row := u32At(g.rows, int(at))
		m.Kinds |= Kind(u16(g.kinds, int(row>>kindsShift)))
		m.Common = row&commonForm != 0 && user == nil
	}
	return m
}

// isPreposition tells whether a word in lower case stands before names rather
// than beginning one: `for San Marino` is not the party For San Marino.
func isPreposition(word string) bool {
	switch word {
	case "for", "of", "in", "on", "with", "by", "from", "to", "and", "the", "a", "an", "at", "our", "we", "it", "is", "as":
		return true
	}
	return false
}

// breaks tells whether a name cannot go on from one token to the next: behind
// an empty line or a tabulator.
func breaks(text string, a, b segment.Token) bool {
	newlines := 0
	for _, c := range []byte(text[a.End:b.Start]) {
		if c == '\t' {
			return true
		}
		if c == '\n' {
			newlines++
		}
	}
	return newlines > 1
}

func isHyphen(word string) bool {
	switch word {
	case "-", "‐", "‑", "–", "'", "’":
		return true
	}
	return false
}

// Candidates returns what a match may name, the user's own entries first, then
// the best known first.
func (g *Gazetteer) Candidates(m Match) []EntryID {
	ids := append([]EntryID(nil), m.user...)
	if m.form == unknown {
		return ids
	}
	return g.appendForm(ids, m.form)
}

// appendForm appends the candidates of a form.
func (g *Gazetteer) appendForm(ids []EntryID, form place) []EntryID {
	row := u32At(g.rows, int(form))
	number := row & (mostNumbers - 1)
	if row&onlyOne != 0 {
		return append(ids, EntryID(number))
	}
	for i := int(number); ; i++ {
		id := u32(g.cands, i)
		ids = append(ids, EntryID(id&^lastCandidate))
		if id&lastCandidate != 0 {
			return ids
		}
	}
}

// Lookup returns the entries that a name as a whole may mean, without regard to
// accents, hyphens and capitals, the best known first.
func (g *Gazetteer) Lookup(name string) []EntryID {
	h := formHash(name)
	ids := append([]EntryID(nil), g.userForms[h]...)
	if at := g.find(h); at > prefix {
		ids = g.appendForm(ids, at)
	}
	return ids
}

// LookupCode returns the countries that three capitals stand for (AUS, GER),
// by ISO 3166-1 or as sports federations write them: two for BRN.
func (g *Gazetteer) LookupCode(code string) []EntryID {
	if len(code) != 3 || !isCapitals(code) {
		return nil
	}
	return g.Lookup(codeForm(code))
}

// codeForm is the form under which a country's code is kept. It is no word, so
// that codes are not found in running text, where many (CAN, MAR) mean others.
func codeForm(code string) string { return "countrycode" + code }

// LookupKind returns the best known entry of the kinds that a name may mean.
func (g *Gazetteer) LookupKind(name string, kinds Kind) (Entry, bool) {
	for _, id := range g.Lookup(name) {
		if e := g.Entry(id); e.Kind&kinds != 0 {
			return e, true
		}
	}
	return Entry{}, false
}

// Surname returns the people who may be named by this part of their name alone:
// the surname, or the given name where that is the custom, as in Malaysia.
func (g *Gazetteer) Surname(name string) []EntryID {
	ids := g.people.find(name)
	if len(g.userSurnames) > 0 {
		ids = append(ids, g.userSurnames[formHash(name)]...)
	}
	return ids
}

// SoundsLike returns the people who have a surname that is written otherwise
// and sounds alike.
func (g *Gazetteer) SoundsLike(name string) []EntryID { return g.people.alike(name) }

// Common tells whether a word is a common one too, as Will and May are.
func (g *Gazetteer) Common(word string) bool { return g.words.find(uint32(formHash(word))) > 0 }

// GivenName returns how frequent a word is as a given name: 0 unknown, 1 rare
// to 7.
func (g *Gazetteer) GivenName(word string) uint8 { return g.given.of(word) }

// FamilyName returns how frequent a word is as a family name: 0 unknown, 1
// rare to 7.
func (g *Gazetteer) FamilyName(word string) uint8 { return g.family.of(word) }

func (l names) of(word string) uint8 {
	if !startsUpper(word) {
		return 0
	}
	h, ok := plainHash(word)
	if !ok {
		return 0
	}
	return l.find(uint32(h))
}

// headlineHash is plainHash but for what has three letters or less, as the SAR
// of HONG KONG SAR.
func headlineHash(word string) (uint64, bool) {
	if len(word) <= 3 || strings.Contains(word, ".") {
		return wordHash(word)
	}
	return plainHash(word)
}

// plainHash is wordHash without the rule of short capitals, so that LEE in a
// headline is a name.
func plainHash(word string) (uint64, bool) {
	if isShortCapitals(word) {
		h := uint64(hashSeed)
		for i := 0; i < len(word); i++ {
			if word[i] != '.' {
				h = (h ^ uint64(word[i]+'a'-'A')) * hashPrime
			}
		}
		return h, true
	}
	return wordHash(word)
}
