package model

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// TestGate: the embedded model's gate lets plain words pass, and holds those
// that a mention may need.
func TestGate(t *testing.T) {
	m, err := News()
	if err != nil {
		t.Fatal(err)
	}
	text := "The minister said that the company had closed its offices in Paris and would move all of them to the Isle of Wight by the end of the year."
	cut := segment.Split(text)
	var r reader
	r.reset(Input{Text: text, Tokens: cut.Tokens, Sentences: cut.Sentences}, m.clusters, &m.gate)
	held := map[string]bool{}
	for i := range cut.Tokens {
		if !r.passes(cut.Sentences[0], i) {
			held[cut.Word(i)] = true
		}
	}
	for _, word := range []string{"minister", "said", "company", "closed", "offices", "would", "move", "them"} {
		if held[word] {
			t.Errorf("%q is held", word)
		}
	}
	for _, word := range []string{"Paris", "Isle", "of", "Wight", "end", "year"} {
		if !held[word] {
			t.Errorf("%q passes", word)
		}
	}
}

// TestNoGateOfFewExamples: what a handful of sentences does not show is not
// surely outside of all mentions.
func TestNoGateOfFewExamples(t *testing.T) {
	g := trainGate(examples(), TrainOptions{Types: []string{"PERSON", "LOCATION"}})
	x := examples()[3]
	var r reader
	r.reset(x.Input, nil, g)
	for i := range x.Tokens {
		if r.passes(x.Sentences[0], i) {
			t.Errorf("token %d passes", i)
		}
	}
}

// TestDecodeAroundSureTokens: deciding the pieces between sure tokens is the
// same as deciding the whole with a score of Outside there that nothing beats.
func TestDecodeAroundSureTokens(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const types, tokens = 3, 12
	labels := 1 + positions*types
	transitions := make([]float32, labels*labels)
	for i := range transitions {
		transitions[i] = float32(random.IntN(40) - 20)
	}
	v := newViterbi(labels)
	for range 500 {
		rows := scores{}
		rows.reset(tokens, labels)
		for i := range rows.rows {
			rows.rows[i] = float32(random.IntN(200) - 100)
		}
		sure := make([]bool, tokens)
		for i := range sure {
			if sure[i] = random.IntN(2) == 0; sure[i] {
				rows.row(i)[Outside] = sureOutside
			}
		}
		got, want := make([]Label, tokens), make([]Label, tokens)
		v.decode(got, &rows, transitions, spreadOf(transitions), sure)
		v.decodePiece(want, 0, tokens, &rows, transitions, spreadOf(transitions))
		if !slices.Equal(got, want) {
			t.Fatalf("sure %v: %v, not %v", sure, got, want)
		}
	}
}

// TestPieces yields what stands between sure tokens, at the ends too.
func TestPieces(t *testing.T) {
	for sure, want := range map[string][][2]int{
		"": nil, "x": nil, ".": {{0, 1}}, "..x.xx..": {{0, 2}, {3, 4}, {6, 8}}, "x..x": {{1, 3}},
	} {
		var list []bool
		for _, c := range sure {
			list = append(list, c == 'x')
		}
		var got [][2]int
		for first, last := range pieces(list) {
			got = append(got, [2]int{first, last})
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, not %v", sure, got, want)
		}
	}
}
