package read

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/extract"
)

// rows gives an article a row of CSV, whose columns a header names. A row that
// cannot be read is a failed article, and the next row is read.
func (r *reader) rows(in io.Reader, id string) {
	bounded := &boundedReader{in: unicodeReader(in)}
	table := csv.NewReader(bounded)
	table.ReuseRecord = true
	header, err := table.Read()
	switch {
	case err == io.EOF:
		r.fail(id, id, 0, errEmpty)
		return
	case err != nil:
		r.fail(id, id, lineOf(err, 1), causeOf(err))
		return
	}
	columns, err := r.columns(append([]string(nil), header...))
	if err != nil {
		r.fail(id, id, 1, err)
		return
	}
	for !r.stopped {
		bounded.left = MaxText
		row, err := table.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			line := lineOf(err, 0)
			r.fail(lineID(id, line), id, line, causeOf(err))
			if parse := (*csv.ParseError)(nil); !errors.As(err, &parse) {
				return
			}
			continue
		}
		line, _ := table.FieldPos(0)
		r.row(columns, row, id, line)
	}
}

// columns checks that a header names the text's column.
func (r *reader) columns(header []string) ([]string, error) {
	for _, name := range header {
		if name == or(r.TextField, "text") {
			return header, nil
		}
	}
	return nil, fmt.Errorf("no column %q in the header; --text-field names another", or(r.TextField, "text"))
}

func (r *reader) row(columns, row []string, id string, line int) {
	a, err := r.rowArticle(columns, row)
	if a.ID == "" {
		a.ID = lineID(id, line)
	}
	if err != nil {
		r.fail(a.ID, id, line, err)
		return
	}
	r.give(a)
}

func (r *reader) rowArticle(columns, row []string) (a extract.Article, err error) {
	date := ""
	for i, value := range row {
		if !utf8.ValidString(value) {
			if value, err = decode([]byte(value), r.Charset); err != nil {
				return a, fmt.Errorf("column %q: %w", columns[i], err)
			}
		}
		switch columns[i] {
		case or(r.TextField, "text"):
			a.Text = value
		case or(r.IDField, "id"):
			a.ID = value
		case or(r.DateField, "date"):
			date = value
		case or(r.TitleField, "title"):
			a.Title = value
		default:
			quoted, err := json.Marshal(value)
			if err != nil {
				return a, fmt.Errorf("column %q: %w", columns[i], err)
			}
			a.Fields = append(a.Fields, extract.Field{Name: columns[i], Value: quoted})
		}
	}
	return a, r.recordDate(&a, date)
}

// boundedReader fails once a row has read more than it may: a quote that is
// never closed would make one field of the rest of the file.
type boundedReader struct {
	in   io.Reader
	left int
}

func (b *boundedReader) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, errTooLong
	}
	n, err := b.in.Read(p)
	b.left -= n
	return n, err
}

// lineOf returns the line that a fault of CSV is told for.
func lineOf(err error, unknown int) int {
	if parse := (*csv.ParseError)(nil); errors.As(err, &parse) {
		return parse.StartLine
	}
	return unknown
}

// causeOf returns a fault of CSV without its line.
func causeOf(err error) error {
	if parse := (*csv.ParseError)(nil); errors.As(err, &parse) {
		return fmt.Errorf("not CSV: %w", parse.Err)
	}
	return err
}
