package read

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
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
	if err == io.EOF {
		r.fail(id, id, 0, errEmpty)
		return
	}
	if err != nil {
		line, err, _ := csvFault(err)
		r.fail(id, id, max(line, 1), err)
		return
	}
	columns := slices.Clone(header)
	if text := or(r.TextField, "text"); !slices.Contains(columns, text) {
		r.fail(id, id, 1, fmt.Errorf("no column %q in the header; --text-field names another", text))
		return
	}
	for !r.stopped {
		bounded.left = MaxText
		row, err := table.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			line, err, readable := csvFault(err)
			r.fail(lineID(id, line), id, line, err)
			if !readable {
				return
			}
			continue
		}
		line, _ := table.FieldPos(0)
		a, err := r.rowArticle(columns, row)
		r.giveRecord(a, id, line, err)
	}
}

func (r *reader) rowArticle(columns, row []string) (a extract.Article, err error) {
	if row, err = decodeRow(row, r.Charset); err != nil {
		return a, err
	}
	date := ""
	for i, value := range row {
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

// decodeRow turns a row into UTF-8. Its charset is judged by the row as a whole:
// a short cell tells little.
func decodeRow(row []string, charset string) ([]string, error) {
	if !slices.ContainsFunc(row, func(cell string) bool { return !utf8.ValidString(cell) }) {
		return row, nil
	}
	whole := []byte(strings.Join(row, " "))
	if _, err := decode(whole, charset); err != nil {
		return nil, err
	}
	if charset == "" {
		charset = "windows-1252" // what else decode guesses is told by marks that no cell has
	}
	for i, cell := range row {
		text, err := decode([]byte(cell), charset)
		if err != nil {
			return nil, err
		}
		row[i] = text
	}
	return row, nil
}

// boundedReader fails once a row has read more than it may: a quote that is
// never closed would make one field of the rest of the file.
type boundedReader struct {
	in   io.Reader
	left int
}

func (b *boundedReader) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, errLongRow
	}
	n, err := b.in.Read(p)
	b.left -= n
	return n, err
}

var errLongRow = fmt.Errorf("a row of more than %d bytes, maybe for a quote that is not closed: the rest of the file is left", MaxText)

// csvFault returns the line of a fault, 0 if it is not one of the row but of
// reading, and the fault without it. Behind one of the row, the next is readable.
func csvFault(err error) (line int, cause error, readable bool) {
	if parse := (*csv.ParseError)(nil); errors.As(err, &parse) {
		return parse.StartLine, fmt.Errorf("not CSV: %w", parse.Err), true
	}
	return 0, err, false
}
