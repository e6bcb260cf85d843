package write

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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

func TestSchemaIsJSON(t *testing.T) {
	if !json.Valid([]byte(Schema)) {
		t.Error("the schema is not JSON")
	}
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
