// Package segment cuts news text into tokens and sentences, in one pass and
// without loss: tokens and the white space between them give back the text,
// byte for byte. It is the bottom of the pipeline; every other stage speaks
// of its tokens.
package segment
