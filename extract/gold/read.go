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
	"strings"
)

// Read reads annotated documents from files and folders: .txt of our corpus
// form, .jsonl and .jsonl.gz whose folder names the corpus and so the label
// map. It stops at the first error.
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
			yield(nil, fmt.Errorf("no annotated files (.txt, .jsonl, .jsonl.gz) in %s", strings.Join(paths, ", ")))
		}
	}
}

var errStopped = errors.New("stopped")

// listFiles returns the annotated files below a path in the order of their names.
func listFiles(path string) (files []string, err error) {
	err = filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if name == path || strings.HasSuffix(name, ".txt") || strings.HasSuffix(name, ".jsonl") || strings.HasSuffix(name, ".jsonl.gz") {
			files = append(files, name)
		}
		return nil
	})
	return files, err
}

func readFile(name string, names Names, yield func(*Document) bool) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if strings.HasSuffix(name, ".jsonl") || strings.HasSuffix(name, ".jsonl.gz") {
		return readRecords(r, name, names, yield)
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
