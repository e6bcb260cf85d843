package model

import (
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// Channels is the number of hints a token can have, one from each source of
// knowledge outside of the model.
const Channels = 4

// A Hint is what other stages say of one token, a number a channel; 0 says
// nothing. The numbers have no meaning here: the same in training and tagging
// is all that is asked. Channel 0 holds sets, and its bits are also looked at
// one by one.
type Hint [Channels]uint16

// SetBits is the number of bits of channel 0 that are a set; the bits below
// them, positionBits of them, are the token's position in the match.
const (
	SetBits      = 8
	PositionBits = 2
)

// An Input is a text to label: tokens, sentences and a hint for each token.
type Input struct {
	Text      string
	Tokens    []segment.Token
	Sentences []segment.Sentence
	Hints     []Hint // nil, or one a token
}

// A feature is the hash of a template's number and its values.
type feature uint64

func mix(h, v uint64) uint64 {
	h ^= v
	h *= 0x9e3779b97f4a7c15
	return h ^ h>>29
}

func hashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// form is what the features need to know of one token's written form.
type form struct {
	word, lower, shape uint64 // hashes
	brief              uint64 // the shape with runs shortened: Xx, d, X.X.
	prefix, suffix     [4]uint64
	clusters           [granularities]uint16
	capital            bool // first letter is upper case
	caps               bool // two letters or more, all upper case
	cased              bool // has a letter
}

// newForm reads a word once for all its features.
func newForm(word string, clusters *Clusters) form {
	var f form
	f.word = hashString(word)
	lower := make([]byte, 0, 32)
	shape, brief, before := uint64(7), uint64(7), uint64(0)
	uppers, letters := 0, 0
	for i, r := range word {
		kind := uint64(r)
		switch {
		case unicode.IsUpper(r):
			kind, uppers, letters = 'X', uppers+1, letters+1
			f.capital = f.capital || i == 0
			r = unicode.ToLower(r)
		case unicode.IsLetter(r):
			kind, letters = 'x', letters+1
		case unicode.IsDigit(r):
			kind = 'd'
			r = '0'
		case r == '’' || r == '‘':
			kind, r = '\'', '\''
		}
		lower = utf8.AppendRune(lower, r)
		shape = mix(shape, kind)
		if kind != before {
			brief = mix(brief, kind)
		}
		before = kind
	}
	f.shape, f.brief = shape, brief
	f.cased = letters > 0
	f.caps = letters > 1 && uppers == letters
	f.lower = hashString(string(lower))
	f.affixes(string(lower))
	f.clusters = clusters.lookup(f.lower)
	return f
}

// affixes fills the hashes of the first and last one to four runes.
func (f *form) affixes(lower string) {
	start, end := 0, len(lower)
	for n := range f.prefix {
		if start < len(lower) {
			_, w := utf8.DecodeRuneInString(lower[start:])
			start += w
		}
		if end > 0 {
			_, w := utf8.DecodeLastRuneInString(lower[:end])
			end -= w
		}
		f.prefix[n] = hashString(lower[:start])
		f.suffix[n] = hashString(lower[end:])
	}
}

// reader makes the features of a document, sentence by sentence.
type reader struct {
	in    Input
	forms []form
	doc   map[uint64]uint32 // what the document shows of a lower-case form
	buf   []feature
}

// boundary is the form of the tokens beyond the ends of a sentence.
var boundary = form{word: 1, lower: 1, shape: 1, brief: 1}

func (r *reader) reset(in Input, clusters *Clusters) {
	r.in = in
	r.forms = r.forms[:0]
	for _, t := range in.Tokens {
		r.forms = append(r.forms, newForm(t.Text(in.Text), clusters))
	}
	r.readContext()
}

// emitter collects the features of one token.
type emitter struct {
	out      []feature
	template uint64
}

func (e *emitter) add(values ...uint64) {
	e.template++
	h := e.template * 0x2545f4914f6cdd1d
	for _, v := range values {
		h = mix(h, v)
	}
	e.out = append(e.out, feature(mix(h, h>>32)))
}

// skip passes over a template that says nothing here.
func (e *emitter) skip() { e.template++ }

// features returns the features of token i of the sentence; they are valid
// until the next call. It is the one place where features are made, for
// training and tagging alike.
func (r *reader) features(s segment.Sentence, i int) []feature {
	at := func(k int) *form {
		if k < s.First || k >= s.Last {
			return &boundary
		}
		return &r.forms[k]
	}
	e := emitter{out: r.buf[:0]}
	f, p1, p2, n1, n2 := at(i), at(i-1), at(i-2), at(i+1), at(i+2)
	e.add(1)
	e.add(f.word)
	e.add(f.lower)
	e.add(f.shape)
	e.add(f.brief, p1.brief, n1.brief)
	for n := range f.prefix {
		e.add(f.prefix[n])
		e.add(f.suffix[n])
	}
	e.add(p1.lower)
	e.add(p2.lower)
	e.add(n1.lower)
	e.add(n2.lower)
	e.add(p1.lower, f.lower)
	e.add(f.lower, n1.lower)
	e.add(p2.lower, p1.lower)
	e.add(n1.lower, n2.lower)
	e.add(p1.lower, n1.lower)
	e.add(p1.lower, f.brief)
	e.add(n1.lower, f.brief)
	e.add(p1.shape)
	e.add(n1.shape)
	e.add(p1.suffix[2], f.brief)
	e.add(n1.suffix[2], f.brief)
	e.add(p2.brief, p1.brief, f.brief)
	e.add(f.brief, n1.brief, n2.brief)
	r.clusterFeatures(&e, f, p1, p2, n1, n2)
	r.placeFeatures(&e, s, i)
	r.documentFeatures(&e, s, i)
	r.hintFeatures(&e, s, i)
	r.buf = e.out
	return e.out
}

func (r *reader) clusterFeatures(e *emitter, f, p1, p2, n1, n2 *form) {
	for g := range f.clusters {
		e.add(uint64(f.clusters[g]))
		e.add(uint64(p1.clusters[g]))
		e.add(uint64(n1.clusters[g]))
		e.add(uint64(p1.clusters[g]), uint64(f.clusters[g]), f.brief)
		e.add(uint64(f.clusters[g]), uint64(n1.clusters[g]), f.brief)
	}
	const fine, mid = granularities - 1, granularities - 2
	e.add(uint64(p2.clusters[mid]), uint64(p1.clusters[mid]), f.brief)
	e.add(uint64(n1.clusters[mid]), uint64(n2.clusters[mid]), f.brief)
	e.add(uint64(p2.clusters[fine]))
	e.add(uint64(n2.clusters[fine]))
	e.add(uint64(p1.clusters[mid]), uint64(n1.clusters[mid]), f.brief)
}

// placeFeatures tell where in the sentence and line the token stands, and
// whether white space surrounds it.
func (r *reader) placeFeatures(e *emitter, s segment.Sentence, i int) {
	f := &r.forms[i]
	glued := i > 0 && r.in.Tokens[i-1].End == r.in.Tokens[i].Start
	gluedNext := i+1 < len(r.in.Tokens) && r.in.Tokens[i].End == r.in.Tokens[i+1].Start
	e.add(bit(glued)<<1|bit(gluedNext), f.brief)
	first := i == s.First
	e.add(bit(first), f.brief)
	e.add(bit(first), f.lower)
	// Hyphenated words are several tokens; the whole is often what tells.
	if gluedNext && i+2 < s.Last && r.in.Text[r.in.Tokens[i+1].Start] == '-' {
		e.add(f.lower, r.forms[i+2].lower)
		e.add(r.forms[i+2].suffix[3], f.brief)
	} else {
		e.skip()
		e.skip()
	}
	if glued && i-2 >= s.First && r.in.Text[r.in.Tokens[i-1].Start] == '-' {
		e.add(f.lower, r.forms[i-2].lower)
		e.add(r.forms[i-2].brief, f.brief)
	} else {
		e.skip()
		e.skip()
	}
}

func (r *reader) hintFeatures(e *emitter, s segment.Sentence, i int) {
	if r.in.Hints == nil {
		return
	}
	at := func(k int) Hint {
		if k < s.First || k >= s.Last {
			return Hint{}
		}
		return r.in.Hints[k]
	}
	f, h, before, after := &r.forms[i], at(i), at(i-1), at(i+1)
	for c := range h {
		v := uint64(h[c])
		e.add(v)
		e.add(v, f.brief)
		e.add(uint64(before[c]))
		e.add(uint64(after[c]))
		e.add(uint64(before[c]), v)
		e.add(v, uint64(after[c]))
		if v != 0 {
			e.add(v, r.around(s, i-1))
			e.add(v, r.around(s, i+1))
			e.add(v, f.lower)
		} else {
			e.skip()
			e.skip()
			e.skip()
		}
	}
	e.add(uint64(h[0]), uint64(h[3]))
	position := uint64(h[0]) & (1<<PositionBits - 1)
	for b := range SetBits {
		if h[0]>>(PositionBits+b)&1 != 0 {
			e.add(position)
			e.add(position, f.brief)
		} else {
			e.skip()
			e.skip()
		}
	}
}

// around returns the lower-case hash of a neighbour, or that of the boundary.
func (r *reader) around(s segment.Sentence, k int) uint64 {
	if k < s.First || k >= s.Last {
		return boundary.lower
	}
	return r.forms[k].lower
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
