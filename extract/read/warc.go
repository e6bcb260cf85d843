package read

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/nlnwa/gowarc/v3"

	"github.com/nutgraf/nutgraf/extract"
)

// Web archives: WARC, and WET, which is WARC with texts in it. Records are read
// one by one. A damaged one is a failed article; reading goes on at the next
// thing that looks like the start of a record.

// maxRecord is how much of a record is held in memory; of a larger one, as of a
// film, the rest waits in a temporary file to be passed over.
const maxRecord = MaxPage + 1<<20

var recordStart = []byte("WARC/")

// webArchive reads the records of one web archive.
type webArchive struct {
	*reader
	*replay
	file    string
	members *members // nil: not gzip
	parser  gowarc.Unmarshaler
	pending error // of reading, met while looking ahead
	damage  bool  // the last record was reported, and what is left of it needs no word
}

func (r *reader) webArchive(in io.Reader, file string) {
	w := webArchive{reader: r, file: file, parser: gowarc.NewUnmarshaler(
		gowarc.WithSyntaxErrorPolicy(gowarc.ErrIgnore), gowarc.WithSpecViolationPolicy(gowarc.ErrWarn),
		gowarc.WithUnknownRecordTypePolicy(gowarc.ErrIgnore), gowarc.WithAddMissingDigest(false), gowarc.WithAddMissingRecordId(false),
		gowarc.WithFixContentLength(false), gowarc.WithFixDigest(false), gowarc.WithFixSyntaxErrors(false), gowarc.WithBufferMaxMemBytes(maxRecord))}
	packed := bufio.NewReaderSize(in, 64<<10)
	var plain io.Reader = packed
	if head, _ := packed.Peek(2); string(head) == "\x1f\x8b" {
		w.members = newMembers(packed)
		plain = w.members
	} else {
		unpacked, done, err := unpack(packed)
		if err != nil {
			r.fail(file, file, 0, err)
			return
		}
		defer done()
		plain = unpacked
	}
	w.replay = newReplay(plain)
	w.records()
}

func (w *webArchive) records() {
	found := false
	for !w.stopped {
		skipped, err := w.seek()
		at := w.place()
		if skipped > 0 && !w.damage {
			w.damaged(at, "", fmt.Errorf("%d bytes that are no record before it", skipped))
		}
		w.damage = false
		if err == io.EOF {
			if !found && skipped == 0 {
				w.damaged(at, "", errors.New("no WARC records in it"))
			}
			return
		}
		found = found || err == nil
		var in damage
		switch {
		case err == nil:
			w.record(at)
		case errors.As(err, &in):
			w.damaged(strconv.FormatInt(in.file, 10), "", err)
		default:
			w.damaged(at, "", err)
			return // the file cannot be read on
		}
	}
}

// seek goes to the start of the next record and returns how many bytes that are
// no blanks it passed over.
func (w *webArchive) seek() (skipped int, err error) {
	for begun := true; ; {
		head, err := w.peek(len(recordStart))
		if bytes.Equal(head, recordStart) && (begun || w.atVersion()) {
			return skipped, nil
		}
		if err != nil && (err != io.EOF || len(head) == 0) {
			w.pending = nil
			return skipped, err
		}
		if head[0] > ' ' {
			skipped++
		}
		begun = head[0] == '\n'
		w.plain.Discard(1)
	}
}

// atVersion tells whether the line ends behind a record's version, as no text's
// that speaks of the format does.
func (w *webArchive) atVersion() bool {
	head, _ := w.peek(len("WARC/1.0\r\n"))
	return bytes.HasSuffix(head, []byte("\r\n"))
}

// peek looks ahead without losing an error that it meets, as bufio does.
func (w *webArchive) peek(n int) ([]byte, error) {
	if w.pending != nil {
		n = min(n, w.plain.Buffered())
	}
	head, err := w.plain.Peek(n)
	if err != nil && err != io.EOF {
		w.pending = err
	}
	if err == nil {
		err = w.pending
	}
	return head, err
}

// place says where the reader stands: the byte of the file, or of what is
// unpacked from it where the file cannot be entered there.
func (w *webArchive) place() string {
	at := w.at()
	if w.members == nil {
		return strconv.FormatInt(at, 10)
	}
	if file, ok := w.members.fileAt(at); ok {
		return strconv.FormatInt(file, 10)
	}
	return strconv.FormatInt(at, 10) + " unpacked"
}

// damaged reports a record that cannot be read.
func (w *webArchive) damaged(at, id string, err error) {
	if id == "" {
		id = w.file + ":" + at
	}
	w.failed(id, &Error{File: w.file, Place: recordAt(at), Err: cause(err)})
}

func recordAt(at string) string { return "record at byte " + at }

func (w *webArchive) record(at string) {
	w.mark()
	if w.members != nil {
		w.members.forget(w.at())
	}
	begin := w.at()
	record, _, faults, err := w.parser.Unmarshal(w.plain)
	if w.at() == begin {
		w.plain.Discard(1) // always forward, whatever the parser met
	}
	id := ""
	if err == nil {
		defer record.Close()
		id = record.RecordId()
		err = w.check(record, faults, begin)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("cut off")
	}
	if err != nil {
		w.damaged(at, id, err)
		w.damage = true
		w.back()
		return
	}
	w.limit = maxRecord
	if err := w.use(record, at); err != nil {
		w.damaged(at, id, err)
	}
}

// check tells what is wrong with a record that could be read: its length, or the
// checksum of the gzip member that it began in.
func (w *webArchive) check(record gowarc.WarcRecord, faults []error, begin int64) error {
	if !record.WarcHeader().Has(gowarc.ContentLength) {
		return errors.New("its header is cut off or has no Content-Length")
	}
	for _, fault := range faults {
		if length := new(gowarc.ContentLengthError); errors.As(fault, &length) {
			return fmt.Errorf("it should have %d bytes and has %d", length.Expected, length.Actual)
		}
	}
	var in damage
	if _, err := w.peek(1); errors.As(err, &in) && in.plain <= begin {
		w.pending = nil
		return err
	}
	if !w.ends() {
		return fmt.Errorf("its Content-Length is wrong: it does not end after %s bytes", record.WarcHeader().Get(gowarc.ContentLength))
	}
	return nil
}

// ends tells whether a record ends where the reader stands: two empty lines are
// behind it, or else nothing, or another record.
func (w *webArchive) ends() bool {
	if bytes.HasSuffix(w.consumed(), []byte("\r\n\r\n")) {
		return true
	}
	next, _ := w.peek(len(recordStart) + 4)
	next = bytes.TrimLeft(next, "\r\n")
	return len(next) == 0 || bytes.HasPrefix(next, recordStart)
}

// use gives the article of a record, if it has one.
func (w *webArchive) use(record gowarc.WarcRecord, at string) error {
	switch record.Type() {
	case gowarc.Response:
		return w.response(record, at)
	case gowarc.Resource:
		body, err := record.Block().RawBytes()
		if err != nil {
			return err
		}
		return w.content(record, at, body, http.Header{"Content-Type": {record.WarcHeader().Get(gowarc.ContentType)}})
	case gowarc.Conversion:
		return w.conversion(record)
	case gowarc.Revisit:
		w.Skipped.Add("revisits")
	}
	return nil // the archive's own records: warcinfo, request, metadata
}

func (w *webArchive) response(record gowarc.WarcRecord, at string) error {
	block, ok := record.Block().(gowarc.HttpResponseBlock)
	if !ok {
		w.Skipped.Add("of other protocols") // DNS
		return nil
	}
	status, header := responseHead(block)
	switch {
	case status >= 300 && status < 400:
		w.Skipped.Add("redirects")
		return nil
	case status != http.StatusOK:
		w.Skipped.Add("errors")
		return nil
	}
	body, err := block.PayloadBytes()
	if err != nil {
		return err
	}
	return w.content(record, at, body, header)
}

// responseHead returns the status and header of a response. The library's have no
// Transfer-Encoding, and none at all of HTTP/2, whose first line is another.
func responseHead(block gowarc.HttpResponseBlock) (status int, header http.Header) {
	in := textproto.NewReader(bufio.NewReader(bytes.NewReader(block.ProtocolHeaderBytes())))
	first, _ := in.ReadLine()
	if fields := strings.Fields(first); len(fields) > 1 {
		status, _ = strconv.Atoi(fields[1])
	}
	mime, _ := in.ReadMIMEHeader() // what can be read of it
	return status, http.Header(mime)
}

// content gives the article of a page; what is no page is counted.
func (w *webArchive) content(record gowarc.WarcRecord, at string, body io.Reader, header http.Header) error {
	if kind := kindOf(header.Get("Content-Type")); kind != "" {
		w.Skipped.Add(kind)
		return nil
	}
	raw, err := readBody(body, header)
	if err != nil {
		return err
	}
	w.giveRaw(Raw{extract.Article{ID: w.id(record), Extracted: true}, &Page{
		HTML: raw, File: w.file, Place: recordAt(at), ContentType: header.Get("Content-Type"), URL: target(record),
		Date: recordDay(record), DateSource: extract.DateFromRecord, AnyLanguage: w.AnyLanguage,
	}})
	return nil
}

// kindOf names what is not a page, by its media type; a page has no name.
func kindOf(mediaType string) string {
	mediaType = strings.ToLower(strings.TrimSpace(mediaType))
	switch {
	case strings.HasPrefix(mediaType, "text/html"), strings.HasPrefix(mediaType, "application/xhtml"):
		return ""
	case strings.HasPrefix(mediaType, "image/"):
		return "images"
	case strings.Contains(mediaType, "javascript"), strings.HasPrefix(mediaType, "text/css"):
		return "scripts and styles"
	}
	return "of other types"
}

// readBody undoes the transfer and content encodings that the header names.
// Archives differ in whether they kept them, so the bytes have a say too.
func readBody(body io.Reader, header http.Header) ([]byte, error) {
	in := bufio.NewReader(body)
	if strings.EqualFold(header.Get("Transfer-Encoding"), "chunked") && isChunked(in) {
		in = bufio.NewReader(httputil.NewChunkedReader(in))
	}
	plain, err := decoded(in, strings.ToLower(strings.TrimSpace(header.Get("Content-Encoding"))))
	if err != nil {
		return nil, err
	}
	raw, err := readUpTo(plain, MaxPage, errPageSize)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the page is cut off")
	}
	return raw, err
}

// isChunked tells whether a body begins with the length of a chunk.
func isChunked(in *bufio.Reader) bool {
	head, _ := in.Peek(16)
	length, _, found := bytes.Cut(head, []byte("\r\n"))
	length, _, _ = bytes.Cut(length, []byte(";"))
	_, err := strconv.ParseUint(string(bytes.TrimSpace(length)), 16, 32)
	return found && err == nil
}

func decoded(in *bufio.Reader, encoding string) (io.Reader, error) {
	head, _ := in.Peek(512)
	switch {
	case encoding == "" || encoding == "identity" || looksLikePage(head):
		return in, nil
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		z, err := gzip.NewReader(in)
		return named{z, "gzip"}, named{format: "gzip"}.explain(err)
	case encoding == "deflate" && isZlib(head):
		z, err := zlib.NewReader(in)
		return named{z, encoding}, named{format: encoding}.explain(err)
	case encoding == "deflate":
		return named{flate.NewReader(in), encoding}, nil // many servers leave zlib's header out
	case encoding == "br":
		return named{brotli.NewReader(in), encoding}, nil
	case encoding == "gzip", encoding == "x-gzip":
		return in, nil // the archive unpacked it and kept the header
	}
	return nil, fmt.Errorf("content encoding %q is not known", encoding)
}

// isZlib tells whether deflated bytes begin with a header of zlib.
func isZlib(head []byte) bool {
	return len(head) > 1 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0
}

// conversion gives the text of a WET record as it is.
func (w *webArchive) conversion(record gowarc.WarcRecord) error {
	if mediaType := record.WarcHeader().Get(gowarc.ContentType); !strings.HasPrefix(mediaType, "text/plain") {
		w.Skipped.Add("of other types")
		return nil
	}
	body, err := record.Block().RawBytes()
	if err != nil {
		return err
	}
	raw, err := readUpTo(body, maxRecord, fmt.Errorf("a text of more than %d bytes", maxRecord))
	if err != nil {
		return err
	}
	text, err := decodeText(raw, w.Charset)
	if err != nil {
		return err
	}
	if !w.AnyLanguage && !isEnglish(text) {
		w.Skipped.Add("in other languages")
		return nil
	}
	a := extract.Article{ID: w.id(record), Text: text, URL: target(record)}
	w.date(&a, recordDay(record), extract.DateFromRecord)
	w.give(a)
	return nil
}

// id names a record; one without an id is named by its address.
func (w *webArchive) id(record gowarc.WarcRecord) string {
	if id := record.RecordId(); id != "" {
		return id
	}
	return w.file + ":" + target(record)
}

// target is the address that a record was fetched from.
func target(record gowarc.WarcRecord) string {
	return strings.Trim(record.WarcHeader().Get(gowarc.WarcTargetURI), "<>")
}

// recordDay is the day a record was made.
func recordDay(record gowarc.WarcRecord) time.Time {
	t, err := record.Date()
	if err != nil {
		return time.Time{}
	}
	t = t.UTC()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
