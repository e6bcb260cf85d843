package model

import "math"

// weights are learned by AdaGrad (Duchi, Hazan and Singer 2011): the more a
// weight has been moved, the smaller are its steps.
type weights struct {
	now     []float32
	moved   []float32 // the sum of all moves, each times the step of the run at which it came
	squares []float32 // the sum of the squares of all gradients
}

func newWeights(n int) weights {
	return weights{now: make([]float32, n), moved: make([]float32, n), squares: make([]float32, n)}
}

const (
	rate = 0.05 // the first move of a weight, at most

	// firstSquares keeps a first gradient that is small from making a whole move.
	firstSquares = 0.01
)

// pace is what a gradient of weight i is multiplied by.
func (w *weights) pace(i int) float32 {
	return rate / float32(math.Sqrt(float64(w.squares[i]+firstSquares)))
}

// climb moves weight i up its gradient.
func (w *weights) climb(i int, gradient, step float32) {
	w.squares[i] += gradient * gradient
	w.move(i, gradient*w.pace(i), step)
}

func (w *weights) move(i int, by, step float32) {
	w.now[i] += by
	w.moved[i] += by * step
}

// shrink moves all weights towards 0, as a penalty on the sum of what they
// measure would; a weight that nothing speaks for stays at 0 (truncated gradient,
// Langford, Li and Zhang 2009).
func (w *weights) shrink(penalty, step float32) {
	for i, now := range w.now {
		if now == 0 {
			continue
		}
		by := penalty * w.pace(i)
		if now > 0 {
			by = -min(by, now)
		} else {
			by = min(by, -now)
		}
		w.move(i, by, step)
	}
}

// mean returns the mean of weight i over all steps of a run so far.
func (w *weights) mean(i int, steps float32) float32 {
	return w.now[i] - w.moved[i]/(steps+1)
}

// settle sets all weights to their means.
func (w *weights) settle(steps float32) {
	for i := range w.now {
		w.now[i] = w.mean(i, steps)
	}
}
