package train

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// maxLine bounds a record of raw text, in bytes.
const maxLine = 64 << 20

// eachText calls yield with the text of each record of the files.
func eachText(paths []string, yield func(string) bool) error {
	for _, path := range paths {
		err := filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !hasSuffix(name, ".jsonl", ".jsonl.gz") {
				return err
			}
			return eachRecord(name, yield)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func eachRecord(name string, yield func(string) bool) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var r io.Reader = f
	if hasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, maxLine)
	for line := 1; scan.Scan(); line++ {
		var record struct{ Text string }
		if err := json.Unmarshal(scan.Bytes(), &record); err != nil {
			return fmt.Errorf("%s:%d: not a JSON record: %w", name, line, err)
		}
		yield(record.Text)
	}
	if err := scan.Err(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
