package train

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"sort"
	"strings"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/gold"
	"github.com/nutgraf/nutgraf/extract/model"
	"github.com/nutgraf/nutgraf/extract/segment"
)

// Options say what a model learns from.
type Options struct {
	Train    []string // files and folders of annotated text
	Weights  []int    // how often each of Train is learned in a pass; nil: once
	Dev      []string // annotated text to measure passes and fit scores on
	Clusters *model.Clusters
	Passes   int
	Means    int // models of as many seeds that the result is the mean of
	Seed     uint64
	Prune    float64
	Log      io.Writer // progress, a line a pass; nil: none
}

// Train reads the annotated text and trains a model.
func Train(options Options) (*model.Model, error) {
	types := extract.Types()
	var names []string
	for _, t := range types {
		names = append(names, t.String())
	}
	var examples []model.Example
	for i, path := range options.Train {
		weight := 1
		if i < len(options.Weights) {
			weight = options.Weights[i]
		}
		some, err := read([]string{path}, weight)
		if err != nil {
			return nil, err
		}
		logf(options.Log, "%s: %d documents\n", path, len(some))
		examples = append(examples, some...)
	}
	if len(examples) == 0 {
		return nil, errors.New("no annotated documents to train on")
	}
	dev, err := readDev(options.Dev)
	if err != nil {
		return nil, err
	}
	return model.Train(examples, model.TrainOptions{
		Types: names, Clusters: options.Clusters, Passes: options.Passes, Means: options.Means, Seed: options.Seed, Prune: options.Prune, Dev: dev,
		Progress: func(pass int, s model.Score) {
			if len(dev) == 0 {
				logf(options.Log, "pass %d\n", pass)
				return
			}
			logf(options.Log, "pass %d: F1 %.2f\n", pass, 100*s.F1())
		},
	})
}

func logf(w io.Writer, format string, args ...any) {
	if w != nil {
		fmt.Fprintf(w, format, args...)
	}
}

func readDev(paths []string) ([]model.Example, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	return read(paths, 1)
}

func read(paths []string, weight int) ([]model.Example, error) {
	return Examples(gold.Read(paths, extract.PlaceNames()), weight)
}

// Examples turns annotated documents into examples. Spans that do not begin
// and end with a token take in the tokens that they touch.
func Examples(docs iter.Seq2[*gold.Document, error], weight int) ([]model.Example, error) {
	var examples []model.Example
	for d, err := range docs {
		if err != nil {
			return nil, err
		}
		if x := example(d, weight); d.Types == nil || x.Known != 0 {
			examples = append(examples, x) // of other types a document says nothing
		}
	}
	return examples, nil
}

func example(d *gold.Document, weight int) model.Example {
	cut := segment.Split(d.Text)
	x := model.Example{Input: extract.ModelInput(d.Text, cut.Tokens, cut.Sentences), Weight: weight}
	last := 0
	for _, s := range d.Spans {
		if span, ok := tokens(cut.Tokens, s); ok && span.First >= last {
			x.Spans = append(x.Spans, span)
			last = span.Last
		}
	}
	for _, s := range d.Unsure {
		if span, ok := tokens(cut.Tokens, s); ok {
			x.Unsure = append(x.Unsure, span)
		}
	}
	for i, t := range extract.Types() {
		if d.Types != nil && d.Knows(t) {
			x.Known |= 1 << i
		}
	}
	return x
}

// tokens returns the tokens that a span of bytes touches.
func tokens(list []segment.Token, s gold.Span) (model.Span, bool) {
	first := sort.Search(len(list), func(i int) bool { return list[i].End > s.Start })
	last := sort.Search(len(list), func(i int) bool { return list[i].Start >= s.End })
	if first >= last {
		return model.Span{}, false
	}
	return model.Span{First: first, Last: last, Type: typeIndex(s.Type)}, true
}

func typeIndex(t extract.Type) int {
	for i, u := range extract.Types() {
		if u == t {
			return i
		}
	}
	return 0
}

// ReadClusters makes clusters of the words of raw texts: .jsonl and .jsonl.gz
// with a field text, as of the corpora.
func ReadClusters(paths []string, log io.Writer) (*model.Clusters, error) {
	var failed error
	texts := func(yield func(string) bool) {
		failed = eachText(paths, yield)
	}
	c := model.TrainClusters(texts, model.ClusterOptions{
		Progress: func(classes, pass, moved int) {
			logf(log, "clusters of %d classes, pass %d: %d words moved\n", classes, pass+1, moved)
		},
	})
	return c, failed
}

func hasSuffix(name string, suffixes ...string) bool {
	for _, s := range suffixes {
		if strings.HasSuffix(name, s) {
			return true
		}
	}
	return false
}
