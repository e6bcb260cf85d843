// Package dateparser stands in for github.com/markusmobius/go-dateparser, which
// go-htmldate imports for its extensive search for dates in 200 languages. The
// real one makes its tables ready in every program that links it, used or not:
// 130 ms and 80 MB before main begins. nutgraf never asks for that search
// (trafilatura.Fast), so what is here is never called; it has the few names that
// go-htmldate needs to compile, and finds no dates.
package dateparser

import (
	"errors"

	"github.com/markusmobius/go-dateparser/date"
)

// ParserType is a way to read a date.
type ParserType uint8

// The ways that go-htmldate names.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource says which reading of an incomplete date counts.
type PreferredDateSource uint8

// Past prefers days gone by.
const Past PreferredDateSource = 1

// Configuration says how dates are read.
type Configuration struct {
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// Parser reads dates.
type Parser struct{ ParserTypes []ParserType }

var errNone = errors.New("dateparser: the extensive search is not built in")

// Parse finds no date.
func (*Parser) Parse(*Configuration, string, ...string) (date.Date, error) {
	return date.Date{}, errNone
}
