// Package model is the sequence labeller: a linear model over hashed features
// that gives every token of a sentence a BILOU label. It knows nothing of
// news; the types are names in the model file, and what other stages know of
// a token comes in as hints, which are small integers.
//
// The learner is the averaged structured perceptron of Collins (2002) with a
// margin; the labels are decoded by Viterbi under the constraints of BILOU. Each
// text is read twice: the second reading knows what the first one found.
package model
