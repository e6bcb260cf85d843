package gazetteer

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Sound writes a name so that the ways in which newspapers put one foreign
// name into Latin letters mostly come out alike: Yanukovych and Yanukovich,
// Borissov and Borisov, Schüssel and Schuessel, Qaddafi and Qadafy. It is no
// phonetics: what it leaves alike only makes two names worth comparing.
//
// In order: accents and marks go; pairs of letters that stand for one sound
// become that one; vowels become a, i or u; double letters become single.
func Sound(name string) string {
	plain := soundLetters(name)
	b := make([]byte, 0, len(plain))
	for rest := plain; rest != ""; {
		from, to := soundUnit(rest)
		rest = rest[from:]
		for _, c := range []byte(to) {
			if len(b) > 0 && b[len(b)-1] == c {
				continue
			}
			b = append(b, c)
		}
	}
	return string(b)
}

// soundLetters folds a name to small letters and single spaces, as matching does.
func soundLetters(name string) string {
	if isPlain(name) {
		return strings.ToLower(name)
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(name) {
		switch {
		case r == ' ' || r == '-' && b.Len() > 0:
			b.WriteByte(' ')
		case r < utf8.RuneSelf && !(r|0x20 >= 'a' && r|0x20 <= 'z'):
		default:
			b.WriteString(foldRune(r))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// isPlain tells whether a name is one word of English letters.
func isPlain(name string) bool {
	for i := 0; i < len(name); i++ {
		if c := name[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// soundUnits are letters that sound as others, longer ones first.
var soundUnits = [...][2]string{
	{"tsch", "c"}, {"tch", "c"}, {"sch", "s"}, {"dzh", "d"}, {"aye", "ai"}, {"iye", "i"},
	{"ae", "a"}, {"oe", "u"}, {"ue", "u"}, {"ou", "u"}, {"oo", "u"}, {"ee", "i"},
	{"ph", "f"}, {"kh", "h"}, {"gh", "g"}, {"zh", "i"}, {"sh", "s"}, {"ch", "c"}, {"th", "t"}, {"dh", "d"},
	{"ck", "k"}, {"ts", "z"}, {"tz", "z"}, {"dj", "d"}, {"ks", "x"},
	{"e", "i"}, {"y", "i"}, {"j", "i"}, {"o", "u"}, {"w", "v"}, {"q", "k"},
}

// soundUnit returns how many bytes the text's first sound takes and how it is
// written.
func soundUnit(rest string) (from int, to string) {
	switch rest[0] {
	case 'b', 'f', 'h', 'l', 'm', 'n', 'r', 'v', 'x':
		return 1, rest[:1] // no unit begins with these
	}
	for _, u := range soundUnits {
		if u[0][0] == rest[0] && strings.HasPrefix(rest, u[0]) {
			return len(u[0]), u[1]
		}
	}
	_, n := utf8.DecodeRuneInString(rest)
	return n, rest[:n]
}

// soundHash is the hash under which people are listed by surname. Names of
// less than four letters stay as they are: Li is not Lee.
func soundHash(name string) uint32 {
	plain := soundLetters(name)
	if len(plain) >= 4 {
		plain = Sound(name)
	}
	h := uint64(hashSeed)
	for i := 0; i < len(plain); i++ {
		h = (h ^ uint64(plain[i])) * hashPrime
	}
	return uint32(h ^ h>>32)
}
