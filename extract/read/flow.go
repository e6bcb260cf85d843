package read

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// flowText returns the text of a tree as a reader sees it: spaces run together,
// an empty line between blocks, a line an item of a list or row of a table.
func flowText(n *html.Node) string {
	var f flow
	f.node(n)
	return f.text.String()
}

// gap is what stands between two words; of several the widest counts.
type gap uint8

const (
	gapNone gap = iota
	gapSpace
	gapLine
	gapBlock
)

type flow struct {
	text strings.Builder
	next gap
}

func (f *flow) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		f.words(n.Data)
		return
	case html.ElementNode, html.DocumentNode:
	default:
		return // comments
	}
	around := gapOf(n)
	f.next = max(f.next, around)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		f.node(c)
	}
	f.next = max(f.next, around)
}

func (f *flow) words(s string) {
	for _, r := range s {
		if unicode.IsSpace(r) {
			f.next = max(f.next, gapSpace)
			continue
		}
		if f.text.Len() > 0 {
			f.text.WriteString([...]string{"", " ", "\n", "\n\n"}[f.next])
		}
		f.next = gapNone
		f.text.WriteRune(r)
	}
}

// gapOf returns what stands before and behind an element.
func gapOf(n *html.Node) gap {
	switch n.DataAtom {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em,
		atom.Font, atom.I, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span,
		atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr:
		return gapNone
	case atom.Td, atom.Th:
		return gapSpace
	case atom.Br, atom.Li, atom.Tr, atom.Dt, atom.Dd:
		return gapLine
	}
	return gapBlock
}
