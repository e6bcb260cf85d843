package model

import (
	"math"
	"math/rand/v2"
)

const (
	// dropout is how many features of a sentence are left out at each of its
	// lessons, so that no single one is relied on (Srivastava and others 2014).
	dropout = 0.3

	// penalty is by how much the gradients of a pass must speak for a weight.
	penalty = 0.1

	// shrinks is how often in a pass the weights are shrunk by the penalty.
	shrinks = 20

	// leastGradient is what a label's probability can be wrong by without a move:
	// most labels of most tokens are no question.
	leastGradient = 0.005
)

// A lesson is a sentence as one of the readings sees it.
type lesson struct {
	sentence *trainingSentence
	again    bool // as the second reading sees it
}

// pass learns all sentences once, in an order of its own, half of them as the
// first reading sees them and half as the second.
func (t *trainer) pass(pass int) {
	var lessons []lesson
	for i := range t.sentences {
		s := &t.sentences[i]
		if s.isSure() {
			continue
		}
		for k := range s.weight {
			lessons = append(lessons, lesson{s, (i+k+pass)%2 == 1})
		}
	}
	t.learnAll(lessons, rand.New(rand.NewPCG(t.Seed, t.run<<32|uint64(pass))))
}

// learnAll learns lessons in an order that random gives.
func (t *trainer) learnAll(lessons []lesson, random *rand.Rand) {
	random.Shuffle(len(lessons), func(i, j int) { lessons[i], lessons[j] = lessons[j], lessons[i] })
	t.random = random
	every := len(lessons)/shrinks + 1
	for n, l := range lessons {
		t.learn(l)
		if (n+1)%every == 0 {
			t.features.shrink(penalty/shrinks, t.step)
		}
	}
}

// learn moves the weights a step up the gradient of the likelihood of the gold
// labels or, where some are left open, of all readings that agree with the rest.
func (t *trainer) learn(l lesson) {
	t.step++
	s := t.thin(l)
	t.score(s)
	for i := range t.rows.rows {
		t.rows.rows[i] /= 1 - dropout
	}
	for first, last := range pieces(s.sure) {
		t.learnPiece(s, first, last)
	}
}

// thin returns the sentence of a lesson with the features that the lesson sees,
// less those that drop out.
func (t *trainer) thin(l lesson) *trainingSentence {
	features, again := t.thinned.features, t.thinned.again
	t.thinned = *l.sentence
	t.thinned.features = t.thinFeatures(features, &l.sentence.features)
	t.thinned.again = tokenFeatures{ids: again.ids[:0], ends: again.ends[:0]}
	if l.again {
		t.thinned.again = t.thinFeatures(again, &l.sentence.again)
	}
	return &t.thinned
}

func (t *trainer) thinFeatures(into tokenFeatures, from *tokenFeatures) tokenFeatures {
	into.ids, into.ends = into.ids[:0], into.ends[:0]
	for i := range from.ends {
		for _, id := range from.of(i) {
			if t.random.Float32() >= dropout {
				into.ids = append(into.ids, id)
			}
		}
		into.endToken()
	}
	return into
}

// score scores the tokens of a sentence, by the features of the second reading
// too where it has them.
func (t *trainer) score(s *trainingSentence) {
	t.rows.reset(len(s.allowed), t.labels)
	for i := range s.allowed {
		t.addWeights(t.rows.row(i), s.features.of(i))
		t.addWeights(t.rows.row(i), s.again.of(i))
	}
}

func (t *trainer) addWeights(row []float32, features []int32) {
	for _, id := range features {
		w := t.features.now[int(id)*t.labels : (int(id)+1)*t.labels]
		for l := range row {
			row[l] += w[l]
		}
	}
}

// learnPiece learns the tokens [first, last) of a sentence, between which none is
// surely outside.
func (t *trainer) learnPiece(s *trainingSentence, first, last int) {
	if !t.free.of(&t.rows, first, last, nil) || !t.gold.of(&t.rows, first, last, s.allowed) {
		return // the annotation contradicts itself
	}
	for i := range last - first {
		free := t.free.row(t.free.tokens, i)
		for l, p := range t.gold.row(t.gold.tokens, i) {
			if gradient := p - free[l]; gradient > leastGradient || gradient < -leastGradient {
				t.climb(s.features.of(first+i), l, float32(gradient))
				t.climb(s.again.of(first+i), l, float32(gradient))
			}
		}
	}
	for at, expected := range t.gold.pairs {
		if gradient := expected - t.free.pairs[at]; gradient > leastGradient || gradient < -leastGradient {
			t.transitions.climb(at, float32(gradient), t.step)
			t.factors[at] = math.Exp(float64(t.transitions.now[at]))
		}
	}
}

func (t *trainer) climb(features []int32, l int, gradient float32) {
	for _, id := range features {
		t.features.climb(int(id)*t.labels+l, gradient, t.step)
	}
}
