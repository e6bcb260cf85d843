package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

// rows is what tables have; documents and failures are in other outputs.
const rows = "rows"

// totalsFile is in the output folder once everything else is.
const totalsFile = "totals.json"

func init() {
	register.DoFn2x0[[]byte, func(string, int64)](&nothingFn{})
	register.DoFn3x1[context.Context, int, func(*Total) bool, error](&totalsFn{})
	register.Function2x2(underOneKey)
	register.Emitter2[string, int64]()
	register.Iter1[Total]()
}

// Total is how much of a kind there is.
type Total struct {
	Kind string
	N    int64
}

// writeTotals adds up how much was written of each kind. Beam's metrics say it
// too, but may count a bundle twice or, on Prism, not at all: there the first
// bundles of a stage are lost when they end before their metrics have names.
func writeTotals(s beam.Scope, files Files, kinds []string, parts ...beam.PCollection) {
	none := beam.ParDo(s, &nothingFn{Kinds: kinds}, beam.Impulse(s))
	sums := beam.CombinePerKey(s, addNumbers, beam.Flatten(s, append(parts, none)...))
	beam.ParDo0(s, &totalsFn{Files: files}, beam.GroupByKey(s, beam.ParDo(s, underOneKey, sums)))
}

func underOneKey(kind string, n int64) (int, Total) { return 0, Total{kind, n} }

// nothingFn gives zero of each kind, so that every total is there.
type nothingFn struct {
	Kinds []string
}

// ProcessElement is called once.
func (f *nothingFn) ProcessElement(_ []byte, emit func(string, int64)) {
	for _, kind := range f.Kinds {
		emit(kind, 0)
	}
}

// totalsFn writes the totals as a line of JSON.
type totalsFn struct {
	Files Files
}

// ProcessElement is called once.
func (f *totalsFn) ProcessElement(ctx context.Context, _ int, totals func(*Total) bool) error {
	counts := Counts{}
	var t Total
	for totals(&t) {
		counts[t.Kind] = t.N
	}
	return writeFile(ctx, join(f.Files.Output, totalsFile), func(out io.Writer) error {
		return json.NewEncoder(out).Encode(counts)
	})
}

// SetTotals puts the totals in the output folder of a finished job in the place
// of its metrics.
func (c Counts) SetTotals(ctx context.Context, files Files) error {
	path := join(files.Output, totalsFile)
	in, err := open(ctx, path)
	if err != nil {
		return fmt.Errorf("reading the totals: %w", err)
	}
	defer in.Close()
	if err := json.NewDecoder(in).Decode(&c); err != nil {
		return fmt.Errorf("reading the totals in %s: %w", path, err)
	}
	return nil
}
