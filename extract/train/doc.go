// Package train turns annotated documents into examples for the sequence
// labeller, with the hints that tagging gives it too, and trains it.
package train
