package model

import "slices"

// scores holds the scores of one sentence: a row of labels a token.
type scores struct {
	labels int
	rows   []float32 // token i's labels are rows[i*labels : (i+1)*labels]
}

func (s *scores) reset(tokens, labels int) {
	s.labels = labels
	n := tokens * labels
	if cap(s.rows) < n {
		s.rows = make([]float32, n, n*2)
	}
	s.rows = s.rows[:n]
	clear(s.rows)
}

func (s *scores) row(i int) []float32 { return s.rows[i*s.labels : (i+1)*s.labels] }

const impossible = float32(-1e30)

// viterbi finds the best sequence of labels that BILOU allows.
type viterbi struct {
	labels int
	// before lists, for each label, the labels that may stand before it.
	before [][]Label
	best   []float32
	next   []float32
	back   []Label
	live   []Label // labels that can stand before the next token's
}

func newViterbi(labels int) *viterbi {
	v := &viterbi{labels: labels, before: make([][]Label, labels)}
	for l := range Label(labels) {
		for p := range Label(labels) {
			if l.follows(p) {
				v.before[l] = append(v.before[l], p)
			}
		}
	}
	v.best = make([]float32, labels)
	v.next = make([]float32, labels)
	return v
}

// decode writes the best labels into out. transitions is a square table: the
// score of label l behind label p is transitions[p*labels+l]; spread is by how
// much they differ at most. Where allowed is
// given, token i may only have the labels whose bit is set in allowed[i].
func (v *viterbi) decode(out []Label, s *scores, transitions []float32, spread float32, allowed []uint64) {
	n := len(out)
	if n == 0 {
		return
	}
	if cap(v.back) < n*v.labels {
		v.back = make([]Label, n*v.labels*2)
	}
	v.start(s.row(0), mask(allowed, 0))
	for i := 1; i < n; i++ {
		v.findLive(spread)
		v.step(s.row(i), v.back[i*v.labels:(i+1)*v.labels], transitions, mask(allowed, i))
	}
	v.finish(out)
}

func mask(allowed []uint64, i int) uint64 {
	if allowed == nil {
		return ^uint64(0)
	}
	return allowed[i]
}

func (v *viterbi) start(row []float32, allowed uint64) {
	for l := range Label(v.labels) {
		v.best[l] = impossible
		if !l.continues() && allowed>>l&1 != 0 {
			v.best[l] = row[l]
		}
	}
}

// spreadOf returns by how much transitions differ at most.
func spreadOf(transitions []float32) float32 {
	return slices.Max(transitions) - slices.Min(transitions)
}

// findLive finds the labels that end a mention or are outside and can still be
// the best before a label that begins anew: a label that lies further behind
// the best one than transitions differ cannot catch up. Few labels are left.
func (v *viterbi) findLive(spread float32) {
	top := impossible
	for _, p := range v.before[Outside] {
		top = max(top, v.best[p])
	}
	v.live = v.live[:0]
	for _, p := range v.before[Outside] {
		if v.best[p] >= top-spread && v.best[p] > impossible {
			v.live = append(v.live, p)
		}
	}
}

func (v *viterbi) step(row []float32, back []Label, transitions []float32, allowed uint64) {
	for l := range Label(v.labels) {
		v.next[l] = impossible
		if allowed>>l&1 == 0 {
			continue
		}
		best, from := impossible, Outside
		before := v.before[l]
		if !l.continues() {
			before = v.live
		}
		for _, p := range before {
			if score := v.best[p] + transitions[int(p)*v.labels+int(l)]; score > best {
				best, from = score, p
			}
		}
		back[l] = from
		if best > impossible {
			v.next[l] = best + row[l]
		}
	}
	v.best, v.next = v.next, v.best
}

func (v *viterbi) finish(out []Label) {
	end := Outside
	for l := range Label(v.labels) {
		if !l.opens() && v.best[l] > v.best[end] {
			end = l
		}
	}
	for i := len(out) - 1; i > 0; i-- {
		out[i] = end
		end = v.back[i*v.labels+int(end)]
	}
	out[0] = end
}
