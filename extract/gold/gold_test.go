package gold

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/extract"
)

func TestParseCorpus(t *testing.T) {
	d, err := ParseCorpus("x.txt", "date: 1998-07-13\ngenre: sport\nregion: europe\n---\n[PARIS](LOCATION), [July 13](DATE 1998-07-13) - \\[sic\\] [France](COUNTRY FR) won.\n")
	if err != nil {
		t.Fatal(err)
	}
	if want := "PARIS, July 13 - [sic] France won.\n"; d.Text != want {
		t.Errorf("text %q, want %q", d.Text, want)
	}
	want := []Span{{Start: 0, End: 5, Type: extract.Location}, {Start: 7, End: 14, Type: extract.Date, Value: "1998-07-13"}, {Start: 23, End: 29, Type: extract.Country, Value: "FR"}}
	if diff := cmp.Diff(want, d.Spans); diff != "" {
		t.Errorf("spans (-want +got):\n%s", diff)
	}
	if d.Genre != "sport" || d.Region != "europe" || d.Date.Year() != 1998 {
		t.Errorf("header %q %q %v", d.Genre, d.Region, d.Date)
	}
}

func TestParseCorpusErrors(t *testing.T) {
	for _, test := range []struct{ file, want string }{
		{"a\n[b", "x.txt:2: a [ without its ]"},
		{"a ] b", "x.txt:1: a ] without its ["},
		{"[a]", "x.txt:1: a mention without (TYPE)"},
		{"[a](CITY)", "x.txt:1: unknown type \"CITY\""},
		{"[](PERSON)", "x.txt:1: an empty mention"},
		{"[a [b](PERSON)](PERSON)", "x.txt:1: a [ inside a mention"},
		{"date: soon\n---\na", "x.txt:1: date \"soon\" is not"},
	} {
		_, err := ParseCorpus("x.txt", test.file)
		var at *Error
		if !errors.As(err, &at) || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("ParseCorpus(%q) = %v, want %s", test.file, err, test.want)
		}
	}
}

func FuzzCorpus(f *testing.F) {
	for _, seed := range []string{"", "[a](PERSON) \\[ b", "date: 2001-02-03\n---\nx [y](DATE z)", "[a\\]b](LAW)", "\\", "[a](X)[", "---\n---\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, file string) {
		d, err := ParseCorpus("x", file)
		if err != nil {
			return
		}
		again, err := ParseCorpus("x", FormatCorpus(d))
		if err != nil {
			t.Fatalf("what was written does not parse: %v", err)
		}
		if d.Text != again.Text || !cmp.Equal(d.Spans, again.Spans) {
			t.Fatalf("round trip: %q %v, then %q %v", d.Text, d.Spans, again.Text, again.Spans)
		}
	})
}

type names struct{}

func (names) IsCountry(n string) bool     { return n == "Chile" }
func (names) IsNationality(n string) bool { return n == "Chilean" }

func TestReadRecords(t *testing.T) {
	file := filepath.Join(t.TempDir(), "wikigold", "dev.jsonl")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	line := `{"id":"1","source":"w","text":"Chile and Lima and IBM","entities":[{"start":0,"end":5,"label":"LOC"},{"start":10,"end":14,"label":"LOC"},{"start":10,"end":12,"label":"PER","nested":true},{"start":19,"end":22,"label":"MISC"}]}` + "\n"
	if err := os.WriteFile(file, []byte(line+"{}x\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var docs []*Document
	var failed error
	for d, err := range Read([]string{file}, names{}) {
		if err != nil {
			failed = err
			break
		}
		docs = append(docs, d)
	}
	if failed == nil || !strings.Contains(failed.Error(), "dev.jsonl:2: not a JSON record") {
		t.Errorf("the second line gives %v", failed)
	}
	want := []Span{{Start: 0, End: 5, Type: extract.Country}, {Start: 10, End: 14, Type: extract.Location}}
	if len(docs) != 1 || !cmp.Equal(want, docs[0].Spans) || len(docs[0].Unsure) != 1 || docs[0].Knows(extract.Date) {
		t.Errorf("got %+v", docs)
	}
}

// TestCorpus reads our own corpus whole.
func TestCorpus(t *testing.T) {
	texts := map[string]string{}
	for d, err := range Read([]string{"../../corpus"}, nil) {
		if err != nil {
			t.Fatal(err)
		}
		if d.Date.IsZero() || d.Genre == "" || d.Region == "" {
			t.Errorf("%s: the header lacks date, genre or region", d.ID)
		}
		if twin, ok := texts[d.Text]; ok {
			t.Errorf("%s and %s are the same", d.ID, twin)
		}
		texts[d.Text] = d.ID
		for _, s := range d.Spans {
			if m := d.Text[s.Start:s.End]; strings.TrimSpace(m) != m {
				t.Errorf("%s: %q has white space at its border", d.ID, m)
			}
		}
	}
	if len(texts) < 80 {
		t.Errorf("only %d documents", len(texts))
	}
}
