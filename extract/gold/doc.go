// Package gold reads text that people annotated: our own corpus form, where
// mentions stand as [text](TYPE), and JSON lines of byte offsets whose labels
// a map turns into our types.
package gold
