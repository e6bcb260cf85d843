package model

import (
	"math"
	"sort"
	"strings"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// ClusterSizes are the numbers of classes of the clusterings, coarse to fine. The
// layout of Clusters holds a class in 6, 8 and 10 bits, and no more classes.
var ClusterSizes = [granularities]int{64, 256, 1000}

// ClusterOptions say how words are clustered.
type ClusterOptions struct {
	MinCount int // words seen less often are left out; 0 means 10
	Passes   int // passes over the vocabulary; 0 means 8
	Progress func(classes, pass, moved int)
}

// TrainClusters puts the words of the texts into classes by the exchange
// algorithm of Kneser and Ney (1993) and Martin, Liermann and Ney (1998): each
// word moves to the class that makes the text most likely under a bigram model
// of classes, until few move. Words are taken in lower case. The same texts in
// the same order give the same clusters.
func TrainClusters(texts func(yield func(text string) bool), options ClusterOptions) *Clusters {
	if options.MinCount == 0 {
		options.MinCount = 10
	}
	if options.Passes == 0 {
		options.Passes = 8
	}
	b := countBigrams(texts, options.MinCount)
	classes := make([][granularities]uint16, len(b.words))
	for g, k := range ClusterSizes {
		x := newExchange(b, min(k, len(b.words)))
		for pass := range options.Passes {
			moved := x.pass()
			if options.Progress != nil {
				options.Progress(k, pass, moved)
			}
			if moved*200 < len(b.words) {
				break
			}
		}
		for w, class := range x.class {
			classes[w][g] = uint16(class) + 1
		}
	}
	return newClusters(b.words, classes)
}

// bigrams are the counts that clustering works on.
type bigrams struct {
	words []string // by falling count
	count []int
	after [][]pair // after[w]: words behind w
	ahead [][]pair // ahead[w]: words before w
}

type pair struct{ word, count int32 }

func countBigrams(texts func(yield func(text string) bool), minCount int) *bigrams {
	counts := map[string]int{}
	var stream []string // interned lower-case words, "" between sentences
	intern := map[string]string{}
	var cut segment.Text
	texts(func(text string) bool {
		cut.Reset(text)
		for _, s := range cut.Sentences {
			for i := s.First; i < s.Last; i++ {
				w := foldWord(cut.Word(i))
				word, ok := intern[w]
				if !ok {
					word = strings.Clone(w)
					intern[word] = word
				}
				counts[word]++
				stream = append(stream, word)
			}
			stream = append(stream, "")
		}
		return true
	})
	b := &bigrams{}
	for w, n := range counts {
		if n >= minCount {
			b.words = append(b.words, w)
		}
	}
	sort.Slice(b.words, func(i, j int) bool {
		if ni, nj := counts[b.words[i]], counts[b.words[j]]; ni != nj {
			return ni > nj
		}
		return b.words[i] < b.words[j]
	})
	b.fill(stream, counts)
	return b
}

// foldWord writes a word as newForm does for its lower-case hash.
func foldWord(word string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '’' || r == '‘':
			return '\''
		case r >= '0' && r <= '9':
			return '0'
		}
		return r
	}, strings.ToLower(word))
}

func (b *bigrams) fill(stream []string, counts map[string]int) {
	id := make(map[string]int32, len(b.words))
	b.count = make([]int, len(b.words))
	for i, w := range b.words {
		id[w] = int32(i)
		b.count[i] = counts[w]
	}
	seen := map[[2]int32]int32{}
	before := int32(-1)
	for _, w := range stream {
		now, ok := id[w]
		if !ok {
			now = -1
		}
		if before >= 0 && now >= 0 {
			seen[[2]int32{before, now}]++
		}
		before = now
	}
	b.after = make([][]pair, len(b.words))
	b.ahead = make([][]pair, len(b.words))
	for k, n := range seen {
		b.after[k[0]] = append(b.after[k[0]], pair{k[1], n})
		b.ahead[k[1]] = append(b.ahead[k[1]], pair{k[0], n})
	}
	for _, lists := range [][][]pair{b.after, b.ahead} {
		for _, l := range lists {
			sort.Slice(l, func(i, j int) bool { return l[i].word < l[j].word })
		}
	}
}

// exchange is the state of one clustering: counts of classes and of class
// bigrams.
type exchange struct {
	*bigrams
	k       int
	class   []int
	size    []int   // tokens of a class
	grams   []int32 // grams[a*k+b]: class a before class b
	logs    []float64
	in, out []int32 // counts of the word at hand with each class
	touched []int
}

func newExchange(b *bigrams, k int) *exchange {
	x := &exchange{bigrams: b, k: k, class: make([]int, len(b.words)), size: make([]int, k),
		grams: make([]int32, k*k), in: make([]int32, k), out: make([]int32, k)}
	for w := range b.words {
		x.class[w] = w % k
		x.size[w%k] += b.count[w]
	}
	for w, list := range b.after {
		for _, p := range list {
			x.grams[x.class[w]*k+x.class[p.word]] += p.count
		}
	}
	x.logs = make([]float64, 1<<16)
	for n := 2; n < len(x.logs); n++ {
		x.logs[n] = float64(n) * math.Log(float64(n))
	}
	return x
}

// xlogx returns n log n, from a table for the counts that come up most.
func (x *exchange) xlogx(n int) float64 {
	if n < len(x.logs) {
		return x.logs[max(n, 0)]
	}
	return float64(n) * math.Log(float64(n))
}

// pass moves each word once to its best class and returns how many moved.
func (x *exchange) pass() (moved int) {
	for w := range x.words {
		x.gather(w)
		from := x.class[w]
		x.shift(w, from, -1)
		best, gain := from, x.gain(w, from)
		for c := range x.k {
			if c == from {
				continue
			}
			if g := x.gain(w, c); g > gain+1e-9 {
				best, gain = c, g
			}
		}
		x.shift(w, best, 1)
		x.class[w] = best
		if best != from {
			moved++
		}
		for _, c := range x.touched {
			x.in[c], x.out[c] = 0, 0
		}
	}
	return moved
}

// gather counts the classes beside word w, itself left out.
func (x *exchange) gather(w int) {
	x.touched = x.touched[:0]
	note := func(c int, list []int32, n int32) {
		if x.in[c] == 0 && x.out[c] == 0 {
			x.touched = append(x.touched, c)
		}
		list[c] += n
	}
	for _, p := range x.after[w] {
		if int(p.word) != w {
			note(x.class[p.word], x.out, p.count)
		}
	}
	for _, p := range x.ahead[w] {
		if int(p.word) != w {
			note(x.class[p.word], x.in, p.count)
		}
	}
}

// shift takes word w out of class c (sign -1) or puts it in (sign 1).
func (x *exchange) shift(w, c, sign int) {
	x.size[c] += sign * x.count[w]
	for _, t := range x.touched {
		x.grams[c*x.k+t] += int32(sign) * x.out[t]
		x.grams[t*x.k+c] += int32(sign) * x.in[t]
	}
}

// gain returns what the likelihood gains when word w, now in no class, joins
// class c.
func (x *exchange) gain(w, c int) float64 {
	g := 2 * (x.xlogx(x.size[c]) - x.xlogx(x.size[c]+x.count[w]))
	for _, t := range x.touched {
		if n := x.out[t]; n > 0 {
			old := int(x.grams[c*x.k+t])
			g += x.xlogx(old+int(n)) - x.xlogx(old)
		}
		if n := x.in[t]; n > 0 {
			old := int(x.grams[t*x.k+c])
			g += x.xlogx(old+int(n)) - x.xlogx(old)
		}
	}
	return g
}
