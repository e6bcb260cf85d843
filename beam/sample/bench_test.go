package sample

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/read"
)

// The benchmarks take the work on a page apart, for SCALE.md. Each op is a page.
const benchPages = 100

func pages(b *testing.B) (raws []read.Raw, archive []byte) {
	b.Helper()
	m, err := New("../../testdata/articles", 4)
	if err != nil {
		b.Fatal(err)
	}
	var packed bytes.Buffer
	if err := m.WriteWARC(&packed, benchPages); err != nil {
		b.Fatal(err)
	}
	return readAll(b, packed.Bytes()), packed.Bytes()
}

func readAll(b *testing.B, archive []byte) (raws []read.Raw) {
	for raw, err := range read.Stream(bytes.NewReader(archive), "sample.warc.gz", read.Options{}) {
		if err != nil {
			b.Fatal(err)
		}
		raws = append(raws, raw)
	}
	return raws
}

// BenchmarkReadRecord unpacks and reads records of a web archive.
func BenchmarkReadRecord(b *testing.B) {
	_, archive := pages(b)
	b.ResetTimer()
	for n := 0; n < b.N; n += benchPages {
		readAll(b, archive)
	}
}

// BenchmarkParseHTML makes the tree of a page, which is a part of PageText.
func BenchmarkParseHTML(b *testing.B) {
	raws, _ := pages(b)
	b.SetBytes(int64(len(raws[0].Page.HTML)))
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		if _, err := html.Parse(bytes.NewReader(raws[i%len(raws)].Page.HTML)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPageText finds the article in a page.
func BenchmarkPageText(b *testing.B) {
	raws, _ := pages(b)
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		a := raws[i%len(raws)].Ready(read.Options{})
		if err := a.Load(&a); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkExtract finds what is named in the article.
func BenchmarkExtract(b *testing.B) {
	raws, _ := pages(b)
	x, err := extract.New(extract.Options{})
	if err != nil {
		b.Fatal(err)
	}
	var articles []extract.Article
	words := 0
	for _, raw := range raws {
		a := raw.Ready(read.Options{})
		if err := a.Load(&a); err != nil {
			b.Fatal(err)
		}
		a.Load = nil
		words += len(strings.Fields(a.Text))
		articles = append(articles, a)
	}
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		if _, err := x.Extract(articles[i%len(articles)]); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(words)/float64(len(raws)), "words/page")
}
