// Command makesample writes any number of articles for measuring, made of those
// of a folder: as JSON lines, as files of text or web pages, or as a web archive.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/nutgraf/nutgraf/beam/sample"
)

func main() {
	articles := flag.String("articles", "../testdata/articles", "`FOLDER` of .txt files to make articles of")
	documents := flag.Int("documents", 5000, "make so many")
	format := flag.String("format", "warc", "jsonl, text, html or warc")
	each := flag.Int("each", 4, "make each of so many of the folder's, of some 130 words")
	output := flag.String("output", "", "write to `FILE`, or for text and html into FOLDER")
	flag.Parse()
	if err := run(*articles, *each, *format, *output, *documents); err != nil {
		fmt.Fprintln(os.Stderr, "makesample:", err)
		os.Exit(2)
	}
}

func run(articles string, each int, format, output string, documents int) error {
	if output == "" {
		return errors.New("--output is needed")
	}
	m, err := sample.New(articles, each)
	if err != nil {
		return err
	}
	switch format {
	case "jsonl":
		return toFile(output, documents, m.WriteJSONL)
	case "warc":
		return toFile(output, documents, m.WriteWARC)
	case "text", "html":
		return m.WriteFiles(output, documents, format == "html")
	}
	return fmt.Errorf("unknown format %q; it is jsonl, text, html or warc", format)
}

func toFile(path string, documents int, write func(io.Writer, int) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(f)
	return errors.Join(write(out, documents), out.Flush(), f.Close())
}
