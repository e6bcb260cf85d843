package gazetteer

import (
	"fmt"
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
		{"offices of one id", "a.csv", "type,name,id,office,start,end\nPERSON,Ada,Q1,Mayor,2001,2005-02\nPERSON,Ada,Q1,Governor,2005-02-03,\n", ""},
		{"characters of regular expressions", "a.csv", "type,name\nORGANIZATION,\"C*+ (Party) [x]{2} ^a|b$ \\d?\"\n", ""},
		{"backward term", "a.csv", "type,name,office,start,end\nPERSON,Ada,Mayor,2019,2019\nPERSON,Bea,Mayor,2019-05,2019-04-30\n", "a.csv:3: the term ends 2019-04-30, before it starts 2019-05"},
		{"no date", "a.tsv", "type\tname\tstart\nPERSON\tAda\t2019-02-30\n", "a.tsv:2: the date \"2019-02-30\" is not"},
		{"too few fields", "a.csv", "type,name\nPERSON\n", "a.csv: record on line 2"},
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

// TestRegularCharacters says that a name is matched as written.
func TestRegularCharacters(t *testing.T) {
	entries, err := Load(strings.NewReader("type,name\nORGANIZATION,C*+ (Party) [x]\n"), "a.csv")
	if err != nil {
		t.Fatal(err)
	}
	g := Default().With(entries)
	for text, want := range map[string]bool{"The C*+ (Party) [x] met.": true, "The CCC Party x met.": false, "The C met.": false} {
		cut := segment.Split(text)
		found := false
		for _, m := range g.AppendMatches(nil, text, cut.Tokens) {
			found = found || g.OfUser(g.Candidates(m)[0])
		}
		if found != want {
			t.Errorf("found in %q: %v", text, found)
		}
	}
}

// sameNames is a list of so many lines that all have one name.
func sameNames(lines int) string {
	var b strings.Builder
	b.WriteString("type\tname\taliases\tid\n")
	for i := range lines {
		fmt.Fprintf(&b, "PERSON\tAda Lovelock\tAda %d\tQ%d\n", i, i)
	}
	return b.String()
}

func TestLargeList(t *testing.T) {
	const lines = 40000
	entries, err := Load(strings.NewReader(sameNames(lines)), "large.tsv")
	if err != nil || len(entries) != lines {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	if ids := Default().With(entries).Lookup("Ada Lovelock"); len(ids) != lines {
		t.Fatalf("%d of %d are found by name", len(ids), lines)
	}
}

// BenchmarkLargeList shows that the time of a line does not grow with the list,
// also where all lines have one name.
func BenchmarkLargeList(b *testing.B) {
	for _, lines := range []int{4000, 40000} {
		list := sameNames(lines)
		b.Run(fmt.Sprint(lines), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				entries, err := Load(strings.NewReader(list), "large.tsv")
				if err != nil {
					b.Fatal(err)
				}
				Default().With(entries)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*lines), "ns/line")
		})
	}
}

// TestReadWikidata is what the scripts do not try.
func TestReadWikidata(t *testing.T) {
	const header = "person,personLabel,positionLabel,start\n"
	for _, test := range []struct{ file, text, err string }{
		{"a.csv", "", "a.csv:1: no header line"},
		{"a.tsv", "", "a.tsv:1: no header line"},
		{"a.csv", "person\nQ1\n", "a.csv:1: the result lacks the variable"},
		{"a.csv", header + "Q1,Ada\n", "a.csv: record on line 2"},
		{"a.tsv", "?person\t?personLabel\t?positionLabel\t?start\nQ1\n", "a.tsv:2: 1 fields, the header has 4"},
		{"a.json", "{", "a.json: not the JSON"},
		{"a.json", "[{\"name\":\"Ada\"}]", "a.json:1: a record without person"},
	} {
		_, _, err := ReadWikidata(strings.NewReader(test.text), test.file)
		if err == nil || !strings.HasPrefix(err.Error(), test.err) {
			t.Errorf("%q: %v, want %s", test.text, err, test.err)
		}
	}
	entries, left, err := ReadWikidata(strings.NewReader(header+"Q1,Ada Lovelock,Mayor,t123\nQ1,Ada Lovelock,Mayor,t123\nQ1,Bea,Mayor,\n"), "a.csv")
	if err != nil || len(entries) != 1 || len(entries[0].Offices) != 1 || len(left) != 1 {
		t.Errorf("%v, %v, %v", entries, left, err)
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
			if entries, _, err := ReadWikidata(strings.NewReader(text), file); err == nil {
				Default().With(entries)
			}
		}
	})
}
