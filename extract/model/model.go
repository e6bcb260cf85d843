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
	first   []float32 // the rows by the first reading
	viterbi *viterbi

	// The sentences of the text; and of each token of those that are read
	// together, the first of which is start: its label, and that the gate says it
	// is outside.
	sentences []segment.Sentence
	start     int
	labels    []Label
	sure      []bool
}

// Tag returns the spans of the text, in order and without overlap, with scores.
func (m *Model) Tag(in Input) []Span {
	d := m.take()
	defer m.give(d)
	d.reader.reset(in, m.clusters, &m.gate)
	d.sentences = appendPieces(d.sentences[:0], in.Sentences)
	var spans []Span
	for first := 0; first < len(d.sentences); {
		last := first + 1
		for last < len(d.sentences) && d.sentences[last].Last-d.sentences[first].First <= stretch {
			last++
		}
		spans = m.tagStretch(spans, d, d.sentences[first:last])
		first = last
	}
	return spans
}

// appendPieces appends sentences, the long ones cut.
func appendPieces(pieces, sentences []segment.Sentence) []segment.Sentence {
	for _, s := range sentences {
		for first := s.First; first < s.Last; first += maxSentence {
			pieces = append(pieces, segment.Sentence{First: first, Last: min(s.Last, first+maxSentence)})
		}
	}
	return pieces
}

// stretch is how many tokens are read again together, which bounds the memory
// that it takes; few documents are longer.
const stretch = 1 << 13

// rereadings is how often a text is read again: once more than the model has
// learned to, for what the second reading finds is better than what the first did.
const rereadings = 2

// tagStretch reads sentences that follow one another, and reads them again.
func (m *Model) tagStretch(spans []Span, d *decoder, sentences []segment.Sentence) []Span {
	d.start = sentences[0].First
	n := sentences[len(sentences)-1].Last - d.start
	d.rows.reset(n, m.labels)
	d.sure = slices.Grow(d.sure[:0], n)[:n]
	d.labels = slices.Grow(d.labels[:0], n)[:n]
	clear(d.labels)
	for _, s := range sentences {
		m.read(d, s)
	}
	d.first = append(d.first[:0], d.rows.rows...)
	for time := range rereadings {
		if time > 0 {
			copy(d.rows.rows, d.first)
		}
		d.reader.keep(sentences, d.labels)
		for n, s := range sentences {
			m.readAgain(d, s, n)
		}
		if slices.Equal(d.labels, d.reader.first.labels) {
			break // another reading would know the same, and find the same
		}
	}
	for _, s := range sentences {
		spans = m.appendScored(spans, d, s)
	}
	return spans
}

// read scores the tokens of a sentence and labels them.
func (m *Model) read(d *decoder, s segment.Sentence) {
	for i := s.First; i < s.Last; i++ {
		row := d.rows.row(i - d.start)
		sure := d.reader.passes(s, i)
		d.sure[i-d.start] = sure
		if sure {
			row[Outside] = sureOutside
			continue
		}
		m.score(d, row, s, i)
	}
	m.label(d, s)
}

// readAgain adds what the reading before tells to the scores of sentence number n
// of those read, and labels it anew.
func (m *Model) readAgain(d *decoder, s segment.Sentence, n int) {
	changed := false
	for i := s.First; i < s.Last; i++ {
		if d.sure[i-d.start] {
			continue
		}
		d.emitter.out = d.emitter.out[:0]
		d.reader.emitAgain(&d.emitter, s, n, i)
		if len(d.emitter.out) > 0 {
			changed = true
			d.found = m.table.locate(d.found, d.emitter.out)
			m.table.add(d.rows.row(i-d.start), d.found)
		}
	}
	if changed {
		m.label(d, s)
	}
}

func (m *Model) label(d *decoder, s segment.Sentence) {
	first, last := s.First-d.start, s.Last-d.start
	rows := d.rows.part(first, last)
	d.viterbi.decode(d.labels[first:last], &rows, m.transitions, m.spread, d.sure[first:last])
}

func (m *Model) appendScored(spans []Span, d *decoder, s segment.Sentence) []Span {
	first, last := s.First-d.start, s.Last-d.start
	rows := d.rows.part(first, last)
	before := len(spans)
	spans = appendSpans(spans, d.labels[first:last], s.First)
	for i := before; i < len(spans); i++ {
		spans[i].Score = m.curve.at(m.margin(&rows, spans[i], s.First))
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
	d.reader.in = Input{} // the text is not held
	m.mu.Lock()
	defer m.mu.Unlock()
	m.free = append(m.free, d)
}

// sureOutside is the score of Outside for a token that is surely outside, for
// margin: more than a mention could gain by taking it in.
const sureOutside = 1e5

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
