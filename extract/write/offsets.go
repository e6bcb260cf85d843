package write

import (
	"fmt"
	"unicode/utf8"
)

// Offsets is the unit that output counts text in.
type Offsets uint8

const (
	Codepoints Offsets = iota // as Python, spaCy and brat count
	Bytes                     // of UTF-8, as Go, Rust and C count
	UTF16                     // code units, as JavaScript and Java count
)

// String returns the unit's name in flags and JSON.
func (o Offsets) String() string { return [...]string{"codepoints", "bytes", "utf16"}[o] }

// ParseOffsets returns the unit of a name.
func ParseOffsets(name string) (Offsets, error) {
	for o := Codepoints; o <= UTF16; o++ {
		if o.String() == name {
			return o, nil
		}
	}
	return 0, fmt.Errorf("unknown offsets %q; they are codepoints, bytes or utf16", name)
}

// converter turns byte offsets, asked for in rising order, into another unit
// in one pass over the text.
type converter struct {
	text    string
	offsets Offsets
	at      int // bytes done
	n       int // units up to there
}

func (c *converter) convert(offset int) int {
	if c.offsets == Bytes {
		return offset
	}
	if offset < c.at {
		c.at, c.n = 0, 0
	}
	for c.at < offset {
		r, width := utf8.DecodeRuneInString(c.text[c.at:])
		c.at += width
		c.n++
		if c.offsets == UTF16 && r > 0xffff {
			c.n++
		}
	}
	return c.n
}
