// Package model is the sequence labeller: a linear model over hashed features
// that gives every token of a sentence a BILOU label. It knows nothing of
// news; the types are names in the model file, and what other stages know of
// a token comes in as hints, which are small integers.
//
// It is a conditional random field (Lafferty, McCallum and Pereira 2001), learned
// by AdaGrad with dropout; the labels are decoded by Viterbi under the constraints
// of BILOU. Each text is read again with what the reading before found.
package model
