package model

import (
	"iter"
	"slices"
)

// scores holds the scores of one sentence: a row of labels a token.
type scores struct {
	labels int
	rows   []float32 // token i's labels are rows[i*labels : (i+1)*labels]
}

func (s *scores) reset(tokens, labels int) {
	s.labels = labels
	n := tokens * labels
	if cap(s.rows) < n {
		s.rows = make([]float32, n+n/4)
	}
	s.rows = s.rows[:n]
	clear(s.rows)
}

func (s *scores) row(i int) []float32 { return s.rows[i*s.labels : (i+1)*s.labels] }

// part returns the rows of the tokens [first, last).
func (s *scores) part(first, last int) scores {
	return scores{labels: s.labels, rows: s.rows[first*s.labels : last*s.labels]}
}

const impossible = float32(-1e30)

// maxLabels is more than the labels of a model, and a power of two.
const maxLabels = 64

// viterbi finds the best sequence of labels that BILOU allows.
type viterbi struct {
	labels int
	closed []Label // the labels that do not leave a mention open
	// The best scores up to a token and to the next, by label; arrays of a fixed
	// size need no checks of bounds.
	best, next *[maxLabels]float32
	back       []Label
	live       []Label // labels that can stand before the next token's
}

func newViterbi(labels int) *viterbi {
	v := &viterbi{labels: labels}
	for l := range Label(labels) {
		if !l.opens() {
			v.closed = append(v.closed, l)
		}
	}
	v.best, v.next = new([maxLabels]float32), new([maxLabels]float32)
	return v
}

// decode writes the best labels into out. transitions is a square table: the
// score of label l behind label p is transitions[p*labels+l]; spread is by how
// much they differ at most. Tokens that are sure are outside; what stands
// between them is decided piece by piece.
func (v *viterbi) decode(out []Label, s *scores, transitions []float32, spread float32, sure []bool) {
	clear(out) // Outside is 0
	for first, last := range pieces(sure) {
		v.decodePiece(out, first, last, s, transitions, spread)
	}
}

// pieces yields the ranges [first, last) of the tokens that are not sure.
func pieces(sure []bool) iter.Seq2[int, int] {
	return func(yield func(first, last int) bool) {
		for first := 0; first < len(sure); first++ {
			if sure[first] {
				continue
			}
			last := first + 1
			for last < len(sure) && !sure[last] {
				last++
			}
			if !yield(first, last) {
				return
			}
			first = last // which is sure, or the end
		}
	}
}

// decodePiece does it for the tokens [first, end), of which none is sure; before
// and behind them it is outside or the sentence ends, which is taken for the same.
func (v *viterbi) decodePiece(out []Label, first, end int, s *scores, transitions []float32, spread float32) {
	n := end - first
	if cap(v.back) < n*v.labels {
		v.back = make([]Label, n*v.labels*2)
	}
	v.start(s.row(first), transitions)
	for i := 1; i < n; i++ {
		v.findLive(spread)
		v.step(s.row(first+i), v.back[i*v.labels:(i+1)*v.labels], transitions)
	}
	for l := range v.labels {
		v.best[l] += transitions[l*v.labels+int(Outside)]
	}
	v.finish(out[first:end])
}

func (v *viterbi) start(row, transitions []float32) {
	for l := range Label(v.labels) {
		v.best[l] = impossible
		if !l.continues() {
			v.best[l] = row[l] + transitions[l] // as behind Outside, which is label 0
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
	for _, p := range v.closed {
		top = max(top, v.best[p%maxLabels])
	}
	v.live = v.live[:0]
	for _, p := range v.closed {
		if score := v.best[p%maxLabels]; score >= top-spread && score > impossible {
			v.live = append(v.live, p)
		}
	}
}

func (v *viterbi) step(row []float32, back []Label, transitions []float32) {
	v.goOn(back, transitions)
	v.beginAnew(back, transitions)
	for l, score := range row {
		v.next[l%maxLabels] += score // what is impossible stays so
	}
	v.best, v.next = v.next, v.best
}

// goOn finds the best label before each that continues a mention.
func (v *viterbi) goOn(back []Label, transitions []float32) {
	for b := labelOf(0, begin); int(b) < v.labels; b += positions {
		i := b + inside
		fromB, fromI := transitions[int(b)*v.labels:], transitions[int(i)*v.labels:]
		for _, l := range [2]Label{i, b + last} {
			v.next[l], back[l] = impossible, Outside
			if score := v.best[b] + fromB[l]; score > v.next[l] {
				v.next[l], back[l] = score, b
			}
			if score := v.best[i] + fromI[l]; score > v.next[l] {
				v.next[l], back[l] = score, i
			}
		}
	}
}

// beginAnew finds the best label before each that does not.
func (v *viterbi) beginAnew(back []Label, transitions []float32) {
	v.next[Outside], back[Outside] = impossible, Outside
	for b := labelOf(0, begin); int(b) < v.labels; b += positions {
		v.next[b], back[b] = impossible, Outside
		v.next[b+unit], back[b+unit] = impossible, Outside
	}
	for _, p := range v.live {
		from, score := transitions[int(p)*v.labels:int(p+1)*v.labels], v.best[p]
		v.offer(back, p, Outside, score+from[Outside])
		for b := labelOf(0, begin); int(b) < v.labels; b += positions {
			v.offer(back, p, b, score+from[b])
			v.offer(back, p, b+unit, score+from[b+unit])
		}
	}
}

func (v *viterbi) offer(back []Label, before, l Label, score float32) {
	if score > v.next[l] {
		v.next[l], back[l] = score, before
	}
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
