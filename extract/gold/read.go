package gold

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Read reads annotated documents from files and folders by their endings: .txt
// of our corpus form; .ann of brat with its .txt; .conll; .jsonl of nutgraf's
// own output with its text, or of a corpus whose folder names the label map;
// .gz of each but brat. - is nutgraf's output from stdin. It stops at the first
// error.
func Read(paths []string, names Names) iter.Seq2[*Document, error] {
	return func(yield func(*Document, error) bool) {
		found := false
		for _, path := range paths {
			files, err := listFiles(path)
			for _, file := range files {
				if err == nil {
					found = true
					err = readFile(file, names, func(d *Document) bool { return yield(d, nil) })
				}
			}
			if errors.Is(err, errStopped) {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
		}
		if !found {
			yield(nil, fmt.Errorf("no annotated files (.txt, .ann, .conll, .jsonl) in %s", strings.Join(paths, ", ")))
		}
	}
}

var errStopped = errors.New("stopped")

// listFiles returns the annotated files below a path in the order of their
// names, but for the texts that stand beside annotations of brat.
func listFiles(path string) (files []string, err error) {
	if path == "-" {
		return []string{path}, nil
	}
	err = filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if name == path || formatOf(name) != "" && !hasAnnotations(name) {
			files = append(files, name)
		}
		return nil
	})
	return files, err
}

// formatOf returns the ending that tells how a file is annotated, or "".
func formatOf(name string) string {
	ending := filepath.Ext(strings.TrimSuffix(name, ".gz"))
	if slices.Contains([]string{".txt", ".ann", ".conll", ".jsonl"}, ending) {
		return ending
	}
	return ""
}

func hasAnnotations(text string) bool {
	_, err := os.Stat(strings.TrimSuffix(text, ".txt") + ".ann")
	return err == nil && strings.HasSuffix(text, ".txt")
}

func readFile(name string, names Names, yield func(*Document) bool) error {
	switch {
	case name == "-":
		return readRecords(os.Stdin, name, names, yield)
	case formatOf(name) == ".ann":
		d, err := readBrat(name, names)
		if err == nil && !yield(d) {
			err = errStopped
		}
		return err
	}
	if ending := filepath.Ext(strings.TrimSuffix(name, ".gz")); ending != "" && formatOf(name) == "" {
		return fmt.Errorf("%s: annotated text ends in .txt, .ann, .conll or .jsonl, not in %s", name, ending)
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	r, err := unpacked(f, name)
	if err != nil {
		return err
	}
	switch formatOf(name) {
	case ".jsonl":
		return readRecords(r, name, names, yield)
	case ".conll":
		return readCoNLL(r, name, names, yield)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	d, err := ParseCorpus(name, string(text))
	if err != nil {
		return err
	}
	if !yield(d) {
		return errStopped
	}
	return nil
}

func unpacked(f io.Reader, name string) (io.Reader, error) {
	if !strings.HasSuffix(name, ".gz") {
		return f, nil
	}
	r, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return r, nil
}

// maxRecord bounds one line of a JSONL corpus, in bytes.
const maxRecord = 64 << 20

func readRecords(r io.Reader, name string, names Names, yield func(*Document) bool) error {
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, maxRecord)
	corpus := filepath.Base(filepath.Dir(name))
	for line := 1; scan.Scan(); line++ {
		if len(scan.Bytes()) == 0 {
			continue
		}
		d, err := parseRecord(scan.Bytes(), corpus, names)
		if err != nil {
			return &Error{name, line, err}
		}
		if !yield(d) {
			return errStopped
		}
	}
	if err := scan.Err(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
