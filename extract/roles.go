package extract

import (
	"strings"
	"unicode"
)

// A role is what the text calls a person: a title before the name, with the
// nationality before it, or an apposition behind it.
type role struct {
	title   string // as written: Prime Minister
	country int    // index of the mention that says of which country, or -1
	behind  bool   // in an apposition behind the name
}

// titleHeads are the nouns that a title ends in; titleWords may stand before
// them. Both are lower case.
var titleHeads = wordSet(`president vice-president minister premier chancellor king queen prince princess emperor
	emir sultan pope cardinal archbishop bishop rabbi imam ayatollah mullah sheikh patriarch secretary-general
	secretary senator sen sens representative rep reps congressman congresswoman governor gov mayor ambassador envoy
	general gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral adm brigadier commander marshal
	judge justice prosecutor attorney lawyer sheriff spokesman spokeswoman spokesperson chairman chairwoman chairperson chair
	chief director director-general head leader speaker commissioner coach manager captain striker midfielder goalkeeper
	defender professor prof analyst economist author founder co-founder ceo cfo executive officer editor reporter
	mp councillor deputy lawmaker legislator dictator strongman warlord president-elect taoiseach ombudsman treasurer
	comptroller inspector detective superintendent correspondent`)

var titleWords = wordSet(`prime foreign defence defense finance interior vice deputy acting interim former ex late then
	first second lady attorney secretary chief executive chairman of state the general house senate majority minority
	supreme crown under assistant senior national security economy trade justice health education energy environment home
	treasury cabinet opposition party presidential government army navy air force police central bank press human rights
	labor labour agriculture transport culture sports information communications special managing co outgoing incoming
	caretaker provisional transitional head external affairs industry commerce petroleum oil water railways railway tourism social
	welfare housing planning finances economic budget revenue immigration development environmental technology veterans
	intelligence military naval joint chiefs staff permanent representative federal reserve exchequer`)

// findRole looks for the role of the person named by mention i.
func findRole(doc *Document, i int) (role, bool) {
	if r, ok := roleBefore(doc, i); ok {
		return r, true
	}
	return roleBehind(doc, i)
}

// roleBefore reads the title that ends right before the name.
func roleBefore(doc *Document, i int) (role, bool) {
	name := tokenAt(doc, doc.Mentions[i].Start)
	if polite := name - 1; polite > 0 && politeForms[foldTitle(doc.Word(polite))] && sameLine(doc, polite) {
		name = polite // the governor, Mr. Shirakawa, said
	}
	if k := tokenAt(doc, doc.Mentions[i].End); name > 1 && doc.Word(name-1) == "," && k < len(doc.Tokens) && doc.Word(k) == "," {
		name-- // the chancellor, Lamont, stood
	}
	first := name
	for first > 0 && name-first < 8 && sameLine(doc, first-1) && isTitleAt(doc, first-1) && !inMention(doc, i, first-1) {
		first--
	}
	for first < name && !startsTitle(doc.Word(first)) {
		first++
	}
	if first == name || !hasHead(doc, first, name) {
		return role{}, false
	}
	if doc.Word(name) == "," && !definite(doc, first) {
		return role{}, false
	}
	return role{title: slice(doc, first, name), country: countryBefore(doc, i, first)}, true
}

// politeForms stand between an office and a name.
var politeForms = wordSet("mr mrs ms")

// definite tells whether "the", a possessive or a nationality stands before
// token first, as before an office that a name between commas explains.
func definite(doc *Document, first int) bool {
	for k := first - 1; k >= 0 && k >= first-3; k-- {
		switch w := doc.Word(k); {
		case w == "The" || w == "the" || w == "'s" || w == "’s" || w == "its" || w == "Its" || w == "their" || w == "Their":
			return true
		case w == "." || w == ",":
			return false
		}
	}
	return false
}

// hasHead tells whether tokens [first, last) end in a title's noun, or go on
// behind it with "of": Secretary of State.
func hasHead(doc *Document, first, last int) bool {
	if titleHeads[foldTitle(doc.Word(last-1))] {
		return true
	}
	for k := first; k+2 < last; k++ {
		if titleHeads[foldTitle(doc.Word(k))] && doc.Word(k+1) == "of" {
			return true
		}
	}
	return false
}

// isTitleAt tells whether token k can be part of a title; the `in` of
// Commander-in-Chief can, between its hyphens.
func isTitleAt(doc *Document, k int) bool {
	if isTitleToken(doc.Word(k)) {
		return true
	}
	return k > 0 && k+1 < len(doc.Tokens) && doc.Word(k) == "in" && doc.Word(k-1) == "-" && doc.Word(k+1) == "-"
}

func isTitleToken(word string) bool {
	w := foldTitle(word)
	return titleHeads[w] || titleWords[w] || w == "-"
}

// startsTitle leaves out what modifies a title without being part of it.
func startsTitle(word string) bool {
	switch foldTitle(word) {
	case "the", "of", "late", "then", "-":
		return false
	}
	return true
}

func foldTitle(word string) string { return strings.ToLower(strings.TrimSuffix(word, ".")) }

// sameLine tells whether only a space or nothing lies behind token k.
func sameLine(doc *Document, k int) bool {
	return k+1 < len(doc.Tokens) && doc.Tokens[k+1].Start-doc.Tokens[k].End <= 1
}

// inMention tells whether token k lies in a mention before mention i. The
// Treasury of `Treasury Secretary` is a mention and part of the title.
func inMention(doc *Document, i, k int) bool {
	if i == 0 || doc.Mentions[i-1].End <= doc.Tokens[k].Start {
		return false
	}
	t := doc.Mentions[i-1].Type
	return t != Ordinal && t != Organization
}

// countryBefore returns the country or nationality that stands right before
// token first, a possessive between them or not, or -1.
func countryBefore(doc *Document, i, first int) int {
	if i == 0 || first == 0 {
		return -1
	}
	m := doc.Mentions[i-1]
	if m.Type != Country && m.Type != Norp || m.Start > 0 && doc.Text[m.Start-1] == '-' { // pro-Syrian
		return -1
	}
	between := strings.TrimSpace(doc.Text[m.End:max(m.End, doc.Tokens[first].Start)])
	switch strings.ToLower(between) {
	case "", "'s", "’s", "late", "then", "'s late", "’s late":
		return i - 1
	}
	return -1
}

// roleBehind reads an apposition: `Park Jin, the foreign minister of South
// Korea,` or `Lee Jae-myoung, deputy presidential spokesperson, said`.
func roleBehind(doc *Document, i int) (role, bool) {
	const longest = 7 // tokens of a title
	k := tokenAt(doc, doc.Mentions[i].End)
	if k+1 >= len(doc.Tokens) || doc.Word(k) != "," {
		return role{}, false
	}
	first := k + 1
	for first+1 < len(doc.Tokens) && leadsApposition(doc.Word(first)) {
		first++
	}
	country := -1
	if m := mentionAt(doc, first); m >= 0 && (doc.Mentions[m].Type == Norp || doc.Mentions[m].Type == Country) {
		country = m
		for first < len(doc.Tokens) && doc.Tokens[first].Start < doc.Mentions[m].End {
			first++
		}
		if first < len(doc.Tokens) && (doc.Word(first) == "'s" || doc.Word(first) == "’s") {
			first++
		}
	}
	end := first
	for end < len(doc.Tokens) && end-first < longest && isTitleToken(doc.Word(end)) {
		end++
	}
	for end > first && !titleHeads[foldTitle(doc.Word(end-1))] {
		end--
	}
	if end == first || !endsApposition(doc, end) {
		return role{}, false
	}
	if country < 0 && end+1 < len(doc.Tokens) && doc.Word(end) == "of" {
		if m := mentionAt(doc, end+1); m >= 0 && doc.Mentions[m].Type == Country {
			country = m
		}
	}
	return role{title: slice(doc, first, end), country: country, behind: true}, true
}

// leadsApposition tells whether a word may stand before the title in an
// apposition without being part of it.
func leadsApposition(word string) bool {
	switch word {
	case "the", "a", "an", "new", "likely", "current", "longtime", "newly", "elected", "appointed", "his", "her", "its":
		return true
	}
	return false
}

// endsApposition tells whether a title can end before token k.
func endsApposition(doc *Document, k int) bool {
	if k >= len(doc.Tokens) {
		return true
	}
	switch doc.Word(k) {
	case ",", ".", ";", ")", "of", "for", "at", "in", "and", "—", "–", "who", "told", "said":
		return true
	}
	return false
}

// tokenAt returns the index of the first token that ends behind byte offset at.
func tokenAt(doc *Document, at int) int {
	lo, hi := 0, len(doc.Tokens)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if doc.Tokens[mid].End <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// mentionAt returns the index of the mention that begins with token k, or -1.
func mentionAt(doc *Document, k int) int {
	lo, hi := 0, len(doc.Mentions)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if doc.Mentions[mid].Start < doc.Tokens[k].Start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(doc.Mentions) && doc.Mentions[lo].Start == doc.Tokens[k].Start {
		return lo
	}
	return -1
}

// slice returns the text of tokens [first, last) with single spaces.
func slice(doc *Document, first, last int) string {
	text := doc.Text[doc.Tokens[first].Start:doc.Tokens[last-1].End]
	return strings.Join(strings.FieldsFunc(text, unicode.IsSpace), " ")
}
