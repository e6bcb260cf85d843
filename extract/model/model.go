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

	mu   sync.Mutex
	free []*decoder // memory of texts that are done, as many as were read at once
}

// Types returns the names of the model's types; Span.Type counts in them.
func (m *Model) Types() []string { return m.types }

// decoder is the memory that labelling one text takes.
type decoder struct {
	reader  reader
	emitter emitter
	sums    sums
	rows    scores
	viterbi *viterbi
	labels  []Label
}

// Tag returns the spans of the text, in order and without overlap, with scores.
func (m *Model) Tag(in Input) []Span {
	d := m.take()
	defer m.give(d)
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

// take returns memory to label a text with. What it has learned of words and
// sums stays in it, which a sync.Pool would lose at each garbage collection.
func (m *Model) take() *decoder {
	m.mu.Lock()
	defer m.mu.Unlock()
	if n := len(m.free); n > 0 {
		d := m.free[n-1]
		m.free = m.free[:n-1]
		return d
	}
	return &decoder{viterbi: newViterbi(m.labels), sums: newSums(m.labels)}
}

func (m *Model) give(d *decoder) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.free = append(m.free, d)
}

func (m *Model) tagSentence(spans []Span, d *decoder, s segment.Sentence) []Span {
	n := s.Last - s.First
	d.rows.reset(n, m.labels)
	for i := range n {
		m.score(d, d.rows.row(i), s, s.First+i)
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

// score adds the weights of token i's features to its row.
func (m *Model) score(d *decoder, row []float32, s segment.Sentence, i int) {
	w := d.reader.window(s, i)
	for g := range looseGroup {
		sum, known := d.sums.get(d.reader.key(g, &w))
		if !known {
			m.addGroup(d, sum, g, &w)
		}
		for l, v := range sum {
			row[l] += v
		}
	}
	m.addGroup(d, row, looseGroup, &w)
}

// addGroup adds the weights of the features of a group.
func (m *Model) addGroup(d *decoder, row []float32, g group, w *window) {
	d.emitter.out = d.emitter.out[:0]
	d.reader.emit(&d.emitter, g, w)
	m.table.addAll(row, d.emitter.out)
}

func (m *Model) decode(d *decoder) { d.viterbi.decode(d.labels, &d.rows, m.transitions, m.spread, nil) }
