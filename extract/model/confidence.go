package model

import "math"

// A span's confidence is read off its margin: by how much the span's labels
// beat the best other reading of the same tokens and of their neighbours
// (another type, no mention, a token more or less at either end). The curve
// that turns margins into probabilities is fitted on dev text that the model
// has not learned from, by isotonic regression, and kept in the model file.

// margin returns the margin of a span in the units of the table. Of the
// transitions it counts those inside of spans.
func (m *Model) margin(rows *scores, s Span, offset int) float64 {
	first, last := s.First-offset, s.Last-offset
	own := m.spanScore(rows, first, last, s.Type)
	rival := math.Inf(-1)
	consider := func(score float64) { rival = math.Max(rival, score-own) }
	for typ := range m.types {
		if typ != s.Type {
			consider(m.spanScore(rows, first, last, typ))
		}
	}
	consider(m.outsideScore(rows, first, last))
	if last-first > 1 {
		consider(m.spanScore(rows, first+1, last, s.Type) + float64(rows.row(first)[Outside]))
		consider(m.spanScore(rows, first, last-1, s.Type) + float64(rows.row(last - 1)[Outside]))
	}
	if n := len(rows.rows) / rows.labels; last < n {
		consider(m.spanScore(rows, first, last+1, s.Type) - float64(rows.row(last)[Outside]))
	}
	if first > 0 {
		consider(m.spanScore(rows, first-1, last, s.Type) - float64(rows.row(first - 1)[Outside]))
	}
	return -rival
}

// spanScore is the score of the tokens [first, last) as one mention.
func (m *Model) spanScore(rows *scores, first, last, typ int) float64 {
	if last-first == 1 {
		return float64(rows.row(first)[labelOf(typ, unit)])
	}
	at := func(i, position int) float64 { return float64(rows.row(i)[labelOf(typ, position)]) }
	move := func(from, to int) float64 {
		return float64(m.transitions[int(labelOf(typ, from))*m.labels+int(labelOf(typ, to))])
	}
	sum := at(first, begin)
	before := begin
	for i := first + 1; i < last-1; i++ {
		sum += at(i, inside) + move(before, inside)
		before = inside
	}
	return sum + at(last-1, last_) + move(before, last_)
}

const last_ = last // the position, where a parameter has its name

func (m *Model) outsideScore(rows *scores, first, last int) float64 {
	sum := 0.0
	for i := first; i < last; i++ {
		sum += float64(rows.row(i)[Outside])
	}
	return sum
}

// curve gives the probability at points of rising margin, see point; between
// them it is straight, beyond the last it is flat. The zero curve says 0.5
// always.
type curve [curvePoints]float32

const curvePoints = 25

// point returns where on the curve a margin lies. Margins spread over several
// orders of magnitude, so that two points lie in each doubling.
func point(margin float64) float64 {
	const first = 32 // units of the table
	x := 2 * math.Log2(1+math.Max(0, margin)/first)
	return math.Min(x, curvePoints-1)
}

func (c *curve) at(margin float64) float64 {
	if c[curvePoints-1] == 0 {
		return 0.5
	}
	x := point(margin)
	i := min(int(x), curvePoints-2)
	return float64(c[i]) + (x-float64(i))*float64(c[i+1]-c[i])
}

// calibrate fits the curve on examples that the model has not learned from.
func (m *Model) calibrate(dev []Example) {
	right, all := [curvePoints]float64{}, [curvePoints]float64{}
	linear := curve{}
	for i := range linear {
		linear[i] = float32(i + 1)
	}
	m.curve = linear
	for i := range dev {
		gold := map[Span]bool{}
		for _, s := range dev[i].Spans {
			gold[Span{First: s.First, Last: s.Last, Type: s.Type}] = true
		}
		for _, s := range m.Tag(dev[i].Input) {
			at := min(int(s.Score-1+0.5), curvePoints-1)
			all[at]++
			s.Score = 0
			if gold[s] {
				right[at]++
			}
		}
	}
	m.curve = fitCurve(right, all)
}

// fitCurve is isotonic regression by pooling adjacent violators. A point that
// no span fell on is pooled with the one before. A block of few spans is not
// sure of its share, but no less than those of lower margins are of theirs.
func fitCurve(right, all [curvePoints]float64) (c curve) {
	type block struct {
		right, all float64
		points     int
	}
	var blocks []block
	for i := range all {
		blocks = append(blocks, block{right[i], all[i], 1})
		for n := len(blocks); n > 1 && blocks[n-2].right*blocks[n-1].all >= blocks[n-1].right*blocks[n-2].all; n = len(blocks) {
			blocks[n-2].right += blocks[n-1].right
			blocks[n-2].all += blocks[n-1].all
			blocks[n-2].points += blocks[n-1].points
			blocks = blocks[:n-1]
		}
	}
	i, least := 0, 0.0
	for _, b := range blocks {
		least = max(least, math.Min(0.99, (b.right+0.5)/(b.all+1)))
		for range b.points {
			c[i] = float32(least)
			i++
		}
	}
	return c
}
