package timex

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// The files testdata/*.txt carry their answers: one text a line, in which
// [words](TYPE value mod) is an expression, "-" a value that cannot be told,
// and everything else no time. "date:" tells when the lines below it were
// written, or none; # begins a comment.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	total := 0
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			for _, c := range readCases(t, file) {
				total += len(c.want)
				if diff := cmp.Diff(c.want, c.found()); diff != "" {
					t.Errorf("%s: %s (-want +got):\n%s", c.place, c.text, diff)
				}
			}
		})
	}
	if total < 400 {
		t.Errorf("%d expressions are too few", total)
	}
}

// testCase is a line of a case file; want has an element for each expression:
// "Wednesday (DATE 2022-09-21)".
type testCase struct {
	place string // file:line
	text  string
	ref   time.Time
	want  []string
}

func readCases(t *testing.T, file string) (cases []testCase) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var ref time.Time
	for n, line := range strings.Split(string(data), "\n") {
		day, isDate := strings.CutPrefix(line, "date: ")
		switch {
		case line == "" || line[0] == '#':
		case isDate:
			ref, _ = time.Parse(dayForm, day) // "none" gives the zero time
		default:
			c := testCase{place: fmt.Sprintf("%s:%d", file, n+1), ref: ref}
			c.text, c.want = plain(t, line)
			cases = append(cases, c)
		}
	}
	return cases
}

// plain takes brackets and answers away from a line.
func plain(t *testing.T, line string) (text string, want []string) {
	t.Helper()
	for {
		before, rest, ok := strings.Cut(line, "[")
		text += before
		if !ok {
			return text, want
		}
		words, rest, ok1 := strings.Cut(rest, "](")
		answer, rest, ok2 := strings.Cut(rest, ")")
		if !ok1 || !ok2 {
			t.Fatalf("open bracket in %q", line)
		}
		text += words
		want = append(want, words+" ("+answer+")")
		line = rest
	}
}

func (c testCase) found() (list []string) {
	cut := segment.Split(c.text)
	for _, e := range AppendAll(nil, c.text, cut.Tokens, cut.Sentences, c.ref) {
		if !e.Sure {
			continue
		}
		value := e.Value
		if value == "" {
			value = "-"
		}
		answer := e.Type.String() + " " + value
		if e.Mod != "" {
			answer += " " + e.Mod
		}
		list = append(list, c.text[e.Start:e.End]+" ("+answer+")")
	}
	return list
}
