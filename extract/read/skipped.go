package read

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/RadhiFadlillah/whatlanggo"
)

// Skipped counts what reading passes over on purpose: pictures in an archive,
// pages in other languages. It is safe for use by many goroutines; nil counts
// nothing.
type Skipped struct {
	mu     sync.Mutex
	counts map[string]int
}

// Add counts one of a kind.
func (s *Skipped) Add(kind string) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.counts == nil {
		s.counts = map[string]int{}
	}
	s.counts[kind]++
}

// Total is how many were passed over.
func (s *Skipped) Total() (total int) {
	if s == nil {
		return 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, n := range s.counts {
		total += n
	}
	return total
}

// String is one line: 7 records skipped: 5 images, 2 redirects; empty for none.
func (s *Skipped) String() string {
	if s == nil {
		return ""
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var kinds []string
	total := 0
	for kind, n := range s.counts {
		kinds = append(kinds, fmt.Sprintf("%d %s", n, kind))
		total += n
	}
	if total == 0 {
		return ""
	}
	slices.SortFunc(kinds, func(a, b string) int {
		return strings.Compare(a[strings.IndexByte(a, ' '):], b[strings.IndexByte(b, ' '):])
	})
	return fmt.Sprintf("%d records skipped: %s", total, strings.Join(kinds, ", "))
}

// languageSample is how much of a text its language is told from, in bytes.
const languageSample = 2000

// isEnglish tells whether a text may be English: it is not only if another
// language is certain.
func isEnglish(text string) bool {
	if len(text) > languageSample {
		text = strings.ToValidUTF8(text[:languageSample], "")
	}
	info := whatlanggo.Detect(text)
	return info.Lang == whatlanggo.Eng || !info.IsReliable()
}
