package timex

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/extract/segment"
)

var learn = flag.String("learn", "", "`folder` of annotated texts to learn outlook.tsv from, with the cases of testdata")

// TestOutlook asks which way the undecided dates of the corpus's test part lie.
// With -learn it first learns the weights and tells how they fare on parts of
// the folder that they did not learn from.
func TestOutlook(t *testing.T) {
	if *learn != "" {
		learnOutlook(t, *learn)
	}
	right, all := 0, 0
	weights := outlookWeights()
	for _, e := range outlookExamples(t, "../../corpus/test") {
		all++
		right += boolTo(logOdds(weights, e.features) > 0 == e.ahead)
	}
	t.Logf("right of %d undecided dates: %.1f%%", all, 100*float64(right)/float64(all))
	if all < 300 || right*100 < 90*all {
		t.Errorf("right are %d of %d", right, all)
	}
}

// outlookExample is an undecided date that annotation decides.
type outlookExample struct {
	document int
	features []string
	ahead    bool
}

func learnOutlook(t *testing.T, folder string) {
	t.Helper()
	examples := outlookExamples(t, folder)
	const parts = 5
	right, byRule := 0, 0
	for part := range parts {
		in := func(e outlookExample) bool { return e.document%parts == part }
		weights := fitOutlook(slices.DeleteFunc(slices.Clone(examples), in))
		for _, e := range examples {
			if in(e) {
				right += boolTo(logOdds(weights, e.features) > 0 == e.ahead)
				rule := e.features[2]
				byRule += boolTo((rule == "rule ahead" || rule == "rule limit") == e.ahead)
			}
		}
	}
	t.Logf("of %d examples: right %.1f%%, by the rule alone %.1f%%", len(examples), 100*float64(right)/float64(len(examples)), 100*float64(byRule)/float64(len(examples)))
	cases := caseExamples(t)
	for range 3 { // they are clear
		examples = append(examples, cases...)
	}
	var b strings.Builder
	weights := fitOutlook(examples)
	for _, f := range slices.Sorted(maps.Keys(weights)) {
		fmt.Fprintf(&b, "%s\t%.2f\n", f, weights[f])
	}
	if err := os.WriteFile("outlook.tsv", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d weights", len(weights))
	outlookTable = b.String()
}

// fitOutlook finds weights by gradient descent with steps as in AdaGrad (Duchi,
// Hazan and Singer 2011). Rare features and small weights are left out.
func fitOutlook(examples []outlookExample) map[string]float64 {
	const (
		rounds = 15
		step   = 0.1
		decay  = 2e-3
		rare   = 6
		small  = 0.03
	)
	count := map[string]int{}
	for _, e := range examples {
		for _, f := range e.features {
			count[f]++
		}
	}
	weights, squares := map[string]float64{}, map[string]float64{}
	for range rounds {
		for _, e := range examples {
			gradient := 1 / (1 + math.Exp(-logOdds(weights, e.features)))
			if e.ahead {
				gradient--
			}
			for _, f := range e.features {
				if count[f] < rare {
					continue
				}
				g := gradient + decay*weights[f]
				squares[f] += g * g
				weights[f] -= step * g / math.Sqrt(squares[f]+1e-6)
			}
		}
	}
	maps.DeleteFunc(weights, func(_ string, w float64) bool { return math.Abs(w) < small })
	return weights
}

// outlookExamples reads all undecided dates of a folder of annotated texts: those
// whose value depends on the outlook and is right either way.
func outlookExamples(t *testing.T, folder string) (examples []outlookExample) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts in %s: %v", folder, err)
	}
	for n, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		head, body, _ := strings.Cut(string(data), "---\n")
		_, day, _ := strings.Cut(head, "date: ")
		ref, err := time.Parse(dayForm, day[:min(len(day), len(dayForm))])
		if err != nil {
			continue
		}
		text, spans, values := annotated(t, body)
		for _, e := range undecidedOf(text, spans, values, ref) {
			e.document = n
			examples = append(examples, e)
		}
	}
	return examples
}

// caseExamples reads the undecided dates of testdata.
func caseExamples(t *testing.T) (examples []outlookExample) {
	t.Helper()
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var ref time.Time
		for line := range strings.Lines(string(data)) {
			if day, ok := strings.CutPrefix(line, "date: "); ok {
				ref, _ = time.Parse(dayForm, strings.TrimSpace(day))
			} else if line[0] != '#' && !ref.IsZero() {
				text, spans, values := annotated(t, line)
				examples = append(examples, undecidedOf(text, spans, values, ref)...)
			}
		}
	}
	return examples
}

// annotated takes brackets and labels away and returns the dates and
// times, and their values.
func annotated(t *testing.T, body string) (text string, spans []Span, values []string) {
	t.Helper()
	var b strings.Builder
	start := -1
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case c == '\\':
			i++
			b.WriteByte(body[i])
		case c == '[':
			start = b.Len()
		case c == ']' && start >= 0:
			label, _, ok := strings.Cut(body[i+1:], ")")
			if !ok {
				t.Fatalf("no label behind %q", body[:i])
			}
			typ, value, _ := strings.Cut(label[1:], " ")
			value, _, _ = strings.Cut(value, "|")
			value, _, _ = strings.Cut(value, " ")
			if typ == "DATE" || typ == "TIME" {
				spans, values = append(spans, Span{start, b.Len(), typ == "TIME"}), append(values, value)
			}
			i += len(label) + 1
			start = -1
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), spans, values
}

// undecidedOf resolves each span both ways.
func undecidedOf(text string, spans []Span, values []string, ref time.Time) (examples []outlookExample) {
	cut := segment.Split(text)
	p := newParser(text, cut.Tokens, ref)
	p.inside = true
	p.eachSpan(cut.Sentences, spans, func(k int) {
		var asked [][]string
		value := func(answer bool) (string, parser) {
			q := p
			q.foretold = func(features []string) bool {
				if !answer {
					asked = append(asked, features)
				}
				return answer
			}
			return q.resolve(spans[k]).Value, q
		}
		past, afterPast := value(false)
		ahead, afterAhead := value(true)
		p = afterPast
		if ahead == values[k] {
			p = afterAhead
		}
		if past == ahead || past != values[k] && ahead != values[k] {
			return
		}
		for _, features := range slices.CompactFunc(asked, slices.Equal) {
			examples = append(examples, outlookExample{features: features, ahead: ahead == values[k]})
		}
	})
	return examples
}
