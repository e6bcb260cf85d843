package sample

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// WriteJSONL writes n articles as JSON lines.
func (m *Maker) WriteJSONL(w io.Writer, n int) error {
	out := json.NewEncoder(w)
	for i := range n {
		a := m.Article(i)
		err := out.Encode(struct {
			ID    string `json:"id"`
			Title string `json:"title"`
			Date  string `json:"date"`
			Text  string `json:"text"`
		}{a.ID, a.Title, a.Date.Format("2006-01-02"), a.Text()})
		if err != nil {
			return err
		}
	}
	return nil
}

// WriteFiles writes n articles as files of a folder, web pages or plain text.
func (m *Maker) WriteFiles(folder string, n int, pages bool) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for i := range n {
		a := m.Article(i)
		text, ending := a.Text(), ".txt"
		if pages {
			text, ending = a.Page(), ".html"
		}
		if err := os.WriteFile(filepath.Join(folder, a.ID+ending), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// WriteWARC writes a web archive of n pages, packed record by record as crawlers
// do. Behind every tenth page stand a redirect and a picture.
func (m *Maker) WriteWARC(w io.Writer, n int) error {
	packed := gzip.NewWriter(w)
	write := func(i, part int, kind, mediaType, block string) error {
		packed.Reset(w)
		_, err := fmt.Fprintf(packed, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-%04d-%012d>\r\nWARC-Date: 2022-01-01T00:00:00Z\r\n"+
			"WARC-Target-URI: https://sample.example/%d/%d\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, part, i, part, i, mediaType, len(block), block)
		if err != nil {
			return err
		}
		return packed.Close()
	}
	if err := write(0, 9, "warcinfo", "application/warc-fields", "software: nutgraf makesample\r\n"); err != nil {
		return err
	}
	const response = "application/http; msgtype=response"
	for i := range n {
		if err := write(i, 0, "response", response, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"+m.Article(i).Page()); err != nil {
			return err
		}
		if i%10 != 0 {
			continue
		}
		if err := write(i, 1, "response", response, fmt.Sprintf("HTTP/1.1 301 Moved\r\nLocation: /0/%d\r\n\r\n", i)); err != nil {
			return err
		}
		if err := write(i, 2, "response", response, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"+string(bytes.Repeat([]byte{0x89, 'P', 'N', 'G'}, 5000))); err != nil {
			return err
		}
	}
	return nil
}
