package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// recipe finds a block of commands and the block of its output below it.
var recipe = regexp.MustCompile("(?s)\n```sh\n(.*?)```\n\n```text\n(.*?)```\n")

// TestRecipes runs what the README's recipes say, in a folder with articles/
// and news.jsonl. Those whose tools are not on the machine are skipped. With
// UPDATE=1 it writes the output that it got into the README.
func TestRecipes(t *testing.T) {
	const file = "../../README.md"
	readme, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, recipes, _ := strings.Cut(string(readme), "\n## Recipes\n")
	recipes, _, found := strings.Cut(recipes, "\n## ")
	if !found {
		t.Fatal("the README has no recipes")
	}
	found = false
	for _, r := range recipe.FindAllStringSubmatch(recipes, -1) {
		found = true
		name, _, _ := strings.Cut(r[1], "\n")
		t.Run(name, func(t *testing.T) {
			got := runRecipe(t, r[1])
			if os.Getenv("UPDATE") != "" {
				readme = bytes.Replace(readme, []byte(r[0]), []byte("\n```sh\n"+r[1]+"```\n\n```text\n"+got+"```\n"), 1)
			} else if diff := cmp.Diff(r[2], got); diff != "" {
				t.Errorf("output (-README +got):\n%s", diff)
			}
		})
	}
	if !found {
		t.Error("no recipe was found")
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, readme, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func runRecipe(t *testing.T, commands string) string {
	for _, tool := range []string{"sh", "jq", "duckdb", "parallel"} {
		if _, err := exec.LookPath(tool); err != nil && regexp.MustCompile(`\b`+tool+`\b`).MatchString(commands) {
			t.Skipf("%s is not on this machine", tool)
		}
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "articles"), os.DirFS(articles(t))); err != nil {
		t.Fatal(err)
	}
	writeRecords(t, dir)
	c := exec.Command("sh", "-e", "-c", commands)
	c.Dir = dir
	c.Env = append(os.Environ(), "LC_ALL=C", "TMPDIR="+dir)
	var stderr bytes.Buffer
	c.Stderr = &stderr
	got, err := c.Output()
	if err != nil {
		t.Errorf("%v: %s", err, stderr.String())
	}
	return string(got)
}

// writeRecords makes news.jsonl of three articles.
func writeRecords(t *testing.T, dir string) {
	names, err := filepath.Glob(filepath.Join(dir, "articles", "20*.txt"))
	if err != nil || len(names) < 3 {
		t.Fatalf("articles: %v, %v", names, err)
	}
	var b bytes.Buffer
	for _, name := range names[:3] {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		id := strings.TrimSuffix(filepath.Base(name), ".txt")
		line, err := json.Marshal(map[string]string{"id": id, "date": id[:10], "text": string(text)})
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	if err := os.WriteFile(filepath.Join(dir, "news.jsonl"), b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
