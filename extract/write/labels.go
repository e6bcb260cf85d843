package write

import (
	"fmt"

	"github.com/nutgraf/nutgraf/extract"
)

// Labels is the set of names that output gives to types.
type Labels uint8

const (
	Native    Labels = iota // ours
	OntoNotes               // OntoNotes 5: ORG, GPE, LOC
	CoNLL                   // CoNLL-2003: PER, ORG, LOC, MISC; other types are left out
)

// ParseLabels returns the set of a name.
func ParseLabels(name string) (Labels, error) {
	switch name {
	case "native":
		return Native, nil
	case "ontonotes":
		return OntoNotes, nil
	case "conll":
		return CoNLL, nil
	}
	return 0, fmt.Errorf("unknown labels %q; they are native, ontonotes or conll", name)
}

// name returns the name of a type, or "" for one that the set leaves out.
func (l Labels) name(t extract.Type) string {
	switch l {
	case OntoNotes:
		switch t {
		case extract.Organization:
			return "ORG"
		case extract.Country:
			return "GPE"
		case extract.Location:
			return "LOC"
		}
	case CoNLL:
		switch t {
		case extract.Person:
			return "PER"
		case extract.Organization:
			return "ORG"
		case extract.Country, extract.Location:
			return "LOC"
		case extract.Norp, extract.Event, extract.Law:
			return "MISC"
		}
		return ""
	}
	return t.String()
}
