package model

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestMarginals compares with the sums over all readings of four tokens.
func TestMarginals(t *testing.T) {
	const labels, tokens = 1 + 2*positions, 4
	random := rand.New(rand.NewPCG(1, 2))
	for _, allowed := range [][]uint64{nil, {1 << Outside, 1 << labelOf(1, begin), 1 << labelOf(1, last), 1<<Outside | 0xf<<1}} {
		moves := make([]float64, labels*labels)
		for i := range moves {
			moves[i] = math.Exp(random.NormFloat64())
		}
		rows := scores{}
		rows.reset(tokens+2, labels)
		for i := range rows.rows {
			rows.rows[i] = float32(2 * random.NormFloat64())
		}
		m := newMarginals(labels, moves)
		var masks []uint64
		if allowed != nil {
			masks = append([]uint64{0}, allowed...)
		}
		m.of(&rows, 1, 1+tokens, masks)
		single, pairs := marginalsByHand(&rows, moves, allowed, tokens)
		for i, want := range single {
			if math.Abs(m.tokens[i]-want) > 1e-6 {
				t.Errorf("token %d, label %d: %v, not %v", i/labels, i%labels, m.tokens[i], want)
			}
		}
		for i, want := range pairs {
			if math.Abs(m.pairs[i]-want) > 1e-6 {
				t.Errorf("label %d behind %d: %v, not %v", i%labels, i/labels, m.pairs[i], want)
			}
		}
	}
}

func marginalsByHand(rows *scores, moves []float64, allowed []uint64, tokens int) (single, pairs []float64) {
	labels := rows.labels
	single, pairs = make([]float64, tokens*labels), make([]float64, labels*labels)
	all := 0.0
	reading := make([]Label, tokens)
	var read func(i int, weight float64)
	read = func(i int, weight float64) {
		before := Outside
		if i > 0 {
			before = reading[i-1]
		}
		if i < tokens {
			for l := range Label(labels) {
				if l.follows(before) && (allowed == nil || allowed[i]>>l&1 != 0) {
					reading[i] = l
					read(i+1, weight*moves[int(before)*labels+int(l)]*math.Exp(float64(rows.row(1 + i)[l])))
				}
			}
			return
		}
		if before.opens() {
			return
		}
		weight *= moves[int(before)*labels]
		all += weight
		pairs[int(reading[0])] += weight
		pairs[int(before)*labels] += weight
		for k, l := range reading {
			single[k*labels+int(l)] += weight
			if k > 0 {
				pairs[int(reading[k-1])*labels+int(l)] += weight
			}
		}
	}
	read(0, 1)
	for i := range single {
		single[i] /= all
	}
	for i := range pairs {
		pairs[i] /= all
	}
	return single, pairs
}

// TestMarginalsAtTheEdge: one token, scores far apart, and an annotation that
// allows no reading.
func TestMarginalsAtTheEdge(t *testing.T) {
	const labels = 1 + positions
	factors := make([]float64, labels*labels)
	for i := range factors {
		factors[i] = 1
	}
	rows := scores{}
	rows.reset(3, labels)
	for i := range 3 {
		rows.row(i)[Outside], rows.row(i)[labelOf(0, unit)] = 1e4, -1e4
	}
	m := newMarginals(labels, factors)
	if !m.of(&rows, 1, 2, nil) || m.tokens[Outside] < 1-1e-12 {
		t.Errorf("one token is outside with %v", m.tokens[Outside])
	}
	names := []uint64{1 << labelOf(0, begin), 1 << labelOf(0, inside), 1 << labelOf(0, last)}
	if !m.of(&rows, 0, 3, names) || math.Abs(m.row(m.tokens, 1)[labelOf(0, inside)]-1) > 1e-12 {
		t.Errorf("a mention that nothing speaks for has %v", m.tokens)
	}
	if m.of(&rows, 0, 1, names) {
		t.Error("a mention that is not closed has a reading")
	}
}
