package gold

import (
	"encoding/json"
	"fmt"
	"testing"
)

// TestStandoffFiles reads the annotation of public texts, as far as that goes
// without them.
func TestStandoffFiles(t *testing.T) {
	for name, want := range map[string]int{"news-train": 1996, "news-dev": 191} {
		documents, ids := 0, map[string]bool{}
		err := eachLine("../../corpus/"+name+".standoff", func(line []byte) error {
			var s standoff
			if err := json.Unmarshal(line, &s); err != nil {
				return err
			}
			documents++
			if ids[s.ID] || s.Source == "" || len(s.SHA256) != 64 {
				return fmt.Errorf("document %q has no source or sum, or is there twice", s.ID)
			}
			ids[s.ID] = true
			last := 0
			for _, m := range s.Spans {
				if m.Start < last || m.End <= m.Start {
					return fmt.Errorf("document %q: span [%d,%d) overlaps another", s.ID, m.Start, m.End)
				}
				last = m.End
			}
			return nil
		})
		if err != nil || documents != want {
			t.Errorf("%s: %d documents, want %d, %v", name, documents, want, err)
		}
	}
}
