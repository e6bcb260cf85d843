package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/write"
)

// output is where a job's documents go.
type output interface {
	write(*extract.Document) error
	close() error   // makes what was written final
	abandon() error // leaves no half-written file behind
}

func (j *job) openOutput() (output, error) {
	if j.output != "" && isFolder(j.output) {
		if err := os.MkdirAll(j.output, 0o755); err != nil {
			return nil, err
		}
		return &folderOutput{job: j}, nil
	}
	if j.output == "" {
		return j.streamOutput(j.stdout, nil)
	}
	f, err := os.CreateTemp(filepath.Dir(j.output), ".nutgraf-*")
	if err != nil {
		return nil, err
	}
	return j.streamOutput(f, f)
}

func (j *job) streamOutput(w io.Writer, file *os.File) (output, error) {
	buffered := bufio.NewWriterSize(w, 64<<10)
	writer, err := write.New(j.format, buffered, j.write, j.single)
	return &streamOutput{job: j, writer: writer, buffered: buffered, file: file}, err
}

// streamOutput writes all documents one after the other, to stdout or to a
// file that gets its name at the end.
type streamOutput struct {
	job      *job
	writer   write.Writer
	buffered *bufio.Writer
	file     *os.File // nil: stdout
}

func (s *streamOutput) write(doc *extract.Document) error { return s.writer.Write(doc) }

func (s *streamOutput) close() error {
	err := errors.Join(s.writer.Close(), s.buffered.Flush())
	if s.file == nil {
		return err
	}
	if err := errors.Join(err, s.file.Close()); err != nil {
		return errors.Join(err, os.Remove(s.file.Name()))
	}
	if err := os.Chmod(s.file.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(s.file.Name(), s.job.output)
}

func (s *streamOutput) abandon() error {
	if s.file == nil {
		return nil
	}
	return errors.Join(s.file.Close(), os.Remove(s.file.Name()))
}

// folderOutput writes a file a document, in the tree of the input.
type folderOutput struct{ job *job }

func (f *folderOutput) write(doc *extract.Document) error {
	path := f.path(doc.ID)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	var b strings.Builder
	w, err := write.New(f.job.format, &b, f.job.write, true)
	if err != nil {
		return err
	}
	if err := errors.Join(w.Write(doc), w.Close()); err != nil {
		return err
	}
	return writeWhole(path, []byte(b.String()))
}

// path puts a document's id below the folder: ids cannot lead out of it.
func (f *folderOutput) path(id string) string {
	inside := filepath.Clean(string(filepath.Separator) + strings.ReplaceAll(id, "..", "__"))
	if inside == string(filepath.Separator) || id == "-" {
		inside = "/stdin"
	}
	return filepath.Join(f.job.output, inside) + write.Extension(f.job.format)
}

func (f *folderOutput) close() error { return nil }

func (f *folderOutput) abandon() error { return nil }
