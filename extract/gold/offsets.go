package gold

import "unicode/utf8"

// A unit says how many units of offsets a code point takes; bytes need none.
type unit func(rune) int

func codepoints(rune) int { return 1 }

func utf16(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

// offsets returns the offset in units of each byte of a text, and of its end.
func offsets(text string, of unit) []int {
	at := make([]int, len(text)+1)
	n := 0
	for i, r := range text {
		for k := range utf8.RuneLen(r) {
			if i+k < len(text) {
				at[i+k] = n
			}
		}
		n += of(r)
	}
	at[len(text)] = n
	return at
}

// bytesOf returns the byte at each offset in units, and at the text's end.
func bytesOf(text string, of unit) []int {
	at := make([]int, 0, len(text)+1)
	for i, r := range text {
		for range of(r) {
			at = append(at, i)
		}
	}
	return append(at, len(text))
}
