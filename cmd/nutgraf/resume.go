package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/write"
)

// journalName is the file in an output folder that tells what is finished.
const journalName = ".nutgraf-done"

// A journal lists the documents of an output folder that are finished: a line
// each, with a hash of all that decided what was written. It costs a run that
// is resumed 16 bytes of memory a document.
type journal struct {
	file     *os.File
	settings string
	done     map[uint64]bool // only when resuming
}

func openJournal(folder, settings string, resume bool) (*journal, error) {
	j := &journal{settings: settings, done: map[uint64]bool{}}
	path := filepath.Join(folder, journalName)
	var err error
	if !resume {
		j.file, err = os.Create(path)
		return j, err
	}
	if j.file, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644); err != nil {
		return nil, err
	}
	return j, j.load()
}

// load reads the whole lines and cuts off half a one.
func (j *journal) load() error {
	if err := cutHalfLine(j.file); err != nil {
		return err
	}
	lines := bufio.NewScanner(j.file)
	for n := 1; lines.Scan(); n++ {
		key, err := strconv.ParseUint(lines.Text(), 16, 64)
		if err != nil {
			return fmt.Errorf("%s:%d: not a line of the journal", j.file.Name(), n)
		}
		j.done[key] = true
	}
	return lines.Err()
}

// key is the hash of an article, as it was read, and the flags.
func (j *journal) key(a *extract.Article) uint64 {
	parts := []string{j.settings, a.ID, a.Date.Format(time.DateOnly), string(a.DateSource), a.Title, a.Text, string(a.Source)}
	for _, f := range a.Fields {
		parts = append(parts, f.Name, string(f.Value))
	}
	return hash(parts...)
}

func (j *journal) add(a *extract.Article) error {
	_, err := fmt.Fprintf(j.file, "%016x\n", j.key(a))
	return err
}

func (j *journal) close() error { return j.file.Close() }

func hash(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		io.WriteString(h, p)
		h.Write([]byte{0})
	}
	return h.Sum64()
}

// errFinished marks an article, on its way through the run, that an earlier run
// has written.
var errFinished = errors.New("finished by an earlier run")

// otherInputError ends a run: what the partial output holds is not the
// beginning of what the input gives.
type otherInputError struct{ error }

// unfinished marks the articles whose file an earlier run wrote with the same
// text, date and flags.
func (f *folderOutput) unfinished(all articleSeq) articleSeq {
	return func(yield func(extract.Article, error) bool) {
		for a, err := range all {
			if err == nil && f.journal.done[f.journal.key(&a)] && isFilled(pathOf(f.job.output, f.nameOf(a.ID))+write.Extension(f.job.format)) {
				err = errFinished
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// isFilled tells whether a file is there and not empty: no document's is.
func isFilled(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() > 0
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// firstLines is how many documents of an earlier run are done anew to see that
// this run gives the same: that it has the same flags, version and input.
const firstLines = 10

// resumedOutput goes on behind the last whole line that an earlier run left. A
// whole output is gone on with too, since its input may have grown; it keeps its
// name until something is added.
func (j *job) resumedOutput() (output, error) {
	name := j.output + partial
	whole := !exists(name) && exists(j.output)
	if whole {
		name = j.output
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return nil, err
	}
	if whole {
		err = checkLastLine(f)
	} else {
		err = cutHalfLine(f)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	s, err := j.streamOutput(f, f)
	if err == nil {
		err = s.readFirst()
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return s, nil
}

// readFirst reads the lines that are compared with what this run gives.
func (s *streamOutput) readFirst() error {
	done, err := newDoneLines(s.path)
	if err != nil {
		return err
	}
	for len(s.first) < firstLines && done.more() {
		s.first = append(s.first, done.line)
		done.line = nil
	}
	return done.file.Close()
}

// checkLastLine refuses a file whose last line has no end: nutgraf wrote none.
func checkLastLine(f *os.File) error {
	end, err := f.Seek(0, io.SeekEnd)
	if err != nil || end == 0 {
		return err
	}
	last := make([]byte, 1)
	if _, err := f.ReadAt(last, end-1); err != nil {
		return err
	}
	if last[0] != '\n' {
		return fmt.Errorf("%s does not end with a whole line: it is no output of nutgraf", f.Name())
	}
	return nil
}

// compare refuses to go on with lines that this run would not write.
func (s *streamOutput) compare(doc *extract.Document) error {
	var b bytes.Buffer
	w, err := write.New(s.job.format, &b, s.job.write, true)
	if err != nil {
		return err
	}
	if err := w.Write(doc); err != nil {
		return err
	}
	if !bytes.Equal(bytes.TrimSpace(b.Bytes()), s.first[s.n]) {
		return otherInputError{fmt.Errorf("%s:%d is not what this run gives for article %q: it is of other flags, another version or another text", s.path, s.n+1, doc.ID)}
	}
	s.n++
	return nil
}

// cutHalfLine cuts off what stands behind the last line's end, and leaves the
// file at its start.
func cutHalfLine(f *os.File) error {
	end, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	block := make([]byte, 64<<10)
	for end > 0 {
		start := max(0, end-int64(len(block)))
		part := block[:end-start]
		if _, err := f.ReadAt(part, start); err != nil {
			return err
		}
		if i := bytes.LastIndexByte(part, '\n'); i >= 0 {
			end = start + int64(i) + 1
			break
		}
		end = start
	}
	if err := f.Truncate(end); err != nil {
		return err
	}
	_, err = f.Seek(0, io.SeekStart)
	return err
}

// unfinished marks the articles whose lines an earlier run wrote, but for the
// first, which are compared: the ids of lines and articles go in step, but for
// articles that failed.
func (s *streamOutput) unfinished(all articleSeq) articleSeq {
	return func(yield func(extract.Article, error) bool) {
		done, err := newDoneLines(s.path)
		if err != nil {
			yield(extract.Article{}, otherInputError{err})
			return
		}
		defer done.file.Close()
		for a, err := range all {
			if err == nil {
				err = done.pass(&a)
			}
			if err == errFinished && done.n <= len(s.first) {
				err = nil
			}
			if !yield(a, err) {
				return
			}
		}
		if done.more() {
			yield(extract.Article{}, otherInputError{fmt.Errorf("%s has an article %q that the input lacks: it is of another input", s.path, done.id)})
		}
	}
}

// doneLines reads the lines that an earlier run left.
type doneLines struct {
	file  *os.File
	lines *json.Decoder
	line  json.RawMessage // the next one; nil: not read yet
	id    string          // its article's
	n     int             // its number, from 1
}

// newDoneLines reads what is in the file now: the run goes on behind it.
func newDoneLines(name string) (*doneLines, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &doneLines{file: f, lines: json.NewDecoder(bufio.NewReader(io.LimitReader(f, info.Size())))}, nil
}

// more reads the next line, unless it has been read.
func (d *doneLines) more() bool {
	if d.line != nil {
		return true
	}
	if d.lines.Decode(&d.line) != nil {
		return false
	}
	d.n++
	d.id = idOf(d.line)
	return true
}

// idOf returns the id, with which each line begins. A record's own field may be
// called ID.
func idOf(line []byte) string {
	fields := json.NewDecoder(bytes.NewReader(line))
	for _, want := range []json.Token{json.Delim('{'), "id"} {
		if t, err := fields.Token(); err != nil || t != want {
			return ""
		}
	}
	id, _ := fields.Token()
	s, _ := id.(string)
	return s
}

// pass returns errFinished if the article is the next line's, and nil when all
// lines have been passed. A page may have failed or not been wanted before, which
// is found out again; if it now gives an article, the input is another one.
func (d *doneLines) pass(a *extract.Article) error {
	if !d.more() {
		return nil
	}
	if d.id == string([]rune(a.ID)) { // as JSON writes what is not UTF-8
		d.line = nil
		return errFinished
	}
	other := otherInputError{fmt.Errorf("%s:%d is article %q, but the input has %q there: it is of another input", d.file.Name(), d.n, d.id, a.ID)}
	if a.Load == nil {
		return other
	}
	load := a.Load
	a.Load = func(a *extract.Article) error {
		if err := load(a); err != nil {
			return err
		}
		return other
	}
	return nil
}
