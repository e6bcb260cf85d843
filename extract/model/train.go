package model

import (
	"errors"
	"math/rand/v2"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// MaxTypes is the number of types that a model can have.
const MaxTypes = 15

// An Example is a text with its gold spans.
type Example struct {
	Input
	Spans []Span // in order, without overlap

	// Known says which types the annotation covers, a bit a type; of the
	// others its silence says nothing. 0 means all.
	Known uint64
	// Unsure are token ranges whose label the annotation leaves open.
	Unsure []Span
	// Weight is how many times the example is learned in a pass; 0 means 1.
	Weight int
}

// TrainOptions say how a model is trained. The zero value of each field takes
// what does for a small corpus.
type TrainOptions struct {
	Types    []string // names of the types, in the order that Span.Type counts
	Clusters *Clusters
	Passes   int     // passes over the examples; 0 means 8
	MinCount int     // features seen less often are left out; 0 means 2
	Prune    float64 // weights under this, in logarithms of odds, are left out; 0 means 0.01
	Seed     uint64
	Means    int // take the mean of so many models of as many seeds; 0 means 1
	Dev      []Example
	Progress func(pass int, dev Score) // dev is 0 without Dev
}

// Score counts spans, strictly: right is both borders and the type.
type Score struct{ Right, Found, Gold int }

// F1 is the harmonic mean of precision and recall, 0 to 1.
func (s Score) F1() float64 {
	if s.Found+s.Gold == 0 {
		return 0
	}
	return 2 * float64(s.Right) / float64(s.Found+s.Gold)
}

// Train learns a model from examples. The same examples, options and seed give
// the same model, byte for byte.
func Train(examples []Example, options TrainOptions) (*Model, error) {
	if len(options.Types) == 0 || len(options.Types) > MaxTypes {
		return nil, errors.New("a model has 1 to 15 types")
	}
	if len(examples) == 0 {
		return nil, errors.New("no examples to train on")
	}
	if options.Passes < 0 || options.Means < 0 {
		return nil, errors.New("passes and means cannot be less than 0")
	}
	options.setDefaults()
	t := newTrainer(options)
	t.gate = trainGate(examples, options)
	t.index(examples)
	t.crossRead(examples)
	for run := range options.Means {
		t.begin(run)
		for pass := range options.Passes {
			t.pass(pass)
			if options.Progress != nil {
				options.Progress(run*options.Passes+pass+1, t.evaluate())
			}
		}
		t.finish()
	}
	m := t.averaged()
	m.calibrate(options.Dev)
	return m, nil
}

func (o *TrainOptions) setDefaults() {
	if o.Passes == 0 {
		o.Passes = 8
	}
	if o.Means == 0 {
		o.Means = 1
	}
	if o.Prune == 0 {
		o.Prune = 0.01
	}
	if o.MinCount == 0 {
		o.MinCount = 2
	}
}

type trainer struct {
	TrainOptions
	labels    int
	gate      *gate
	ids       map[feature]int32
	sentences []trainingSentence
	learned
	totals  totals     // of the mean weights of the runs that are done
	runs    int        // that are done
	run     uint64     // that is going on
	random  *rand.Rand // of the lessons going on
	rows    scores
	factors []float64 // e to the transitions
	free    marginals
	gold    marginals // of the labels that the annotation allows
	thinned trainingSentence
	buf     []feature
}

type totals struct{ features, transitions []float32 }

// learned is what one run changes.
type learned struct {
	features    weights // a row of labels a feature
	transitions weights // of label l behind p at p*labels+l
	step        float32 // lessons learned
}

type trainingSentence struct {
	features tokenFeatures
	again    tokenFeatures // of the second reading
	allowed  []uint64      // of each token, the labels that its annotation allows, a bit a label
	sure     []bool        // of each token, that the gate says it is outside, and rightly
	weight   int
	document int // number of the example
	start    int // its first token there
}

// isSure tells whether the gate passes all of a sentence: nothing is to be learned.
func (s *trainingSentence) isSure() bool { return len(s.features.ids) == 0 }

// tokenFeatures are the numbers of the features of each token of a sentence.
type tokenFeatures struct {
	ids  []int32
	ends []int32 // where each token's end
}

// of returns those of token i, none where no token has any.
func (f *tokenFeatures) of(i int) []int32 {
	switch {
	case len(f.ends) == 0:
		return nil
	case i == 0:
		return f.ids[:f.ends[0]]
	}
	return f.ids[f.ends[i-1]:f.ends[i]]
}

// endToken ends the features of a token.
func (f *tokenFeatures) endToken() { f.ends = append(f.ends, int32(len(f.ids))) }

// maxSentence bounds the memory of training; longer sentences are menus or
// tables and are cut.
const maxSentence = 256

func newTrainer(options TrainOptions) *trainer {
	labels := 1 + positions*len(options.Types)
	factors := make([]float64, labels*labels)
	return &trainer{TrainOptions: options, labels: labels, factors: factors, free: newMarginals(labels, factors), gold: newMarginals(labels, factors)}
}

// index counts the features, numbers the frequent ones and turns the examples
// into lists of numbers.
func (t *trainer) index(examples []Example) {
	counts := make([]uint8, 1<<27) // hashed: a rare clash lets a rare feature in
	t.eachDocument(examples, func(r *reader, _ int, sentences []segment.Sentence) {
		for _, s := range sentences {
			t.count(r, s, counts)
		}
	})
	t.ids = map[feature]int32{}
	t.eachDocument(examples, func(r *reader, document int, sentences []segment.Sentence) {
		for _, s := range sentences {
			ts := t.number(r, &examples[document], s, counts)
			ts.document, ts.start = document, s.First
			t.sentences = append(t.sentences, ts)
		}
	})
}

func (t *trainer) count(r *reader, s segment.Sentence, counts []uint8) {
	for i := s.First; i < s.Last; i++ {
		if r.passes(s, i) {
			continue
		}
		t.buf = r.appendFeatures(t.buf[:0], s, i)
		for _, f := range t.buf {
			if c := &counts[f>>(64-27)]; *c < 255 {
				*c++
			}
		}
	}
}

// begin starts a run anew: the order of the sentences depends on the run, and
// what it learns on the order. The mean of several runs depends on it less.
func (t *trainer) begin(run int) {
	t.run = uint64(run)
	t.learned = learned{features: newWeights(len(t.ids) * t.labels), transitions: newWeights(len(t.factors))}
	for i := range t.factors {
		t.factors[i] = 1
	}
}

// finish adds what a run has learned to the totals.
func (t *trainer) finish() {
	if t.runs == 0 {
		t.totals = totals{make([]float32, len(t.features.now)), make([]float32, len(t.transitions.now))}
	}
	for i := range t.totals.features {
		t.totals.features[i] += t.features.mean(i, t.step)
	}
	for i := range t.totals.transitions {
		t.totals.transitions[i] += t.transitions.mean(i, t.step)
	}
	t.runs++
	t.learned = learned{}
}

// weight returns the mean of a feature's weight over the runs so far, the one
// going on among them.
func (t *trainer) weight(i int) float32 { return t.meanOf(t.totals.features, &t.features, i) }

func (t *trainer) transition(i int) float32 {
	return t.meanOf(t.totals.transitions, &t.transitions, i)
}

func (t *trainer) meanOf(total []float32, going *weights, i int) float32 {
	sum, runs := float32(0), t.runs
	if total != nil {
		sum = total[i]
	}
	if going.now != nil {
		sum += going.mean(i, t.step)
		runs++
	}
	return sum / float32(runs)
}

// eachDocument reads the examples that have sentences, which it passes on, long
// ones cut.
func (t *trainer) eachDocument(examples []Example, do func(r *reader, document int, sentences []segment.Sentence)) {
	var r reader
	var sentences []segment.Sentence
	for i := range examples {
		x := &examples[i]
		r.reset(x.Input, t.Clusters, t.gate)
		sentences = appendPieces(sentences[:0], x.Sentences)
		if len(sentences) > 0 {
			do(&r, i, sentences)
		}
	}
}

func (t *trainer) number(r *reader, x *Example, s segment.Sentence, counts []uint8) trainingSentence {
	ts := trainingSentence{weight: max(x.Weight, 1)}
	ts.allowed = allowedLabels(x, s, len(t.Types))
	outside := 1<<Outside | openLabels(x.Known, len(t.Types))
	for i := s.First; i < s.Last; i++ {
		sure := ts.allowed[i-s.First] == outside && r.passes(s, i)
		ts.sure = append(ts.sure, sure)
		t.buf = t.buf[:0]
		if !sure {
			t.buf = r.appendFeatures(t.buf, s, i)
		}
		for _, f := range t.buf {
			if int(counts[f>>(64-27)]) >= t.MinCount {
				ts.features.ids = append(ts.features.ids, t.id(f))
			}
		}
		ts.features.endToken()
	}
	return ts
}

// allowedLabels returns the sets of labels that agree with the annotation of a
// sentence: one label a token, more where the annotation is partial.
func allowedLabels(x *Example, s segment.Sentence, types int) []uint64 {
	labels := make([]Label, s.Last-s.First)
	for _, span := range x.Spans {
		if span.First >= s.First && span.Last <= s.Last {
			setSpan(labels, Span{First: span.First - s.First, Last: span.Last - s.First, Type: span.Type})
		}
	}
	allowed := make([]uint64, len(labels))
	open := openLabels(x.Known, types)
	for i, l := range labels {
		allowed[i] = 1 << l
		if l == Outside {
			allowed[i] |= open
		}
	}
	leaveOpen := func(u Span) {
		for i := max(u.First, s.First); i < min(u.Last, s.Last); i++ {
			allowed[i-s.First] = ^uint64(0)
		}
	}
	for _, u := range x.Unsure {
		leaveOpen(u)
	}
	for _, span := range x.Spans {
		if span.First < s.First || span.Last > s.Last {
			leaveOpen(span) // it is cut in two
		}
	}
	return allowed
}

// openLabels returns the labels of the types that the annotation leaves out.
func openLabels(known uint64, types int) (open uint64) {
	if known == 0 {
		return 0
	}
	for typ := range types {
		if known>>typ&1 == 0 {
			open |= 0xf << labelOf(typ, begin)
		}
	}
	return open
}

// averaged returns the model of the mean weights of all steps so far.
func (t *trainer) averaged() *Model {
	m := &Model{types: t.Types, clusters: t.Clusters, labels: t.labels, transitions: make([]float32, t.labels*t.labels)}
	for i := range m.transitions {
		m.transitions[i] = t.transition(i) / resolution
	}
	m.spread = spreadOf(m.transitions)
	m.gate = *t.gate
	m.table = newTable(t.ids, t.quantized)
	return m
}

// evaluate measures what was learned so far on the dev part, if there is one.
func (t *trainer) evaluate() (s Score) {
	if len(t.Dev) == 0 {
		return s
	}
	m := t.averaged()
	for i := range t.Dev {
		x := &t.Dev[i]
		found := m.Tag(x.Input)
		s.Found += len(found)
		s.Gold += len(x.Spans)
		gold := map[Span]bool{}
		for _, span := range x.Spans {
			gold[Span{First: span.First, Last: span.Last, Type: span.Type}] = true
		}
		for _, span := range found {
			if gold[Span{First: span.First, Last: span.Last, Type: span.Type}] {
				s.Right++
			}
		}
	}
	return s
}
