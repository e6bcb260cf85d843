package model

import "math"

// marginals holds what a conditional random field (Lafferty, McCallum and
// Pereira 2001) says of a piece of a sentence: how probable each label of each
// token is, and how many times each label can be expected behind each other.
type marginals struct {
	labels  int
	next    [][]Label // the labels that BILOU allows behind each label
	factors []float64 // e to the score of each transition: of l behind p at p*labels+l; the trainer's
	tokens  []float64 // the probability of label l of token i of the piece at i*labels+l
	pairs   []float64 // laid out as factors

	// By token and label, each token's to some scale of its own:
	local    []float64 // e to the score
	forward  []float64 // of all readings up to the token
	backward []float64 // of all readings behind it
}

func newMarginals(labels int, factors []float64) marginals {
	m := marginals{labels: labels, next: make([][]Label, labels), factors: factors, pairs: make([]float64, len(factors))}
	for p := range m.next {
		for l := range Label(labels) {
			if l.follows(Label(p)) {
				m.next[p] = append(m.next[p], l)
			}
		}
	}
	return m
}

// of computes the marginals of the tokens [first, last) of a sentence, before
// and behind which it is surely outside or ends. Where allowed is given, token i
// has only the labels whose bit is set in allowed[i]. It returns false if no
// reading of the tokens has labels that are allowed.
func (m *marginals) of(s *scores, first, last int, allowed []uint64) bool {
	size := (last - first) * m.labels
	for _, b := range []*[]float64{&m.tokens, &m.local, &m.forward, &m.backward} {
		if cap(*b) < size {
			*b = make([]float64, 2*size)
		}
		*b = (*b)[:size]
		clear(*b)
	}
	clear(m.pairs)
	for i := range last - first {
		mask := ^uint64(0)
		if allowed != nil {
			mask = allowed[first+i]
		}
		m.weigh(m.row(m.local, i), s.row(first+i), mask)
	}
	m.goForward(last - first)
	m.goBackward(last - first)
	for i := range last - first {
		if !m.combine(i) {
			return false
		}
	}
	for l, p := range m.row(m.tokens, last-first-1) {
		m.pairs[l*m.labels+int(Outside)] += p
	}
	return true
}

func (m *marginals) row(of []float64, i int) []float64 { return of[i*m.labels : (i+1)*m.labels] }

// weakest is the logarithm of the least that a label weighs beside the best one.
const weakest = -40

func (m *marginals) weigh(local []float64, row []float32, allowed uint64) {
	top := impossible
	for l, score := range row {
		if allowed>>l&1 != 0 {
			top = max(top, score)
		}
	}
	for l, score := range row {
		if allowed>>l&1 != 0 {
			local[l] = math.Exp(float64(max(score-top, weakest)))
		}
	}
}

func (m *marginals) goForward(n int) {
	var start [maxLabels]float64
	start[Outside] = 1
	before := start[:m.labels]
	for i := range n {
		sum := m.row(m.forward, i)
		for p, weight := range before {
			if weight < negligible {
				continue
			}
			for _, l := range m.next[p] {
				sum[l] += weight * m.factors[p*m.labels+int(l)]
			}
		}
		for l, weight := range m.row(m.local, i) {
			sum[l] *= weight
		}
		scale(sum)
		before = sum
	}
}

// negligible is how little of a token's weight is not followed up.
const negligible = 1e-24

// goBackward leaves behind, in local, what a label weighs with all that follows.
func (m *marginals) goBackward(n int) {
	last := m.row(m.backward, n-1)
	for p := range last {
		if !Label(p).opens() {
			last[p] = m.factors[p*m.labels+int(Outside)]
		}
	}
	scale(last)
	for i := n - 1; i > 0; i-- {
		behind, sum := m.row(m.local, i), m.row(m.backward, i-1)
		for l, weight := range m.row(m.backward, i) {
			behind[l] *= weight
		}
		for p := range sum {
			for _, l := range m.next[p] {
				sum[p] += behind[l] * m.factors[p*m.labels+int(l)]
			}
		}
		if total := scale(sum); total > 0 {
			for l := range behind {
				behind[l] /= total
			}
		}
	}
}

// combine computes the probabilities of token i, and adds those of the pairs
// that it ends to what is expected. It returns false if the token can have no label.
func (m *marginals) combine(i int) bool {
	row := m.row(m.tokens, i)
	forward := m.row(m.forward, i)
	for l, weight := range m.row(m.backward, i) {
		row[l] = forward[l] * weight
	}
	if scale(row) == 0 {
		return false
	}
	if i == 0 {
		for l, p := range row {
			m.pairs[int(Outside)*m.labels+l] += p
		}
		return true
	}
	before, behind := m.row(m.forward, i-1), m.row(m.local, i)
	sum := 0.0
	for p, weight := range m.row(m.backward, i-1) {
		sum += before[p] * weight
	}
	for p, weight := range before {
		if weight /= sum; weight < negligible {
			continue
		}
		for _, l := range m.next[p] {
			at := p*m.labels + int(l)
			m.pairs[at] += weight * behind[l] * m.factors[at]
		}
	}
	return true
}

// scale makes the sum of weights 1 where it is not 0, and returns what it was.
func scale(weights []float64) float64 {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	if sum == 0 {
		return 0
	}
	for i := range weights {
		weights[i] /= sum
	}
	return sum
}
