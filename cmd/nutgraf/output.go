package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/write"
)

// partial ends the name of a file that is not whole yet.
const partial = ".partial"

// articleSeq is what a job reads.
type articleSeq = iter.Seq2[extract.Article, error]

// output is where a job's documents go.
type output interface {
	unfinished(articleSeq) articleSeq // marks those that an earlier run has finished with errFinished
	skip(*extract.Article)            // passes over one of these
	write(extract.Result) error       // the document of an article
	count() int                       // of the documents written or passed over
	close() error                     // makes what was written final
	suspend() error                   // keeps what was written, but not under its final name
	abandon() error                   // leaves no half-written file behind, unless one can go on with it
}

func (j *job) openOutput() (output, error) {
	switch {
	case j.output == "":
		return j.streamOutput(j.stdout, nil)
	case isFolder(j.output):
		return j.folderOutput()
	case isSpecial(j.output):
		f, err := os.OpenFile(j.output, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		return j.streamOutput(f, nil)
	case j.resume:
		return j.resumedOutput()
	}
	f, err := os.OpenFile(j.output+partial, os.O_WRONLY|os.O_CREATE|j.truncateFlag(), 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, errors.New(j.output + partial + " is left of a run that was cut off: go on with --resume, or remove it")
	}
	if err != nil {
		return nil, err
	}
	return j.streamOutput(f, f)
}

// truncateFlag says what becomes of a file that an earlier run left: lines of
// JSON are worth keeping, since one can go on with them.
func (j *job) truncateFlag() int {
	if j.format == "jsonl" {
		return os.O_EXCL
	}
	return os.O_TRUNC
}

func (j *job) streamOutput(w io.Writer, file *os.File) (*streamOutput, error) {
	buffered := bufio.NewWriterSize(w, 64<<10)
	writer, err := write.New(j.format, buffered, j.write, j.single)
	s := &streamOutput{job: j, writer: writer, buffered: buffered, file: file}
	if file != nil {
		s.path = file.Name()
	}
	return s, err
}

// streamOutput writes all documents one after the other, to stdout or to a
// file that gets its name at the end.
type streamOutput struct {
	job      *job
	writer   write.Writer
	buffered *bufio.Writer
	file     *os.File // nil: stdout
	path     string   // of the file now
	first    [][]byte // lines of an earlier run, to compare with what this one gives
	n        int
}

func (s *streamOutput) count() int { return s.n }

func (s *streamOutput) skip(*extract.Article) { s.n++ }

func (s *streamOutput) write(result extract.Result) error {
	if s.n < len(s.first) {
		return s.compare(result.Document)
	}
	if err := s.unfinish(); err != nil {
		return err
	}
	if err := s.writer.Write(result.Document); err != nil {
		return err
	}
	s.n++
	if s.job.flush {
		return s.buffered.Flush()
	}
	return nil
}

// unfinish takes the final name from a file that is gone on with.
func (s *streamOutput) unfinish() error {
	if s.file == nil || s.path != s.job.output {
		return nil
	}
	s.path += partial
	return os.Rename(s.job.output, s.path)
}

func (s *streamOutput) close() error {
	if err := s.suspend(); err != nil || s.file == nil {
		return errors.Join(err, s.removeHalf())
	}
	if s.path == s.job.output {
		return nil
	}
	return os.Rename(s.path, s.job.output)
}

func (s *streamOutput) suspend() error {
	err := s.writer.Close()
	if err == nil {
		err = s.buffered.Flush()
	}
	if s.file == nil {
		return err
	}
	return errors.Join(err, s.file.Close())
}

func (s *streamOutput) abandon() error {
	if s.file == nil {
		return nil
	}
	return errors.Join(s.file.Close(), s.removeHalf())
}

// removeHalf removes a file that did not become whole, unless one can go on
// with it.
func (s *streamOutput) removeHalf() error {
	if s.file == nil || s.path == s.job.output || s.job.format == "jsonl" && s.n+len(s.first) > 0 {
		return nil
	}
	return os.Remove(s.path)
}

// folderOutput writes a file a document, in the tree of the input.
type folderOutput struct {
	job     *job
	journal *journal
	used    places
	inputs  *inputs // nil: none was in the way yet
	n       int
}

func (j *job) folderOutput() (output, error) {
	if err := os.MkdirAll(j.output, 0o755); err != nil {
		return nil, err
	}
	for _, path := range j.paths {
		if same(path, j.output) {
			return nil, errors.New("the output folder is the input folder " + path)
		}
	}
	journal, err := openJournal(j.output, j.settings, j.resume)
	return &folderOutput{job: j, journal: journal, used: places{}}, err
}

func (f *folderOutput) count() int { return f.n }

func (f *folderOutput) skip(a *extract.Article) {
	f.n++
	f.used.place(f.job.output, f.nameOf(a.ID))
}

func (f *folderOutput) write(result extract.Result) error {
	doc := result.Document
	var b strings.Builder
	w, err := write.New(f.job.format, &b, f.job.write, true)
	if err != nil {
		return err
	}
	if err := errors.Join(w.Write(doc), w.Close()); err != nil {
		return err
	}
	path := f.used.place(f.job.output, f.nameOf(doc.ID))
	if err := f.keepInputs(path); err != nil {
		return documentError{fmt.Errorf("%s: %w", doc.ID, err)}
	}
	if err := writeDocument(path, write.Extension(f.job.format), doc.Text, []byte(b.String())); err != nil {
		return ofDocument(doc.ID, err)
	}
	f.n++
	return f.journal.add(&result.Article)
}

// keepInputs refuses to write a document's files where an input stands: one that
// the user named, or a file in a folder that they named, unless the output is
// inside of that folder, where a run does not read.
func (f *folderOutput) keepInputs(path string) error {
	files := []string{path + write.Extension(f.job.format)}
	if f.job.format == "brat" {
		files = append(files, path+".txt")
	}
	for _, file := range files {
		if !exists(file) {
			continue
		}
		if f.inputs == nil {
			f.inputs = newInputs(f.job.paths, f.job.output)
		}
		if f.inputs.has(file) {
			return fmt.Errorf("%s is an input, and writing would replace it", file)
		}
	}
	return nil
}

// inputs are what a run reads: named files, by what two names of one file share,
// since there can be as many as there are outputs; and folders.
type inputs struct {
	files   map[mark][]fs.FileInfo
	folders []string
}

type mark struct{ size, changed int64 }

func markOf(info fs.FileInfo) mark { return mark{info.Size(), info.ModTime().UnixNano()} }

// newInputs leaves out folders that the output is inside of.
func newInputs(paths []string, output string) *inputs {
	in := &inputs{files: map[mark][]fs.FileInfo{}}
	for _, path := range paths {
		switch info, err := os.Stat(path); {
		case err != nil:
		case !info.IsDir():
			in.files[markOf(info)] = append(in.files[markOf(info)], info)
		case !holds(path, output):
			in.folders = append(in.folders, path)
		}
	}
	return in
}

func (in *inputs) has(path string) bool {
	if slices.ContainsFunc(in.folders, func(folder string) bool { return holds(folder, path) }) {
		return true
	}
	info, err := os.Stat(path)
	return err == nil && slices.ContainsFunc(in.files[markOf(info)], func(file fs.FileInfo) bool { return os.SameFile(file, info) })
}

// holds tells whether a path is inside of a folder.
func holds(folder, path string) bool {
	folder, err1 := filepath.Abs(folder)
	path, err2 := filepath.Abs(path)
	inside, err3 := filepath.Rel(folder, path)
	return errors.Join(err1, err2, err3) == nil && filepath.IsLocal(inside)
}

// documentError is a fault of the output that costs one document.
type documentError struct{ error }

// ofDocument tells whether an error is of one document alone: its path leads
// through the file of another, or is that of a folder.
func ofDocument(id string, err error) error {
	for _, kind := range []error{syscall.ENOTDIR, syscall.EISDIR, fs.ErrExist} {
		if errors.Is(err, kind) {
			return documentError{fmt.Errorf("%s: %w", id, err)}
		}
	}
	return err
}

// nameOf returns what an id gives to the name of its file: brat wants article.ann
// beside the text, article.txt.
func (f *folderOutput) nameOf(id string) string {
	if f.job.format == "brat" {
		return trimEnding(id)
	}
	return id
}

// writeDocument writes a document's file, in a folder that need not be there yet,
// and before the annotation of brat its text.
func writeDocument(path, ending, text string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if ending == write.Extension("brat") {
		if err := writeWhole(path+".txt", []byte(text)); err != nil {
			return err
		}
	}
	return writeWhole(path+ending, data)
}

// writeWhole writes a file that has its name only once it is whole.
func writeWhole(path string, data []byte) error {
	half := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+partial)
	err := os.WriteFile(half, data, 0o644)
	if err == nil {
		err = os.Rename(half, path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(half))
	}
	return nil
}

// maxName bounds what an id gives to the name of a file or folder, in bytes:
// most file systems take 255, and our endings need some. Addresses of the web
// used as ids can be longer.
const maxName = 200

// places counts the documents that wanted a path, by its hash.
type places map[uint64]int

// place returns the path of the next document of an id below a folder, which no
// other has: the second one's ends in ~2, and so does that of an id that leads
// to the path of another.
func (p places) place(folder, id string) string {
	first := pathOf(folder, id)
	wanted := hash(first)
	p[wanted]++
	if p[wanted] == 1 {
		return first
	}
	for {
		path := first + "~" + strconv.Itoa(p[wanted])
		if key := hash(path); p[key] == 0 {
			p[key] = 1
			return path
		}
		p[wanted]++
	}
}

// maxInside bounds what an id gives to a path, in bytes.
const maxInside = 2000

// pathOf puts an id below a folder: ids cannot lead out of it.
func pathOf(folder, id string) string {
	inside := filepath.Clean(string(filepath.Separator) + strings.NewReplacer("..", "__", "\x00", "_").Replace(id))
	if len(inside) > maxInside {
		inside = string(filepath.Separator) + strings.ReplaceAll(inside[1:], string(filepath.Separator), "_") // one long name, cut below
	}
	if inside == string(filepath.Separator) || id == "-" {
		inside = "/stdin"
	}
	parts := strings.Split(inside, string(filepath.Separator))
	for i, part := range parts {
		if len(part) > maxName {
			parts[i] = fmt.Sprintf("%s~%016x", part[:maxName-20], hash(part))
		}
	}
	return filepath.Join(folder, filepath.Join(parts...))
}

func (f *folderOutput) close() error { return f.journal.close() }

func (f *folderOutput) suspend() error { return f.journal.close() }

func (f *folderOutput) abandon() error { return f.journal.close() }

// isFolder tells whether --output names a folder.
func isFolder(path string) bool {
	if strings.HasSuffix(path, "/") || strings.HasSuffix(path, string(filepath.Separator)) {
		return true
	}
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// isSpecial tells whether --output names something that is no file to replace:
// a device or a named pipe.
func isSpecial(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// keepInputs refuses an output or list of errors that would replace an input.
func keepInputs(inputs []string, stdin io.Reader, outputs ...string) error {
	for _, out := range outputs {
		for _, in := range inputs {
			if out != "" && !isFolder(out) && !isSpecial(out) && (same(in, out) || in == "-" && isStream(stdin, out)) {
				return fmt.Errorf("%s is an input, and writing would replace it", out)
			}
		}
	}
	return nil
}

// isStream tells whether a stream reads the file of a path.
func isStream(stream io.Reader, path string) bool {
	f, ok := stream.(*os.File)
	if !ok {
		return false
	}
	x, err1 := f.Stat()
	y, err2 := os.Stat(path)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

// same tells whether two paths lead to one file or folder.
func same(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}
