package gold

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/extract"
)

// annotated has what is hard to carry: offsets beyond ASCII, an entity of two
// mentions, a mention over a line end and one that ends inside a token, values
// with characters that the forms use themselves, fields of a record.
const annotated = `{"id":"a/b.txt","url":"https://x.example/?a=1|2","date":"2022-09-22","date_source":"path","page":7,"tags":["x","y = z"],"offsets":"codepoints","text":"Łódź [sic]: Yoon Suk-\nyeol 😀 met US-led Kishida.\n--- Yoon (again)\n","entities":[` +
	`{"type":"LOCATION","name":"Łódź","wikidata":"Q580","mentions":[{"start":0,"end":4,"text":"Łódź","score":0.5,"why":["a | b","c=(d)"]}]},` +
	`{"type":"PERSON","name":"Yoon Suk-yeol","role":"President","country":"KR","wikidata":"Q1","mentions":[{"start":12,"end":26,"text":"Yoon Suk-\nyeol"},{"start":53,"end":57,"text":"Yoon"}]},` +
	`{"type":"COUNTRY","name":"US","country":"US","mentions":[{"start":33,"end":35,"text":"US"}]},` +
	`{"type":"PERSON","name":"Kishida","shelf":12,"mentions":[{"start":40,"end":47,"text":"Kishida"}]}]}` + "\n"

// TestForms writes a document in each form and reads it again.
func TestForms(t *testing.T) {
	want := readAll(t, "a.jsonl", annotated)
	if len(want) != 1 || len(want[0].Spans) != 5 || want[0].Spans[1].Start != 15 {
		t.Fatalf("read %+v", want)
	}
	if got := string(FormatOutput(want[0])); got != annotated {
		t.Errorf("JSON becomes\n%s\nit was\n%s", got, annotated)
	}
	for _, form := range []struct{ name, text string }{
		{"a.txt", FormatCorpus(want[0])}, {"a.conll", FormatCoNLL(want[0])},
	} {
		if diff := cmp.Diff(want, readAll(t, form.name, form.text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s\nit is\n%s", form.name, diff, form.text)
		}
	}
	got, err := parseBrat("a.ann", want[0].Text, FormatBrat(want[0]), nil)
	if diff := cmp.Diff(want[0], got); diff != "" || err != nil {
		t.Errorf("brat: %v (-want +got):\n%s\nit is\n%s", err, diff, FormatBrat(want[0]))
	}
}

func readAll(t *testing.T, name, file string) (docs []*Document) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(file), 0o644); err != nil {
		t.Fatal(err)
	}
	for d, err := range Read([]string{path}, nil) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

// TestReadCoNLL reads columns of others.
func TestReadCoNLL(t *testing.T) {
	docs := readAll(t, "x.conll", "-DOCSTART- -X- O O\n\nEU NNP I-NP B-ORG\nrejects VBZ I-VP O\nBritish JJ I-NP B-MISC\nNew NNP I-NP I-LOC\nYork NNP I-NP I-LOC\n\nU\tU-PER\n# a comment\nShe\tS-PER\nAnn\tB-PER\nLee\tL-PER\n\n-DOCSTART-\nend\tO\n")
	if len(docs) != 2 || docs[0].Text != "EU rejects British New York\nU She Ann Lee" || docs[1].Text != "end" {
		t.Fatalf("read %+v", docs)
	}
	var got []string
	for _, s := range docs[0].Spans {
		got = append(got, s.Type.String()+" "+docs[0].Text[s.Start:s.End])
	}
	if docs[0].Knows(extract.Date) || len(docs[0].Unsure) != 1 {
		t.Errorf("a document of PER, ORG, LOC and MISC knows %v and is unsure of %v", docs[0].Types, docs[0].Unsure)
	}
	want := []string{"ORGANIZATION EU", "LOCATION New York", "PERSON U", "PERSON She", "PERSON Ann Lee"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("spans (-want +got):\n%s", diff)
	}
}

func TestFormErrors(t *testing.T) {
	for _, test := range []struct{ name, file, want string }{
		{"a.conll", "Yoon\n", "a.conll:1: a line has a token and its tag"},
		{"a.conll", "Yoon\tO\nmet\tX-PER\n", "a.conll:2: unknown tag \"X-PER\""},
		{"a.conll", "Yoon\tB-KING\n", "a.conll:1: unknown type \"KING\""},
		{"a.conll", "# id = 1\n# text = \"Yoon met\"\nYoon\tO\nleft\tO\n", "a.conll:4: token \"left\" does not come next"},
		{"a.conll", "# id = 1\n# text = \"Yoon met\"\nYoon\tO\n", "a.conll:3: 1: the tokens end before the text"},
		{"a.jsonl", `{"id":"1","offsets":"codepoints","entities":[]}`, "a.jsonl:1: document \"1\" has no text"},
		{"a.jsonl", `{"id":"1","offsets":"miles","text":"a","entities":[]}`, "a.jsonl:1: unknown offsets"},
		{"a.jsonl", `{"id":"1","offsets":"bytes","text":"a","entities":[{"type":"PERSON","name":"a","mentions":[{"start":0,"end":9}]}]}`, "a.jsonl:1: entity 1: end 9 is no place"},
		{"a.jsonl", `{"id":"1","offsets":"bytes","text":"a","entities":[{"type":"KING","name":"a","mentions":[]}]}`, "a.jsonl:1: entity 1: unknown type"},
		{"a.txt", "[a](PERSON x|y)", "a.txt:1: in \"x|y\": an attribute is name=text"},
	} {
		path := filepath.Join(t.TempDir(), test.name)
		if err := os.WriteFile(path, []byte(test.file), 0o644); err != nil {
			t.Fatal(err)
		}
		var failed error
		for _, err := range Read([]string{path}, nil) {
			failed = err
		}
		if failed == nil || !strings.Contains(failed.Error(), test.want) {
			t.Errorf("%q gives %v, want %s", test.file, failed, test.want)
		}
	}
	for _, line := range []string{"T1\tPERSON 0 9\ta", "T1\tPERSON 3\ta", "T1\tKING 0 1\ta", "T1\tPERSON 2 1\ta"} {
		if _, err := parseBrat("a.ann", "text", line, nil); err == nil || !strings.HasPrefix(err.Error(), "a.ann:1: ") {
			t.Errorf("%q gives %v", line, err)
		}
	}
}

// FuzzCoNLL writes what it could read and reads it again.
func FuzzCoNLL(f *testing.F) {
	for _, seed := range []string{"", "a\tO", "# id = 1\n# text = \"a b\"\na\tB-PERSON\nb\tI-PERSON\n", "-DOCSTART-\n\na\tS-LAW\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, file string) {
		docs, err := parseCoNLL(file)
		if err != nil {
			return
		}
		for _, d := range docs {
			again, err := parseCoNLL(FormatCoNLL(d))
			if err != nil || len(again) != 1 || again[0].Text != d.Text || len(again[0].Spans) != len(d.Spans) {
				t.Fatalf("%+v is written as\n%s\nwhich reads as %+v, %v", d, FormatCoNLL(d), again, err)
			}
		}
	})
}

func parseCoNLL(file string) (docs []*Document, err error) {
	err = readCoNLL(strings.NewReader(file), "x", nil, func(d *Document) bool { docs = append(docs, d); return true })
	return docs, err
}

// FuzzOutput reads any line as nutgraf's output or a record.
func FuzzOutput(f *testing.F) {
	f.Add(annotated)
	f.Fuzz(func(t *testing.T, line string) {
		d, err := parseRecord([]byte(line), "news", nil)
		if err != nil {
			return
		}
		for _, s := range d.Spans {
			if s.Start < 0 || s.End > len(d.Text) || s.Type < extract.Person {
				t.Fatalf("span %+v of %q", s, d.Text)
			}
		}
		FormatOutput(d)
		FormatBrat(d)
	})
}
