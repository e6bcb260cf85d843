package read

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/extract"
)

// load reads one input to the end, as a worker does.
func load(t *testing.T, text string, options Options) (extract.Article, error) {
	t.Helper()
	for a, err := range Paths([]string{"-"}, strings.NewReader(text), options) {
		if err == nil && a.Load != nil {
			err = a.Load(&a)
		}
		return a, err
	}
	t.Fatal("no article")
	return extract.Article{}, nil
}

func TestPage(t *testing.T) {
	page, err := os.ReadFile("testdata/summit.html")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/summit.txt")
	if err != nil {
		t.Fatal(err)
	}
	a, err := load(t, string(page), Options{}) // found by sniffing
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), a.Text+"\n"); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
	a.Text, a.Load, a.Source = "", nil, nil
	meta := extract.Article{
		ID: "-", Title: "Leaders meet in Geneva over fishing treaty", URL: "https://courier.example/2021/06/16/geneva-fishing",
		Author: "Ines Okafor", Site: "The Harbour Courier", Extracted: true,
		Date: time.Date(2021, 6, 16, 0, 0, 0, 0, time.UTC), DateSource: extract.DateFromPage,
	}
	if diff := cmp.Diff(meta, a); diff != "" {
		t.Errorf("metadata (-want +got):\n%s", diff)
	}
}

// story is a page in any charset around a sentence.
func story(head, sentence string) string {
	return "<html><head>" + head + "</head><body><article><p>" + sentence + " " + strings.Repeat("The council met again and spoke of the harbour. ", 8) + "</p></article></body></html>"
}

func TestPageCharsets(t *testing.T) {
	for _, test := range []struct{ name, page, named, want string }{
		{"UTF-8", story("", "José spoke."), "", "José spoke."},
		{"meta", story(`<meta charset="iso-8859-2">`, "Wa\xb3\xeasa spoke."), "", "Wałęsa spoke."},
		{"nowhere", story("", "Jos\xe9 spoke \x96 twice."), "", "José spoke – twice."},
		{"by the user", story("", "Wa\xb3\xeasa spoke."), "iso-8859-2", "Wałęsa spoke."},
		{"byte order mark", "\xef\xbb\xbf" + story("", "José spoke."), "", "José spoke."},
	} {
		a, err := load(t, test.page, Options{Format: "html", Charset: test.named})
		if err != nil || !strings.HasPrefix(a.Text, test.want) {
			t.Errorf("%s: %.40q, %v", test.name, a.Text, err)
		}
	}
}

func TestPageFaults(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"empty", "", "no article found"},
		{"menu only", `<html><body><nav><a href="/">Home</a></nav></body></html>`, "no article found"},
		{"script only", `<html><body><script>var a = "Angela Merkel met Joe Biden.";</script></body></html>`, "no article found"},
		{"binary", "<html>\x00\x01", "NUL"},
		{"too large", "<html>" + strings.Repeat("<p>Again and again.</p>", MaxPage/20), "more than 8388608 bytes"},
		{"too many tags", "<html>" + strings.Repeat("<p>a ", maxElements+1), "more than 250000 elements"},
		{"left open", "<html>" + strings.Repeat("<p><b>a ", maxElements/4), "more than 250000 elements"},
		{"nested", "<html><body>" + strings.Repeat("<div>", 10_000) + "Angela Merkel spoke.", "512"},
	} {
		a, err := load(t, test.page, Options{Format: "html"})
		if err == nil || !strings.HasPrefix(err.Error(), "-: ") || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %q, %v", test.name, a.Text, err)
		}
	}
}

// TestNoMarkup: what is no text of the page does not come into the article.
func TestNoMarkup(t *testing.T) {
	page := story("", `Merkel spoke.<script>alert("<p>Obama</p>")</script><noscript><p>Bush</p><img src="x"></noscript><!-- Clinton --><style>p{}</style><template><p>Biden</p></template>`)
	a, err := load(t, page, Options{Format: "html"})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<", ">", "alert", "Obama", "Clinton", "Biden", "{}"} {
		if strings.Contains(a.Text, bad) {
			t.Errorf("%q is in %q", bad, a.Text)
		}
	}
}

// TestShortPage: paragraphs of a page too short for trafilatura stay apart.
func TestShortPage(t *testing.T) {
	a, err := load(t, "<html><body><article><p>Merkel and Biden met on Wednesday in a villa by the fjord, where they spoke for three hours.</p><p>Putin left.</p></article></body></html>", Options{})
	if err != nil || strings.Contains(a.Text, "hours.Putin") || !strings.HasSuffix(a.Text, "Putin left.") {
		t.Errorf("%q, %v", a.Text, err)
	}
}

// TestBrokenLines: lines of a <div> that <br> parts come once, and headings that repeat
// a line stay.
func TestBrokenLines(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("The council met again and spoke of the harbour. ", 8))
	a, err := load(t, "<html><body><article><h1>Talks</h1><div>"+long+"<br>Merkel spoke.<br><br>So did <a href=/x>Biden</a>.<br>Merkel left.</div><h2>Merkel left.</h2><p>Putin stayed.</p></article></body></html>", Options{})
	if want := "Talks\n\n" + long + "\nMerkel spoke.\nSo did Biden.\nMerkel left.\n\nMerkel left.\n\nPutin stayed."; err != nil || a.Text != want {
		t.Errorf("%q, %v", a.Text, err)
	}
}

// TestTeasers: paragraphs that only lead to other articles go, others stay.
func TestTeasers(t *testing.T) {
	for _, test := range []struct {
		paragraph string
		kept      bool
	}{
		{`<p>Read more: <a href=/x>Obama spoke</a></p>`, false},
		{`<p><strong>READ MORE: <a href=/x>Obama spoke</a></strong></p>`, false},
		{`<p><b>READ MORE:</b> <b><a href=/x><i>Obama</i> spoke</a></b> </p>`, false},
		{`<p><strong><a href=/x>READ MORE: Obama spoke</a></strong></p>`, false},
		{`<p><strong>Also read: <a href=/x>Obama spoke</a><br><a href=/y>Bush spoke</a></strong></p>`, false},
		{`<p><b>RELATED</b> <a href=/x>Obama spoke</a> | <a href=/y>Bush spoke</a></p>`, false},
		{`<p><strong>RELATED: <a href=/x>Obama spoke</a>.</strong></p>`, false},
		{`<p><strong>READ MORE</strong></p>`, false},
		{`<p class="read-more"><b>Our view: <a href=/x>Obama spoke</a></b></p>`, false},
		{`<p>More.</p><p>Read what Obama said.</p>`, true},
		{`<p>Related companies were sued by Obama, as <a href=/x>was reported</a>.</p>`, true},
		{`<p>Read what <a href=/x>Obama</a> said to the council on Wednesday.</p>`, true},
		{`<p><strong><a href=/x>Obama</a> spoke to the council on Wednesday.</strong></p>`, true},
	} {
		page := strings.Replace(story("", "Merkel spoke in Berlin."), "</article>", test.paragraph+"<p>So Putin said to the council on Wednesday.</p></article>", 1)
		a, err := load(t, page, Options{})
		kept := strings.Contains(a.Text, "Obama") || strings.Contains(a.Text, "READ")
		if err != nil || kept != test.kept || !strings.Contains(a.Text, "Putin") {
			t.Errorf("%s: %q, %v", test.paragraph, a.Text, err)
		}
	}
}

// TestOneSentence: a page of one sentence gives it once.
func TestOneSentence(t *testing.T) {
	a, err := load(t, "<html><head><title>Short</title></head><body><article><h1>Short one</h1><p>Joe Biden visited Tokyo.</p></article></body></html>", Options{Format: "html"})
	if want := "Short one\n\nJoe Biden visited Tokyo."; err != nil || a.Text != want {
		t.Errorf("%q, %v; want %q", a.Text, err, want)
	}
}

// TestRepeats: what a list says stays where a paragraph says it again.
func TestRepeats(t *testing.T) {
	again := "<ul><li>Obama won in Paris on Wednesday.</li><li>Obama won in London on Monday.</li></ul><p>Merkel was there too.</p><p>Obama won in London on Monday.</p>"
	a, err := load(t, strings.Replace(story("", "Merkel spoke in Berlin."), "</article>", again+"</article>", 1), Options{})
	if n := strings.Count(a.Text, "Obama won in London"); err != nil || n != 2 {
		t.Errorf("%d times in %q, %v", n, a.Text, err)
	}
}

// TestCaptions: figures keep their captions, whatever these are made of.
func TestCaptions(t *testing.T) {
	for _, figure := range []string{
		`<figure><img src=a.jpg><figcaption class="caption">Obama in Oslo. Photo: Post</figcaption></figure>`,
		`<figure><img src=a.jpg><span class="caption">Obama in Oslo. Photo: Post</span></figure>`,
		`<figure class="wp-caption"><img src=a.jpg><div class="image-caption">Obama in <b>Oslo</b>. Photo: Post</div></figure>`,
		`<figure><img src=a.jpg><div class="caption-box"><p class="caption">Obama in Oslo. Photo: Post</p></div></figure>`,
		`<figure><img src=a.jpg><figcaption><span class="caption">Obama in Oslo.</span> <span class="credit">Photo: Post</span></figcaption></figure>`,
	} {
		a, err := load(t, strings.Replace(story("", "Merkel spoke in Berlin."), "<p>", figure+"<p>", 1), Options{})
		if err != nil || !strings.HasPrefix(a.Text, "Obama in Oslo. Photo: Post\n\nMerkel spoke in Berlin. The council") {
			t.Errorf("%s: %.100q, %v", figure, a.Text, err)
		}
	}
}

// TestManyParagraphs: a page of many paragraphs keeps them all and does not take
// the square of their number, here told by the bytes that are allocated.
func TestManyParagraphs(t *testing.T) {
	var page, want strings.Builder
	page.WriteString("<html><body><article>")
	for i := range 10_000 {
		fmt.Fprintf(&page, "<p class=x>Angela <b>Merkel</b> <a href=/%d>spoke</a> %d times.<br>So did <i>Biden</i>.</p>\n", i, i)
		fmt.Fprintf(&want, "Angela Merkel spoke %d times.\nSo did Biden.\n\n", i)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	a, err := load(t, page.String()+"</article></body></html>", Options{})
	runtime.ReadMemStats(&after)
	if err != nil || a.Text != strings.TrimSpace(want.String()) {
		t.Errorf("%d bytes, %.200q ... %v; want %d", len(a.Text), a.Text, err, want.Len())
	}
	if each := (after.TotalAlloc - before.TotalAlloc) / uint64(page.Len()); each > 1500 {
		t.Errorf("%d bytes allocated for each of the page", each)
	}
}

func TestLooksLikePage(t *testing.T) {
	for _, test := range []struct {
		text string
		want bool
	}{
		{"<!DOCTYPE html><p>", true}, {"\n <?xml version=\"1.0\"?>\n<!-- a --><html lang=en>", true},
		{"<b>Merkel</b> spoke", false}, {"Merkel <html>", false}, {"<!-- only", false}, {"", false},
	} {
		if got := looksLikePage([]byte(test.text)); got != test.want {
			t.Errorf("looksLikePage(%q) = %v", test.text, got)
		}
	}
}

func FuzzPage(f *testing.F) {
	for _, seed := range []string{story("", "Merkel spoke."), "<table><tr><td>a<figure><figcaption>b", "<p>Read more: <a>x", "<svg><script>a</script>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, page string) {
		p, err := parsePage(page, "")
		if err == nil && p.text == "" {
			t.Error("an article without text")
		}
	})
}
