package pipeline

import (
	"time"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/read"
)

// Article is read.Raw in a form that Beam can send: flat, with days as text.
type Article struct {
	ID, Title, Text, URL string
	Date, DateSource     string
	Extracted            bool
	Names                []string // of the record's other fields
	Values               []string // of these, JSON

	IsPage                   bool
	HTML                     []byte
	File, Place              string
	ContentType, PageURL     string
	PageDate, PageDateSource string
	AnyLanguage              bool
}

func toArticle(r read.Raw) Article {
	a := Article{
		ID: r.ID, Title: r.Title, Text: r.Text, URL: r.URL, Date: day(r.Date), DateSource: string(r.DateSource), Extracted: r.Extracted,
	}
	for _, f := range r.Fields {
		a.Names, a.Values = append(a.Names, f.Name), append(a.Values, string(f.Value))
	}
	if p := r.Page; p != nil {
		a.IsPage, a.HTML, a.File, a.Place, a.ContentType, a.PageURL, a.AnyLanguage = true, p.HTML, p.File, p.Place, p.ContentType, p.URL, p.AnyLanguage
		a.PageDate, a.PageDateSource = day(p.Date), string(p.DateSource)
	}
	return a
}

// raw is the way back. Its dates are days, as all of read are.
func (a Article) raw() (r read.Raw, err error) {
	r.ID, r.Title, r.Text, r.URL, r.Extracted = a.ID, a.Title, a.Text, a.URL, a.Extracted
	r.DateSource = extract.DateSource(a.DateSource)
	if r.Date, err = parseDay(a.Date); err != nil {
		return r, err
	}
	for i, name := range a.Names {
		r.Fields = append(r.Fields, extract.Field{Name: name, Value: []byte(a.Values[i])})
	}
	if a.IsPage {
		r.Page = &read.Page{HTML: a.HTML, File: a.File, Place: a.Place, ContentType: a.ContentType, URL: a.PageURL, DateSource: extract.DateSource(a.PageDateSource), AnyLanguage: a.AnyLanguage}
		r.Page.Date, err = parseDay(a.PageDate)
	}
	return r, err
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
