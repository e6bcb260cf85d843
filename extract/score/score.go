package score

import (
	"iter"
	"slices"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/gold"
)

// Counts counts mentions.
type Counts struct {
	Right   int // found with both borders and the type of a gold mention
	Overlap int // right, or found with the type of a gold mention that they overlap, one for one
	Found   int
	Gold    int
}

// Add adds the counts of o.
func (c *Counts) Add(o Counts) {
	c.Right += o.Right
	c.Overlap += o.Overlap
	c.Found += o.Found
	c.Gold += o.Gold
}

// Precision is the share of found mentions that are right, 0 to 1.
func (c Counts) Precision() float64 { return ratio(c.Right, c.Found) }

// Recall is the share of gold mentions that were found, 0 to 1.
func (c Counts) Recall() float64 { return ratio(c.Right, c.Gold) }

// F1 is the harmonic mean of precision and recall, strict.
func (c Counts) F1() float64 { return ratio(2*c.Right, c.Found+c.Gold) }

// Lenient is F1 where an overlap of the same type is enough.
func (c Counts) Lenient() float64 { return ratio(2*c.Overlap, c.Found+c.Gold) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Options say what is compared.
type Options struct {
	Types  []extract.Type // only these; nil: all that the gold text annotates
	Places bool           // COUNTRY and LOCATION count as one type, LOCATION
	Errors bool           // list what was missed and what was found wrongly
}

// An Error is one mention that was missed, found wrongly or valued otherwise.
type Error struct {
	Document string
	Missed   bool   // else found, but not in the gold text
	Gold     string // the gold value, where the mention is right and its value another
	Value    string // then the value found
	Type     extract.Type
	Text     string
	Score    float64
	Before   string // the text around it
	After    string
}

// Report is what an evaluation found.
type Report struct {
	All      Counts
	ByType   map[extract.Type]Counts
	ByGenre  map[string]Counts
	ByRegion map[string]Counts
	Scores   [10]Counts // found mentions by tenths of their score; only Right and Found

	// Values compares the values of rightly found mentions where the gold text
	// has them: TIMEX3 of DATE and TIME, codes of COUNTRY and NORP. Only Right and
	// Found.
	Values map[extract.Type]Counts

	Documents int
	Errors    []Error
}

// Evaluate extracts each gold document's text and compares. It stops at the
// first error.
func Evaluate(docs iter.Seq2[*gold.Document, error], x *extract.Extractor, options Options) (*Report, error) {
	r := newReport()
	for d, err := range docs {
		if err != nil {
			return nil, err
		}
		found, err := x.Extract(extract.Article{ID: d.ID, Text: d.Text, Date: d.Date})
		if err != nil {
			return nil, err
		}
		r.add(d, found, options)
	}
	return r, nil
}

func newReport() *Report {
	return &Report{
		ByType: map[extract.Type]Counts{}, ByGenre: map[string]Counts{}, ByRegion: map[string]Counts{}, Values: map[extract.Type]Counts{},
	}
}

// add compares one document.
func (r *Report) add(d *gold.Document, found *extract.Document, options Options) {
	c := comparison{doc: d, options: options, counts: map[extract.Type]Counts{}, report: r}
	c.spans = c.keepGold(d.Spans)
	c.found = c.keepFound(found)
	c.compare()
	r.Documents++
	all := Counts{}
	for t, n := range c.counts {
		all.Add(n)
		addTo(r.ByType, t, n)
	}
	r.All.Add(all)
	if d.Genre != "" {
		addTo(r.ByGenre, d.Genre, all)
	}
	if d.Region != "" {
		addTo(r.ByRegion, d.Region, all)
	}
}

func addTo[K comparable](m map[K]Counts, key K, n Counts) {
	c := m[key]
	c.Add(n)
	m[key] = c
}

// comparison is the state of comparing one document.
type comparison struct {
	doc     *gold.Document
	options Options
	spans   []gold.Span
	found   []valued
	counts  map[extract.Type]Counts
	report  *Report
}

func (c *comparison) typeOf(t extract.Type) extract.Type {
	if c.options.Places && t == extract.Country {
		return extract.Location
	}
	return t
}

func (c *comparison) counted(t extract.Type) bool {
	return c.doc.Knows(t) && (c.options.Types == nil || slices.Contains(c.options.Types, t))
}

func (c *comparison) keepGold(spans []gold.Span) (kept []gold.Span) {
	for _, s := range spans {
		if c.counted(s.Type) {
			s.Type = c.typeOf(s.Type)
			kept = append(kept, s)
		}
	}
	return kept
}

// keepFound leaves out what lies in a span that the gold text leaves open.
func (c *comparison) keepFound(doc *extract.Document) (kept []valued) {
	for _, m := range valuesOf(doc) {
		open := slices.ContainsFunc(c.doc.Unsure, func(s gold.Span) bool { return m.Start < s.End && s.Start < m.End })
		if c.counted(m.Type) && !open {
			m.Type = c.typeOf(m.Type)
			kept = append(kept, m)
		}
	}
	return kept
}

type exact struct {
	start, end int
	typ        extract.Type
}

func (c *comparison) compare() {
	gold := map[exact]string{}
	for _, s := range c.spans {
		gold[exact{s.Start, s.End, s.Type}] = s.Value
		addTo(c.counts, s.Type, Counts{Gold: 1})
	}
	var wrong []valued
	for _, m := range c.found {
		n := Counts{Found: 1}
		key := exact{m.Start, m.End, m.Type}
		if value, right := gold[key]; right {
			n.Right, n.Overlap = 1, 1
			c.compareValue(m, value)
			delete(gold, key)
		} else {
			wrong = append(wrong, m)
			c.note(Error{Type: m.Type, Score: m.Score}, m.Start, m.End)
		}
		addTo(c.counts, m.Type, n)
		c.report.Scores[min(int(m.Score*10), 9)].Add(Counts{Right: n.Right, Found: 1})
	}
	c.compareOverlap(wrong, gold)
}

// compareOverlap lets each gold mention that was missed stand for one found
// mention of its type that it overlaps.
func (c *comparison) compareOverlap(wrong []valued, gold map[exact]string) {
	for _, s := range c.spans {
		if _, left := gold[exact{s.Start, s.End, s.Type}]; !left {
			continue
		}
		c.note(Error{Type: s.Type, Missed: true}, s.Start, s.End)
		i := slices.IndexFunc(wrong, func(m valued) bool { return m.Type == s.Type && m.Start < s.End && s.Start < m.End })
		if i >= 0 {
			addTo(c.counts, s.Type, Counts{Overlap: 1})
			wrong = slices.Delete(wrong, i, i+1)
		}
	}
}

// note keeps an error with the text around it.
func (c *comparison) note(e Error, start, end int) {
	if !c.options.Errors {
		return
	}
	const around = 40 // bytes
	text := c.doc.Text
	e.Document, e.Text = c.doc.ID, text[start:end]
	from, to := max(0, start-around), min(len(text), end+around)
	for from < start && !utf8.RuneStart(text[from]) {
		from++
	}
	for to > end && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	e.Before, e.After = text[from:start], text[end:to]
	c.report.Errors = append(c.report.Errors, e)
}
