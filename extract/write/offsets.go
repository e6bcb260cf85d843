package write

import "fmt"

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

// A converter turns byte offsets of a text into another unit. It counts the
// text once, when made, so that any order of offsets takes the time of the
// text and not of its square.
type converter struct {
	text    string
	offsets Offsets
	marks   []mark // the first code point that begins in each stride, and behind
}

// A mark is a place in the text, in bytes and in units.
type mark struct{ bytes, units int }

// stride is the number of bytes between marks.
const stride = 512

func newConverter(text string, offsets Offsets) *converter {
	c := &converter{text: text, offsets: offsets}
	if offsets == Bytes {
		return c
	}
	c.marks = make([]mark, 0, len(text)/stride+1)
	n := 0
	for i, r := range text {
		if i >= len(c.marks)*stride {
			c.marks = append(c.marks, mark{i, n})
		}
		n += c.units(r)
	}
	return c
}

func (c *converter) units(r rune) int {
	if c.offsets == UTF16 && r > 0xffff {
		return 2
	}
	return 1
}

// convert returns the offset in units of the byte offset of a code point, or of
// the text's end.
func (c *converter) convert(offset int) int {
	if c.offsets == Bytes || offset == 0 {
		return offset
	}
	k := min(offset/stride, len(c.marks)-1)
	if c.marks[k].bytes > offset {
		k--
	}
	n := c.marks[k].units
	for _, r := range c.text[c.marks[k].bytes:offset] {
		n += c.units(r)
	}
	return n
}
