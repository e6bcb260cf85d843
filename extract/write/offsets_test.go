package write

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// TestConverter compares with counting from the start, at every code point of
// texts that are longer than a stride.
func TestConverter(t *testing.T) {
	for _, text := range []string{"", "a", "Łódź 😀 \xff\x80 ok", strings.Repeat("Đà Nẵng 😀 news, ", 60), strings.Repeat("a", 2*stride+1), strings.Repeat("😀", stride/2)} {
		points, units, bytes := newConverter(text, Codepoints), newConverter(text, UTF16), newConverter(text, Bytes)
		for at := 0; at <= len(text); {
			before := text[:at]
			if got, want := points.convert(at), utf8.RuneCountInString(before); got != want {
				t.Fatalf("code points at %d of %.20q: %d, want %d", at, text, got, want)
			}
			if got, want := units.convert(at), len(utf16.Encode([]rune(before))); got != want {
				t.Fatalf("UTF-16 at %d of %.20q: %d, want %d", at, text, got, want)
			}
			if got := bytes.convert(at); got != at {
				t.Fatalf("bytes at %d of %.20q: %d", at, text, got)
			}
			_, width := utf8.DecodeRuneInString(text[at:])
			at += max(width, 1)
		}
	}
}
