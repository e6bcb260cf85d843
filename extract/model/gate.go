package model

import (
	"math"
	"math/rand/v2"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// A gate decides, before all else, which tokens are surely outside of mentions,
// so that nothing more is computed of them. It looks only at tokens in lower
// case and marks of which no hint says anything, which most tokens are,
// and passes most of those. It is a logistic regression on the forms of
// the token and its neighbours within two; as what each form adds is kept with
// the form, a token costs five additions.
type gate struct {
	table table
	edge  [places]float32 // what the boundary of a sentence adds
}

// places is the number of places around a token that the gate looks at: the
// token, the one before, the one behind, the one before that, and behind.
const places = 5

// passLimit is the log odds of being in a mention under which a token passes.
const passLimit = -6

// gateUnit is the unit of the gate's stored weights, in log odds.
const gateUnit = 1.0 / 16

// gateFeatures appends what a gate looks at of a form.
func gateFeatures(e *emitter, f *form) {
	e.template = 1 << 32
	e.add(1)
	e.add(f.lower)
	e.add(f.brief)
	e.add(f.suffix[1])
	e.add(f.suffix[2])
	for _, c := range f.clusters {
		e.add(uint64(c))
	}
}

// read fills in what a form adds to the scores of the gate.
func (g *gate) read(f *form) {
	if g == nil {
		return
	}
	var e emitter
	gateFeatures(&e, f)
	f.pass = [places]float32{}
	g.table.add(f.pass[:], g.table.locate(nil, e.out))
	for place := range f.pass {
		f.pass[place] *= gateUnit
	}
}

// mayPass tells whether the gate looks at token i at all.
func (r *reader) mayPass(i int) bool {
	f := r.form(i)
	return !f.capital && !f.digits && !r.hinted(i)
}

// passes tells whether token i is surely outside of all mentions.
func (r *reader) passes(s segment.Sentence, i int) bool {
	if r.lexicon.gate == nil || !r.mayPass(i) {
		return false
	}
	return r.odds(s, i) < passLimit
}

func (r *reader) odds(s segment.Sentence, i int) float32 {
	sum := float32(0)
	for place, offset := range offsets {
		k := i + offset
		if k < s.First || k >= s.Last {
			sum += r.lexicon.gate.edge[place]
			continue
		}
		sum += r.form(k).pass[place]
	}
	return sum
}

var offsets = [places]int{0, -1, 1, -2, 2}

// trainGate learns a gate from the examples. Of those that are not annotated in
// all types it takes the mentions alone.
func trainGate(examples []Example, options TrainOptions) *gate {
	t := gateTrainer{ids: map[feature]int32{}}
	var r reader
	for i := range examples {
		x := &examples[i]
		partial := x.Known != 0 && x.Known != 1<<len(options.Types)-1 || len(x.Unsure) > 0
		r.reset(x.Input, options.Clusters, nil)
		for _, s := range x.Sentences {
			allowed := allowedLabels(x, s, len(options.Types))
			for k := s.First; k < s.Last; k++ {
				if inside := allowed[k-s.First]&(1<<Outside) == 0; r.mayPass(k) && (inside || !partial) {
					t.add(&r, s, k, inside)
				}
			}
		}
	}
	return t.learn(options.Seed)
}

// gateTrainer learns by stochastic gradients with a rate for each weight
// (AdaGrad: Duchi, Hazan and Singer, 2011).
type gateTrainer struct {
	ids      map[feature]int32
	counts   []int32
	features tokenFeatures
	inside   []bool
	emitter  emitter
}

func (t *gateTrainer) add(r *reader, s segment.Sentence, i int, inside bool) {
	for place, offset := range offsets {
		f := &boundary
		if k := i + offset; k >= s.First && k < s.Last {
			f = r.form(k)
		}
		t.emitter.out = t.emitter.out[:0]
		gateFeatures(&t.emitter, f)
		for _, h := range t.emitter.out {
			id, ok := t.ids[h]
			if !ok {
				id = int32(len(t.ids))
				t.ids[h] = id
				t.counts = append(t.counts, make([]int32, places)...)
			}
			at := id*places + int32(place)
			t.counts[at]++
			t.features.ids = append(t.features.ids, at)
		}
	}
	t.features.endToken()
	t.inside = append(t.inside, inside)
}

const (
	gatePasses = 5
	gateRate   = 0.2
	gateSeldom = 20    // features seen less often are left out
	gateLeast  = 20000 // of fewer tokens no gate can be learned; then none passes
)

func (t *gateTrainer) learn(seed uint64) *gate {
	if len(t.inside) < gateLeast {
		return &gate{table: newTable(nil, nil)}
	}
	weights, squares := make([]float64, len(t.counts)), make([]float64, len(t.counts))
	random := rand.New(rand.NewPCG(seed, 1<<63))
	for range gatePasses {
		for _, i := range random.Perm(len(t.inside)) {
			sum, features := 0.0, t.features.of(i)
			for _, id := range features {
				sum += weights[id]
			}
			slope := 1 / (1 + math.Exp(-sum))
			if t.inside[i] {
				slope--
			}
			for _, id := range features {
				if t.counts[id] < gateSeldom {
					continue
				}
				squares[id] += slope * slope
				weights[id] -= gateRate * slope / math.Sqrt(squares[id]+1e-6)
			}
		}
	}
	g := &gate{table: newTable(t.ids, func(id int32) (pairs []byte) {
		for place := range places {
			if w := math.Round(weights[int(id)*places+place] / gateUnit); w != 0 {
				pairs = append(pairs, byte(place), byte(quantize(w)))
			}
		}
		return pairs
	})}
	g.readEdge()
	return g
}

func (g *gate) readEdge() {
	edge := boundary
	g.read(&edge)
	g.edge = edge.pass
}
