package read

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/extract"
)

// records gives an article a line of JSON. A line that is none is a failed
// article, and the next line is read.
func (r *reader) records(in io.Reader, id string) {
	eachLine(in, func(raw []byte, line int, err error) (more bool) {
		if err != nil {
			r.fail(lineID(id, line), id, line, err)
		} else {
			r.record(raw, id, line)
		}
		return !r.stopped
	})
}

// lineID names a record that has no id of its own.
func lineID(file string, line int) string { return fmt.Sprintf("%s:%d", file, line) }

// readLine returns the next line of up to limit bytes. Of a longer one it returns
// nothing but errTooLong, and the next call the line behind it.
func readLine(in *bufio.Reader, limit int) ([]byte, error) {
	var parts [][]byte // growing one slice would leave its smaller selves in memory
	for size := 0; ; {
		part, err := in.ReadSlice('\n')
		if size += len(part); size <= limit {
			parts = append(parts, bytes.Clone(part))
		} else {
			parts = nil
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case size > limit && (err == nil || err == io.EOF):
			return nil, errTooLong
		case len(parts) == 1:
			return parts[0], err
		default:
			return bytes.Join(parts, nil), err
		}
	}
}

func (r *reader) record(raw []byte, id string, line int) {
	a, err := r.article(raw)
	r.giveRecord(a, id, line, err)
}

// giveRecord gives the article of a record at a file's line, or tells why it has
// none.
func (r *reader) giveRecord(a extract.Article, id string, line int, err error) {
	if a.ID == "" {
		a.ID = lineID(id, line)
	}
	if err != nil {
		r.fail(a.ID, id, line, err)
		return
	}
	r.give(a)
}

// article reads the fields of a record; those that it does not know it keeps.
func (r *reader) article(raw []byte) (a extract.Article, err error) {
	if !utf8.Valid(raw) {
		text, err := decode(raw, r.Charset)
		if err != nil {
			return a, err
		}
		raw = []byte(text)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return a, errors.New("not a JSON object")
	}
	var date string
	found := false
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return a, fmt.Errorf("not JSON: %w", err)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return a, fmt.Errorf("not JSON: %w", err)
		}
		switch key.(string) {
		case or(r.TextField, "text"):
			found = true
			if err := textOf(value, &a.Text); err != nil {
				return a, fmt.Errorf("field %q: %w", key, err)
			}
		case or(r.IDField, "id"):
			a.ID = looseString(value)
		case or(r.DateField, "date"):
			date = looseString(value)
		case or(r.TitleField, "title"):
			a.Title = looseString(value)
		default:
			a.Fields = append(a.Fields, extract.Field{Name: key.(string), Value: value})
		}
	}
	if _, err := d.Token(); err != nil {
		return a, fmt.Errorf("not JSON: %w", err)
	}
	if rest := raw[d.InputOffset():]; len(bytes.TrimSpace(rest)) > 0 {
		return a, errors.New("more stands behind the JSON object: one a line is read")
	}
	if !found {
		return a, fmt.Errorf("no field %q", or(r.TextField, "text"))
	}
	return a, r.recordDate(&a, date)
}

// textOf reads a string that is not null.
func textOf(value json.RawMessage, text *string) error {
	if string(value) == "null" {
		return errors.New("null where text should be")
	}
	if err := json.Unmarshal(value, text); err != nil {
		return errors.New("not a string")
	}
	return nil
}

// looseString reads a string, or a number as it is written.
func looseString(value json.RawMessage) string {
	var s string
	if json.Unmarshal(value, &s) != nil && string(value) != "null" {
		s = string(value)
	}
	return s
}

// recordDate gives an article the day that its record's field tells.
func (r *reader) recordDate(a *extract.Article, date string) error {
	own, err := parseDay(date)
	if err == nil {
		r.date(a, own, extract.DateFromRecord)
	}
	return err
}

func or(field, usual string) string {
	if field == "" {
		return usual
	}
	return field
}
