package extract

import (
	"fmt"
	"sync"

	"github.com/nutgraf/nutgraf/extract/segment"
	"github.com/nutgraf/nutgraf/extract/timex"
	"github.com/nutgraf/nutgraf/gazetteer"
)

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
	Model       Tagger               // nil: the embedded news model
	ModelOnly   bool                 // give what the model finds and nothing else, as in measuring it
	NoGazetteer bool                 // leave the gazetteer out of tagging, resolving and linking
	Gazetteer   *gazetteer.Gazetteer // nil: the embedded one; Gazetteer.With adds a user's names
	Types       []Type               // give only these; nil: all
	Explain     bool                 // fill Mention.Why
}

// An Extractor finds mentions and entities. It does not change once made and
// is safe for use by many goroutines at once.
type Extractor struct {
	options Options
	taggers []Tagger
	names   *gazetteer.Gazetteer // nil: none
}

// New makes an extractor ready.
func New(options Options) (*Extractor, error) {
	x := &Extractor{options: options}
	if options.Model == nil {
		news, err := NewsModel()
		if err != nil {
			return nil, err
		}
		x.options.Model = news
	}
	x.taggers = []Tagger{x.options.Model}
	if !options.NoGazetteer {
		x.names = options.Gazetteer
		if x.names == nil {
			x.names = gazetteer.Default()
		}
	}
	if options.ModelOnly {
		return x, nil
	}
	if x.names != nil {
		x.taggers = append(x.taggers, gazetteerTagger{x.names})
	}
	x.taggers = append(x.taggers, timeTagger{})
	return x, nil
}

// Extract reads one article: it segments the text, lets each tagger propose
// mentions, merges the proposals, resolves the mentions to entities, gives
// dates their values and links what the gazetteer knows.
func (x *Extractor) Extract(article Article) (*Document, error) {
	if article.Load != nil {
		if err := article.Load(&article); err != nil {
			return nil, err
		}
		article.Load, article.Source = nil, nil
	}
	doc := &Document{Article: article}
	segmented := segment.Split(article.Text)
	doc.Tokens, doc.Sentences = segmented.Tokens, segmented.Sentences
	if doc.Date.IsZero() {
		x.findDate(doc)
	}
	if err := x.tag(doc); err != nil {
		return nil, err
	}
	x.resolve(doc)
	normalize(doc)
	if x.names != nil {
		link(doc, x.names, x.options.Explain)
	}
	if x.options.Explain {
		explainEntities(doc, x.names)
	}
	doc.evidence = evidence{}
	return doc, nil
}

func (x *Extractor) findDate(doc *Document) {
	switch day, line := timex.FindDocumentDate(doc.Text, doc.Tokens, doc.Sentences); line {
	case timex.Dateline:
		doc.Date, doc.DateSource = day, DateFromDateline
	case timex.OwnLine:
		doc.Date, doc.DateSource = day, DateFromLine
	}
}

func (x *Extractor) tag(doc *Document) error {
	var proposals []Mention
	for _, t := range x.taggers {
		mentions, err := t.Tag(doc)
		if err != nil {
			return fmt.Errorf("tagging with %s: %w", t.Name(), err)
		}
		if x.options.Explain {
			for i := range mentions {
				mentions[i].Why = append(mentions[i].Why, fmt.Sprintf("%s %.2f", t.Name(), mentions[i].Score))
			}
		}
		proposals = append(proposals, mentions...)
	}
	doc.Mentions = merge(proposals, x.options.Explain)
	if !x.options.ModelOnly {
		agree(doc, x.names)
	}
	doc.Mentions = keepTypes(doc.Mentions, x.options.Types)
	return nil
}

func (x *Extractor) resolve(doc *Document) {
	if x.names == nil {
		resolve(doc, noNames{})
		return
	}
	where := sync.OnceValue(func() *setting { return newSetting(doc, x.names) })
	resolve(doc, countryCodes{x.names, doc, where, map[string][2]string{}})
}
