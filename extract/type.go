package extract

import "fmt"

// Type says what kind of thing a mention names. ANNOTATION.md of the corpus
// says what each covers.
type Type uint8

const (
	Person Type = iota + 1
	Country
	Organization
	Date
	Location
	Norp // nationalities, religious and political groups
	Event
	Law
	Time
	Money
	Percent
	Quantity
	Ordinal
	Cardinal
)

var typeNames = [...]string{
	Person: "PERSON", Country: "COUNTRY", Organization: "ORGANIZATION", Date: "DATE",
	Location: "LOCATION", Norp: "NORP", Event: "EVENT", Law: "LAW", Time: "TIME",
	Money: "MONEY", Percent: "PERCENT", Quantity: "QUANTITY", Ordinal: "ORDINAL", Cardinal: "CARDINAL",
}

// Types returns all types, the four that the tool exists for first.
func Types() []Type {
	types := make([]Type, 0, len(typeNames)-1)
	for t := Person; int(t) < len(typeNames); t++ {
		types = append(types, t)
	}
	return types
}

// String returns the type as output writes it: PERSON.
func (t Type) String() string {
	if t == 0 || int(t) >= len(typeNames) {
		return fmt.Sprintf("Type(%d)", uint8(t))
	}
	return typeNames[t]
}

// ParseType returns the type that is written so in output: PERSON.
func ParseType(name string) (Type, error) {
	for t := Person; int(t) < len(typeNames); t++ {
		if typeNames[t] == name {
			return t, nil
		}
	}
	return 0, fmt.Errorf("unknown type %q; the types are %s", name, allTypeNames())
}

func allTypeNames() string {
	names := ""
	for _, t := range Types() {
		if names != "" {
			names += ", "
		}
		names += t.String()
	}
	return names
}
