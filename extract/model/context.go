package model

import (
	"strings"

	"github.com/nutgraf/nutgraf/extract/segment"
)

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
	sawInCompany                 // in capitalized words that end in Inc., Corp.; before shares, stock
	sawAfterKind                 // behind what a company or a paper is: maker, retailer, daily
	sawInMatch                   // beside beat, v, hosted
	sawSetShift                  // above: the bits of channel 0's set
)

const contextBits = 15

// Roles of words, which the context of names is read from.
const (
	isLocative role = 1 << iota // in, at: a place follows
	isSaid                      // a person or body comes before
	isTitle                     // a person follows
	isPossessive
	endsCompany // the last word of companies only
	isTraded    // shares, executives: a company comes before
	isOrgKind   // maker, daily: its name follows
	isOpponents // beat, v: teams stand around
)

type role uint8

// roles are those of words in lower case, by the hash.
var roles = byHash(map[role]string{
	isLocative: `in at from near to outside across`,
	isSaid:     `said says told added asked wrote warned announced insisted denied`,
	isTitle: `mr mr. mrs mrs. ms ms. dr dr. president minister senator sen. rep. gov. governor chancellor king queen prince
	princess general gen. col. captain coach judge justice secretary spokesman spokeswoman spokesperson chairman
	director professor sheikh ambassador mayor lawyer striker midfielder defender goalkeeper analyst leader
	premier`,
	isPossessive: `'s '`,
	endsCompany: `inc inc. corp corp. co co. ltd ltd. plc llc llp ag gmbh sa s.a. nv n.v. spa s.p.a. ab asa oyj bhd pty pjsc
	corporation company group holdings holding industries partners bank airlines airways motors energy
	pharmaceuticals technologies`,
	isTraded: `shares stock bonds shareholders executives subsidiary`,
	isOrgKind: `maker company firm group retailer airline agency newspaper daily broadcaster station operator insurer lender
	brokerage producer startup start-up giant carrier rival bank miner developer channel website magazine weekly
	club team supplier chain builder manufacturer contractor`,
	isOpponents: `v vs vs. beat beats defeated thrashed edged hosted visited versus against`,
})

// byHash turns lists of words into what each word is, by its hash.
func byHash[Set role | topic](lists map[Set]string) map[uint64]Set {
	sets := map[uint64]Set{}
	for set, words := range lists {
		for _, w := range strings.Fields(words) {
			sets[hashString(w)] |= set
		}
	}
	return sets
}

// Topics of a text, by words that few other texts have. In a report of a game a
// city's name is its team's; where shares are told of, names are companies'.
const (
	ofSport topic = 1 << iota
	ofMarkets
	topicCount = iota
)

type topic uint8

// topics are those of words in lower case, by the hash.
var topics = byHash(map[topic]string{
	ofSport: `game games match season seasons coach coaches playoff playoffs league inning innings wicket wickets goal goals scored
	scorer quarterback touchdown touchdowns pitcher homer rebounds assists striker midfielder goalkeeper defender halftime
	half-time semifinal semi-final semifinals quarterfinal quarter-final quarterfinals tournament championship seed seeded
	batsman bowler yards points standings roster rookie offseason penalty referee kick kickoff teammates squad club fixtures
	unbeaten beat overtime medal medals race lap laps podium tackle`,
	ofMarkets: `shares stock stocks analysts analyst investors investor earnings profit profits revenue revenues quarterly traders trading
	dividend merger acquisition takeover brokerage equities futures barrel bourse bonds yield yields shareholders percent
	pct index billion`,
})

var (
	theHash        = hashString("the")
	openingBracket = hashString("(")
	closingBracket = hashString(")")
	fullStop       = hashString(".")
	digits         = newForm("19", new(Clusters)).brief
)

// readContext fills r.seen from the whole document.
func (r *reader) readContext() {
	r.kinds = append(r.kinds, make([]uint8, len(r.in.Tokens))...)
	r.readTopics()
	for _, s := range r.in.Sentences {
		shouting := r.shouting(s)
		kind := r.lineKind(s)
		for i := s.First; i < s.Last; i++ {
			r.kinds[i] = kind
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

// topicReach is how far on either side of a token words tell its topic: a page
// of briefs has many.
const topicReach = 100 // tokens

// readTopics fills r.topics: how many of the words around are of each topic, in
// steps of none, one or two, up to six, and more.
func (r *reader) readTopics() {
	r.topics = append(r.topics, make([]uint8, len(r.in.Tokens))...)
	var count [topicCount]int
	add := func(i, n int) {
		if i < 0 || i >= len(r.ids) {
			return
		}
		for t := range count {
			if r.form(i).topic>>t&1 != 0 {
				count[t] += n
			}
		}
	}
	for i := range topicReach {
		add(i, 1)
	}
	for i := range r.topics {
		add(i+topicReach, 1)
		add(i-topicReach-1, -1)
		for _, n := range count {
			r.topics[i] = r.topics[i]<<2 | topicLevel(n)
		}
	}
}

func topicLevel(n int) uint8 {
	switch {
	case n == 0:
		return 0
	case n <= 2:
		return 1
	case n <= 6:
		return 2
	}
	return 3
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

// lineKind tells prose from headlines, line-ups and tables: the share of words
// with a capital in quarters, whether there are more numbers than small words,
// and whether the sentence ends in a full stop.
func (r *reader) lineKind(s segment.Sentence) uint8 {
	capitals, words, numbers := 0, 0, 0
	for i := s.First; i < s.Last; i++ {
		f := r.form(i)
		switch {
		case f.capital:
			capitals++
			words++
		case f.cased:
			words++
		case f.brief == digits:
			numbers++
		}
	}
	kind := uint8(min(3, 4*capitals/max(words, 1)))<<2 | uint8(bit(numbers > words-capitals))<<1
	return kind | uint8(bit(s.Last > s.First && r.form(s.Last-1).lower == fullStop))
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
	if r.endsAsCompany(s, i) {
		seen |= sawInCompany
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
	case p.role&isTitle != 0:
		seen |= sawAfterTitle
	case p.capital && i-1 > s.First:
		seen |= sawAfterCapital
	case p.role&isLocative != 0:
		seen |= sawAfterIn
	case p.lower == theHash:
		seen |= sawAfterThe
	case p.lower == openingBracket && i+1 < s.Last && r.form(i+1).lower == closingBracket:
		seen |= sawInBrackets
	}
	if p.role&isOrgKind != 0 {
		seen |= sawAfterKind
	}
	if p.role&isOpponents != 0 {
		seen |= sawInMatch
	}
	if r.in.Hints != nil && p.capital && r.in.Hints[i-1][namesChannel] != 0 {
		seen |= sawAfterGiven
	}
	return seen
}

func (r *reader) shownAfter(i int) uint32 {
	n := r.form(i + 1)
	switch {
	case n.capital:
		return sawBeforeCapital
	case n.role&isPossessive != 0:
		return sawBeforeS
	case n.role&isSaid != 0:
		return sawBeforeSaid
	case n.role&isTraded != 0:
		return sawInCompany
	case n.role&isOpponents != 0:
		return sawInMatch
	}
	return 0
}

// endsAsCompany tells whether token i stands in capitalized words the last of
// which only companies have, of at most five.
func (r *reader) endsAsCompany(s segment.Sentence, i int) bool {
	for k := i + 1; k < min(i+5, s.Last); k++ {
		f := r.form(k)
		switch {
		case f.role&endsCompany != 0 && f.capital:
			return true
		case !f.capital && f.cased:
			return false
		}
	}
	return false
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
