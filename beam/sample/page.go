package sample

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
)

// Page is the article as a web page of the kind that newspapers have: some fifty
// kilobytes, of which the article is a tenth, and the rest styles, scripts,
// menus, banners, teasers and links.
func (a Article) Page() string {
	var b strings.Builder
	chance := chanceOf(len(a.Text()))
	title := html.EscapeString(a.Title)
	fmt.Fprintf(&b, `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>%s | The Sample Courier</title>
<meta property="og:title" content="%s"><meta property="og:site_name" content="The Sample Courier">
<meta name="author" content="Ines Okafor"><meta property="article:published_time" content="%sT09:30:00Z">
`, title, title, a.Date.Format("2006-01-02"))
	styles(&b, chance)
	scripts(&b, chance)
	b.WriteString("</head><body>\n<div id=\"cookie-banner\" class=\"cookie-consent\"><p>We use cookies. <button>Accept all</button></p></div>\n<header><nav>")
	links(&b, chance, "section", 60)
	fmt.Fprintf(&b, "</nav></header>\n<main><article><h1>%s</h1>\n<p class=\"byline\">By <a rel=\"author\" href=\"/ines\">Ines Okafor</a></p>\n", title)
	for i, p := range a.Paragraphs {
		paragraph(&b, i, p)
	}
	b.WriteString("</article>\n<aside class=\"related\"><h3>Related stories</h3>")
	links(&b, chance, "story", 40)
	b.WriteString("</aside></main>\n<footer>")
	links(&b, chance, "about", 60)
	b.WriteString("<p>&copy; The Sample Courier. All rights reserved.</p></footer>\n")
	scripts(&b, chance)
	b.WriteString("</body></html>\n")
	return b.String()
}

func paragraph(b *strings.Builder, i int, text string) {
	fmt.Fprintf(b, "<p class=\"story-text\" data-index=\"%d\">%s</p>\n", i, html.EscapeString(text))
	switch i % 6 {
	case 1:
		fmt.Fprintf(b, "<figure class=\"picture\"><picture><source srcset=\"/i/%d.webp\"><img src=\"/i/%d.jpg\" alt=\"\" loading=\"lazy\"></picture><figcaption>People wait at the harbour.</figcaption></figure>\n", i, i)
	case 3:
		b.WriteString("<div class=\"share-buttons\"><a href=\"#\">Share</a> <a href=\"#\">Post</a></div>\n")
	case 5:
		fmt.Fprintf(b, "<p class=\"read-more\"><a href=\"/old/%d\">Read more: the harbour in pictures</a></p>\n", i)
	}
}

func links(b *strings.Builder, chance *rand.Rand, kind string, n int) {
	b.WriteString("<ul>\n")
	for i := range n {
		fmt.Fprintf(b, "<li class=\"%s-item item-%d\"><a class=\"%s-link\" href=\"/%s/%d\" data-track=\"%08x\">The %s %d</a></li>\n", kind, i, kind, kind, i, chance.Uint32(), kind, i)
	}
	b.WriteString("</ul>")
}

func styles(b *strings.Builder, chance *rand.Rand) {
	b.WriteString("<style>\n")
	for i := range 120 {
		fmt.Fprintf(b, ".item-%d .story-text{margin:%dpx;color:#%06x;display:block}\n", i, chance.IntN(40), chance.IntN(1<<24))
	}
	b.WriteString("</style>\n")
}

func scripts(b *strings.Builder, chance *rand.Rand) {
	b.WriteString("<script>window.state={\n")
	for i := range 150 {
		fmt.Fprintf(b, "\"key%d\":{\"id\":\"%016x\",\"on\":true,\"weight\":%d},\n", i, chance.Uint64(), chance.IntN(1000))
	}
	b.WriteString("}</script>\n")
}
