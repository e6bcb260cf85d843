package sample

import (
	"bytes"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/read"
)

// TestWARC holds that an archive is the same each time, that it gives back every
// article and nothing of what stands around it.
func TestWARC(t *testing.T) {
	m, err := New("../../testdata/articles", 4)
	if err != nil {
		t.Fatal(err)
	}
	const documents = 30
	var one, two bytes.Buffer
	for _, b := range []*bytes.Buffer{&one, &two} {
		if err := m.WriteWARC(b, documents); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("two archives differ")
	}
	options := read.Options{Skipped: new(read.Skipped)}
	n := 0
	for raw, err := range read.Stream(&one, "sample.warc.gz", options) {
		if err != nil {
			t.Fatal(err)
		}
		a := raw.Ready(options)
		if err := a.Load(&a); err != nil {
			t.Fatalf("%s: %v", a.ID, err)
		}
		check(t, a, m.Article(n))
		n++
	}
	if n != documents || options.Skipped.String() != "6 records skipped: 3 images, 3 redirects" {
		t.Errorf("%d documents; %s", n, options.Skipped)
	}
}

func check(t *testing.T, got extract.Article, want Article) {
	t.Helper()
	if got.Title != want.Title || !got.Date.Equal(want.Date) {
		t.Errorf("%s: %q of %v, want %q of %v", got.ID, got.Title, got.Date, want.Title, want.Date)
	}
	for _, p := range want.Paragraphs {
		if strings.HasPrefix(p, "Menu |") || strings.HasPrefix(p, "Related stories") {
			continue // one of the articles was copied out of a page with what stood around it
		}
		if words := strings.Join(strings.Fields(p), " "); !strings.Contains(got.Text, words) {
			t.Errorf("%s: %.60q … is missing", got.ID, words)
		}
	}
	for _, no := range []string{"cookies", "Share Post", "The section", "The story", "Read more", "window.state"} {
		if strings.Contains(got.Text, no) {
			t.Errorf("%s: %q is in the text", got.ID, no)
		}
	}
}
