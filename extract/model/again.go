package model

import "github.com/nutgraf/nutgraf/extract/segment"

// A text is read twice, and in use once more. The second reading knows what the
// first one found: what a word was at its other places (a surname that stood in a
// full name, a town that stood behind "in"), what the mentions around it are, and
// those of the lines above and below, as in tables. That a second reading by such
// features pays was shown by Krishnan and Manning (An effective two-stage model
// for exploiting non-local dependencies in named entity recognition, 2006). Here
// both readings share the weights of all other features; in training, the first
// is that of models which have not learned the document, see crossRead.

// A firstReading is what the reading before found in a text, mostly the first.
type firstReading struct {
	start   int // the token that labels begin at
	labels  []Label
	echoes  []echo  // of each token
	opens   []uint8 // how each sentence begins, see opening
	tallies []tally // of the forms with a capital
	slots   []int32 // which tally is that of a lower-case form, by its number, and one more; 0 but while echoes are made
}

// keep notes what the first reading found in sentences that follow one another.
func (r *reader) keep(sentences []segment.Sentence, labels []Label) {
	first := &r.first
	first.start = sentences[0].First
	first.labels = append(first.labels[:0], labels...)
	first.opens = first.opens[:0]
	for _, s := range sentences {
		first.opens = append(first.opens, opening(labels[s.First-first.start:s.Last-first.start]))
	}
	r.makeEchoes()
}

// openingReach is the number of tokens with which a sentence begins.
const openingReach = 6

// noSentence is the opening of what is before the first sentence and behind the last.
const noSentence = 1

// opening tells the type of the mention that a sentence begins with, and whether
// it is the very beginning; 0 is none.
func opening(labels []Label) uint8 {
	for i, l := range labels[:min(openingReach, len(labels))] {
		if l != Outside {
			return uint8(2+l.typ())<<1 | uint8(bit(i == 0))
		}
	}
	return 0
}

// An echo tells what the other places of a token's form were found to be: 0
// nothing, else the type that most are of, whether all or most of them are,
// whether they are many, and the type of most mentions of several tokens.
type echo uint16

func (e echo) most() uint64 { return uint64(e & 31) }
func (e echo) long() uint64 { return uint64(e >> 8) }

// A tally counts what a form was found to be, up to 255 of each: outside (0), or in a
// mention of a type (1 + the type); and as what in mentions of several tokens.
type tally struct {
	all, long [1 + MaxTypes]uint8
}

// count adds n, 1 or -1, to what a label says.
func (t *tally) count(l Label, n uint8) {
	add := func(c *uint8) {
		if *c < 255 {
			*c += n
		}
	}
	if l == Outside {
		add(&t.all[0])
		return
	}
	add(&t.all[1+l.typ()])
	if l.position() != unit {
		add(&t.long[1+l.typ()])
	}
}

// echo sums a tally up.
func (t *tally) echo() echo {
	all, most, long := 0, 0, 0
	for k, n := range t.all {
		all += int(n)
		if n > t.all[most] {
			most = k
		}
		if t.long[k] > t.long[long] {
			long = k
		}
	}
	if all == 0 {
		return 0
	}
	share := 0
	switch n := int(t.all[most]); {
	case n == all:
		share = 2
	case 2*n > all:
		share = 1
	}
	return echo(1 + most | share<<5 | int(bit(all > 2))<<7 | long<<8)
}

func (r *reader) makeEchoes() {
	first := &r.first
	first.tallies, first.echoes = first.tallies[:0], first.echoes[:0]
	if missing := len(r.lexicon.numbers) - len(first.slots); missing > 0 {
		first.slots = append(first.slots, make([]int32, missing)...)
	}
	for i, l := range first.labels {
		if f := r.form(first.start + i); f.capital {
			r.tallyOf(f).count(l, 1)
		}
	}
	for i, l := range first.labels {
		var e echo
		if f := r.form(first.start + i); f.capital {
			others := *r.tallyOf(f)
			others.count(l, ^uint8(0)) // itself
			e = others.echo()
		}
		first.echoes = append(first.echoes, e)
	}
	for i := range first.labels {
		if f := r.form(first.start + i); f.capital {
			first.slots[f.number] = 0
		}
	}
}

// tallyOf returns the tally of a form, an empty one at first.
func (r *reader) tallyOf(f *form) *tally {
	first := &r.first
	slot := &first.slots[f.number]
	if *slot == 0 {
		first.tallies = append(first.tallies, tally{})
		*slot = int32(len(first.tallies))
	}
	return &first.tallies[*slot-1]
}

// emitAgain collects the features of the second reading, of token i in sentence
// number n of those read.
func (r *reader) emitAgain(e *emitter, s segment.Sentence, n, i int) {
	e.template = uint64(groups) << 8
	w := r.window(s, i)
	r.mentionFeatures(e, &w, n)
	r.echoFeatures(e, &w)
}

// mentionFeatures tell of what types the mentions around are: those before and
// behind in the sentence and, where it begins, how its neighbours do, which in
// lists and tables begin alike.
func (r *reader) mentionFeatures(e *emitter, w *window, sentence int) {
	const templates = 8
	if !w.f.capital {
		e.skip(templates)
		return
	}
	before, behind := r.mentionBeside(w, -1), r.mentionBeside(w, 1)
	e.add(before, w.f.brief)
	e.add(behind, w.f.brief)
	e.add(before, behind, w.f.brief)
	e.add(before, w.p1.lower)
	e.add(behind, w.n1.lower)
	if before != 0 || w.i-w.sentence.First >= openingReach {
		e.skip(3)
		return
	}
	above, below := r.opens(sentence-1), r.opens(sentence+1)
	start := bit(w.i == w.sentence.First)
	e.add(above, below, w.f.brief)
	e.add(above, w.f.brief, start)
	e.add(below, w.f.brief, start)
}

func (r *reader) opens(sentence int) uint64 {
	if sentence < 0 || sentence >= len(r.first.opens) {
		return noSentence
	}
	return uint64(r.first.opens[sentence])
}

// mentionReach is how many tokens beyond its own mention a token's features look
// for another.
const mentionReach = 12

func (r *reader) firstLabel(i int) Label { return r.first.labels[i-r.first.start] }

// mentionBeside returns the type of the mention before the token's own (step -1)
// or behind it (1), and how near it is; 0 where there is none within reach.
func (r *reader) mentionBeside(w *window, step int) uint64 {
	goesOn := Label.continues
	if step > 0 {
		goesOn = Label.opens
	}
	own := w.i
	for w.has(own+step) && goesOn(r.firstLabel(own)) {
		own += step
	}
	for n := 1; n <= mentionReach && w.has(own+n*step); n++ {
		if l := r.firstLabel(own + n*step); l != Outside {
			return distant(l, n)
		}
	}
	return 0
}

// distant is the type of a mention's label with its distance in tokens: one or
// two, up to five, more.
func distant(l Label, tokens int) uint64 {
	return uint64(1+l.typ())<<2 | bit(tokens > 2)<<1 | bit(tokens > 5)
}

// echoFeatures tell what the other places of the token's form and of its
// neighbours' were found to be.
func (r *reader) echoFeatures(e *emitter, w *window) {
	before, v, behind := r.echo(w, w.i-1), r.echo(w, w.i), r.echo(w, w.i+1)
	if before|v|behind == 0 {
		return
	}
	e.add(uint64(v), w.f.brief)
	e.add(v.most(), w.f.brief)
	e.add(v.long(), v.most())
	e.add(before.most(), v.most())
	e.add(v.most(), behind.most())
	e.add(before.most(), v.most(), behind.most(), w.f.brief)
	e.add(before.long(), v.long())
	e.add(v.long(), behind.long())
	e.add(v.most(), v.long(), uint64(w.hint[1][0]))
	e.add(v.most(), w.p1.lower)
	e.add(v.most(), w.n1.lower)
}

func (r *reader) echo(w *window, i int) echo {
	if !w.has(i) {
		return 0
	}
	return r.first.echoes[i-r.first.start]
}
