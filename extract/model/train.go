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
// what MODEL.md found best.
type TrainOptions struct {
	Types    []string // names of the types, in the order that Span.Type counts
	Clusters *Clusters
	Passes   int     // passes over the examples; 0 means 10
	MinCount int     // features seen less often are left out; 0 means 2
	Margin   float32 // by how much the gold labels must win, a token; 0 means 2
	Prune    float64 // weights under this many stored units are left out; 0 means 0.5
	Seed     uint64
	Means    int // take the mean of so many models of as many seeds; 0 means 1
	Dev      []Example
	Progress func(pass int, dev Score)
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
				options.Progress(run*options.Passes+pass+1, t.evaluate(t.averaged()))
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
		o.Passes = 10
	}
	if o.Means == 0 {
		o.Means = 1
	}
	if o.MinCount == 0 {
		o.MinCount = 2
	}
	if o.Margin == 0 {
		o.Margin = 2
	}
}

type trainer struct {
	TrainOptions
	labels    int
	gate      *gate
	ids       map[feature]int32
	sentences []trainingSentence
	learned
	means       learned // sums of the mean weights of the runs that are done
	runs        int     // that are done
	run         uint64  // that is going on
	viterbi     *viterbi
	rows        scores
	gold, found []Label
	buf         []feature
}

// learned is what one run changes.
type learned struct {
	weights     []float32 // a row of labels a feature
	sums        []float32 // of weights times the step at which they came
	transitions []float32
	transSums   []float32
	step        float32
}

type trainingSentence struct {
	features []int32 // ids of all tokens, one after the other
	ends     []int32 // where each token's features end
	labels   []Label
	allowed  []uint64 // nil: labels are gold; else the labels each token may have
	sure     []bool   // of each token, that the gate says it is outside, and rightly
	weight   int

	document  int     // number of the example
	start     int     // its first token there
	again     []int32 // ids of the features of the second reading of all tokens
	againEnds []int32 // where each token's end
}

// maxSentence bounds the memory of training; longer sentences are menus or
// tables and are cut.
const maxSentence = 256

func newTrainer(options TrainOptions) *trainer {
	labels := 1 + positions*len(options.Types)
	return &trainer{TrainOptions: options, labels: labels, viterbi: newViterbi(labels)}
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
	rows, pairs := len(t.ids)*t.labels, t.labels*t.labels
	t.run = uint64(run)
	t.learned = learned{
		weights: make([]float32, rows), sums: make([]float32, rows),
		transitions: make([]float32, pairs), transSums: make([]float32, pairs),
	}
	if t.means.weights == nil {
		t.means = learned{weights: make([]float32, rows), transitions: make([]float32, pairs)}
	}
}

// finish adds what a run has learned to the means.
func (t *trainer) finish() {
	for i := range t.weights {
		t.means.weights[i] += mean(t.weights[i], t.sums[i], t.step)
	}
	for i := range t.transitions {
		t.means.transitions[i] += mean(t.transitions[i], t.transSums[i], t.step)
	}
	t.runs++
	t.learned = learned{}
}

// mean is the mean of a weight over all steps of a run.
func mean(weight, sum, step float32) float32 { return weight - sum/(step+1) }

// weight returns the mean of a weight over the runs so far, the one going on
// among them.
func (t *trainer) weight(i int) float32 {
	if t.weights == nil {
		return t.means.weights[i] / float32(t.runs)
	}
	return (t.means.weights[i] + mean(t.weights[i], t.sums[i], t.step)) / float32(t.runs+1)
}

func (t *trainer) transition(i int) float32 {
	if t.transitions == nil {
		return t.means.transitions[i] / float32(t.runs)
	}
	return (t.means.transitions[i] + mean(t.transitions[i], t.transSums[i], t.step)) / float32(t.runs+1)
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
	ts.labels, ts.allowed = goldLabels(x, s, len(t.Types))
	for i := s.First; i < s.Last; i++ {
		sure := ts.labels[i-s.First] == Outside && r.passes(s, i)
		ts.sure = append(ts.sure, sure)
		if sure {
			ts.ends = append(ts.ends, int32(len(ts.features)))
			continue
		}
		t.buf = r.appendFeatures(t.buf[:0], s, i)
		for _, f := range t.buf {
			if int(counts[f>>(64-27)]) < t.MinCount {
				continue
			}
			ts.features = append(ts.features, t.id(f))
		}
		ts.ends = append(ts.ends, int32(len(ts.features)))
	}
	return ts
}

// goldLabels returns the labels of a sentence and, where the annotation is
// partial, the sets of labels that agree with it.
func goldLabels(x *Example, s segment.Sentence, types int) ([]Label, []uint64) {
	labels := make([]Label, s.Last-s.First)
	for _, span := range x.Spans {
		if span.First >= s.First && span.Last <= s.Last {
			setSpan(labels, Span{First: span.First - s.First, Last: span.Last - s.First, Type: span.Type})
		}
	}
	all := uint64(1)<<types - 1
	if (x.Known == 0 || x.Known&all == all) && len(x.Unsure) == 0 {
		return labels, nil
	}
	allowed := make([]uint64, len(labels))
	open := openLabels(x.Known, types)
	for i, l := range labels {
		allowed[i] = 1 << l
		if l == Outside {
			allowed[i] |= open
		}
	}
	for _, u := range x.Unsure {
		for i := max(u.First, s.First); i < min(u.Last, s.Last); i++ {
			allowed[i-s.First] = ^uint64(0)
		}
	}
	return labels, allowed
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

// pass learns all sentences once, in an order of its own, half of them as the
// first reading sees them and half as the second.
func (t *trainer) pass(pass int) {
	random := rand.New(rand.NewPCG(t.Seed+t.run, uint64(pass)))
	type lesson struct {
		sentence int
		again    bool // as the second reading sees it
	}
	var order []lesson
	for i, s := range t.sentences {
		for k := range s.weight {
			order = append(order, lesson{i, (i+k+pass)%2 == 1})
		}
	}
	random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	for _, l := range order {
		t.learn(&t.sentences[l.sentence], l.again)
	}
}

// learn learns a sentence as the first or as the second reading sees it.
func (t *trainer) learn(s *trainingSentence, again bool) {
	n := len(s.labels)
	t.step++
	t.score(s, again)
	spread := spreadOf(t.transitions)
	t.gold = append(t.gold[:0], s.labels...)
	if s.allowed != nil {
		t.viterbi.decode(t.gold, &t.rows, t.transitions, spread, s.sure, s.allowed)
	}
	for i, g := range t.gold {
		t.rows.row(i)[g] -= t.Margin
	}
	t.found = append(t.found[:0], t.gold...)
	t.viterbi.decode(t.found, &t.rows, t.transitions, spread, s.sure, nil)
	for i := range n {
		if g, f := t.gold[i], t.found[i]; g != f {
			t.update(part(s.features, s.ends, i), g, f)
			if again {
				t.update(part(s.again, s.againEnds, i), g, f)
			}
		}
		if i > 0 {
			t.updateTransition(i)
		}
	}
}

// part returns the features of token i, which end at ends[i].
func part(features, ends []int32, i int) []int32 {
	if i == 0 {
		return features[:ends[0]]
	}
	return features[ends[i-1]:ends[i]]
}

func (t *trainer) score(s *trainingSentence, again bool) {
	t.rows.reset(len(s.labels), t.labels)
	for i := range s.labels {
		t.addWeights(t.rows.row(i), part(s.features, s.ends, i))
		if again {
			t.addWeights(t.rows.row(i), part(s.again, s.againEnds, i))
		}
	}
}

func (t *trainer) addWeights(row []float32, features []int32) {
	for _, id := range features {
		w := t.weights[int(id)*t.labels : (int(id)+1)*t.labels]
		for l := range row {
			row[l] += w[l]
		}
	}
}

func (t *trainer) update(features []int32, gold, found Label) {
	for _, id := range features {
		at := int(id) * t.labels
		t.weights[at+int(gold)]++
		t.sums[at+int(gold)] += t.step
		t.weights[at+int(found)]--
		t.sums[at+int(found)] -= t.step
	}
}

func (t *trainer) updateTransition(i int) {
	gold := int(t.gold[i-1])*t.labels + int(t.gold[i])
	found := int(t.found[i-1])*t.labels + int(t.found[i])
	if gold == found {
		return
	}
	t.transitions[gold]++
	t.transSums[gold] += t.step
	t.transitions[found]--
	t.transSums[found] -= t.step
}

// averaged returns the model of the mean weights of all steps so far.
func (t *trainer) averaged() *Model {
	m := &Model{types: t.Types, clusters: t.Clusters, labels: t.labels, transitions: make([]float32, t.labels*t.labels)}
	unit := t.Margin * resolution
	for i := range m.transitions {
		m.transitions[i] = t.transition(i) / unit
	}
	m.spread = spreadOf(m.transitions)
	m.gate = *t.gate
	m.table = newTable(t.ids, t.quantized)
	return m
}

func (t *trainer) evaluate(m *Model) (s Score) {
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
