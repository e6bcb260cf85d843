package model

import (
	"math/rand/v2"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// The second reading is learned from what first readings find in text that is
// new to them, as it is in use: a model finds nearly all in the text that it
// has learned.
const folds = 4 // a model each, that learns the documents of the others once

// crossRead reads each example by a model that has not learned it, and numbers
// the features of the second reading.
func (t *trainer) crossRead(examples []Example) {
	labels := make([][]Label, len(examples))
	for i := range examples {
		labels[i] = make([]Label, len(examples[i].Tokens))
	}
	for fold := range folds {
		t.begin(0)
		t.learnOthers(fold)
		t.features.settle(t.step)
		t.transitions.settle(t.step)
		t.readFold(fold, labels)
	}
	t.learned = learned{}
	t.numberAgain(examples, labels)
}

func (t *trainer) learnOthers(fold int) {
	var lessons []lesson
	for i := range t.sentences {
		if s := &t.sentences[i]; s.document%folds != fold && !s.isSure() {
			lessons = append(lessons, lesson{sentence: s})
		}
	}
	t.learnAll(lessons, rand.New(rand.NewPCG(t.Seed, 1<<62|uint64(fold))))
}

func (t *trainer) readFold(fold int, labels [][]Label) {
	v, transitions := newViterbi(t.labels), t.transitions.now
	spread := spreadOf(transitions)
	for i := range t.sentences {
		s := &t.sentences[i]
		if s.document%folds != fold {
			continue
		}
		t.score(s)
		v.decode(labels[s.document][s.start:s.start+len(s.allowed)], &t.rows, transitions, spread, s.sure)
	}
}

func (t *trainer) numberAgain(examples []Example, labels [][]Label) {
	var e emitter
	next := 0
	t.eachDocument(examples, func(r *reader, document int, sentences []segment.Sentence) {
		first, last := sentences[0].First, sentences[len(sentences)-1].Last
		r.keep(sentences, labels[document][first:last])
		for n, s := range sentences {
			ts := &t.sentences[next]
			next++
			for i := s.First; i < s.Last; i++ {
				if !ts.sure[i-s.First] {
					e.out = e.out[:0]
					r.emitAgain(&e, s, n, i)
					for _, f := range e.out {
						ts.again.ids = append(ts.again.ids, t.id(f))
					}
				}
				ts.again.endToken()
			}
		}
	})
}

// id returns the number of a feature, a new one if it has none.
func (t *trainer) id(f feature) int32 {
	id, ok := t.ids[f]
	if !ok {
		id = int32(len(t.ids))
		t.ids[f] = id
	}
	return id
}
