package stats

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/extract"
)

// A Document is what the tables need of a document in JSON.
type Document struct {
	Day      Day
	Entities []Found // each once
}

// Found is an entity of a document.
type Found struct {
	Entity
	Names    []string // as the document has it, each once, in order
	Mentions int64
}

// An Entity is the same in all documents: by its Wikidata id if it has one, else
// by its name. Two spellings of a name that has no id are two entities.
type Entity struct {
	Type extract.Type
	ID   string // of Wikidata; empty if unknown
	Name string // empty if ID is known; of dates and times the value, if known
}

// compare orders entities by type, then those without id before others.
func (e Entity) compare(o Entity) int {
	return cmp.Or(cmp.Compare(e.Type, o.Type), strings.Compare(e.ID, o.ID), strings.Compare(e.Name, o.Name))
}

// A Day is a day as days since 1970. UnknownDay is of documents without date.
type Day int32

// UnknownDay stands before all days.
const UnknownDay Day = -1 << 31

const secondsADay = 24 * 60 * 60

func parseDay(s string) (Day, error) {
	if s == "" {
		return UnknownDay, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return UnknownDay, fmt.Errorf("date %q is not a day written YYYY-MM-DD", s)
	}
	return Day(t.Unix() / secondsADay), nil // a whole number, before 1970 too
}

// String writes the day as 2006-01-02; an unknown one is empty.
func (d Day) String() string {
	if d == UnknownDay {
		return ""
	}
	return time.Unix(int64(d)*secondsADay, 0).UTC().Format(time.DateOnly)
}

// Parse reads a line of JSON that nutgraf wrote.
func Parse(line []byte) (*Document, error) {
	var written struct {
		Date     string
		Entities *[]struct {
			Type, Name, Wikidata, Timex, Value string
			Mentions                           []struct{}
		}
	}
	if err := json.Unmarshal(line, &written); err != nil {
		return nil, notDocument(err)
	}
	if written.Entities == nil {
		return nil, errors.New(`no field "entities": not a document that nutgraf wrote`)
	}
	day, err := parseDay(written.Date)
	if err != nil {
		return nil, err
	}
	doc := &Document{Day: day}
	for _, e := range *written.Entities {
		t, err := extract.ParseType(e.Type)
		if err != nil {
			return nil, err
		}
		name := e.Name
		if e.Timex != "" && e.Value != "" {
			name = e.Value // many texts say Wednesday
		}
		entity := Entity{Type: t, ID: e.Wikidata}
		if entity.ID == "" {
			entity.Name = name
		}
		doc.Entities = append(doc.Entities, Found{entity, []string{name}, int64(len(e.Mentions))})
	}
	doc.Entities = eachOnce(doc.Entities)
	return doc, nil
}

// notDocument says in words of JSON what is wrong.
func notDocument(err error) error {
	wrong := (*json.UnmarshalTypeError)(nil)
	switch {
	case !errors.As(err, &wrong):
		return fmt.Errorf("not JSON: %w", err)
	case wrong.Field == "":
		return fmt.Errorf("not a JSON object but %s", wrong.Value)
	}
	return fmt.Errorf("field %q holds %s", wrong.Field, wrong.Value)
}

// eachOnce puts together what is the same entity: a document may list one twice,
// as EU and as European Union with one id.
func eachOnce(found []Found) []Found {
	slices.SortFunc(found, func(a, b Found) int {
		return cmp.Or(a.compare(b.Entity), slices.Compare(a.Names, b.Names))
	})
	once := found[:0]
	for _, f := range found {
		n := len(once) - 1
		if n < 0 || once[n].Entity != f.Entity {
			once = append(once, f)
			continue
		}
		once[n].Mentions += f.Mentions
		once[n].Names = slices.Compact(append(once[n].Names, f.Names...))
	}
	return once
}
