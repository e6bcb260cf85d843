package model

import (
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// Channels is the number of hints a token can have, one from each source of
// knowledge outside of the model.
const Channels = 5

// namesChannel is the channel of given and family names, which are also looked at
// beside those of the gazetteer, and in the word before.
const namesChannel = 3

// A Hint is what other stages say of one token, a number a channel; 0 says
// nothing. The numbers have no meaning here: the same in training and tagging
// is all that is asked. Channel 0 holds sets, and its bits are also looked at
// one by one.
type Hint [Channels]uint16

// SetBits is the number of bits of channel 0 that are a set; the bits below
// them, positionBits of them, are the token's position in the match.
const (
	SetBits      = 12
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
	number             uint32 // of the lower-case form in the lexicon
	clusters           [granularities]uint16
	capital            bool // first letter is upper case
	caps               bool // two letters or more, all upper case
	cased              bool // has a letter
	digits             bool // has a digit
	role               role
	topic              topic
	pass               [places]float32 // what the form adds to the gate's scores, see gate
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
			kind, f.digits = 'd', true
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
	f.role, f.topic = roles[f.lower], topics[f.lower]
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

// A lexicon keeps the forms of the words that it has read, because news repeats
// its words.
type lexicon struct {
	forms    []form
	ids      map[uint64]uint32 // index of a form, by the hash of the word
	numbers  map[uint64]uint32 // number of a lower-case form, by its hash
	clusters *Clusters
	gate     *gate
}

// maxForms is the number of forms after which a lexicon begins anew with the
// next text; they take about 5 MB.
const maxForms = 1 << 15

func (x *lexicon) reset(clusters *Clusters, g *gate) {
	if x.ids != nil && len(x.forms) < maxForms && x.clusters == clusters && x.gate == g {
		return
	}
	x.forms, x.clusters, x.gate = x.forms[:0], clusters, g
	x.ids, x.numbers = map[uint64]uint32{}, map[uint64]uint32{}
}

// id returns the index of a word's form.
func (x *lexicon) id(word string) uint32 {
	h := hashString(word)
	id, known := x.ids[h]
	if known {
		return id
	}
	f := newForm(word, x.clusters)
	x.gate.read(&f)
	number, known := x.numbers[f.lower]
	if !known {
		number = uint32(len(x.numbers))
		x.numbers[f.lower] = number
	}
	f.number = number
	id = uint32(len(x.forms))
	x.forms = append(x.forms, f)
	x.ids[h] = id
	return id
}

// reader makes the features of a document, token by token.
type reader struct {
	in      Input
	lexicon lexicon
	ids     []uint32 // of each token's form
	seen    []uint32 // what the document shows of a lower-case form, by its number
	kinds   []uint8  // of each token's sentence, see lineKind
	topics  []uint8  // of each token, see readTopics
	first   firstReading
}

// boundary is the form of the tokens beyond the ends of a sentence.
var boundary = form{word: 1, lower: 1, shape: 1, brief: 1}

func (r *reader) reset(in Input, clusters *Clusters, g *gate) {
	r.in = in
	for _, id := range r.ids {
		r.seen[r.lexicon.forms[id].number] = 0
	}
	r.ids, r.kinds, r.topics = r.ids[:0], r.kinds[:0], r.topics[:0]
	r.lexicon.reset(clusters, g)
	for _, t := range in.Tokens {
		r.ids = append(r.ids, r.lexicon.id(t.Text(in.Text)))
	}
	if missing := len(r.lexicon.numbers) - len(r.seen); missing > 0 {
		r.seen = append(r.seen, make([]uint32, missing)...)
	}
	r.readContext()
}

// form returns the form of token i.
func (r *reader) form(i int) *form { return &r.lexicon.forms[r.ids[i]] }

// hinted tells whether a hint says something of token i.
func (r *reader) hinted(i int) bool { return r.in.Hints != nil && r.in.Hints[i] != (Hint{}) }

// A window is a token with its neighbours.
type window struct {
	sentence          segment.Sentence
	i                 int // the token
	f, p1, p2, n1, n2 *form
	hint              [3]Hint // before, of, and behind the token
}

// has tells whether token i is in the window's sentence.
func (w *window) has(i int) bool { return i >= w.sentence.First && i < w.sentence.Last }

// window returns the surroundings of token i of a sentence.
func (r *reader) window(s segment.Sentence, i int) window {
	at := func(k int) *form {
		if k < s.First || k >= s.Last {
			return &boundary
		}
		return r.form(k)
	}
	w := window{sentence: s, i: i, f: at(i), p1: at(i - 1), p2: at(i - 2), n1: at(i + 1), n2: at(i + 2)}
	if r.in.Hints != nil {
		for k := max(i-1, s.First); k < min(i+2, s.Last); k++ {
			w.hint[k-i+1] = r.in.Hints[k]
		}
	}
	return w
}

// Features come in groups. What a group adds to a token's scores depends on
// few values, which recur: the sums of all but the last are kept, see sums.
type group uint64

const (
	wordGroup    group = iota // the word itself
	beforeGroup               // the word before, with the token's shape
	afterGroup                // the word behind
	before2Group              // the word before that
	after2Group
	shapeGroup    // shapes around, white space, the sentence's start
	documentGroup // what the document shows of the form
	hintGroup     // one a channel
	looseGroup    = hintGroup + Channels
	groups        = looseGroup + 1
)

// key returns a hash of all that the features of a group depend on.
func (r *reader) key(g group, w *window) uint64 {
	h := (uint64(g) + 1) * 0x2545f4914f6cdd1d
	switch g {
	case wordGroup:
		return mix(h, w.f.word)
	case beforeGroup:
		return mix(mix(h, w.p1.word), w.f.brief)
	case afterGroup:
		return mix(mix(h, w.n1.word), w.f.brief)
	case before2Group:
		return mix(h, w.p2.word)
	case after2Group:
		return mix(h, w.n2.word)
	case shapeGroup:
		h = mix(mix(mix(h, w.p2.brief), w.p1.brief), w.f.brief)
		return mix(mix(mix(h, w.n1.brief), w.n2.brief), uint64(r.kinds[w.i])<<3|r.glue(w)<<1|bit(w.i == w.sentence.First))
	case documentGroup:
		if !w.f.cased || !w.f.capital {
			return h
		}
		return mix(mix(h, uint64(r.seen[w.f.number])<<2|bit(w.i == w.sentence.First)<<1|bit(w.f.caps)), w.f.brief)
	}
	c := g - hintGroup
	return mix(mix(h, uint64(w.hint[0][c])<<32|uint64(w.hint[1][c])<<16|uint64(w.hint[2][c])), w.f.brief)
}

// emit collects the features of a group.
func (r *reader) emit(e *emitter, g group, w *window) {
	e.template = uint64(g) << 8
	switch g {
	case wordGroup:
		wordFeatures(e, w.f)
	case beforeGroup:
		neighbourFeatures(e, w.p1, w.f)
	case afterGroup:
		neighbourFeatures(e, w.n1, w.f)
	case before2Group:
		farFeatures(e, w.p2)
	case after2Group:
		farFeatures(e, w.n2)
	case shapeGroup:
		r.shapeFeatures(e, w)
	case documentGroup:
		r.documentFeatures(e, w)
	case looseGroup:
		r.looseFeatures(e, w)
	default:
		hintFeatures(e, w, int(g-hintGroup))
	}
}

// appendFeatures appends the features of token i of the sentence: those of all
// groups, for training.
func (r *reader) appendFeatures(features []feature, s segment.Sentence, i int) []feature {
	e := emitter{out: features}
	w := r.window(s, i)
	for g := range groups {
		r.emit(&e, g, &w)
	}
	return e.out
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

// skip passes over templates that say nothing here.
func (e *emitter) skip(n int) { e.template += uint64(n) }

func wordFeatures(e *emitter, f *form) {
	e.add(1)
	e.add(f.word)
	e.add(f.lower)
	e.add(f.shape)
	for n := range f.prefix {
		e.add(f.prefix[n])
		e.add(f.suffix[n])
	}
	for _, c := range f.clusters {
		e.add(uint64(c))
	}
}

func neighbourFeatures(e *emitter, n, f *form) {
	e.add(n.lower)
	e.add(n.shape)
	e.add(n.lower, f.brief)
	e.add(n.suffix[2], f.brief)
	for _, c := range n.clusters {
		e.add(uint64(c))
	}
}

func farFeatures(e *emitter, n *form) {
	e.add(n.lower)
	e.add(uint64(n.clusters[fine]))
}

// The finest and the middle of the clusterings.
const fine, mid = granularities - 1, granularities - 2

// shapeFeatures tell the shapes of the words around, where in the sentence the
// token stands, and whether white space surrounds it.
func (r *reader) shapeFeatures(e *emitter, w *window) {
	e.add(w.f.brief, w.p1.brief, w.n1.brief)
	e.add(w.p2.brief, w.p1.brief, w.f.brief)
	e.add(w.f.brief, w.n1.brief, w.n2.brief)
	e.add(r.glue(w), w.f.brief)
	e.add(bit(w.i == w.sentence.First), w.f.brief)
	kind := uint64(r.kinds[w.i])
	e.add(kind, w.f.brief)
	e.add(kind, w.p1.brief, w.f.brief, w.n1.brief)
}

// glue tells whether the token touches the one before, and the one behind.
func (r *reader) glue(w *window) uint64 {
	tokens, i := r.in.Tokens, w.i
	glued := i > 0 && tokens[i-1].End == tokens[i].Start
	gluedNext := i+1 < len(tokens) && tokens[i].End == tokens[i+1].Start
	return bit(glued)<<1 | bit(gluedNext)
}

// looseFeatures are those of pairs and triples of words.
func (r *reader) looseFeatures(e *emitter, w *window) {
	f, p1, p2, n1, n2 := w.f, w.p1, w.p2, w.n1, w.n2
	e.add(p1.lower, f.lower)
	e.add(f.lower, n1.lower)
	e.add(p1.lower, n1.lower)
	for g := mid; g <= fine; g++ {
		e.add(uint64(p1.clusters[g]), uint64(f.clusters[g]), f.brief)
		e.add(uint64(f.clusters[g]), uint64(n1.clusters[g]), f.brief)
	}
	e.add(uint64(p1.clusters[mid]), uint64(n1.clusters[mid]), f.brief)
	e.add(p1.lower, f.lower, n1.lower)
	e.add(p2.lower, p1.lower, f.lower)
	e.add(f.lower, n1.lower, n2.lower)
	e.add(uint64(p1.clusters[mid]), uint64(f.clusters[mid]), uint64(n1.clusters[mid]), f.brief)
	e.add(uint64(p2.clusters[mid]), uint64(p1.clusters[mid]), uint64(f.clusters[mid]), f.brief)
	e.add(uint64(f.clusters[mid]), uint64(n1.clusters[mid]), uint64(n2.clusters[mid]), f.brief)
	e.add(bit(w.i == w.sentence.First), f.lower)
	r.hyphenFeatures(e, w)
	r.topicFeatures(e, w)
	e.add(uint64(w.hint[1][0]), uint64(w.hint[1][namesChannel]))
	for _, v := range w.hint[1] {
		if v == 0 {
			e.skip(3)
			continue
		}
		e.add(uint64(v), p1.lower)
		e.add(uint64(v), n1.lower)
		e.add(uint64(v), f.lower)
	}
}

// topicFeatures tell what the text is about, beside what may be a name.
func (r *reader) topicFeatures(e *emitter, w *window) {
	if !w.f.capital {
		e.skip(5)
		return
	}
	topic := uint64(r.topics[w.i])
	e.add(topic, w.f.brief)
	e.add(topic, uint64(w.hint[1][0]))
	e.add(topic, uint64(w.f.clusters[mid]))
	e.add(topic, w.p1.lower)
	e.add(topic, w.n1.lower)
}

// hyphenFeatures join hyphenated words, which are several tokens: the whole is
// often what tells.
func (r *reader) hyphenFeatures(e *emitter, w *window) {
	i, glue := w.i, r.glue(w)
	if glue&1 != 0 && i+2 < w.sentence.Last && r.in.Text[r.in.Tokens[i+1].Start] == '-' {
		e.add(w.f.lower, w.n2.lower)
		e.add(w.n2.suffix[3], w.f.brief)
	} else {
		e.skip(2)
	}
	if glue&2 != 0 && i-2 >= w.sentence.First && r.in.Text[r.in.Tokens[i-1].Start] == '-' {
		e.add(w.f.lower, w.p2.lower)
		e.add(w.p2.brief, w.f.brief)
	} else {
		e.skip(2)
	}
}

// hintFeatures tell what a channel says of the token and its neighbours.
func hintFeatures(e *emitter, w *window, channel int) {
	before, v, after := uint64(w.hint[0][channel]), uint64(w.hint[1][channel]), uint64(w.hint[2][channel])
	e.add(v)
	e.add(v, w.f.brief)
	e.add(before)
	e.add(after)
	e.add(before, v)
	e.add(v, after)
	if channel != 0 {
		return
	}
	position := v & (1<<PositionBits - 1)
	for b := range SetBits {
		if v>>(PositionBits+b)&1 != 0 {
			e.add(position)
			e.add(position, w.f.brief)
		} else {
			e.skip(2)
		}
	}
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
