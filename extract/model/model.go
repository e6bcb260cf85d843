package model

import (
	"sync"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// A Model labels the tokens of a text. It does not change once made and is
// safe for use by many goroutines at once.
type Model struct {
	types       []string
	labels      int
	transitions []float32 // in the units of the table
	spread      float32   // by how much transitions differ at most
	table       table
	clusters    *Clusters
	curve       curve
	pool        sync.Pool // of *decoder
}

// Types returns the names of the model's types; Span.Type counts in them.
func (m *Model) Types() []string { return m.types }

// decoder is the memory that labelling one text takes.
type decoder struct {
	reader  reader
	rows    scores
	viterbi *viterbi
	labels  []Label
}

// Tag returns the spans of the text, in order and without overlap, with scores.
func (m *Model) Tag(in Input) []Span {
	d, _ := m.pool.Get().(*decoder)
	if d == nil {
		d = &decoder{viterbi: newViterbi(m.labels)}
	}
	defer m.pool.Put(d)
	d.reader.reset(in, m.clusters)
	var spans []Span
	for _, s := range in.Sentences {
		for first := s.First; first < s.Last; first += maxSentence {
			piece := segment.Sentence{First: first, Last: min(s.Last, first+maxSentence)}
			spans = m.tagSentence(spans, d, piece)
		}
	}
	return spans
}

func (m *Model) tagSentence(spans []Span, d *decoder, s segment.Sentence) []Span {
	n := s.Last - s.First
	d.rows.reset(n, m.labels)
	for i := range n {
		m.table.addAll(d.rows.row(i), d.reader.features(s, s.First+i))
	}
	if cap(d.labels) < n {
		d.labels = make([]Label, maxSentence)
	}
	d.labels = d.labels[:n]
	m.decode(d)
	before := len(spans)
	spans = appendSpans(spans, d.labels, s.First)
	for i := before; i < len(spans); i++ {
		spans[i].Score = m.curve.at(m.margin(&d.rows, spans[i], s.First))
	}
	return spans
}

func (m *Model) decode(d *decoder) { d.viterbi.decode(d.labels, &d.rows, m.transitions, m.spread, nil) }
