package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/nutgraf/nutgraf/extract/gold"
)

// texts are documents to read.
type texts struct {
	list  []string
	words int
}

// readTexts reads the corpus without its annotations, so many times over.
func readTexts(corpus string, times int) (*texts, error) {
	t := &texts{}
	for d, err := range gold.Read([]string{corpus}, nil) {
		if err != nil {
			return nil, err
		}
		t.list = append(t.list, d.Text)
	}
	once := t.list
	for range times - 1 {
		t.list = append(t.list, once...)
	}
	for _, text := range t.list {
		t.words += len(strings.Fields(text))
	}
	return t, nil
}

// writeLines writes a JSON object a document.
func (t *texts) writeLines(name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	lines := json.NewEncoder(w)
	for i, text := range t.list {
		if err := lines.Encode(map[string]string{"id": fmt.Sprint(i), "text": text}); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// writeOne writes one document of so many bytes.
func (t *texts) writeOne(name string, size int) error {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(t.list[i%len(t.list)] + "\n\n")
	}
	return os.WriteFile(name, []byte(strings.ToValidUTF8(b.String()[:size], "")), 0o644)
}
