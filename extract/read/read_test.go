package read

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// all lists what Paths yields: ids, or errors.
func all(paths []string, stdin io.Reader, options Options) (list []string) {
	for a, err := range Paths(paths, stdin, options) {
		switch {
		case err != nil:
			list = append(list, "error: "+err.Error())
		default:
			list = append(list, a.ID+": "+a.Text)
		}
	}
	return list
}

func gzipped(text string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, text)
	z.Close()
	return b.Bytes()
}

// archive packs names and contents, in turn, as tar does.
func archive(files ...string) []byte {
	var b bytes.Buffer
	t := tar.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		t.WriteHeader(&tar.Header{Name: files[i], Mode: 0o644, Size: int64(len(files[i+1]))})
		io.WriteString(t, files[i+1])
	}
	t.Close()
	return b.Bytes()
}

func TestStdin(t *testing.T) {
	whole := gzipped("Obama spoke.")
	for _, test := range []struct {
		name, stdin string
		options     Options
		want        []string
	}{
		{"text", "Obama spoke.", Options{}, []string{"-: Obama spoke."}},
		{"gzip", string(whole), Options{}, []string{"-: Obama spoke."}},
		{"cut gzip", string(whole[:len(whole)-9]), Options{}, []string{"error: -: unpacking gzip: unexpected EOF"}},
		{"byte order mark", "\xef\xbb\xbfObama", Options{}, []string{"-: Obama"}},
		{"UTF-16", "\xff\xfeO\x00k\x00", Options{}, []string{"-: Ok"}},
		{"empty", " \n", Options{}, []string{"error: -: no text in it"}},
		{"binary", "\x7fELF\x00\x01", Options{}, []string{"error: -: not a text: it has NUL bytes"}},
		{"short", "id,text\n1,Jos\xe9 M\xfcller\n2,Zo\xeb\n", Options{Format: "csv"}, []string{"1: José Müller", "2: Zoë"}},
		{"not UTF-8", "ab\xe9\xe9", Options{}, []string{"error: -: not UTF-8 at byte 2; name its charset with --charset, as windows-1252"}},
		{"windows-1252", "ab\xe9", Options{Charset: "windows-1252"}, []string{"-: abé"}},
		{"records", "{\"text\":\"a\"}\n\n{\"id\":7,\"text\":\"b\"}", Options{Format: "jsonl"}, []string{"-:1: a", "7: b"}},
		{"bad record", "{\"text\":\"a\"\n{\"text\":\"b\"}\n", Options{Format: "jsonl"}, []string{"error: -:1: not JSON: unexpected EOF", "-:2: b"}},
		{"record of another charset", "{\"text\":\"ab\xe9\"}\n", Options{Format: "jsonl", Charset: "windows-1252"}, []string{"-:1: abé"}},
		{"records with a mark", "\xef\xbb\xbf{\"text\":\"a\"}\n", Options{Format: "jsonl"}, []string{"-:1: a"}},
		{"rows", "id,text\n1,\"a,\nb\"\n,c\n", Options{Format: "csv"}, []string{"1: a,\nb", "-:4: c"}},
		{"rows with a mark", "\xef\xbb\xbftext\na\n", Options{Format: "csv"}, []string{"-:2: a"}},
		{"bad rows", "id,text\n1,a,b\n2,\"c\"d\n3,e\n", Options{Format: "csv"}, []string{"error: -:2: not CSV: wrong number of fields", "error: -:3: not CSV: extraneous or missing \" in quoted-field", "3: e"}},
		{"rows without text", "id,body\n1,a\n", Options{Format: "csv"}, []string{"error: -:1: no column \"text\" in the header; --text-field names another"}},
		{"row of another charset", "text\nab\xe9\xe9\n", Options{Format: "csv"}, []string{"error: -:2: not UTF-8 at byte 2; name its charset with --charset, as windows-1252"}},
		{"row that looks like windows-1252", "text,by\nFran\xe7ois Hollande spoke in Berlin.,Jos\xe9\n", Options{Format: "csv"}, []string{"-:2: François Hollande spoke in Berlin."}},
		{"row with an odd separator", "id,text\n1,\"It is caf\xe9 of the town \x1f and open.\"\n", Options{Format: "csv"}, []string{"1: It is café of the town \x1f and open."}},
		{"packed otherwise", "PK\x03\x04\x00\x00\x00", Options{}, []string{"error: -: packed as zip, which is not read; gzip, zstd, bzip2 and tar are"}},
		{"looks like windows-1252", "\x93We met Fran\xe7ois Hollande\x94, she said \x96 twice.", Options{}, []string{"-: “We met François Hollande”, she said – twice."}},
		{"damaged UTF-8", "We met François Hollande in Berlin\xc3 and spoke of Cor\xe9.", Options{}, []string{"error: -: not UTF-8 at byte 35; name its charset with --charset, as windows-1252"}},
		{"another alphabet", "Mos\xcb\xd7\xc1 \xcb\xd7\xc1", Options{}, []string{"error: -: not UTF-8 at byte 3; name its charset with --charset, as windows-1252"}},
		{"records without a name", "{\"text\":\"a\"}\n", Options{}, []string{"-:1: a"}},
		{"packed records without a name", string(gzipped("{ \"text\":\"a\"}\n")), Options{}, []string{"-:1: a"}},
		{"records that are called text", "{\"text\":\"a\"}\n", Options{Format: "text"}, []string{"-: {\"text\":\"a\"}\n"}},
		{"text in braces", "{Obama} spoke.", Options{}, []string{"-: {Obama} spoke."}},
		{"cut records", string(gzipped(strings.Repeat("{\"text\":\"a\"}\n", 3))[:25]), Options{Format: "jsonl"}, []string{"-:1: a", "error: -:2: unpacking gzip: unexpected EOF"}},
		{"archive", string(archive("x/a.txt", "a", "b.jsonl", "{\"text\":\"b\"}\n", ".hidden", "h")), Options{}, []string{"-/x/a.txt: a", "-/b.jsonl:1: b"}},
		{"cut archive", string(archive("a.txt", "aaa", "b.txt", "b")[:1026]), Options{}, []string{"-/a.txt: aaa", "error: -: byte 1026 of the archive: unpacking tar: unexpected EOF"}},
		{"archive cut between files", string(archive("a.txt", "aaa", "b.txt", "b")[:1024]), Options{}, []string{"-/a.txt: aaa", "error: -: byte 1024 of the archive: unpacking tar: unexpected EOF"}},
		{"archive in an archive", string(archive("in.tar", string(archive("a.txt", "a")), "b.txt", "b")), Options{}, []string{"error: -/in.tar: an archive inside an archive", "-/b.txt: b"}},
		{"lone surrogate", "{\"text\":\"a\\ud800\"}\n", Options{Format: "jsonl"}, []string{"-:1: a\ufffd"}},
	} {
		got := all([]string{"-"}, strings.NewReader(test.stdin), test.options)
		if test.name == "bad record" && len(got) == 2 {
			got[0] = test.want[0] // the decoder's own words may change
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"b.txt": "b", "a/x.txt": "x", ".hidden": "h", "c.jsonl": "{\"text\":\"c\"}\n", "d.none": "d"} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(dir, filepath.Join(dir, "a", "loop")); err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "y.txt")
	err := errors.Join(os.WriteFile(elsewhere, []byte("y"), 0o644), os.Symlink(elsewhere, filepath.Join(dir, "a", "link.txt")),
		os.Symlink(elsewhere, filepath.Join(dir, "twin.txt")), os.Symlink("b.txt", filepath.Join(dir, "again.txt")))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, line := range all([]string{dir}, nil, Options{Exclude: []string{"*.none"}}) {
		got = append(got, strings.ReplaceAll(line, dir+"/", ""))
	}
	want := []string{"a/link.txt: y", "a/x.txt: x", "b.txt: b", "c.jsonl:1: c"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What a run writes below what it reads is not read.
func TestSkip(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "out/a.txt.json"} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte("x"), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	options := Options{Skip: []string{filepath.Join(dir, "out")}}
	if got := all([]string{dir}, nil, options); len(got) != 1 {
		t.Errorf("read %q", got)
	}
	if n := Size([]string{dir}, options); n != 1 {
		t.Errorf("Size = %d, want 1", n)
	}
}

// A line too long is told once, and the line behind it read.
func TestReadLine(t *testing.T) {
	in := bufio.NewReaderSize(strings.NewReader(strings.Repeat("x", 100)+"\nshort\n"), 16)
	if _, err := readLine(in, 50); err != errTooLong {
		t.Errorf("a long line gives %v", err)
	}
	if line, err := readLine(in, 50); string(line) != "short\n" || err != nil {
		t.Errorf("the line behind it: %q, %v", line, err)
	}
}

// A name cannot pass for several lines of the terminal.
func TestErrorQuotesNames(t *testing.T) {
	err := &Error{File: "a\n\x1b[31mb", Line: 3, Err: errEmpty}
	if want := `"a\n\x1b[31mb":3: no text in it`; err.Error() != want {
		t.Errorf("got %s, want %s", err, want)
	}
}

func TestMissing(t *testing.T) {
	for _, err := range Paths([]string{"nosuch"}, nil, Options{}) {
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a missing file gives %v", err)
		}
	}
}

func TestDateInPath(t *testing.T) {
	for _, test := range []struct{ path, want string }{
		{"2022-09-22-summit.txt", "2022-09-22"},
		{"news/2022/09/22/1.txt", "2022-09-22"},
		{"voa_20030401.txt", "2003-04-01"},
		{"2022-13-45.txt", "0001-01-01"},
		{"room-2019.txt", "0001-01-01"},
	} {
		if got := dateInPath(test.path).Format(time.DateOnly); got != test.want {
			t.Errorf("dateInPath(%q) = %s, want %s", test.path, got, test.want)
		}
	}
}

func FuzzRows(f *testing.F) {
	for _, seed := range []string{"id,text\n1,a\n", "text\n\"a", "text\n\xff\n", "text,date\na,2022-13-45\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, table string) {
		for a, err := range Paths([]string{"-"}, strings.NewReader(table), Options{Format: "csv"}) {
			if err == nil && a.ID == "" {
				t.Error("an article without an id")
			}
		}
	})
}

func FuzzRecords(f *testing.F) {
	for _, seed := range []string{`{"text":"a"}`, `{"text":null}`, "{", `{"text":"a","date":"2022-09-22","x":[1]}`, "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		for a, err := range Paths([]string{"-"}, strings.NewReader(line), Options{Format: "jsonl"}) {
			if err == nil && a.ID == "" {
				t.Error("an article without an id")
			}
		}
	})
}
