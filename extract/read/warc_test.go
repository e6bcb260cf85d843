package read

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/extract"
)

// record is one WARC record; extra is how much its length lies.
func record(kind, id, url, mediaType, block string, extra int) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Date: 2021-06-17T08:00:00Z\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, id, url, mediaType, len(block)+extra, block)
}

const uuid = "00000000-0000-4000-8000-00000000000"

// response is a record of a page or another thing that a server sent.
func response(n int, status, header, body string) string {
	return record("response", uuid+fmt.Sprint(n), fmt.Sprintf("http://x.example/%d", n), "application/http; msgtype=response",
		"HTTP/1.1 "+status+"\r\n"+header+"\r\n\r\n"+body, 0)
}

const htmlType = "Content-Type: text/html; charset=utf-8"

func chunked(body string) string {
	return fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(body), body)
}

var german = "<html><body><article><p>Die Bundeskanzlerin sprach am Mittwoch mit den Vertretern der Länder über den neuen Vertrag, der im nächsten Jahr gelten soll. " +
	"Danach wurde weiter verhandelt, und die Minister blieben bis in die Nacht zusammen, weil sie sich nicht einigen konnten. Das berichteten mehrere Zeitungen.</p></article></body></html>"

// records of every kind, in order.
func archiveRecords() []string {
	return []string{
		record("warcinfo", uuid+"0", "", "application/warc-fields", "software: test\r\n", 0),
		response(1, "200 OK", htmlType, story("", "Merkel spoke.")),
		response(2, "301 Moved", "Location: /1", ""),
		response(3, "404 Not Found", htmlType, "gone"),
		response(4, "200 OK", "Content-Type: image/png", "\x89PNG"),
		response(5, "200 OK", "Content-Type: application/javascript", "var x"),
		response(6, "200 OK", htmlType+"\r\nContent-Encoding: gzip", string(gzipped(story("", "Biden spoke.")))),
		response(7, "200 OK", htmlType+"\r\nTransfer-Encoding: chunked", chunked(story("", "Putin spoke."))),
		response(8, "200 OK", htmlType+"\r\nContent-Encoding: sdch", "\x01\x02"),
		strings.Replace(response(9, "200", htmlType, story("", "Trudeau spoke.")), "HTTP/1.1 200", "HTTP/2 200  ", 1),
	}
}

// readArchive lists the first word of each article, errors, and what was skipped.
func readArchive(archive string, options Options) (list []string, skipped string) {
	options.Format, options.Skipped = "warc", &Skipped{}
	for a, err := range Paths([]string{"-"}, strings.NewReader(archive), options) {
		if err == nil && a.Load != nil {
			err = a.Load(&a)
		}
		if errors.Is(err, extract.ErrSkip) {
			continue
		}
		if err != nil {
			list = append(list, "error: "+err.Error())
			continue
		}
		word, _, _ := strings.Cut(a.Text, " ")
		list = append(list, strings.TrimPrefix(a.ID, "urn:uuid:"+uuid[:35])+" "+word+" "+a.URL+" "+a.Date.Format("2006-01-02"))
	}
	return list, options.Skipped.String()
}

func each(records []string, pack func(string) []byte) string {
	var b bytes.Buffer
	for _, r := range records {
		b.Write(pack(r))
	}
	return b.String()
}

func TestArchive(t *testing.T) {
	records := archiveRecords()
	want := []string{
		"1 Merkel http://x.example/1 2021-06-17",
		"6 Biden http://x.example/6 2021-06-17",
		"7 Putin http://x.example/7 2021-06-17",
		`content encoding "sdch" is not known`,
		"9 Trudeau http://x.example/9 2021-06-17",
	}
	for name, archive := range map[string]string{
		"plain":             strings.Join(records, ""),
		"a member a record": each(records, gzipped),
		"one member":        string(gzipped(strings.Join(records, ""))),
	} {
		got, skipped := readArchive(archive, Options{})
		for i := range got {
			if _, cause, found := strings.Cut(got[i], "record at byte "); found {
				_, got[i], _ = strings.Cut(cause, ": ")
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if want := "4 records skipped: 1 errors, 1 images, 1 redirects, 1 scripts and styles"; skipped != want {
			t.Errorf("%s: %q, want %q", name, skipped, want)
		}
	}
}

// TestEncodings: a body comes as servers send it, however they name that.
func TestEncodings(t *testing.T) {
	page := story("", "Merkel spoke. "+strings.Repeat("She said it again. ", 50))
	pack := func(w func(io.Writer) io.WriteCloser) string {
		var b bytes.Buffer
		z := w(&b)
		io.WriteString(z, page)
		z.Close()
		return b.String()
	}
	raw := pack(func(w io.Writer) io.WriteCloser { z, _ := flate.NewWriter(w, 9); return z })
	zlibbed := pack(func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) })
	brotlied := pack(func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) })
	for _, test := range []struct{ header, body, want string }{
		{"Content-Encoding: deflate", raw, "1 Merkel"},
		{"Content-Encoding: deflate", zlibbed, "1 Merkel"},
		{"Content-Encoding: Br", brotlied, "1 Merkel"},
		{"Content-Encoding: x-gzip", string(gzipped(page)), "1 Merkel"},
		{"Content-Encoding: gzip\r\nTransfer-Encoding: chunked", chunked(string(gzipped(page))), "1 Merkel"},
		{"Content-Encoding: br\r\nTransfer-Encoding: chunked", brotlied, "1 Merkel"},
		{"Content-Encoding: gzip\r\nTransfer-Encoding: chunked", page, "1 Merkel"},
		{"Transfer-Encoding: chunked", chunked(page), "1 Merkel"},
		{"Content-Encoding: br", page, "1 Merkel"},
		{"Content-Encoding: deflate", raw[:len(raw)/2], "the page is cut off"},
		{"Content-Encoding: br", "\xff\xff\xff", "unpacking br: "},
		{"Content-Encoding: deflate", "\xff\xff\xff", "unpacking deflate: "},
		{"Content-Encoding: gzip", "\x1f\x8b\xff\xff", "record at byte 0: unpacking gzip: "},
	} {
		got, _ := readArchive(response(1, "200 OK", htmlType+"\r\n"+test.header, test.body), Options{})
		if len(got) != 1 || !strings.Contains(got[0], test.want) {
			t.Errorf("%s, %.10q: %q, want %q", test.header, test.body, got, test.want)
		}
	}
}

// TestArchiveCharsets: a page's charset is that of the server's header, else that
// of the page.
func TestArchiveCharsets(t *testing.T) {
	for _, test := range []struct{ header, body string }{
		{"Content-Type: text/html; charset=iso-8859-2", story("", "Wa\xb3\xeasa spoke.")},
		{"Content-Type: text/html", story("<meta charset=iso-8859-2>", "Wa\xb3\xeasa spoke.")},
		{"Content-Type: text/html", story(`<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">`, "Wa\xb3\xeasa spoke.")},
		{"Content-Type: text/html", story("", "Wałęsa spoke.")},
		{"Content-Type: text/html; charset=iso-8859-2", story("<meta charset=utf-8>", "Wa\xb3\xeasa spoke.")},
		{"Content-Type: text/html; charset=utf-16le", utf16le(story("", "Wałęsa spoke."))},
	} {
		got, _ := readArchive(response(1, "200 OK", test.header, test.body), Options{})
		if len(got) != 1 || !strings.HasPrefix(got[0], "1 Wałęsa ") {
			t.Errorf("%s, %.60q: %q", test.header, test.body, got)
		}
	}
}

func utf16le(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

func TestArchiveDamage(t *testing.T) {
	one, two := response(1, "200 OK", htmlType, story("", "Merkel spoke.")), response(2, "200 OK", htmlType, story("", "Biden spoke."))
	long := strings.Replace(one, "Content-Length: ", "Content-Length: 9", 1)
	broken := gzipped(one)
	for i := 100; i < 110; i++ {
		broken[i] ^= 0xff
	}
	wrong := func(by int) string {
		return record("response", uuid+"1", "http://x.example/1", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\n"+htmlType+"\r\n\r\n"+story("", "Merkel spoke."), by)
	}
	three := response(3, "200 OK", htmlType, story("", "WARC/1.0 is what Putin spoke of.\r\n\r\nWARC/1.1 too."))
	filler := response(4, "200 OK", "Content-Type: image/png", strings.Repeat("\x89PNG", maxRecord/4))
	checksum := string(gzipped(one))
	checksum = checksum[:len(checksum)-8] + "1234" + checksum[len(checksum)-4:]
	first, second, third := "1 Merkel http://x.example/1 2021-06-17", "2 Biden http://x.example/2 2021-06-17", "3 WARC/1.0 http://x.example/3 2021-06-17"
	for _, test := range []struct {
		name, archive string
		want          []string // beginnings, or of errors parts
	}{
		{"cut off", one + two[:len(two)-100], []string{first, fmt.Sprintf("-: record at byte %d: it should have", len(one))}},
		{"cut in the header", one + two[:30], []string{first, fmt.Sprintf("-: record at byte %d: ", len(one))}},
		{"cut gzip", string(gzipped(one)) + string(gzipped(two)[:200]), []string{first, fmt.Sprintf("-: record at byte %d: ", len(gzipped(one)))}},
		{"broken member", string(broken) + string(gzipped(two)), []string{"-: record at byte 0: ", second}},
		{"too long a length", long, []string{"-: record at byte 0: it should have"}},
		{"too long a length, next record eaten", wrong(+300) + two + three, []string{"-: record at byte 0: ", second, third}},
		{"too long by all", wrong(+9999) + two + three, []string{"-: record at byte 0: it should have", second, third}},
		{"too long for the memory", wrong(maxRecord) + two + three, []string{"-: record at byte 0: it should have", second, third}},
		{"too long by far", wrong(2*maxRecord) + two + strings.Repeat(filler, 3) + three, []string{"-: record at byte 0: ", second, third}},
		{"page too large", response(1, "200 OK", htmlType, story("", strings.Repeat("<p>Merkel spoke.", maxRecord/15))) + two, []string{"-: record at byte 0: a page of more than 8388608 bytes", second}},
		{"too short a length", wrong(-40) + two, []string{"-: record at byte 0: its Content-Length is wrong", second}},
		{"too long a length in a member", string(gzipped(wrong(+300))) + string(gzipped(two)) + string(gzipped(three)), []string{"-: record at byte 0: ", second, third}},
		{"too short a length in a member", string(gzipped(wrong(-40))) + string(gzipped(two)), []string{"-: record at byte 0: ", second}},
		{"too long a length in one member", string(gzipped(wrong(+300) + two + three)), []string{"-: record at byte 0: ", second, third}},
		{"no length", strings.Replace(one, "Content-Length", "Length", 1) + two, []string{"-: record at byte 0: ", second}},
		{"wrong checksum", string(gzipped(two)) + checksum + string(gzipped(three)), []string{second, fmt.Sprintf("-: record at byte %d: unpacking gzip", len(gzipped(two))), third}},
		{"wrong checksum at the end", string(gzipped(two)) + checksum, []string{second, fmt.Sprintf("-: record at byte %d: unpacking gzip", len(gzipped(two)))}},
		{"bytes between", one + "xyz" + two, []string{first, "3 bytes that are no record", second}},
		{"bytes between members", string(gzipped(one)) + "xyz" + string(gzipped(two)), []string{first, "3 bytes that are no gzip", second}},
		{"no archive", "Angela Merkel spoke.", []string{"18 bytes that are no record"}},
		{"unknown compression", "\xfd7zXZ\x00\x00\x00", []string{"packed as xz, which is not read"}},
		{"empty", "", []string{"no WARC records in it"}},
	} {
		got, _ := readArchive(test.archive, Options{})
		ok := slices.EqualFunc(test.want, got, func(want, got string) bool { return strings.Contains(got, want) })
		if !ok {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

// TestManyWrongLengths: each costs its record and no more, however many there are.
func TestManyWrongLengths(t *testing.T) {
	one := strings.Replace(response(1, "200 OK", htmlType, story("", "Merkel spoke.")), "Content-Length: ", "Content-Length: 99999", 1)
	const n = 500
	got, _ := readArchive(strings.Repeat(one, n)+response(2, "200 OK", htmlType, story("", "Biden spoke.")), Options{})
	if len(got) != n+1 || !strings.HasPrefix(got[n], "2 Biden") {
		t.Errorf("%d results, the last %.100q", len(got), got[len(got)-1])
	}
}

// TestPlaces: each failure in an archive tells its file and place, also one that
// is met when the page is loaded.
func TestPlaces(t *testing.T) {
	one, menu := response(1, "200 OK", htmlType, story("", "Merkel spoke.")), response(2, "200 OK", htmlType, "<html><body><nav><a href=/>Home</a></nav></body></html>")
	wet := record("conversion", uuid+"3", "http://x.example/3", "text/plain", "a\xff", 0)
	for _, test := range []struct {
		name, data string
		want       []Failure
	}{
		{"a.warc", one + menu, []Failure{{Place: fmt.Sprint("record at byte ", len(one)), Error: "no article found in the page"}}},
		{"a.warc.gz", string(gzipped(one)) + string(gzipped(menu)), []Failure{{Place: fmt.Sprint("record at byte ", len(gzipped(one))), Error: "no article found in the page"}}},
		{"a.warc.gz", string(gzipped(one + menu)), []Failure{{Place: fmt.Sprint("record at byte ", len(one), " unpacked"), Error: "no article found in the page"}}},
		{"a.wet", wet, []Failure{{Place: "record at byte 0", Error: "not UTF-8 at byte 1; name its charset with --charset, as windows-1252"}}},
		{"a.tar", string(archive("b.warc", one+menu)), []Failure{{File: "a.tar/b.warc", Place: fmt.Sprint("record at byte ", len(one)), Error: "no article found in the page"}}},
		{"a.tar.gz", string(gzipped(string(archive("b.jsonl", "\n[]\n")))), []Failure{{File: "a.tar.gz/b.jsonl", Line: 2, Error: "not a JSON object"}}},
		{"a.tar.gz", string(gzipped(string(archive("b.txt", strings.Repeat("b", 300))[:600]))), []Failure{
			{File: "a.tar.gz/b.txt", Error: "unexpected EOF"},
			{Place: "byte 600 of the archive", Error: "unpacking tar: unexpected EOF"},
		}},
	} {
		var got []Failure
		for raw, err := range Stream(strings.NewReader(test.data), test.name, Options{AnyLanguage: true}) {
			if a := raw.Ready(Options{}); err == nil && a.Load != nil {
				err = a.Load(&a)
			}
			if err != nil {
				got = append(got, FailureOf("", err))
			}
		}
		for i := range test.want {
			if test.want[i].File == "" {
				test.want[i].File = test.name
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestArchiveLanguage(t *testing.T) {
	texts := response(1, "200 OK", htmlType, german) +
		record("conversion", uuid+"2", "http://x.example/2", "text/plain", "Les ministres se sont réunis mercredi à Paris pour parler du nouveau traité qui entrera en vigueur l'année prochaine.", 0) +
		record("conversion", uuid+"3", "http://x.example/3", "text/plain", "Angela Merkel spoke to the council on Wednesday and said that the talks would go on for another week.", 0)
	got, skipped := readArchive(texts, Options{})
	if want := []string{"3 Angela http://x.example/3 2021-06-17"}; !slices.Equal(got, want) || skipped != "2 records skipped: 2 in other languages" {
		t.Errorf("%q, %q", got, skipped)
	}
	if got, _ := readArchive(texts, Options{AnyLanguage: true}); len(got) != 3 {
		t.Errorf("any language: %q", got)
	}
}

func FuzzArchive(f *testing.F) {
	all := archiveRecords()
	f.Add([]byte(strings.Join(all, "")))
	f.Add([]byte(each(all, gzipped)))
	f.Fuzz(func(t *testing.T, archive []byte) {
		for a, err := range Paths([]string{"-"}, bytes.NewReader(archive), Options{Format: "warc"}) {
			if err == nil && a.ID == "" {
				t.Error("an article without an id")
			}
		}
	})
}

// BenchmarkArchive reads an archive of a thousand pages without loading them.
func BenchmarkArchive(b *testing.B) {
	var packed bytes.Buffer
	for i := range 1000 {
		z := gzip.NewWriter(&packed)
		io.WriteString(z, response(i%10, "200 OK", htmlType, story("", "Merkel spoke.")))
		z.Close()
	}
	b.SetBytes(int64(packed.Len()))
	for b.Loop() {
		n := 0
		for _, err := range Paths([]string{"-"}, bytes.NewReader(packed.Bytes()), Options{Format: "warc"}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 1000 {
			b.Fatal(n)
		}
	}
}
