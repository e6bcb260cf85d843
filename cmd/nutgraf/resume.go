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
			if err == nil && f.journal.done[f.journal.key(&a)] && exists(pathOf(f.job.output, f.nameOf(a.ID))+write.Extension(f.job.format)) {
				err = errFinished
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// openPartial opens the lines that an earlier run left, to go on behind the
// last whole one. A whole output is gone on with too: its input may have grown.
func openPartial(output string) (*os.File, error) {
	if !exists(output+partial) && exists(output) {
		if err := os.Rename(output, output+partial); err != nil {
			return nil, err
		}
	}
	f, err := os.OpenFile(output+partial, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return nil, err
	}
	return f, cutHalfLine(f)
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

// unfinished marks the articles whose lines an earlier run wrote: the ids of
// lines and articles go in step, but for articles that failed.
func (s *streamOutput) unfinished(all articleSeq) articleSeq {
	return func(yield func(extract.Article, error) bool) {
		done, err := newDoneLines(s.file.Name())
		if err != nil {
			yield(extract.Article{}, otherInputError{err})
			return
		}
		defer done.file.Close()
		for a, err := range all {
			if err == nil {
				err = done.next(a.ID)
			}
			if !yield(a, err) {
				return
			}
		}
		if id, more := done.peek(); more {
			yield(extract.Article{}, otherInputError{fmt.Errorf("%s has an article %q that the input lacks: it is of another input", s.file.Name(), id)})
		}
	}
}

// doneLines reads the ids of the lines that an earlier run left.
type doneLines struct {
	file  *os.File
	lines *json.Decoder
	id    string
	read  bool // id is the next line's
	n     int
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

func (d *doneLines) peek() (id string, more bool) {
	if !d.read {
		var line struct{ ID string }
		if d.lines.Decode(&line) != nil {
			return "", false
		}
		d.id, d.read = line.ID, true
		d.n++
	}
	return d.id, true
}

// next returns errFinished if the article is the next line's, and nil when all
// lines have been passed.
func (d *doneLines) next(id string) error {
	done, more := d.peek()
	if !more {
		return nil
	}
	if done != string([]rune(id)) { // as JSON writes what is not UTF-8
		return otherInputError{fmt.Errorf("%s:%d is article %q, but the input has %q there: it is of another input", d.file.Name(), d.n, done, id)}
	}
	d.read = false
	return errFinished
}
