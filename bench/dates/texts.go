package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A text is what all finders read: with its gold expressions and the day that
// relative ones count from.
type text struct {
	id   string
	body string
	date time.Time
	gold []expression
}

// An expression is a place in a text that names a time, with its TIMEX3 value
// or that of the corpus; empty where it has none. Offsets are bytes, half-open.
type expression struct {
	start, end int
	value      string
	also       string // of a peer: the same in a coarser unit, which counts as well
}

// readCases reads the grammar's own case files: one text a line, in which
// [words](TYPE value mod) is an expression; "date:" tells when the lines below
// were written. Lines without a date are left out, since no peer works without.
func readCases(folder string) (texts []text, err error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no case files in %s", folder)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var date time.Time
		for n, line := range strings.Split(string(data), "\n") {
			day, isDate := strings.CutPrefix(line, "date: ")
			switch {
			case line == "" || line[0] == '#':
			case isDate:
				date, _ = time.Parse(time.DateOnly, day) // "none" gives the zero time
			case !date.IsZero():
				t := text{id: fmt.Sprintf("%s:%d", file, n+1), date: date}
				if err := t.addCase(line); err != nil {
					return nil, fmt.Errorf("%s: %w", t.id, err)
				}
				texts = append(texts, t)
			}
		}
	}
	return texts, nil
}

func (t *text) addCase(line string) error {
	for {
		before, rest, ok := strings.Cut(line, "[")
		t.body += before
		if !ok {
			return nil
		}
		words, rest, ok1 := strings.Cut(rest, "](")
		answer, rest, ok2 := strings.Cut(rest, ")")
		fields := strings.Fields(answer)
		if !ok1 || !ok2 || len(fields) < 2 {
			return fmt.Errorf("open bracket in %q", line)
		}
		e := expression{start: len(t.body), end: len(t.body) + len(words), value: fields[1]}
		if e.value == "-" {
			e.value = ""
		}
		t.gold = append(t.gold, e)
		t.body += words
		line = rest
	}
}

// readCorpus reads a corpus of shared/corpora: JSON lines with byte offsets.
// Texts without a date are left out.
func readCorpus(file string) (texts []text, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for n := 1; lines.Scan(); n++ {
		t, err := parseRecord(lines.Bytes())
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		if !t.date.IsZero() {
			texts = append(texts, t)
		}
	}
	return texts, lines.Err()
}

func parseRecord(line []byte) (text, error) {
	var r struct {
		ID, Text, Date string
		Entities       []struct {
			Start, End int
			Value      string
			Nested     bool
		}
	}
	if err := json.Unmarshal(line, &r); err != nil {
		return text{}, err
	}
	t := text{id: r.ID, body: r.Text}
	if r.Date != "" {
		var err error
		if t.date, err = time.Parse(time.DateOnly, r.Date); err != nil {
			return t, err
		}
	}
	for _, e := range r.Entities {
		if !e.Nested {
			t.gold = append(t.gold, expression{start: e.Start, end: e.End, value: e.Value})
		}
	}
	return t, nil
}
