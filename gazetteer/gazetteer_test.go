package gazetteer

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// TestEmbeddedIsBuiltFromSources says that the committed file is what
// `go generate` makes.
func TestEmbeddedIsBuiltFromSources(t *testing.T) {
	built, err := Build(os.DirFS("source"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(built, []byte(embedded)) {
		t.Error("gazetteer.bin is not what the sources build: run go generate ./gazetteer")
	}
	if _, err := open(embedded, true); err != nil {
		t.Error(err)
	}
}

// TestEntriesComeBack says that the file gives each entry as the lists have it, and
// under each of its forms.
func TestEntriesComeBack(t *testing.T) {
	b := newBuilder()
	if err := b.readSources(os.DirFS("source")); err != nil {
		t.Fatal(err)
	}
	g := Default()
	for i, want := range b.entries {
		if diff := cmp.Diff(want, g.Entry(EntryID(i))); diff != "" {
			t.Fatalf("entry %d (-want +got):\n%s", i, diff)
		}
	}
	for h, f := range b.forms {
		at := g.find(h)
		if at <= prefix {
			t.Fatalf("%s is not found", b.entries[f.candidates[0]].Name)
		}
		b.rank(f.candidates)
		if got := g.appendForm(nil, at); !slices.Equal(got, f.candidates) {
			t.Fatalf("candidates %v, want %v", got, f.candidates)
		}
	}
}

// found lists the matches in a text as "text:kinds".
func found(text string) (list []string) {
	cut := segment.Split(text)
	for _, m := range Default().AppendMatches(nil, text, cut.Tokens) {
		var kinds []string
		for i, name := range []string{"person", "country", "demonym", "territory", "organization", "club", "place", "seat", "people", "event", "law"} {
			if m.Kinds>>i&1 != 0 {
				kinds = append(kinds, name)
			}
		}
		list = append(list, text[cut.Tokens[m.First].Start:cut.Tokens[m.Last-1].End]+":"+strings.Join(kinds, "+"))
	}
	return list
}

func TestAppendMatches(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"President Yoon Suk-yeol and Fumio Kishida met.", []string{"Yoon Suk-yeol:person", "Fumio Kishida:person"}},
		{"YOON SUK YEOL visits GERMANY", []string{"YOON SUK YEOL:person", "GERMANY:country"}},
		{"The U.S. told us that the US agreed.", []string{"U.S.:country+organization", "US:country+organization"}},
		{"South Korea's and Japanese officials", []string{"South Korea:country", "Japanese:demonym"}},
		{"Recep Tayyip Erdogan of Turkey", []string{"Recep Tayyip Erdogan:person", "Turkey:country"}},
		{"the Kremlin denied", []string{"Kremlin:organization+place+seat"}},
		{"Cote d’Ivoire and Côte d'Ivoire", []string{"Cote d’Ivoire:country", "Côte d'Ivoire:country"}},
		{"the brazil nut", nil},
		{"Songhai, Albertans and Shi'ites", []string{"Songhai:people", "Albertans:people", "Shi'ites:people"}},
		{"left for San Marino", []string{"San Marino:country+place"}}, // not the party For San Marino
	} {
		if diff := cmp.Diff(test.want, found(test.text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestCountriesAreFound(t *testing.T) {
	err := readTable(os.DirFS("source"), "countries.tsv", func(_ int, get func(string) string) error {
		code := get("code")
		if get("status") == "union" {
			return nil
		}
		for _, name := range append(list(get("aliases")), get("name")) {
			if !hasCode(name, code, Country|Territory) {
				t.Errorf("%s: the name %q is not found", code, name)
			}
		}
		for _, name := range list(get("demonyms")) {
			if !hasCode(name, code, Demonym) {
				t.Errorf("%s: the demonym %q is not found", code, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func hasCode(name, code string, kinds Kind) bool {
	for _, id := range Default().Lookup(name) {
		if e := Default().Entry(id); e.Kind&kinds != 0 && e.Country == code {
			return true
		}
	}
	return false
}

func TestSurnameAndNames(t *testing.T) {
	g := Default()
	if ids := g.Surname("Kishida"); len(ids) == 0 || g.Entry(ids[0]).Name != "Fumio Kishida" {
		t.Errorf("Surname(Kishida) = %v", ids)
	}
	if g.GivenName("Sarah") < 3 || g.GivenName("sarah") != 0 || g.FamilyName("KIM") == 0 {
		t.Errorf("Sarah %d, sarah %d, KIM %d", g.GivenName("Sarah"), g.GivenName("sarah"), g.FamilyName("KIM"))
	}
}

func TestNumberedDay(t *testing.T) {
	for _, day := range []string{"", "1997", "1997-01", "1997-01-07", "0962-12-31"} {
		if got := numberedDay(dayNumber(day)); got != day {
			t.Errorf("%q is read back as %q", day, got)
		}
	}
	for _, day := range []string{"12345-01-02", "soon", "1997-1", "1997-13-01", "1997-01-07-02"} {
		if err := (&Entry{Name: "X", Offices: []Office{{Start: day}}}).checkNumbers(); err == nil && numberedDay(dayNumber(day)) != day {
			t.Errorf("%q is taken", day)
		}
	}
}

func TestOpenDamaged(t *testing.T) {
	for _, file := range []string{"", "nutgraf", embedded[:100], embedded[:len(embedded)/2], strings.Replace(embedded, magic, "nutgraf names\x00\x09", 1)} {
		if _, err := open(file, true); err == nil {
			t.Errorf("a file of %d bytes opens", len(file))
		}
	}
}

func FuzzAppendMatches(f *testing.F) {
	for _, seed := range []string{"Yoon Suk-yeol", "U.S. U.S.", "é́-'’", "a\xffb", "Côte d'Ivoire"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cut := segment.Split(text)
		last := 0
		for _, m := range Default().AppendMatches(nil, text, cut.Tokens) {
			if m.First < last || m.Last <= m.First || m.Last > len(cut.Tokens) {
				t.Fatalf("match [%d,%d) after %d", m.First, m.Last, last)
			}
			last = m.Last
			if len(Default().Candidates(m)) == 0 {
				t.Fatal("a match without candidates")
			}
		}
	})
}

func BenchmarkAppendMatches(b *testing.B) {
	text := strings.Repeat("South Korean President Yoon Suk-yeol met U.S. President Joe Biden's aides in New York at 5 p.m. on Wednesday. ", 100)
	cut := segment.Split(text)
	var matches []Match
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		matches = Default().AppendMatches(matches[:0], text, cut.Tokens)
	}
}
