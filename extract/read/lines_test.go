package read

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLines reads folders, packed files and stdin, and names what it cannot read.
func TestLines(t *testing.T) {
	folder := t.TempDir()
	whole := gzipped("c\n" + strings.Repeat("d", 1000) + "\n")
	for name, data := range map[string][]byte{
		"a.jsonl":    []byte("\ufeffa\n\n  \nb"),
		"b.jsonl.gz": whole,
		"c.jsonl.gz": whole[:len(whole)-9],
		".hidden":    []byte("h\n"),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for line, err := range Lines([]string{folder, "missing", "-"}, strings.NewReader("e\r\n"), Options{}) {
		text := fmt.Sprintf("%s:%d %.3s", line.File, line.Number, bytes.TrimSpace(line.Text))
		if err != nil {
			text = err.Error()
		}
		got = append(got, strings.ReplaceAll(text, folder, "F"))
	}
	want := []string{
		"F/a.jsonl:1 a", "F/a.jsonl:4 b", "F/b.jsonl.gz:1 c", "F/b.jsonl.gz:2 ddd",
		"F/c.jsonl.gz:1 c", "F/c.jsonl.gz:2 ddd", "F/c.jsonl.gz:3: unpacking gzip: unexpected EOF",
		"missing: no such file or directory", "-:1 e",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for range Lines([]string{folder}, nil, Options{}) {
		break // must not be called again
	}
}
