package read

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"github.com/nutgraf/nutgraf/extract"
)

// MaxPage bounds one web page, in bytes. The tree of a page takes some thirty
// times its bytes, and no article needs so many.
const MaxPage = 8 << 20

// maxElements bounds the elements of a page: time and memory go by them, and the
// parser makes several of one tag where others were left open.
const maxElements = 250_000

var (
	errNoArticle = errors.New("no article found in the page")
	errPageSize  = fmt.Errorf("a page of more than %d bytes", MaxPage)
	errElements  = fmt.Errorf("a page of more than %d elements", maxElements)
)

// looksLikePage tells a page by its first tag. One that may begin a text too, as
// <b> may, does not count.
func looksLikePage(raw []byte) bool {
	head := bytes.ToLower(raw[:min(len(raw), 1024)])
	for {
		head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
		end := []byte("-->")
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
		case bytes.HasPrefix(head, []byte("<?xml")):
			end = []byte("?>")
		default:
			return beginsPage(head)
		}
		_, rest, found := bytes.Cut(head, end)
		if !found {
			return false
		}
		head = rest
	}
}

func beginsPage(head []byte) bool {
	for _, tag := range []string{"<!doctype html", "<html", "<head>", "<body"} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return true
		}
	}
	return false
}

// page gives the article of a file that is a web page.
func (r *reader) page(raw []byte, id string) {
	r.giveRaw(Raw{extract.Article{ID: id, Extracted: true}, &Page{HTML: raw, File: id, Date: dateInPath(id), DateSource: extract.DateFromPath, AnyLanguage: true}})
}

// loadPage takes the article out of the page. It runs on a worker, because it
// costs more than tagging the article.
func (o *Options) loadPage(a *extract.Article, p *Page) error {
	err := o.fillPage(a, p)
	if err != nil && !errors.Is(err, extract.ErrSkip) {
		return &Error{File: p.File, Place: p.Place, Err: err}
	}
	return err
}

func (o *Options) fillPage(a *extract.Article, from *Page) error {
	if len(from.HTML) > MaxPage {
		return errPageSize
	}
	text, err := decodePage(from.HTML, from.ContentType, o.Charset)
	if err != nil {
		return err
	}
	p, err := parsePage(text, from.URL)
	if err != nil {
		return err
	}
	if !from.AnyLanguage && !isEnglish(p.text) {
		o.Skipped.Add("in other languages")
		return extract.ErrSkip
	}
	a.Text, a.Title, a.Author, a.Site = p.text, p.meta.Title, p.meta.Author, p.meta.Sitename
	a.URL = from.URL
	if a.URL == "" {
		a.URL = p.meta.URL
	}
	date, source := from.Date, from.DateSource
	if day := p.meta.Date; !day.IsZero() {
		date, source = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC), extract.DateFromPage
	}
	o.date(a, date, source)
	return nil
}

// decodePage turns a page into UTF-8: as it is, if it is that; else from the
// charset that the server's header or the page names; else from the one that the
// user named; else from windows-1252, as browsers do.
func decodePage(raw []byte, contentType, named string) (string, error) {
	if utf8.Valid(raw) && bytes.IndexByte(raw, 0) < 0 { // UTF-16 may be valid too
		return strings.TrimPrefix(string(raw), "\ufeff"), nil
	}
	e, _, certain := charset.DetermineEncoding(raw, contentType)
	if !certain && named != "" {
		var err error
		if e, err = charsetNamed(named); err != nil {
			return "", err
		}
	}
	text, err := convert(raw, e)
	if err == nil && strings.IndexByte(text, 0) >= 0 {
		err = errBinary
	}
	return text, err
}

// parsed is the article of a page.
type parsed struct {
	text string
	meta trafilatura.Metadata
}

// parsePage finds the article with trafilatura. That library is large and meets
// every kind of page: if it panics, it costs this page and not the run.
func parsePage(text, from string) (p parsed, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("trafilatura: %v", fault)
		}
	}()
	if strings.Count(text, "<")-strings.Count(text, "</") > maxElements {
		return p, errElements
	}
	// With scripting enabled, <noscript> would hold its markup as text.
	doc, err := html.ParseWithOptions(strings.NewReader(text), html.ParseOptionEnableScripting(false))
	if err != nil {
		return p, err
	}
	if countElements(doc) > maxElements {
		return p, errElements
	}
	dropTemplates(doc)
	dropTeasers(doc)
	keepCaptions(doc)
	keepApart(doc)
	boundParagraphs(doc)
	options := trafilatura.Options{EnableFallback: true, ExcludeComments: true, HtmlDateMode: trafilatura.Fast}
	if u, err := url.Parse(from); err == nil && u.IsAbs() {
		options.OriginalURL = u
	}
	result, err := trafilatura.ExtractDocument(doc, options)
	if err != nil || result == nil || result.ContentNode == nil {
		return p, errNoArticle
	}
	dropRepeats(result.ContentNode)
	dropWhole(result.ContentNode)
	p.meta = result.Metadata
	p.text = flowText(result.ContentNode)
	if len(p.text) < minArticle && !strings.ContainsAny(p.text, ".!?…。") {
		return p, errNoArticle
	}
	p.text = withHeadline(p.text, strings.Join(strings.Fields(p.meta.Title), " "))
	return p, nil
}

// dropRepeats removes paragraphs that trafilatura makes a second time: of lines in
// a <div>, that <br> parts, it gives all as one and each behind the first for itself.
func dropRepeats(content *html.Node) {
	lines := map[string]int{}
	var drop []*html.Node
	for n := range content.ChildNodes() {
		text := flowText(n)
		if n.Data == "p" && lines[text] > 0 {
			lines[text]--
			drop = append(drop, n)
			continue
		}
		if n.Data != "div" && n.Data != "p" {
			continue
		}
		all := strings.Split(text, "\n")
		for _, line := range all[1:] {
			if line != "" {
				lines[line]++
			}
		}
	}
	for _, n := range drop {
		content.RemoveChild(n)
	}
}

// dropWhole removes a last paragraph in which all others stand: of a page of one
// sentence, trafilatura gives the whole page behind it, with the title.
func dropWhole(content *html.Node) {
	last := content.LastChild
	if last == nil || last.PrevSibling == nil {
		return
	}
	rest := flowText(last)
	for n := content.FirstChild; n != last; n = n.NextSibling {
		_, behind, found := strings.Cut(rest, flowText(n))
		if !found {
			return
		}
		rest = behind
	}
	content.RemoveChild(last)
}

func countElements(doc *html.Node) (n int) {
	for d := range doc.Descendants() {
		if d.Type == html.ElementNode {
			n++
		}
	}
	return n
}

// minArticle is the least that a text has, in bytes, that holds no sentence:
// less is what is left of a menu.
const minArticle = 100

// dropTemplates removes what no browser shows before a script asks for it.
func dropTemplates(doc *html.Node) {
	remove(doc, func(n *html.Node) bool { return n.DataAtom == atom.Template })
}

// remove removes the elements that are so.
func remove(doc *html.Node, so func(*html.Node) bool) {
	var drop []*html.Node
	for n := range doc.Descendants() {
		if so(n) {
			drop = append(drop, n)
		}
	}
	for _, n := range drop {
		n.Parent.RemoveChild(n)
	}
}

// teasers begin paragraphs that lead to other articles and name who is in them.
var teasers = []string{"read more", "read also", "read next", "see also", "also read", "more on this", "related:"}

// cues are all that stands outside of the links of such a paragraph.
var cues = append([]string{"read", "more", "related", "related stories", "related articles", "related news", "don't miss", "don’t miss", "recommended"}, teasers...)

// dropTeasers removes paragraphs that are links to other articles: Read more:
// the talks of last year.
func dropTeasers(doc *html.Node) {
	remove(doc, func(n *html.Node) bool { return n.DataAtom == atom.P && isTeaser(n) })
}

// isTeaser tells whether a paragraph begins like a teaser and ends in a link, or
// has only a cue besides links, or is all such a cue: READ MORE.
func isTeaser(p *html.Node) bool {
	var all, unlinked strings.Builder
	endsInLink := false
	for n := range p.Descendants() {
		if n.Type != html.TextNode || strings.TrimSpace(n.Data) == "" {
			continue
		}
		all.WriteString(n.Data)
		if endsInLink = linked(n, p); !endsInLink {
			unlinked.WriteString(n.Data)
		}
		if all.Len() > 2000 {
			return false
		}
	}
	begins := strings.ToLower(strings.Join(strings.Fields(all.String()), " "))
	if endsInLink && (isNamedTeaser(p) || slices.ContainsFunc(teasers, func(t string) bool { return strings.HasPrefix(begins, t) })) {
		return true
	}
	cue := strings.ToLower(strings.Join(strings.Fields(unlinked.String()), " "))
	cue = strings.TrimRight(cue, ":-–—|>»→•. ")
	return slices.Contains(cues, cue) && (all.Len() > unlinked.Len() || slices.Contains(teasers, cue))
}

// isNamedTeaser tells whether a paragraph is a teaser by its class: read-more.
func isNamedTeaser(p *html.Node) bool {
	return slices.ContainsFunc(p.Attr, func(a html.Attribute) bool {
		class := strings.ToLower(a.Val)
		return a.Key == "class" && (strings.Contains(class, "read-more") || strings.Contains(class, "readmore") || strings.Contains(class, "related"))
	})
}

// linked tells whether a text in a paragraph is part of a link.
func linked(text, p *html.Node) bool {
	for n := text.Parent; n != p; n = n.Parent {
		if n.DataAtom == atom.A {
			return true
		}
	}
	return false
}

// keepCaptions makes paragraphs of the captions of pictures: trafilatura throws
// away figures with all that is in them, and captions name people.
func keepCaptions(doc *html.Node) {
	for n := range doc.Descendants() {
		switch n.DataAtom {
		case atom.Figure:
			keepNamed(n)
			n.DataAtom, n.Data = atom.Div, "div"
		case atom.Figcaption:
			n.DataAtom, n.Data, n.Attr = atom.P, "p", nil
		}
	}
}

// keepNamed keeps what is a caption by its class alone, and the boxes around it:
// trafilatura throws away whatever has such a class. Outside of figures it stays
// with that, for there it is as often the teaser of another article.
func keepNamed(figure *html.Node) {
	if slices.ContainsFunc(figure.Attr, isCaption) {
		figure.Attr = nil
	}
	for n := range figure.Descendants() {
		if !slices.ContainsFunc(n.Attr, isCaption) {
			continue
		}
		n.Attr = nil
		if n.DataAtom == atom.Span && !inCaption(n) || n.DataAtom == atom.Div && holdsText(n) {
			n.DataAtom, n.Data = atom.P, "p"
		}
	}
}

func isCaption(a html.Attribute) bool {
	return (a.Key == "class" || a.Key == "id") && strings.Contains(strings.ToLower(a.Val), "caption")
}

// inCaption tells whether a part of a figure stands in a paragraph or caption.
func inCaption(n *html.Node) bool {
	for p := n.Parent; p.DataAtom != atom.Figure; p = p.Parent {
		if p.DataAtom == atom.Figcaption || p.DataAtom == atom.P {
			return true
		}
	}
	return false
}

// holdsText tells whether an element holds text and no blocks or pictures, as the
// box around a picture and its caption does.
func holdsText(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && gapOf(d) == gapBlock {
			return false
		}
	}
	return true
}

// maxParagraphs is how many paragraphs of a page trafilatura sees. It adds up the
// texts of all in a way that takes the square of their number, and so seconds a
// megabyte; no article that people write has so many.
const maxParagraphs = 2000

// boundParagraphs makes quotations of the paragraphs behind the first
// maxParagraphs: one with a lang trafilatura takes for code, and keeps as it is.
func boundParagraphs(doc *html.Node) {
	paragraphs := 0
	for n := range doc.Descendants() {
		if n.DataAtom != atom.P {
			continue
		}
		if paragraphs++; paragraphs > maxParagraphs {
			n.DataAtom, n.Data, n.Attr = atom.Blockquote, "blockquote", []html.Attribute{{Key: "lang", Val: "en"}}
		}
	}
}

// keepApart puts a line's end behind each block: of short pages trafilatura runs
// the text of all paragraphs together.
func keepApart(doc *html.Node) {
	var blocks []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && gapOf(n) >= gapLine && n.Parent.Type == html.ElementNode {
			blocks = append(blocks, n)
		}
	}
	for _, n := range blocks {
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: "\n"}, n.NextSibling)
	}
}

// withHeadline puts the title before a text that does not begin with it.
func withHeadline(text, title string) string {
	if title == "" || strings.Contains(text[:min(len(text), 2*len(title)+200)], title) {
		return text
	}
	return title + "\n\n" + text
}
