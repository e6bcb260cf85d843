package extract

import "github.com/nutgraf/nutgraf/extract/segment"

// A Tagger proposes mentions of a segmented document. Mentions of one tagger
// do not overlap and stand in order; they need not agree with those of another
// tagger. A Tagger is safe for use by many goroutines at once.
type Tagger interface {
	// Name names the tagger in Mention.Origin and on the command line.
	Name() string
	// Tag returns the mentions found in the document, which it leaves as it is.
	Tag(doc *Document) ([]Mention, error)
}

// Options say how an Extractor works. The zero value takes the embedded model
// and gazetteer and gives all types.
type Options struct {
	Model       Tagger // nil: the embedded news model
	NoGazetteer bool   // leave out the gazetteer: the model and the dates alone
	Types       []Type // give only these; nil: all
	Explain     bool   // fill Mention.Why
}

// An Extractor finds mentions and entities. It does not change once made and
// is safe for use by many goroutines at once.
type Extractor struct {
	options Options
}

// New makes an extractor ready.
func New(options Options) (*Extractor, error) {
	return &Extractor{options: options}, nil
}

// Extract reads one article.
func (x *Extractor) Extract(article Article) (*Document, error) {
	doc := &Document{Article: article}
	segmented := segment.Split(article.Text)
	doc.Tokens, doc.Sentences = segmented.Tokens, segmented.Sentences
	return doc, nil
}
