package read

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/extract"
)

// Options say what is read and how. The zero value reads text and JSON lines,
// told apart by their names, in UTF-8 or UTF-16; and web pages and archives.
type Options struct {
	Format  string   // auto, text, jsonl, html or warc; empty: auto
	Charset string   // of texts that are not Unicode, as windows-1252; empty: none is guessed
	Include []string // globs of file names to read in folders; nil: all
	Exclude []string // globs of file and folder names to leave out

	TextField, IDField, DateField, TitleField string // of JSON lines; empty: text, id, date, title

	Date time.Time // of every article; zero: each one's own

	AnyLanguage bool     // of web archives, read also what is not English
	Skipped     *Skipped // counts what web archives have that is not read; nil: nobody asks
}

// MaxText bounds one article, in bytes of unpacked text: more is an error, so
// that a small archive cannot fill the memory.
const MaxText = 128 << 20

// Formats are the values of Options.Format.
var Formats = []string{"auto", "text", "jsonl", "html", "warc"}

// Paths reads files and folders in order; "-" is stdin. An error belongs to
// the article that it is yielded with, which has only its ID.
func Paths(paths []string, stdin io.Reader, options Options) iter.Seq2[extract.Article, error] {
	return func(yield func(extract.Article, error) bool) {
		r := reader{Options: options, yield: yield, seen: map[string]bool{}}
		for _, path := range paths {
			if path == "-" {
				r.stream(stdin, "-", r.Format == "jsonl")
			} else {
				r.path(path)
			}
			if r.stopped {
				return
			}
		}
	}
}

// reader walks over the inputs; it stops when the consumer does.
type reader struct {
	Options
	yield   func(extract.Article, error) bool
	stopped bool
	seen    map[string]bool // folders behind links, by their real path
}

func (r *reader) give(a extract.Article, err error) {
	if !r.stopped && !r.yield(a, err) {
		r.stopped = true
	}
}

func (r *reader) fail(id string, err error) { r.give(extract.Article{ID: id}, err) }

// path reads a file that the user named, or a folder.
func (r *reader) path(path string) {
	info, err := os.Stat(path)
	if err != nil {
		r.fail(path, err)
		return
	}
	if info.IsDir() {
		r.folder(path)
		return
	}
	r.file(path)
}

// folder reads a folder's files in the order of their names, hidden ones left
// out, and its folders; a folder that links lead to twice is read once.
func (r *reader) folder(path string) {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		r.fail(path, err)
		return
	}
	if abs, err := filepath.Abs(real); err == nil {
		real = abs
	}
	if r.seen[real] {
		return
	}
	r.seen[real] = true
	entries, err := os.ReadDir(path)
	if err != nil {
		r.fail(path, err)
		return
	}
	for _, entry := range entries {
		if r.stopped {
			return
		}
		r.entry(path, entry)
	}
}

func (r *reader) entry(folder string, entry fs.DirEntry) {
	name := entry.Name()
	if strings.HasPrefix(name, ".") || matchesAny(r.Exclude, name) {
		return
	}
	path := filepath.Join(folder, name)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		r.fail(path, err)
	case info.IsDir():
		r.folder(path)
	case info.Mode().IsRegular() && (len(r.Include) == 0 || matchesAny(r.Include, name)):
		r.file(path)
	}
}

func matchesAny(globs []string, name string) bool {
	for _, g := range globs {
		if ok, _ := filepath.Match(g, name); ok {
			return true
		}
	}
	return false
}

func (r *reader) file(path string) {
	f, err := os.Open(path)
	if err != nil {
		r.fail(path, err)
		return
	}
	defer f.Close()
	name := strings.ToLower(path)
	for _, suffix := range []string{".gz", ".zst", ".bz2"} {
		name = strings.TrimSuffix(name, suffix)
	}
	lines := r.Format == "jsonl" || r.Format != "text" && (strings.HasSuffix(name, ".jsonl") || strings.HasSuffix(name, ".ndjson"))
	r.stream(f, path, lines)
}

// stream reads one stream: an article, or a JSON record a line.
func (r *reader) stream(in io.Reader, id string, lines bool) {
	if IsArchive(id, r.Format) {
		r.webArchive(in, id)
		return
	}
	plain, done, err := unpack(bufio.NewReaderSize(in, 64<<10))
	if err != nil {
		r.fail(id, fmt.Errorf("%s: %w", id, err))
		return
	}
	defer done()
	if lines {
		r.records(plain, id)
		return
	}
	raw, err := io.ReadAll(io.LimitReader(plain, MaxText+1))
	if err == nil && len(raw) > MaxText {
		err = fmt.Errorf("more than %d bytes of text in one article", MaxText)
	}
	if err != nil {
		r.fail(id, fmt.Errorf("%s: %w", id, err))
		return
	}
	if r.isPage(raw, id) {
		r.page(raw, id)
		return
	}
	r.text(raw, id)
}

// text gives one article of a file.
func (r *reader) text(raw []byte, id string) {
	text, err := decode(raw, r.Charset)
	if err == nil && strings.TrimSpace(text) == "" {
		err = errEmpty
	}
	if err != nil {
		r.fail(id, fmt.Errorf("%s: %w", id, err))
		return
	}
	a := extract.Article{ID: id, Text: text}
	r.date(&a, dateInPath(id), extract.DateFromPath)
	r.give(a, nil)
}

// date gives an article the user's date or, else, its own.
func (r *reader) date(a *extract.Article, own time.Time, source extract.DateSource) {
	switch {
	case !r.Date.IsZero():
		a.Date, a.DateSource = r.Date, extract.DateFromFlag
	case !own.IsZero():
		a.Date, a.DateSource = own, source
	}
}

// dateInPath finds a date in a path: 2022-09-22-summit.txt, 2022/09/22/1.txt,
// 20220922.txt. The last one counts.
func dateInPath(path string) (day time.Time) {
	digits := make([]byte, 0, len(path))
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case c >= '0' && c <= '9':
			digits = append(digits, c)
		case (c == '-' || c == '/' || c == '_') && len(digits) > 0:
			digits = append(digits, '-')
		default:
			day = laterOf(day, digits)
			digits = digits[:0]
		}
	}
	return laterOf(day, digits)
}

// laterOf returns the date at the start of the digits or, without one, day.
func laterOf(day time.Time, digits []byte) time.Time {
	digits = bytes.Trim(digits, "-")
	for _, form := range []string{"2006-01-02", "20060102"} {
		if len(digits) >= len(form) {
			if t, err := time.Parse(form, string(digits[:len(form)])); err == nil && t.Year() >= 1700 && t.Year() < 2200 {
				return t
			}
		}
	}
	return day
}
