package stats

import "github.com/nutgraf/nutgraf/extract"

// Names counts under which names the documents have the entities that have an
// id; there are no more of these than the gazetteer has entries.
type Names map[Entity]map[string]int64

// Add counts a document's names of the types.
func (n Names) Add(doc *Document, types []extract.Type) {
	for _, f := range ofTypes(doc.Entities, types) {
		if f.ID == "" {
			continue
		}
		for _, name := range f.Names {
			n.Count(f.Entity, name, 1)
		}
	}
}

// Count adds documents in which an entity has a name.
func (n Names) Count(e Entity, name string, documents int64) {
	if n[e] == nil {
		n[e] = map[string]int64{}
	}
	n[e][name] += documents
}

// Of returns the name that stands for an entity: what most documents call it, of
// several such names the first in order.
func (n Names) Of(e Entity) string {
	best, most := e.Name, int64(0)
	for name, documents := range n[e] {
		if documents > most || documents == most && name < best {
			best, most = name, documents
		}
	}
	return best
}

// Row gives a key and its count the names.
func (n Names) Row(k Key, c Count) Row {
	return Row{Key: k, Count: c, NameA: n.Of(k.A), NameB: n.Of(k.B)}
}
