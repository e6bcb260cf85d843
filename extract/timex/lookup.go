package timex

// A sieve tells cheaply, by first letter and length, that a word is not among
// some others, which most words of a text are not. It lets all else through.
type sieve [32]uint32

// sieveOf makes the sieve of the keys of a map; plural lets through the keys with
// an s, too.
func sieveOf[V any](words map[string]V, plural bool) (s sieve) {
	for w := range words {
		s[w[0]&31] |= 1 << (len(w) & 31)
		if plural {
			s[w[0]&31] |= 1 << ((len(w) + 1) & 31)
		}
	}
	return s
}

// holds tells whether a word may be one of them.
func (s *sieve) holds(w string) bool { return w != "" && s[w[0]&31]&(1<<(len(w)&31)) != 0 }

var (
	startSieve    = sieveOf(starts, false)
	unitSieve     = makeUnitSieve()
	smallSieve    = sieveOf(small, false)
	ordinalSieve  = sieveOf(ordinals, false)
	modifierSieve = sieveOf(modifiers, false)
	monthSieve    = sieveOf(months, false)
	weekdaySieve  = sieveOf(weekdays, false)
	dayPartSieve  = sieveOf(dayParts, false)
	seasonSieve   = sieveOf(seasons, false)
	adverbSieve   = sieveOf(adverbs, false)
	decadeSieve   = sieveOf(decades, false)
	verbSieve     = makeVerbSieve()

	approximationSieve = makeApproximationSieve()
)

func makeApproximationSieve() (s sieve) {
	for _, a := range approximations {
		s[a.words[0][0]&31] |= 1 << len(a.words[0])
	}
	return s
}

func makeUnitSieve() sieve {
	s := sieveOf(units, true)
	for w := range wordSet("centuries yr yrs min mins hrs") {
		s[w[0]&31] |= 1 << len(w)
	}
	return s
}

// makeVerbSieve holds the words that tense asks for; those that end in "ed" it
// asks for besides.
func makeVerbSieve() (all sieve) {
	for _, words := range []map[string]bool{modals, future, past, promises, wordSet("set going was were is are")} {
		for i, lengths := range sieveOf(words, false) {
			all[i] |= lengths
		}
	}
	return all
}
