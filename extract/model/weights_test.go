package model

import (
	"math"
	"testing"
)

// TestMeanOfWeights: the mean that is kept by sums is the plain mean of the values that a
// weight had after each step.
func TestMeanOfWeights(t *testing.T) {
	w := newWeights(1)
	total := 0.0
	gradients := []float32{0.5, 0, -0.25, 1, 0, 0, -1}
	for i, g := range gradients {
		w.climb(0, g, float32(i+1))
		total += float64(w.now[0])
	}
	want := total / float64(len(gradients)+1) // the first step begins at 0
	if got := w.mean(0, float32(len(gradients))); math.Abs(float64(got)-want) > 1e-6 {
		t.Errorf("mean %v, not %v", got, want)
	}
}

// TestShrink: weights move towards 0, by less the surer they are, and stop there.
func TestShrink(t *testing.T) {
	w := newWeights(4)
	w.climb(0, 1, 1)
	w.climb(1, -1, 1)
	w.climb(2, 0.01, 1)
	for range 50 {
		w.climb(3, 1, 1)
	}
	before := w.now[3]
	w.shrink(0.1, 2)
	if w.now[0] <= 0 || w.now[0] >= rate || w.now[0] != -w.now[1] {
		t.Errorf("weights of two opposite steps are %v and %v", w.now[0], w.now[1])
	}
	if w.now[2] != 0 {
		t.Errorf("a weight that little speaks for is %v", w.now[2])
	}
	if lost := before - w.now[3]; lost <= 0 || lost >= rate-w.now[0] {
		t.Errorf("a sure weight lost %v, a less sure one %v", lost, rate-w.now[0])
	}
}
