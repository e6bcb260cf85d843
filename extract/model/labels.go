package model

// A Label is the BILOU code of a token: 0 is O, outside of all mentions; then
// four labels a type, in the order Begin, Inside, Last, Unit.
type Label uint8

const (
	begin = iota
	inside
	last
	unit
	positions
)

// Outside is the label of a token in no mention.
const Outside Label = 0

func labelOf(typ, position int) Label { return Label(1 + typ*positions + position) }

// typ returns the index of the label's type; the label is not Outside.
func (l Label) typ() int { return int(l-1) / positions }

// position returns begin, inside, last or unit; the label is not Outside.
func (l Label) position() int { return int(l-1) % positions }

// opens tells whether a mention is still open behind a token with this label.
func (l Label) opens() bool {
	return l != Outside && (l.position() == begin || l.position() == inside)
}

// continues tells whether the label goes on with a mention from the token before.
func (l Label) continues() bool {
	return l != Outside && (l.position() == inside || l.position() == last)
}

// follows tells whether BILOU allows label l right behind label before.
func (l Label) follows(before Label) bool {
	if before.opens() != l.continues() {
		return false
	}
	return !l.continues() || l.typ() == before.typ()
}

// A Span is a mention in tokens: the half-open range [First, Last) and the
// index of its type in Model.Types.
type Span struct {
	First, Last int
	Type        int
	Score       float64 // probability, 0 to 1, that span and type are right
}

// setSpan writes the labels of one span.
func setSpan(labels []Label, s Span) {
	if s.Last-s.First == 1 {
		labels[s.First] = labelOf(s.Type, unit)
		return
	}
	labels[s.First] = labelOf(s.Type, begin)
	for i := s.First + 1; i < s.Last-1; i++ {
		labels[i] = labelOf(s.Type, inside)
	}
	labels[s.Last-1] = labelOf(s.Type, last)
}

// appendSpans reads the spans of a well-formed sequence of labels, whose first
// token is token offset of the text.
func appendSpans(spans []Span, labels []Label, offset int) []Span {
	first := 0
	for i, l := range labels {
		if l == Outside {
			continue
		}
		switch l.position() {
		case begin:
			first = i
		case last:
			spans = append(spans, Span{First: offset + first, Last: offset + i + 1, Type: l.typ()})
		case unit:
			spans = append(spans, Span{First: offset + i, Last: offset + i + 1, Type: l.typ()})
		}
	}
	return spans
}
