package timex

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// found lists the expressions of a text written on Thursday 22 September 2022.
func found(text string) (list []string) {
	cut := segment.Split(text)
	ref := time.Date(2022, 9, 22, 0, 0, 0, 0, time.UTC)
	for _, e := range AppendAll(nil, text, cut.Tokens, cut.Sentences, ref) {
		list = append(list, text[e.Start:e.End]+" = "+e.Type.String()+" "+e.Value)
	}
	return list
}

func TestAppendAll(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"They met in New York on Wednesday.", []string{"Wednesday = DATE 2022-09-21"}},
		{"They will meet Wednesday in Seoul.", []string{"Wednesday = DATE 2022-09-28"}},
		{"the first summit since December 2019", []string{"December 2019 = DATE 2019-12"}},
		{"Japan's 1910-45 rule over Korea and a spat from 2019", []string{"1910-45 = DATE 1910/1945", "2019 = DATE 2019"}},
		{"a new law earlier this month", []string{"earlier this month = DATE 2022-09"}},
		{"encounters in late June, at the summit", []string{"late June = DATE 2022-06"}},
		{"announced last week that", []string{"last week = DATE 2022-W37"}},
		{"met after 2 years and 10 months", []string{"2 years and 10 months = DURATION P2Y10M"}},
		{"talks for 30 minutes", []string{"30 minutes = DURATION PT30M"}},
		{"a 48-second conversation", []string{"48-second = DURATION PT48S"}},
		{"later Wednesday afternoon", []string{"later Wednesday afternoon = TIME 2022-09-21TAF"}},
		{"their 140th anniversary next year", []string{"next year = DATE 2023"}},
		{"on Sept. 22, 2021, and on 3 May", []string{"Sept. 22, 2021 = DATE 2021-09-22", "3 May = DATE 2022-05-03"}},
		{"in the 1990s and the mid-1980s", []string{"the 1990s = DATE 199", "the mid-1980s = DATE 198"}},
		{"two days ago; at least two weeks", []string{"two days ago = DATE 2022-09-20", "at least two weeks = DURATION P2W"}},
		{"the third quarter of 2023 and Q1 2024", []string{"the third quarter of 2023 = DATE 2023-Q3", "Q1 2024 = DATE 2024-Q1"}},
		{"it closed at 3 p.m. ET on Monday", []string{"3 p.m. ET = TIME 2022-09-19T15:00-04:00", "Monday = DATE 2022-09-19"}},
		{"an 81-year-old man", []string{"81-year-old = DURATION P81Y"}},
		{"every Monday, and on Thanksgiving", []string{"every Monday = SET XXXX-WXX-1", "Thanksgiving = DATE 2022-11-24"}},
		{"it ran from March 3 to 5", []string{"March 3 to 5 = DATE 2022-03-03/2022-03-05"}},
		{"2022-13-45 and Feb. 30, 2021", []string{"2022-13-45 = DATE ", "Feb. 30, 2021 = DATE "}},
		{"May said he would March on; the second man with 1,999 people sat down", nil},
		{"It opened at 0600 GMT.", []string{"0600 GMT = TIME 2022-09-22T06:00Z"}},
	} {
		if diff := cmp.Diff(test.want, found(test.text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

// TestZones gives American times the offset of the day that they are on, since
// clocks are set by rules that have changed.
func TestZones(t *testing.T) {
	for day, want := range map[string]string{
		"March 12, 2022": "-05:00", "March 13, 2022": "-04:00", "Nov. 5, 2022": "-04:00", "Nov. 6, 2022": "-05:00",
		"April 1, 2000": "-05:00", "April 2, 2000": "-04:00", "Oct. 28, 2000": "-04:00", "Oct. 29, 2000": "-05:00", "July 4, 1976": "",
	} {
		got := found(day + " 3 p.m. ET")
		if len(got) != 2 || !strings.HasSuffix(got[1], "T15:00"+want) {
			t.Errorf("on %s it is %q, want offset %q", day, got, want)
		}
	}
}

// TestMaxShift holds both directions to one bound, and dates to years that a
// calendar has.
func TestMaxShift(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"700,000 days ago", "0106-03-11"},
		{"1,000,000 days ago", ""},
		{"1,000,000 days later", "4760-08-19"},
		{"1,000,001 days later", ""},
		{"1,000,000 days from now", "4760-08-19"},
		{"1,000,001 days from now", ""},
		{"3,000 years ago", ""},
		{"9,000 years later", ""},
	} {
		if diff := cmp.Diff([]string{test.text + " = DATE " + test.want}, found(test.text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.text, diff)
		}
	}
}

// TestLongTexts reads texts on which a grammar that looked ahead without bound
// would take hours.
func TestLongTexts(t *testing.T) {
	for _, unit := range []string{",", "1 ", "2019-", "5 to ", "May and ", "the ", "between 1 and ", "3:30 p.m. to ", "Monday, ", "two or ", "the first two weeks of ", "a year later "} {
		text := strings.Repeat(unit, 100_000)
		cut := segment.Split(text)
		start := time.Now()
		AppendAll(nil, text, cut.Tokens, cut.Sentences, time.Date(2022, 9, 22, 0, 0, 0, 0, time.UTC))
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%q, 100,000 times, took %v", unit, took)
		}
	}
}

func FuzzAppendAll(f *testing.F) {
	for _, seed := range []string{"Sept. 22, 2022", "2022-13-45", "the past the past", "25:99 p.m.", "1910-45-60", "a a a half a", "'’s 90s", "9 to 11 p.m. to 5",
		"the first 99 weeks of February 9999", "1,000,000 days later", "31.12.9999 9999-Q4", "between 12 and 13 a.m.", "the week of 29 Feb"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cut := segment.Split(text)
		last := 0
		for _, e := range AppendAll(nil, text, cut.Tokens, cut.Sentences, time.Date(2022, 9, 22, 0, 0, 0, 0, time.UTC)) {
			if e.Start < last || e.End <= e.Start || e.End > len(text) {
				t.Fatalf("span [%d,%d) behind %d of %d", e.Start, e.End, last, len(text))
			}
			last = e.End
		}
		checkResolve(t, text, cut)
	})
}

// checkResolve takes the words of a text as spans, which must keep their places.
func checkResolve(t *testing.T, text string, cut segment.Text) {
	var spans []Span
	for i, token := range cut.Tokens {
		spans = append(spans, Span{Start: token.Start, End: token.End, Short: i%2 == 0})
	}
	for k, e := range Resolve(text, cut.Tokens, cut.Sentences, spans, time.Date(2022, 9, 22, 0, 0, 0, 0, time.UTC)) {
		if e != (Expression{}) && (e.Start != spans[k].Start || e.End != spans[k].End) {
			t.Fatalf("span [%d,%d) became [%d,%d)", spans[k].Start, spans[k].End, e.Start, e.End)
		}
	}
}

// BenchmarkAppendAll measures the grammar alone on the sample articles, which
// are real news pages.
func BenchmarkAppendAll(b *testing.B) {
	files, err := filepath.Glob("../../testdata/articles/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatalf("no articles: %v", err)
	}
	type article struct {
		text string
		cut  segment.Text
	}
	var articles []article
	size := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		articles = append(articles, article{string(data), segment.Split(string(data))})
		size += len(data)
	}
	ref := time.Date(2022, 9, 22, 0, 0, 0, 0, time.UTC)
	var list []Expression
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, a := range articles {
			list = AppendAll(list[:0], a.text, a.cut.Tokens, a.cut.Sentences, ref)
		}
	}
}

// TestLunarNewYears: from one Chinese year to the next it is twelve or thirteen
// moons, and it begins between 21 January and 20 February.
func TestLunarNewYears(t *testing.T) {
	var before time.Time
	for year := 1990; year < 1990+len(lunarNewYears); year++ {
		month, d := lunarNewYear(year)
		day := time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
		if n := day.YearDay(); n < 21 || n > 51 {
			t.Errorf("%d: day %d of the year", year, n)
		}
		if days := int(day.Sub(before).Hours() / 24); year > 1990 && (days < 353 || days > 355) && (days < 383 || days > 385) {
			t.Errorf("%d begins %d days after the year before", year, days)
		}
		before = day
	}
	if month, _ := lunarNewYear(1850); month != 0 {
		t.Error("a year before the list has a day")
	}
}
