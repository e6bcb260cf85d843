package write

import (
	"fmt"
	"io"
	"strings"

	"github.com/nutgraf/nutgraf/extract"
)

// Options say how documents are written. The zero value writes code points and
// our own labels.
type Options struct {
	Offsets  Offsets
	Labels   Labels
	Explain  bool // why each mention was found
	WithText bool // the article's text
	Records  bool // the other fields of the record that the article came in
	Color    bool // of the text format
}

// A Writer writes documents one after the other. Close ends the output, which
// for JSON, CSV and HTML more is to be written for; it does not close what was
// written to.
type Writer interface {
	Write(doc *extract.Document) error
	Close() error
}

// Formats are the names that New takes.
var Formats = []string{"json", "jsonl", "csv", "conll", "brat", "html", "text", "parquet"}

// Extension returns the ending of a file in a format: .json.
func Extension(format string) string {
	switch format {
	case "brat":
		return ".ann"
	case "text":
		return ".txt"
	}
	return "." + format
}

// idOf returns a document's id as UTF-8, as JSON has it: names of files may be
// any bytes, and each that is none becomes U+FFFD.
func idOf(doc *extract.Document) string { return string([]rune(doc.ID)) }

// New returns a Writer of a format. single says that one document at most will
// come, which json then writes as an object, not an array.
func New(format string, w io.Writer, options Options, single bool) (Writer, error) {
	switch format {
	case "json":
		return &jsonWriter{w: w, options: options, indent: true, single: single}, nil
	case "jsonl":
		return &jsonWriter{w: w, options: options}, nil
	case "csv":
		return newCSV(w, options), nil
	case "conll":
		return &conllWriter{w: w, options: options}, nil
	case "brat":
		return &bratWriter{w: w, options: options}, nil
	case "html":
		return &htmlWriter{w: w, options: options}, nil
	case "parquet":
		return &parquetWriter{RowWriter: NewRowWriter(w), options: options}, nil
	case "text":
		return &textWriter{w: w, options: options}, nil
	}
	return nil, fmt.Errorf("unknown format %q; the formats are %s", format, strings.Join(Formats, ", "))
}
