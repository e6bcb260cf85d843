package prose

import (
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"github.com/nutgraf/nutgraf/extract"
)

// Places tells country names and nationalities, for prose's label GPE is both
// and cities too.
type Places interface {
	IsCountry(name string) bool
	IsNationality(name string) bool
}

// Tagger is prose's model. It is safe for use by many goroutines at once.
type Tagger struct {
	places Places
	model  *prose.Model
}

// load reads prose's model, which takes a fifth of a second, once.
var load = sync.OnceValue(func() *prose.Model { return prose.ModelFromData("en") })

// New makes the tagger ready.
func New(places Places) *Tagger { return &Tagger{places: places, model: load()} }

// Name is prose.
func (*Tagger) Name() string { return "prose" }

// Tag returns the names that prose finds. Its own panics become errors.
func (t *Tagger) Tag(doc *extract.Document) (mentions []extract.Mention, err error) {
	defer func() {
		if p := recover(); p != nil {
			mentions, err = nil, fmt.Errorf("prose panicked: %v", p)
		}
	}()
	parsed, err := prose.NewDocument(doc.Text, prose.UsingModel(t.model), prose.WithSegmentation(false))
	if err != nil {
		return nil, err
	}
	placed := align(doc.Text, parsed.Tokens())
	for _, group := range chunk(placed) {
		if m, ok := t.mention(doc.Text, group); ok {
			mentions = append(mentions, m)
		}
	}
	return mentions, nil
}

// token is one of prose's tokens with its place in the text.
type token struct {
	prose.Token
	start, end int // bytes; equal where the token could not be found
}

// align finds prose's tokens in the text. They come in order, with curly
// quotes made straight, and some are cut wrongly or dropped: a token that is
// not found soon behind the last one is left without a place.
func align(text string, tokens []prose.Token) []token {
	const reach = 200 // bytes that prose may drop at once
	placed := make([]token, len(tokens))
	at := 0
	for i, t := range tokens {
		placed[i] = token{Token: t, start: at, end: at}
		window := text[at:min(len(text), at+reach+len(t.Text))]
		if start, length := find(window, t.Text); start >= 0 {
			placed[i].start, placed[i].end = at+start, at+start+length
			at += start + length
		}
	}
	return placed
}

// find returns where a token stands in the text and its length there.
func find(text, word string) (start, length int) {
	if word == "" {
		return -1, 0
	}
	if i := strings.Index(text, word); i >= 0 && strings.TrimSpace(text[:i]) == "" {
		return i, len(word)
	}
	for i := range text {
		if n := matches(text[i:], word); n > 0 {
			return i, n
		}
	}
	return -1, 0
}

// matches returns how many bytes of text the word takes, straight quotes
// standing for curly ones, or 0.
func matches(text, word string) int {
	n := 0
	for _, r := range word {
		if n >= len(text) {
			return 0
		}
		have, width := utf8.DecodeRuneInString(text[n:])
		if have != r && straight(have) != r {
			return 0
		}
		n += width
	}
	return n
}

func straight(r rune) rune {
	switch r {
	case '‘', '’':
		return '\''
	case '“', '”':
		return '"'
	}
	return r
}

// chunk groups tokens by the rule of prose's own Entities: a name goes on
// while a label other than O comes that is not the one expected to end it, or
// while the part of speech stays the same, or with a number. Unlike there, a
// name that ends the text counts.
func chunk(tokens []token) (groups [][]token) {
	var parts []token
	end := ""
	for _, t := range tokens {
		goesOn := t.Label != "O" && t.Label != end
		if n := len(parts); n > 0 && !goesOn {
			before := parts[n-1]
			goesOn = t.Tag == before.Tag || t.Tag == "CD" && before.Label != "O"
		}
		if goesOn {
			end = strings.Replace(t.Label, "B", "I", 1)
			parts = append(parts, t)
			continue
		}
		if t.Label == "O" && end == "" {
			continue
		}
		if t.Label != "O" {
			parts = append(parts, t)
		}
		groups = append(groups, parts)
		parts, end = nil, ""
	}
	if len(parts) > 0 {
		groups = append(groups, parts)
	}
	return groups
}

// mention gives a group its place and type.
func (t *Tagger) mention(text string, group []token) (extract.Mention, bool) {
	m := extract.Mention{Start: -1, Origin: "prose", Score: 0.5}
	for _, p := range group {
		if p.start == p.end {
			continue
		}
		if m.Start < 0 {
			m.Start = p.start
		}
		m.End = p.end
	}
	if m.Start < 0 || len(group) == 0 {
		return m, false
	}
	_, label, _ := strings.Cut(group[0].Label, "-")
	m.Type = t.typeOf(label, text[m.Start:m.End])
	return m, m.Type != 0
}

func (t *Tagger) typeOf(label, text string) extract.Type {
	switch label {
	case "PERSON":
		return extract.Person
	case "ORGANIZATION":
		return extract.Organization
	case "LOCATION", "FACILITY":
		return extract.Location
	case "GPE", "GSP":
		return t.placeType(text)
	}
	return 0
}

func (t *Tagger) placeType(text string) extract.Type {
	switch {
	case t.places.IsCountry(text):
		return extract.Country
	case t.places.IsNationality(text):
		return extract.Norp
	}
	return extract.Location
}
