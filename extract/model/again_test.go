package model

import (
	"testing"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// firstRead returns a reader that keeps what a first reading found in the text:
// spans of type 0 and 1, in tokens.
func firstRead(text string, spans ...Span) (*reader, []segment.Sentence) {
	split := segment.Split(text)
	r := &reader{}
	r.reset(Input{Text: text, Tokens: split.Tokens, Sentences: split.Sentences}, new(Clusters), nil)
	labels := make([]Label, len(split.Tokens))
	for _, s := range spans {
		setSpan(labels, s)
	}
	r.keep(split.Sentences, labels)
	return r, split.Sentences
}

// TestEchoes: of a surname alone the second reading knows that it was the end of
// a person's name elsewhere, and nothing of itself.
func TestEchoes(t *testing.T) {
	r, _ := firstRead("Ada Byron spoke. Byron left. Rome slept.", Span{First: 0, Last: 2, Type: 0}, Span{First: 4, Last: 5, Type: 1})
	person, place := uint64(2), uint64(3) // one more than the tally's index, which is one more than the type
	alone, whole := r.first.echoes[4], r.first.echoes[1]
	if alone.most() != person || alone.long() != 1 {
		t.Errorf("Byron alone: most %d, long %d", alone.most(), alone.long())
	}
	if whole.most() != place || whole.long() != 0 {
		t.Errorf("Byron of Ada Byron: most %d, long %d", whole.most(), whole.long())
	}
	for _, i := range []int{0, 2, 7} {
		if e := r.first.echoes[i]; e != 0 {
			t.Errorf("token %d, which stands once or in lower case, echoes %b", i, e)
		}
	}
	for _, slot := range r.first.slots {
		if slot != 0 {
			t.Fatal("a form has a tally before the next text is read")
		}
	}
}

// TestTallyIsFull: more places than a tally counts leave it full.
func TestTallyIsFull(t *testing.T) {
	var all tally
	for range 300 {
		all.count(labelOf(0, unit), 1)
	}
	all.count(labelOf(0, unit), ^uint8(0))
	if all.all[1] != 255 {
		t.Errorf("%d", all.all[1])
	}
}

// TestMentionsAround: types and distances of the mentions before and behind a
// token's own, not beyond the sentence; and how sentences begin.
func TestMentionsAround(t *testing.T) {
	r, sentences := firstRead("Ada Byron met Alan Turing in Rome. He left.", Span{First: 0, Last: 2, Type: 0}, Span{First: 3, Last: 5, Type: 0}, Span{First: 6, Last: 7, Type: 1})
	at := func(i, sentence int) window { return r.window(sentences[sentence], i) }
	turing, rome, he := at(4, 0), at(6, 0), at(8, 1)
	for name, pair := range map[string][2]uint64{
		"before Turing": {r.mentionBeside(&turing, -1), distant(labelOf(0, unit), 2)},
		"behind Turing": {r.mentionBeside(&turing, 1), distant(labelOf(1, unit), 2)},
		"before Rome":   {r.mentionBeside(&rome, -1), distant(labelOf(0, unit), 2)},
		"behind Rome":   {r.mentionBeside(&rome, 1), 0},
		"before He":     {r.mentionBeside(&he, -1), 0},
		"opens 0":       {r.opens(0), 2<<1 | 1},
		"opens 1":       {r.opens(1), 0},
		"opens 2":       {r.opens(2), noSentence},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %b, want %b", name, pair[0], pair[1])
		}
	}
}

// TestLongDocument: a text of more than one stretch is read whole.
func TestLongDocument(t *testing.T) {
	m := trained(t, examples())
	text := ""
	for len(text) < 12*stretch {
		text += "President Ada Lovelace spoke . They live in London . "
	}
	cut := segment.Split(text)
	spans := m.Tag(Input{Text: text, Tokens: cut.Tokens, Sentences: cut.Sentences})
	if len(cut.Tokens) <= stretch || len(spans) != len(cut.Sentences) {
		t.Errorf("%d spans in %d sentences, %d tokens", len(spans), len(cut.Sentences), len(cut.Tokens))
	}
}
