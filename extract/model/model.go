package model

import (
	"slices"
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
	gate        gate
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
	found   []location
	sums    sums
	missed  []missedSum
	scratch [maxLabels]float32
	rows    scores
	viterbi *viterbi
	labels  []Label
	sure    []bool // of each token of a sentence, that the gate says it is outside
}

// Tag returns the spans of the text, in order and without overlap, with scores.
func (m *Model) Tag(in Input) []Span {
	d := m.take()
	defer m.give(d)
	d.reader.reset(in, m.clusters, &m.gate)
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

// sureOutside is the score of Outside for a token that is surely outside: more
// than a mention could gain by taking it in.
const sureOutside = 1e4

func (m *Model) tagSentence(spans []Span, d *decoder, s segment.Sentence) []Span {
	n := s.Last - s.First
	d.rows.reset(n, m.labels)
	d.sure = slices.Grow(d.sure[:0], n)[:n]
	for i := range n {
		if d.sure[i] = d.reader.passes(s, s.First+i); d.sure[i] {
			d.rows.row(i)[Outside] = sureOutside
			continue
		}
		m.score(d, d.rows.row(i), s, s.First+i)
	}
	d.labels = slices.Grow(d.labels[:0], n)[:n]
	d.viterbi.decode(d.labels, &d.rows, m.transitions, m.spread, d.sure, nil)
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
	d.missed, d.emitter.out = d.missed[:0], d.emitter.out[:0]
	for g := range looseGroup {
		key := d.reader.key(g, &w)
		if sum := d.sums.get(key); sum != nil {
			addTo(row, sum)
			continue
		}
		d.reader.emit(&d.emitter, g, &w)
		d.missed = append(d.missed, missedSum{key, len(d.emitter.out)})
	}
	d.reader.emit(&d.emitter, looseGroup, &w)
	d.found = m.table.locate(d.found, d.emitter.out)
	start := 0
	for _, missed := range d.missed {
		sum := d.scratch[:m.labels]
		clear(sum)
		m.table.add(sum, d.found[start:missed.end])
		d.sums.put(missed.key, sum)
		addTo(row, sum)
		start = missed.end
	}
	m.table.add(row, d.found[start:])
}

// A missedSum is a sum that was not known: its key, and where its features end.
type missedSum struct {
	key uint64
	end int
}

func addTo(row, sum []float32) {
	for l, v := range sum {
		row[l] += v
	}
}
