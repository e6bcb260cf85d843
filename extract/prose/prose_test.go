package prose

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/segment"
)

func document(text string) *extract.Document {
	cut := segment.Split(text)
	return &extract.Document{Article: extract.Article{Text: text}, Tokens: cut.Tokens, Sentences: cut.Sentences}
}

func TestTag(t *testing.T) {
	tagger := New(extract.PlaceNames())
	for _, test := range []struct {
		text string
		want []string
	}{
		{"“It’s late,” Barack Obama said in Germany.", []string{"PERSON Barack Obama", "COUNTRY Germany"}},
		{"He praised Angela Merkel", []string{"PERSON Angela Merkel"}}, // prose itself loses a name at the end
		{"", nil},
	} {
		mentions, err := tagger.Tag(document(test.text))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range mentions {
			got = append(got, m.Type.String()+" "+test.text[m.Start:m.End])
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

func FuzzTag(f *testing.F) {
	tagger := New(extract.PlaceNames())
	for _, seed := range []string{"İstanbul's", "ȺȺȺn't's", "'s 'm n't", "a\xffb", "“”’‘ &rsquo;", "Yoon Suk-yeol"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		mentions, err := tagger.Tag(document(text))
		if err != nil {
			return // prose panicked; it must not take us along
		}
		last := 0
		for _, m := range mentions {
			if m.Start < last || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("mention [%d,%d) behind %d in %q", m.Start, m.End, last, text)
			}
			last = m.End
		}
	})
}
