// Package prose is the permanent baseline: the model of jdkato/prose v2 as a
// Tagger. It is the only package that imports prose, and gives it what it
// lacks: offsets, names at the end of a text, and safety from its panics.
package prose
