package model

import (
	"math/rand/v2"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// The second reading is learned from what first readings find in text that is
// new to them, as it is in use: a model finds nearly all in the text that it
// has learned.
const (
	folds      = 4 // a model each, that learns the documents of the others
	foldPasses = 3
)

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
		t.toMeans()
		t.readFold(fold, labels)
	}
	t.learned, t.means = learned{}, learned{}
	t.numberAgain(examples, labels)
}

func (t *trainer) learnOthers(fold int) {
	for pass := range foldPasses {
		random := rand.New(rand.NewPCG(t.Seed, uint64(1000*(fold+1)+pass)))
		for _, i := range random.Perm(len(t.sentences)) {
			if s := &t.sentences[i]; s.document%folds != fold {
				t.learn(s, false)
			}
		}
	}
}

// toMeans turns the weights into their means over all steps.
func (t *trainer) toMeans() {
	for i := range t.weights {
		t.weights[i] = mean(t.weights[i], t.sums[i], t.step)
	}
	for i := range t.transitions {
		t.transitions[i] = mean(t.transitions[i], t.transSums[i], t.step)
	}
}

func (t *trainer) readFold(fold int, labels [][]Label) {
	spread := spreadOf(t.transitions)
	for i := range t.sentences {
		s := &t.sentences[i]
		if s.document%folds != fold {
			continue
		}
		t.score(s, false)
		t.viterbi.decode(labels[s.document][s.start:s.start+len(s.labels)], &t.rows, t.transitions, spread, s.sure, nil)
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
						ts.again = append(ts.again, t.id(f))
					}
				}
				ts.againEnds = append(ts.againEnds, int32(len(ts.again)))
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
