package gazetteer

import (
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/extract/segment"
)

func TestLoad(t *testing.T) {
	for _, test := range []struct{ name, file, text, err string }{
		{"tsv", "a.tsv", "type\tname\taliases\tid\tdesk\nPERSON\tAda (\"The [Count]\") O'Byron\tA.B.;Ada\tQ7259\tscience\n", ""},
		{"csv", "a.csv", "type,name\nORGANIZATION,\"Harbour, Road & Co.\"\n", ""},
		{"jsonl", "a.jsonl", "{\"type\":\"LOCATION\",\"name\":\"Bla\",\"aliases\":[\"Blà\"],\"n\":3}\n\n", ""},
		{"no type column", "a.tsv", "name\nAda\n", "a.tsv:1: the header lacks the column \"type\""},
		{"empty file", "a.tsv", "", "a.tsv:1: no header line"},
		{"unknown type", "a.csv", "type,name\nCITY,Bla\n", "a.csv:2: unknown type \"CITY\""},
		{"empty name", "a.csv", "type,name\nPERSON,\n", "a.csv:2: the name \"\" has no word"},
		{"one id, two names", "a.csv", "type,name,id\nPERSON,Ada,Q1\nPERSON,Bea,Q1\n", "a.csv:3: the id Q1 is that of \"Ada\" already"},
		{"not JSON", "a.jsonl", "{}x\n", "a.jsonl:1: not a JSON object"},
	} {
		entries, err := Load(strings.NewReader(test.text), test.file)
		switch {
		case test.err == "" && (err != nil || len(entries) != 1):
			t.Errorf("%s: %v, %v", test.name, entries, err)
		case test.err != "" && (err == nil || !strings.HasPrefix(err.Error(), test.err)):
			t.Errorf("%s: %v, want %s", test.name, err, test.err)
		}
	}
}

func TestWith(t *testing.T) {
	entries, err := Load(strings.NewReader("type\tname\taliases\tid\nORGANIZATION\tParis Agreement Watch\tParis\tQ1\n"), "a.tsv")
	if err != nil {
		t.Fatal(err)
	}
	g := Default().With(entries)
	text := "Paris said Paris Agreement Watch"
	cut := segment.Split(text)
	matches := g.AppendMatches(nil, text, cut.Tokens)
	if len(matches) != 2 {
		t.Fatalf("%d matches", len(matches))
	}
	for _, m := range matches {
		if id := g.Candidates(m)[0]; !g.OfUser(id) || g.Entry(id).Wikidata != "Q1" {
			t.Errorf("the first candidate of %v is %v", m, g.Entry(id))
		}
	}
	if len(Default().userForms) != 0 {
		t.Error("the embedded gazetteer has changed")
	}
}

func FuzzLoad(f *testing.F) {
	for _, seed := range []string{"type\tname\nPERSON\tA\n", "type\tname\n\"", "\x00", "name\ttype\n\t\t\t\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, file := range []string{"a.tsv", "a.csv", "a.jsonl"} {
			if entries, err := Load(strings.NewReader(text), file); err == nil {
				Default().With(entries)
			}
		}
	})
}
