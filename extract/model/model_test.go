package model

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// examples are sentences with one name each, of types 0 and 1.
func examples() (list []Example) {
	for _, s := range []struct {
		text        string
		first, last int
		typ         int
	}{
		{"President Ada Lovelace spoke .", 1, 3, 0}, {"President Alan Turing left .", 1, 3, 0}, {"She met Grace Hopper .", 2, 4, 0},
		{"He works in Paris .", 3, 4, 1}, {"They live in London .", 3, 4, 1}, {"Rain fell in Rome .", 3, 4, 1},
	} {
		cut := segment.Split(s.text)
		list = append(list, Example{
			Input: Input{Text: s.text, Tokens: cut.Tokens, Sentences: cut.Sentences},
			Spans: []Span{{First: s.first, Last: s.last, Type: s.typ}},
		})
	}
	return list
}

func trained(t *testing.T, list []Example) *Model {
	t.Helper()
	m, err := Train(list, TrainOptions{Types: []string{"PERSON", "LOCATION"}, Passes: 5, MinCount: 1, Dev: list})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTrainLearnsAndRepeats(t *testing.T) {
	m := trained(t, examples())
	for _, x := range examples() {
		got := m.Tag(x.Input)
		for i := range got {
			if got[i].Score <= 0 || got[i].Score > 1 {
				t.Errorf("score %v", got[i].Score)
			}
			got[i].Score = 0
		}
		if diff := cmp.Diff(x.Spans, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", x.Text, diff)
		}
	}
	one, _ := m.AppendBinary(nil)
	two, _ := trained(t, examples()).AppendBinary(nil)
	if !bytes.Equal(one, two) {
		t.Error("the same examples gave two models")
	}
}

// TestPartialLabels: where an annotation leaves type 1 out, its silence does
// not teach that there is none.
func TestPartialLabels(t *testing.T) {
	list := examples()
	for range 20 {
		x := examples()[3]
		x.Spans, x.Known = nil, 1<<0
		list = append(list, x)
	}
	m := trained(t, list)
	if got := m.Tag(list[3].Input); len(got) != 1 || got[0].Type != 1 {
		t.Errorf("Paris is %v", got)
	}
}

// TestUnsure: where the annotation leaves tokens open, nothing is taught of them, in
// a mention neither.
func TestUnsure(t *testing.T) {
	list := examples()
	for range 20 {
		x := examples()[3]
		x.Spans, x.Unsure = nil, []Span{{First: 3, Last: 4}}
		y := examples()[0]
		y.Unsure = []Span{{First: 1, Last: 2}}
		list = append(list, x, y)
	}
	m := trained(t, list)
	for _, i := range []int{0, 3} {
		if got := m.Tag(list[i].Input); len(got) != 1 || got[0].Type != list[i].Spans[0].Type {
			t.Errorf("%q: %v", list[i].Text, got)
		}
	}
}

func TestTrainRefuses(t *testing.T) {
	for name, options := range map[string]TrainOptions{
		"no types": {}, "passes": {Types: []string{"PERSON"}, Passes: -1}, "means": {Types: []string{"PERSON"}, Means: -1},
	} {
		if _, err := Train(examples(), options); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestFile(t *testing.T) {
	file, err := trained(t, examples()).AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Parse(file, true)
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Tag(examples()[0].Input); len(got) != 1 {
		t.Errorf("the model read back finds %v", got)
	}
	for name, bad := range map[string]string{
		"empty": "", "other": "not a model at all", "cut": string(file[:len(file)-1]), "changed": strings.Replace(string(file), "PERSON", "PERSOM", 1),
		"version": magic[:len(magic)-1] + "\x63" + string(file[len(magic):]),
	} {
		if _, err := Parse([]byte(bad), true); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestNews(t *testing.T) {
	if _, err := Parse(news, true); err != nil {
		t.Fatal(err)
	}
	if len(news) > 7<<20 {
		t.Errorf("the embedded model has %d bytes, more than 7 MiB", len(news))
	}
}

func TestBILOU(t *testing.T) {
	b, i, l, u := labelOf(0, begin), labelOf(0, inside), labelOf(0, last), labelOf(0, unit)
	other := labelOf(1, last)
	for _, test := range []struct {
		before, after Label
		want          bool
	}{{Outside, b, true}, {Outside, i, false}, {b, i, true}, {b, l, true}, {b, other, false}, {b, Outside, false}, {l, u, true}, {u, l, false}, {i, b, false}} {
		if got := test.after.follows(test.before); got != test.want {
			t.Errorf("%d behind %d: %v", test.after, test.before, got)
		}
	}
}

func TestClusters(t *testing.T) {
	texts := []string{}
	for _, day := range []string{"monday", "tuesday", "friday"} {
		for _, verb := range []string{"met", "left", "spoke"} {
			for range 4 {
				texts = append(texts, "he "+verb+" on "+day+" again")
			}
		}
	}
	c := TrainClusters(func(yield func(string) bool) {
		for _, text := range texts {
			yield(text)
		}
	}, ClusterOptions{MinCount: 2})
	again, err := ParseClusters(c.AppendBinary(nil))
	if err != nil {
		t.Fatal(err)
	}
	if again.lookup(hashString("monday"))[0] == 0 || again.lookup(hashString("nosuchword"))[0] != 0 {
		t.Error("look-up of a known and an unknown word")
	}
}

// TestCurveWithFewSpansAtItsTop: one span of the highest margin tells little,
// and must not take from the score of the many below.
func TestCurveWithFewSpansAtItsTop(t *testing.T) {
	var right, all [curvePoints]float64
	for i := 10; i < 17; i++ {
		right[i], all[i] = 99, 100
	}
	right[3], all[3] = 5, 10
	right[23], all[23] = 1, 1
	c := fitCurve(right, all)
	for i := 1; i < curvePoints; i++ {
		if c[i] < c[i-1] {
			t.Errorf("point %d: %v, less than %v", i, c[i], c[i-1])
		}
	}
	if c[12] < 0.98 || c[5] > 0.6 {
		t.Errorf("%v", c)
	}
}

// TestTopics counts words of sport and of markets around each token, as far as
// topicReach, the edges of the text too.
func TestTopics(t *testing.T) {
	text := strings.Repeat("The coach said the game was won. ", 2) + strings.Repeat("It rained. ", 2*topicReach) + "Shares and profit rose."
	split := segment.Split(text)
	r := reader{}
	r.reset(Input{Text: text, Tokens: split.Tokens, Sentences: split.Sentences}, new(Clusters), nil)
	last := len(split.Tokens) - 1
	for i, want := range map[int]uint8{0: 2 << 2, topicReach: 2 << 2, last / 2: 0, last - topicReach: 1, last: 1} {
		if got := r.topics[i]; got != want {
			t.Errorf("token %d of %d: topics %04b, want %04b", i, last, got, want)
		}
	}
}
