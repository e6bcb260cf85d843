package quantity

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// amounts reads testdata/amounts.txt: text = value unit.
func amounts(tb testing.TB) (texts, want []string) {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "amounts.txt"))
	if err != nil {
		tb.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if text, amount, ok := strings.Cut(strings.TrimSpace(line), " = "); ok && line[0] != '#' {
			texts, want = append(texts, text), append(want, amount)
		}
	}
	return texts, want
}

func TestParse(t *testing.T) {
	texts, want := amounts(t)
	for i, text := range texts {
		got := "-"
		if a, ok := Parse(text); ok {
			got = strings.TrimSpace(a.Value + " " + a.Unit)
		}
		if got != want[i] {
			t.Errorf("Parse(%q) = %q, want %q", text, got, want[i])
		}
	}
	if len(texts) < 80 {
		t.Errorf("%d amounts are too few", len(texts))
	}
}

// TestAppendAll reads testdata/found.txt: in each line it finds what stands in
// brackets and no more.
func TestAppendAll(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "found.txt"))
	if err != nil {
		t.Fatal(err)
	}
	bracket := regexp.MustCompile(`\[([^\]]*)\]\(([^)]*)\)`)
	for line := range strings.Lines(string(data)) {
		if line[0] == '#' {
			continue
		}
		text := bracket.ReplaceAllString(line, "$1")
		var want []string
		for _, m := range bracket.FindAllStringSubmatch(line, -1) {
			want = append(want, m[1]+" = "+m[2])
		}
		cut := segment.Split(text)
		var got []string
		for _, s := range AppendAll(nil, text, cut.Tokens, cut.Sentences) {
			got = append(got, text[s.Start:s.End]+" = "+strings.TrimSpace(kindNames[s.Kind]+" "+valueOf(text[s.Start:s.End], s.Kind)))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

var kindNames = [...]string{Money: "MONEY", Percent: "PERCENT", Measure: "QUANTITY", Rank: "ORDINAL", Count: "CARDINAL"}

func valueOf(text string, k Kind) string {
	parse := Parse
	if k == Measure {
		parse = ParseMeasure
	}
	a, _ := parse(text)
	return strings.TrimSpace(a.Value + " " + a.Unit)
}

func TestParseMeasure(t *testing.T) {
	if a, ok := ParseMeasure("200 pounds"); !ok || a != (Amount{Value: "200", Unit: "lb"}) {
		t.Errorf("ParseMeasure gives %v, %v", a, ok)
	}
}

// TestLongTexts reads what would take hours in square time.
func TestLongTexts(t *testing.T) {
	for _, unit := range []string{",", "1,", "a ", "hundred ", "one and ", "twenty-", "$", "half a ", "between 1 and ", "5 million ", "$5-", "about "} {
		text := strings.Repeat(unit, 200_000)
		Parse(text)
		cut := segment.Split(text)
		AppendAll(nil, text, cut.Tokens, cut.Sentences)
	}
}

func FuzzParse(f *testing.F) {
	texts, _ := amounts(f)
	for _, seed := range append(texts, "1,,2", "é٣", "a a a", "hundred hundred", "9999999999999999999999e", "million million million") {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if a, ok := Parse(text); ok && a.Value == "" {
			t.Errorf("%q has no value", text)
		}
		cut := segment.Split(text)
		last := 0
		for _, s := range AppendAll(nil, text, cut.Tokens, cut.Sentences) {
			if s.Start < last || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("span [%d,%d) behind %d of %d", s.Start, s.End, last, len(text))
			}
			last = s.End
		}
	})
}

func BenchmarkParse(b *testing.B) {
	texts, _ := amounts(b)
	size := 0
	for _, text := range texts {
		size += len(text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			Parse(text)
		}
	}
}
