// Package write turns documents into what other tools eat: JSON, JSON lines,
// CSV, CoNLL columns, brat standoff, an HTML page, and a summary for people.
package write
