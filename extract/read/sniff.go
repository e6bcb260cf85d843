package read

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"regexp"
)

// jsonStart begins a line of JSON, as no article begins.
var jsonStart = regexp.MustCompile(`^(\xef\xbb\xbf)?\{[ \t]*"`)

// sniff tells the format of a stream by what has come of it first, packed or not:
// warc, tar, jsonl or, else, text.
func sniff(in *bufio.Reader) string {
	plain, done, err := unpack(bufio.NewReader(bytes.NewReader(arrived(in))))
	if err != nil {
		return "text"
	}
	defer done()
	buffered := bufio.NewReader(io.LimitReader(plain, 1<<10))
	start, _ := buffered.Peek(64)
	switch {
	case bytes.HasPrefix(start, []byte("WARC/")):
		return "warc"
	case jsonStart.Match(start):
		return "jsonl"
	case isTar(buffered):
		return "tar"
	}
	return "text"
}

// OneArticle tells whether a path gives one article at most: it is stdin, of
// which the first bytes are waited for, or a file, and neither records nor an
// archive.
func OneArticle(path string, stdin *bufio.Reader, options Options) bool {
	format := formatOf(path, options.Format)
	if format != "text" && format != "html" {
		return false
	}
	if path == "-" {
		return !options.auto() || sniff(stdin) == "text"
	}
	info, err := os.Stat(path)
	if err != nil || info.IsDir() {
		return false
	}
	if !options.auto() || format == "html" || !info.Mode().IsRegular() {
		return true
	}
	f, err := os.Open(path)
	if err != nil {
		return true
	}
	defer f.Close()
	return sniff(bufio.NewReader(f)) == "text"
}

// auto tells whether the format is to be found out.
func (o *Options) auto() bool { return o.Format == "" || o.Format == "auto" }
