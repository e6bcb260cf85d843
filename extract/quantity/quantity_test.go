package quantity

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
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

func TestParseMeasure(t *testing.T) {
	if a, ok := ParseMeasure("200 pounds"); !ok || a != (Amount{Value: "200", Unit: "lb"}) {
		t.Errorf("ParseMeasure gives %v, %v", a, ok)
	}
}

// TestLongTexts reads what would take hours in square time.
func TestLongTexts(t *testing.T) {
	for _, unit := range []string{",", "1,", "a ", "hundred ", "one and ", "twenty-", "$", "half a "} {
		Parse(strings.Repeat(unit, 200_000))
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
