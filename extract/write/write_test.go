package write

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/segment"
)

var update = flag.Bool("update", false, "write the golden files anew")

// sample is a document made by hand, so that golden files do not change with
// the model. Its text has characters of every width.
func sample() *extract.Document {
	text := "😀 Zoë <b>Yoon</b>\nmet \"NATO\" & Élan in\nSão Paulo on 22 Sept."
	at := func(part string) (int, int) {
		i := strings.Index(text, part)
		return i, i + len(part)
	}
	cut := segment.Split(text)
	doc := &extract.Document{Article: extract.Article{ID: "a/b.txt", Title: "T", Text: text, Date: time.Date(2022, 9, 22, 0, 0, 0, 0, time.UTC), DateSource: extract.DateFromFlag,
		Fields: []extract.Field{{Name: "paper", Value: []byte(`"Post"`)}}}, Tokens: cut.Tokens, Sentences: cut.Sentences}
	for _, m := range []struct {
		text string
		typ  extract.Type
	}{{"Yoon", extract.Person}, {"NATO", extract.Organization}, {"São Paulo", extract.Location}, {"22 Sept.", extract.Date}} {
		start, end := at(m.text)
		doc.Mentions = append(doc.Mentions, extract.Mention{Start: start, End: end, Type: m.typ, Score: 0.987, Why: []string{"news 0.99"}})
	}
	doc.Entities = []extract.Entity{
		{Type: extract.Person, Name: "Yoon Suk-yeol", Role: "President", Country: "KR", Wikidata: "Q16090635", Mentions: []int{0}},
		{Type: extract.Organization, Name: "NATO", Mentions: []int{1}},
		{Type: extract.Location, Name: "São Paulo", Mentions: []int{2}},
		{Type: extract.Date, Name: "22 Sept.", Value: "2022-09-22", Timex: "DATE", Mentions: []int{3}},
	}
	return doc
}

func TestGolden(t *testing.T) {
	for _, format := range Formats {
		if format == "parquet" {
			continue // binary: TestParquet reads it back
		}
		var b bytes.Buffer
		w, err := New(format, &b, Options{Explain: true, WithText: true, Records: true, Color: true}, false)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := w.Write(sample()); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		name := "testdata/golden" + Extension(format)
		if *update {
			if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", format, diff)
		}
	}
}

// TestOffsets reads the JSON back and takes the mentions by their offsets.
func TestOffsets(t *testing.T) {
	doc := sample()
	units := map[Offsets]func(start, end int) string{
		Bytes:      func(start, end int) string { return doc.Text[start:end] },
		Codepoints: func(start, end int) string { return string([]rune(doc.Text)[start:end]) },
		UTF16: func(start, end int) string {
			var wide []rune // a place a UTF-16 unit
			for _, r := range doc.Text {
				wide = append(wide, r)
				if r > 0xffff {
					wide = append(wide, -1)
				}
			}
			return string(wide[start:end])
		},
	}
	for offsets, slice := range units {
		var got struct {
			Offsets  string
			Entities []struct {
				Mentions []struct {
					Start, End int
					Text       string
				}
			}
		}
		if err := json.Unmarshal(appendDocument(nil, doc, Options{Offsets: offsets}), &got); err != nil {
			t.Fatal(err)
		}
		for _, e := range got.Entities {
			for _, m := range e.Mentions {
				if slice(m.Start, m.End) != m.Text {
					t.Errorf("%s: [%d,%d) is %q, not %q", offsets, m.Start, m.End, slice(m.Start, m.End), m.Text)
				}
			}
		}
	}
}

// TestParquet reads back what was written, several row groups of it, and finds
// the rows of the CSV.
func TestParquet(t *testing.T) {
	var packed, table bytes.Buffer
	rows := &parquetWriter{RowWriter: NewRowWriter(&packed)}
	lines := newCSV(&table, Options{})
	doc := sample()
	const documents = 2*rowGroup/4 + 1
	for range documents {
		if err := errors.Join(rows.Write(doc), lines.Write(doc)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(rows.Close(), lines.Close()); err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if len(file.RowGroups()) != 3 || file.NumRows() != 4*documents {
		t.Errorf("%d row groups of %d rows", len(file.RowGroups()), file.NumRows())
	}
	got := make([]Row, 4*documents)
	if n, err := parquet.NewGenericReader[Row](file).Read(got); n != len(got) {
		t.Fatalf("read %d rows: %v", n, err)
	}
	want, err := csv.NewReader(&table).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, column := range file.Schema().Columns() {
		names = append(names, column[0])
	}
	if diff := cmp.Diff(want[0], names); diff != "" {
		t.Errorf("columns (-csv +parquet):\n%s", diff)
	}
	for i := range got {
		if diff := cmp.Diff(want[1+i], got[i].strings()); diff != "" {
			t.Fatalf("row %d (-csv +parquet):\n%s", i, diff)
		}
	}
}

// strings writes a row as csv does.
func (r Row) strings() []string {
	or := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	return []string{
		r.ID, time.Unix(int64(*r.Date)*24*60*60, 0).UTC().Format(time.DateOnly), fmt.Sprint(r.Entity), r.Type, fmt.Sprint(r.Start), fmt.Sprint(r.End),
		r.Text, fmt.Sprintf("%.2f", r.Score), r.Name, or(r.Role), or(r.Country), or(r.Wikidata), or(r.Value), or(r.Timex), or(r.Mod), or(r.Begin), or(r.Until), or(r.Unit),
	}
}

func TestDays(t *testing.T) {
	for _, test := range []struct {
		day  time.Time
		want int32
	}{
		{time.Date(1970, 1, 2, 0, 0, 0, 0, time.UTC), 1},
		{time.Date(1969, 12, 31, 6, 0, 0, 0, time.UTC), -1},
		{time.Date(2022, 9, 22, 0, 0, 0, 0, time.UTC), 19257},
	} {
		if got := days(test.day); *got != test.want {
			t.Errorf("days(%v) = %d, want %d", test.day, *got, test.want)
		}
	}
}

// TestSchema holds every golden JSON against the schema.
func TestSchema(t *testing.T) {
	definition, err := jsonschema.UnmarshalJSON(strings.NewReader(Schema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("document.schema.json", definition); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("document.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, file := range []string{"testdata/golden.json", "testdata/golden.jsonl"} {
		for _, doc := range readJSON(t, file) {
			n++
			if err := schema.Validate(doc); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
	if n != 4 {
		t.Errorf("%d documents", n)
	}
	if schema.Validate(map[string]any{"id": "x", "offsets": "miles", "entities": []any{}}) == nil {
		t.Error("the schema takes an unknown unit")
	}
}

// readJSON returns the documents of a file of lines, or of one array.
func readJSON(t *testing.T, file string) (docs []any) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if list, err := jsonschema.UnmarshalJSON(bytes.NewReader(data)); err == nil {
		return list.([]any)
	}
	for line := range bytes.Lines(data) {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	return docs
}

func FuzzAppendString(f *testing.F) {
	for _, seed := range []string{"", "a\"\\\n\t\x00\x1f", "😀é", "a\xffb", "</script>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var back string
		if err := json.Unmarshal(appendString(nil, s), &back); err != nil {
			t.Fatal(err)
		}
		if back != strings.ToValidUTF8(s, "\ufffd") && strings.ToValidUTF8(back, "") != back {
			t.Fatalf("%q came back as %q", s, back)
		}
	})
}

// TestKeys holds the names that other fields may not take against the schema.
func TestKeys(t *testing.T) {
	type object = map[string]any
	var schema object
	if err := json.Unmarshal([]byte(Schema), &schema); err != nil {
		t.Fatal(err)
	}
	document := schema["properties"].(object)
	entity := document["entities"].(object)["items"].(object)["properties"].(object)
	for _, test := range []struct {
		of   string
		want object
		have []string
	}{{"documents", document, documentKeys}, {"entities", entity, entityKeys}} {
		if diff := cmp.Diff(slices.Sorted(maps.Keys(test.want)), slices.Sorted(slices.Values(test.have))); diff != "" {
			t.Errorf("%s (-schema +ours):\n%s", test.of, diff)
		}
	}
}

// TestID: an id of any bytes is the same in all formats.
func TestID(t *testing.T) {
	doc := &extract.Document{Article: extract.Article{ID: "a\xff\xfe.txt", Text: "x"}}
	var line struct{ ID string }
	if err := json.Unmarshal(appendDocument(nil, doc, Options{}), &line); err != nil || line.ID != idOf(doc) || line.ID != "a\ufffd\ufffd.txt" {
		t.Errorf("%q in JSON, %q elsewhere, %v", line.ID, idOf(doc), err)
	}
}
