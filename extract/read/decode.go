package read

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var (
	errEmpty  = errors.New("no text in it")
	errBinary = errors.New("not a text: it has NUL bytes")
)

// decodeText decodes what must hold some text.
func decodeText(raw []byte, charset string) (string, error) {
	text, err := decode(raw, charset)
	if err == nil && strings.TrimSpace(text) == "" {
		err = errEmpty
	}
	return text, err
}

// decode turns a file's bytes into UTF-8 text: as the byte order mark says;
// or as they are, if they are UTF-8; or from the charset that the user named;
// or from windows-1252, if they look like it.
func decode(raw []byte, charset string) (string, error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return convert(raw, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM))
	}
	if utf8.Valid(raw) {
		if bytes.IndexByte(raw, 0) >= 0 {
			return "", errBinary
		}
		return string(raw), nil
	}
	if charset == "" {
		if bytes.IndexByte(raw, 0) >= 0 {
			return "", errBinary
		}
		if looksLikeWindows1252(raw) {
			return convert(raw, charmap.Windows1252)
		}
		return "", fmt.Errorf("not UTF-8 at byte %d; name its charset with --charset, as windows-1252", firstInvalid(raw))
	}
	e, err := charsetNamed(charset)
	if err != nil {
		return "", err
	}
	return convert(raw, e)
}

func charsetNamed(name string) (encoding.Encoding, error) {
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, fmt.Errorf("unknown charset %q", name)
	}
	return e, nil
}

func convert(raw []byte, e encoding.Encoding) (string, error) {
	text, err := e.NewDecoder().Bytes(raw)
	return string(text), err
}

// unicodeReader reads a stream that may begin with a byte order mark, as UTF-8
// without it.
func unicodeReader(in io.Reader) io.Reader {
	return transform.NewReader(in, unicode.BOMOverride(encoding.Nop.NewDecoder()))
}

// looksLikeWindows1252 tells whether bytes that are not UTF-8 are English, or
// another language of few accents, in the charset of most of what was written on
// Windows. A text that has a letter of UTF-8 too is rather damaged UTF-8, and one
// of many high bytes is of another alphabet.
func looksLikeWindows1252(raw []byte) bool {
	high, letters := 0, 0
	for i, c := range raw {
		if c < utf8.RuneSelf {
			if c |= 0x20; c >= 'a' && c <= 'z' {
				letters++
			}
			continue
		}
		high++
		switch c {
		case 0x81, 0x8d, 0x8f, 0x90, 0x9d: // mean nothing there
			return false
		}
		if _, width := utf8.DecodeRune(raw[i:]); width > 1 {
			return false
		}
	}
	return high*2 <= letters
}

// firstInvalid returns the offset of the first byte that is not UTF-8.
func firstInvalid(raw []byte) int {
	for i := 0; i < len(raw); {
		r, width := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && width == 1 {
			return i
		}
		i += width
	}
	return len(raw)
}

// CheckCharset tells whether a charset is known.
func CheckCharset(name string) error {
	if name == "" {
		return nil
	}
	_, err := charsetNamed(name)
	return err
}
