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
	"strconv"
	"strings"
	"sync/atomic"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/extract"
)

// Options say what is read and how. The zero value reads text, JSON lines, CSV,
// web pages, and archives of them, told apart by their names and first bytes, in
// UTF-8, UTF-16 or what looks like windows-1252.
type Options struct {
	Format  string   // auto, text, jsonl, csv, html or warc; empty: auto
	Charset string   // of texts that are not Unicode, as windows-1252; empty: windows-1252 is guessed
	Include []string // globs of file names to read in folders and archives; nil: all
	Exclude []string // globs of file and folder names to leave out there
	Skip    []string // paths that a walk through folders passes over: the run's own output

	TextField, IDField, DateField, TitleField string // of records; empty: text, id, date, title

	Date time.Time // of every article; zero: each one's own

	Bytes       *atomic.Int64 // counts the bytes read, packed as they are; nil: nobody asks
	AnyLanguage bool          // of web archives, read also what is not English
	Skipped     *Skipped      // counts what web archives have that is not read; nil: nobody asks
}

// MaxText bounds one article, in bytes of unpacked text: more is an error, so
// that a small archive cannot fill the memory.
const MaxText = 128 << 20

// Formats are the values of Options.Format.
var Formats = []string{"auto", "text", "jsonl", "csv", "html", "warc"}

// An Error is a fault in one file, record or line, which cost one article.
type Error struct {
	File  string
	Line  int    // from 1; 0 where lines do not count
	Place string // of a record or member in an archive: record at byte 99; empty elsewhere
	Err   error
}

// Error names file and place. A name with control characters is quoted, so that
// it cannot pass for several lines or colour the terminal.
func (e *Error) Error() string {
	file := e.File
	if strings.ContainsFunc(file, unicode.IsControl) || !utf8.ValidString(file) {
		file = strconv.Quote(file)
	}
	if e.Line > 0 {
		file += ":" + strconv.Itoa(e.Line)
	}
	if e.Place != "" {
		file += ": " + e.Place
	}
	return file + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Paths reads files and folders in order; "-" is stdin. Errors are *Error; each
// belongs to the article that it is yielded with, which has only its ID.
func Paths(paths []string, stdin io.Reader, options Options) iter.Seq2[extract.Article, error] {
	return func(yield func(extract.Article, error) bool) {
		r := reader{Options: options, yield: func(a Raw, err error) bool { return yield(a.Ready(options), err) }}
		walk := newWalk(options)
		walk.fail = func(path string, err error) bool { r.fail(path, path, 0, err); return !r.stopped }
		walk.file = func(path string, _ fs.FileInfo) bool { r.file(path); return !r.stopped }
		for _, path := range paths {
			if path == "-" {
				r.stream(r.counted(stdin), "-", formatOf("-", r.Format))
			} else {
				walk.path(path)
			}
			if r.stopped {
				return
			}
		}
	}
}

// reader gives what it reads until its consumer stops.
type reader struct {
	Options
	yield   func(Raw, error) bool
	stopped bool
	inside  bool // an archive
}

func (r *reader) give(a extract.Article) { r.giveRaw(Raw{Article: a}) }

func (r *reader) giveRaw(a Raw) {
	if !r.stopped && !r.yield(a, nil) {
		r.stopped = true
	}
}

// fail gives an article that could not be read, for a fault at a file's line.
func (r *reader) fail(id, file string, line int, err error) {
	r.failed(id, &Error{File: file, Line: line, Err: cause(err)})
}

func (r *reader) failed(id string, err *Error) {
	if !r.stopped && !r.yield(Raw{Article: extract.Article{ID: id}}, err) {
		r.stopped = true
	}
}

// formatOf tells a file's format by its name, unless the user said it: text,
// jsonl, csv, html, warc or tar.
func formatOf(name, said string) string {
	name = strings.ToLower(name)
	for _, packing := range []string{".gz", ".zst", ".bz2"} {
		name = strings.TrimSuffix(name, packing)
	}
	ext := filepath.Ext(name)
	switch {
	case said != "warc" && (ext == ".tar" || ext == ".tgz"):
		return "tar" // whose files have the format that the user said
	case said != "" && said != "auto":
		return said
	}
	switch ext {
	case ".jsonl", ".ndjson":
		return "jsonl"
	case ".csv":
		return "csv"
	case ".html", ".htm", ".xhtml":
		return "html"
	case ".warc", ".wet":
		return "warc"
	}
	return "text"
}

func (r *reader) file(path string) {
	r.open(path, func(err error) { r.fail(path, path, 0, err) }, func(in io.Reader) { r.stream(in, path, formatOf(path, r.Format)) })
}

// open has a file read, or its fault told.
func (r *reader) open(path string, fail func(error), read func(io.Reader)) {
	f, err := os.Open(path)
	if err != nil {
		fail(err)
		return
	}
	defer f.Close()
	read(r.counted(f))
}

// counted counts what is read, for whoever shows progress.
func (r *reader) counted(in io.Reader) io.Reader {
	if r.Bytes == nil {
		return in
	}
	return &counter{in, r.Bytes}
}

// counter counts the bytes that are read through it.
type counter struct {
	io.Reader
	n *atomic.Int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.n.Add(int64(n))
	return n, err
}

// stream reads one stream: an article, records or an archive. id is the file's
// name.
func (r *reader) stream(in io.Reader, id, format string) {
	packed := bufio.NewReaderSize(in, 64<<10)
	if format == "text" && r.auto() {
		format = sniff(packed)
	}
	if format == "warc" {
		r.webArchive(packed, id)
		return
	}
	plain, done, err := unpack(packed)
	if err != nil {
		r.fail(id, id, 0, err)
		return
	}
	defer done()
	switch format {
	case "jsonl":
		r.records(plain, id)
		return
	case "csv":
		r.rows(plain, id)
		return
	}
	buffered := bufio.NewReader(plain)
	if format == "tar" || isTar(buffered) {
		r.archive(buffered, id)
		return
	}
	raw, err := readUpTo(buffered, MaxText, errTooLong)
	if err != nil {
		r.fail(id, id, 0, err)
		return
	}
	if format == "html" || r.auto() && looksLikePage(raw) {
		r.page(raw, id)
		return
	}
	r.text(raw, id)
}

var errTooLong = fmt.Errorf("more than %d bytes of text in one article", MaxText)

// readUpTo reads all of a stream; more bytes than limit are the error tooLong.
func readUpTo(in io.Reader, limit int64, tooLong error) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err == nil && int64(len(raw)) > limit {
		err = tooLong
	}
	return raw, err
}

// text gives one article of a file.
func (r *reader) text(raw []byte, id string) {
	text, err := decodeText(raw, r.Charset)
	if err != nil {
		r.fail(id, id, 0, err)
		return
	}
	a := extract.Article{ID: id, Text: text}
	r.date(&a, dateInPath(id), extract.DateFromPath)
	r.give(a)
}

// date gives an article the user's date or, else, its own.
func (o *Options) date(a *extract.Article, own time.Time, source extract.DateSource) {
	switch {
	case !o.Date.IsZero():
		a.Date, a.DateSource = o.Date, extract.DateFromFlag
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
