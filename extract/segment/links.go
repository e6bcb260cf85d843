package segment

import "strings"

// link returns the end of the address whose first letters are
// text[start:i], or -1 where they begin none.
func (s *scanner) link(start, i int) int {
	if i >= len(s.text) {
		return -1
	}
	switch s.text[i] {
	case ':':
		if strings.HasPrefix(s.text[i:], "://") && s.letterAt(i+3) {
			return s.linkEnd(i + 3)
		}
	case '.':
		if strings.EqualFold(s.text[start:i], "www") && s.letterAt(i+1) {
			return s.linkEnd(i + 1)
		}
		return s.mail(start)
	case '@', '-', '_', '+':
		return s.mail(start)
	}
	return -1
}

// linkEnd returns the end of the web address that goes on at i. Punctuation
// at its end belongs to the sentence.
func (s *scanner) linkEnd(i int) int {
	for i < len(s.text) && byteClass[s.text[i]] != space && s.text[i] < 0x80 && strings.IndexByte("\"'<>()[]{}|`", s.text[i]) < 0 {
		i++
	}
	for strings.IndexByte(".,;:!?-", s.text[i-1]) >= 0 {
		i--
	}
	return i
}

// maxMail bounds the look-ahead for an @, so that scanning stays linear in
// texts of many dots. 64 bytes are what RFC 5321 allows before the @.
const maxMail = 64

// mail returns the end of the mail address that begins at start, or -1.
func (s *scanner) mail(start int) int {
	i := start
	for i < len(s.text) && i-start <= maxMail && isMailByte(s.text[i]) {
		i++
	}
	if i >= len(s.text) || s.text[i] != '@' || !s.letterAt(i+1) {
		return -1
	}
	at := i
	i++
	for i < len(s.text) && (isMailByte(s.text[i])) {
		i++
	}
	for s.text[i-1] == '.' || s.text[i-1] == '-' || s.text[i-1] == '_' {
		i--
	}
	if strings.IndexByte(s.text[at:i], '.') < 0 {
		return -1
	}
	return i
}

func isMailByte(b byte) bool {
	c := byteClass[b]
	return c == letter || c == digit || b == '.' || b == '-' || b == '_' || b == '+'
}
