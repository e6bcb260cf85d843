package extract_test

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

const module = "github.com/nutgraf/nutgraf/"

// TestImportRules holds the packages to ARCHITECTURE.md: leaves import no
// package of ours but segment, only prose imports prose, and ends are imported
// by no one here.
func TestImportRules(t *testing.T) {
	leaves := map[string]bool{"segment": true, "model": true, "timex": true, "quantity": true, "../gazetteer": true}
	ends := []string{"prose", "read", "write", "score", "stats", "train"}
	for _, dir := range []string{".", "segment", "model", "timex", "quantity", "../gazetteer", "prose", "read", "write", "gold", "score", "stats", "train"} {
		for _, path := range imports(t, dir) {
			ours := strings.HasPrefix(path, module)
			if leaves[dir] && ours && path != module+"extract/segment" {
				t.Errorf("the leaf %s imports %s", dir, path)
			}
			if strings.Contains(path, "jdkato/prose") && dir != "prose" {
				t.Errorf("%s imports %s", dir, path)
			}
			for _, end := range ends {
				if path == module+"extract/"+end {
					t.Errorf("%s imports the end %s", dir, end)
				}
			}
		}
	}
}

func imports(t *testing.T, dir string) (paths []string) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range f.Imports {
			paths = append(paths, strings.Trim(i.Path.Value, `"`))
		}
	}
	return paths
}
