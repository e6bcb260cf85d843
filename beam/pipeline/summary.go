package pipeline

import (
	"fmt"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
)

// Counts are the metrics and totals of a finished job, by name.
type Counts map[string]int64

// CountsOf adds up the metrics over all stages of a job. A runner that gives
// none, as one that was not waited for, leaves all at zero.
func CountsOf(result beam.PipelineResult) Counts {
	counts := Counts{}
	if result == nil {
		return counts
	}
	for _, c := range result.Metrics().AllMetrics().Counters() {
		if c.Namespace() == namespace {
			counts[c.Name()] += c.Result()
		}
	}
	return counts
}

// Failures is how many articles, files or lines failed.
func (c Counts) Failures() int64 { return c["failures"] }

// Documents is how many documents were written or counted.
func (c Counts) Documents() int64 { return c["documents"] }

// String is one line: 5 documents, 1 failures, 40 mentions …; what is zero but
// for these is left out.
func (c Counts) String() string {
	parts := []string{fmt.Sprintf("%d documents, %d failures", c.Documents(), c.Failures())}
	for _, name := range []string{"skipped", "words", "mentions", "rows", "milliseconds", "page_milliseconds"} {
		if n := c[name]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, strings.ReplaceAll(name, "_", " ")))
		}
	}
	return strings.Join(parts, ", ")
}
