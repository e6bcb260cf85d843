package read

import (
	"io"
	"iter"
	"time"

	"github.com/nutgraf/nutgraf/extract"
)

// Raw is an article before the costly part of reading, which is to find the
// article in a web page. It is data alone and can be sent to another machine.
type Raw struct {
	extract.Article       // of a page little more than the ID
	Page            *Page // nil: there is nothing left to read
}

// A Page is a web page as it came, with what is known of it from outside.
type Page struct {
	HTML        []byte
	File, Place string    // where it was read, as an Error tells
	ContentType string    // the server's header; empty: unknown
	URL         string    // empty: unknown
	Date        time.Time // when it was fetched; zero: unknown
	DateSource  extract.DateSource
	AnyLanguage bool // keep it if it is not English
}

// Ready returns the article for an extractor, which reads the page as it begins.
func (r Raw) Ready(options Options) extract.Article {
	if r.Page != nil {
		r.Source = r.Page.HTML
		r.Load = func(a *extract.Article) error { return options.loadPage(a, r.Page) }
	}
	return r.Article
}

// Stream reads one stream as Paths does a file of that name, as far as it can be
// read without costly work.
func Stream(in io.Reader, name string, options Options) iter.Seq2[Raw, error] {
	return func(yield func(Raw, error) bool) {
		r := reader{Options: options, yield: yield}
		r.stream(r.counted(in), name, formatOf(name, r.Format))
	}
}
