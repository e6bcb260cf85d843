package model

import "github.com/nutgraf/nutgraf/extract/segment"

// What a document shows of a word form at its other places. A surname alone is
// plain once the full name stood somewhere; a company is plain once it stood
// before "shares" or "Inc.".
const (
	sawLower         = 1 << iota // written in lower case
	sawCapitalInner              // written with a capital inside a sentence
	sawAfterCapital              // behind another capitalized word
	sawBeforeCapital             // before another capitalized word
	sawAfterGiven                // behind a word that channel 3 knows: a given name
	sawBeforeS                   // before a possessive
	sawAfterIn                   // behind in, at, from, near, of
	sawAfterThe                  // behind the
	sawBeforeSaid                // before said, says, told, added
	sawAfterTitle                // behind a title in lower or upper case
	sawInBrackets                // alone in brackets
	sawAllCaps                   // in capitals
	sawSetShift                  // above: the bits of channel 0's set
)

const contextBits = 12

var (
	locatives = hashSet("in", "at", "from", "near", "to", "outside", "across")
	saids     = hashSet("said", "says", "told", "added", "asked", "wrote", "warned", "announced", "insisted", "denied")
	titles    = hashSet("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "president", "minister", "senator", "sen.", "rep.",
		"gov.", "governor", "chancellor", "king", "queen", "prince", "princess", "general", "gen.", "col.", "captain", "coach",
		"judge", "justice", "secretary", "spokesman", "spokeswoman", "spokesperson", "chairman", "director", "professor", "sheikh",
		"ambassador", "mayor", "lawyer", "striker", "midfielder", "defender", "goalkeeper", "analyst", "leader", "premier")
	theHash        = hashString("the")
	possessives    = hashSet("'s", "'")
	openingBracket = hashString("(")
	closingBracket = hashString(")")
)

func hashSet(words ...string) map[uint64]bool {
	set := make(map[uint64]bool, len(words))
	for _, w := range words {
		set[hashString(w)] = true
	}
	return set
}

// readContext fills r.seen from the whole document.
func (r *reader) readContext() {
	for _, s := range r.in.Sentences {
		shouting := r.shouting(s)
		for i := s.First; i < s.Last; i++ {
			if f := r.form(i); f.cased {
				if shouting {
					r.seen[f.number] |= sawAllCaps
				} else {
					r.seen[f.number] |= r.shown(s, i)
				}
			}
		}
	}
}

// shouting tells whether most words of the sentence are in capitals, so that
// capitals say nothing.
func (r *reader) shouting(s segment.Sentence) bool {
	caps, words := 0, 0
	for i := s.First; i < s.Last; i++ {
		if f := r.form(i); f.cased {
			words++
			if f.caps {
				caps++
			}
		}
	}
	return caps >= 2 && caps*3 > words*2
}

// shown returns what token i shows of its form.
func (r *reader) shown(s segment.Sentence, i int) uint32 {
	f := r.form(i)
	if !f.capital {
		return sawLower
	}
	var seen uint32
	if i > s.First {
		seen |= sawCapitalInner
		seen |= r.shownBefore(s, i)
	}
	if i+1 < s.Last {
		seen |= r.shownAfter(i)
	}
	if r.in.Hints != nil {
		if set := uint32(r.in.Hints[i][0]) >> PositionBits; r.longMatch(i) {
			seen |= set & (1<<SetBits - 1) << contextBits
		}
	}
	return seen
}

func (r *reader) shownBefore(s segment.Sentence, i int) (seen uint32) {
	p := r.form(i - 1)
	switch {
	case titles[p.lower]:
		seen |= sawAfterTitle
	case p.capital && i-1 > s.First:
		seen |= sawAfterCapital
	case locatives[p.lower]:
		seen |= sawAfterIn
	case p.lower == theHash:
		seen |= sawAfterThe
	case p.lower == openingBracket && i+1 < s.Last && r.form(i+1).lower == closingBracket:
		seen |= sawInBrackets
	}
	if r.in.Hints != nil && p.capital && r.in.Hints[i-1][Channels-1] != 0 {
		seen |= sawAfterGiven
	}
	return seen
}

func (r *reader) shownAfter(i int) uint32 {
	n := r.form(i + 1)
	switch {
	case n.capital:
		return sawBeforeCapital
	case possessives[n.lower]:
		return sawBeforeS
	case saids[n.lower]:
		return sawBeforeSaid
	}
	return 0
}

// longMatch tells whether token i lies in a match of channel 0 of more tokens
// than one; the position of such a token is never that of a unit.
func (r *reader) longMatch(i int) bool {
	h := r.in.Hints[i][0]
	return h != 0 && h&(1<<PositionBits-1) != unit
}

// documentFeatures tell what the rest of the document shows of the token's form.
func (r *reader) documentFeatures(e *emitter, w *window) {
	f := w.f
	if !f.cased || !f.capital {
		e.add(0)
		return
	}
	seen := r.seen[f.number]
	caseBits := uint64(seen) & (sawLower | sawCapitalInner | sawAllCaps)
	e.add(caseBits, bit(w.i == w.sentence.First), bit(f.caps)+1)
	e.add(uint64(seen)&(1<<contextBits-1), f.brief)
	e.add(uint64(seen)>>contextBits, f.brief)
	for b := range contextBits + SetBits {
		if seen>>b&1 != 0 {
			e.add(f.brief)
		} else {
			e.skip(1)
		}
	}
}
