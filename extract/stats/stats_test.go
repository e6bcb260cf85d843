package stats

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"github.com/nutgraf/nutgraf/extract"
)

// lines are documents made by chance but the same in each run: some days, some
// none; ids with several names; names without id.
func lines(n int) (lines [][]byte) {
	chance := rand.New(rand.NewPCG(1, 2))
	for range n {
		line := []byte(`{"id":"x",`)
		if day := chance.IntN(5); day > 0 {
			line = fmt.Appendf(line, `"date":"19%d9-12-3%d",`, 6+chance.IntN(2), chance.IntN(2))
		}
		line = append(line, `"entities":[`...)
		for i := range 1 + chance.IntN(8) {
			if i > 0 {
				line = append(line, ',')
			}
			line = fmt.Appendf(line, `{"type":%q,"name":"name %d"`, []string{"PERSON", "COUNTRY", "LAW", "MONEY"}[chance.IntN(4)], chance.IntN(6))
			if id := chance.IntN(6); id > 2 {
				line = fmt.Appendf(line, `,"wikidata":"Q%d"`, id)
			}
			line = append(line, `,"mentions":[{"start":1},{}]}`...)
		}
		lines = append(lines, append(line, "]}"...))
	}
	return lines
}

func table(t *testing.T, table Table, format string, lines [][]byte, options Options) []byte {
	t.Helper()
	counter := NewCounter(table, options)
	for _, line := range lines {
		doc, err := Parse(line)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if err := counter.Add(doc); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := Write(&b, format, table, counter.Rows()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestOrder counts the same documents in many orders.
func TestOrder(t *testing.T) {
	docs := lines(200)
	for _, name := range Tables {
		for _, format := range Formats {
			want := table(t, name, format, docs, Options{})
			for range 5 {
				rand.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
				if got := table(t, name, format, docs, Options{}); !bytes.Equal(got, want) {
					t.Fatalf("%s as %s differs for another order", name, format)
				}
			}
		}
	}
}

// TestParquet reads the Parquet back and finds what the CSV has.
func TestParquet(t *testing.T) {
	docs := lines(200)
	for _, name := range Tables {
		packed := table(t, name, "parquet", docs, Options{})
		file, err := parquet.OpenFile(bytes.NewReader(packed), int64(len(packed)))
		if err != nil {
			t.Fatal(err)
		}
		got := [][]string{nil}
		for _, column := range file.Schema().Columns() {
			got[0] = append(got[0], column[0])
		}
		switch name {
		case Days:
			got = append(got, rowsOf[dayRow](t, file)...)
		case Pairs:
			got = append(got, rowsOf[pairRow](t, file)...)
		case Seen:
			got = append(got, rowsOf[seenRow](t, file)...)
		}
		want, err := csv.NewReader(bytes.NewReader(table(t, name, "csv", docs, Options{}))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-csv +parquet):\n%s", name, diff)
		}
	}
}

// rowsOf returns the rows as CSV writes them.
func rowsOf[P any](t *testing.T, file *parquet.File) (rows [][]string) {
	t.Helper()
	read := make([]P, file.NumRows())
	if n, err := parquet.NewGenericReader[P](file).Read(read); n != len(read) {
		t.Fatalf("read %d rows of %d: %v", n, len(read), err)
	}
	for _, r := range read {
		var cells []string
		v := reflect.ValueOf(r)
		for i := range v.NumField() {
			cells = append(cells, cell(v.Field(i).Interface()))
		}
		rows = append(rows, cells)
	}
	return rows
}

func cell(v any) string {
	switch v := v.(type) {
	case *int32:
		if v != nil {
			return Day(*v).String()
		}
		return ""
	case *string:
		if v != nil {
			return *v
		}
		return ""
	}
	return fmt.Sprint(v)
}

// TestSums holds the tables against each other: what is seen is the sum of the
// days, and a pair occurs in no more documents than each of the two.
func TestSums(t *testing.T) {
	types := extract.Types()
	days, seen, pairs := NewCounter(Days, Options{Types: types}), NewCounter(Seen, Options{Types: types}), NewCounter(Pairs, Options{Types: types})
	for _, line := range lines(300) {
		doc, err := Parse(line)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []*Counter{days, seen, pairs} {
			if err := c.Add(doc); err != nil {
				t.Fatal(err)
			}
		}
	}
	sum, total := map[Entity]Count{}, map[Entity]Count{}
	for _, r := range days.Rows() {
		if old, ok := sum[r.A]; ok {
			r.Count = r.Plus(old)
		}
		sum[r.A] = r.Count
	}
	for _, r := range seen.Rows() {
		total[r.A] = r.Count
	}
	if diff := cmp.Diff(total, sum); diff != "" {
		t.Errorf("(-seen +sum of days):\n%s", diff)
	}
	for _, r := range pairs.Rows() {
		if r.Documents > total[r.A].Documents || r.Documents > total[r.B].Documents || r.A == r.B {
			t.Errorf("pair %v", r)
		}
	}
}

func TestPlus(t *testing.T) {
	a := Count{Documents: 1, Mentions: 2, First: UnknownDay, Last: UnknownDay}
	b := Count{Documents: 1, Mentions: 1, First: -3, Last: 4}
	want := Count{Documents: 2, Mentions: 3, First: -3, Last: 4}
	if a.Plus(b) != want || b.Plus(a) != want {
		t.Errorf("%v and %v, want %v", a.Plus(b), b.Plus(a), want)
	}
}

func TestDay(t *testing.T) {
	for _, s := range []string{"", "1970-01-01", "1969-12-31", "1701-02-28", "2024-02-29"} {
		day, err := parseDay(s)
		if err != nil || day.String() != s {
			t.Errorf("%q came back as %q, %v", s, day, err)
		}
	}
	if d, _ := parseDay(time.Unix(86400, 0).UTC().Format(time.DateOnly)); d != 1 {
		t.Errorf("the second of January 1970 is day %d", d)
	}
}

func TestLimits(t *testing.T) {
	counter := NewCounter(Pairs, Options{MaxRows: 3})
	doc, err := Parse([]byte(`{"entities":[{"type":"PERSON","name":"a"},{"type":"PERSON","name":"b"},{"type":"PERSON","name":"c"},{"type":"PERSON","name":"d"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if err := counter.Add(doc); err == nil || err.Error() != "the table pairs has more than 3 rows" {
		t.Errorf("six pairs where three may be: %v", err)
	}
	kept := NewCounter(Pairs, Options{MinDocuments: 2})
	if err := kept.Add(doc); err != nil || len(kept.Rows()) != 0 {
		t.Errorf("%v, %d rows of one document where two are asked for", err, len(kept.Rows()))
	}
}
