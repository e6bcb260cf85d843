package read

import (
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
		{"not UTF-8", "ab\xe9", Options{}, []string{"error: -: not UTF-8 at byte 2; name its charset with --charset, as windows-1252"}},
		{"windows-1252", "ab\xe9", Options{Charset: "windows-1252"}, []string{"-: abé"}},
		{"records", "{\"text\":\"a\"}\n\n{\"id\":7,\"text\":\"b\"}", Options{Format: "jsonl"}, []string{"-:1: a", "7: b"}},
		{"bad record", "{\"text\":\"a\"\n{\"text\":\"b\"}\n", Options{Format: "jsonl"}, []string{"error: -:1: not JSON: unexpected EOF", "-:2: b"}},
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
	var got []string
	for _, line := range all([]string{dir}, nil, Options{Exclude: []string{"*.none"}}) {
		got = append(got, strings.ReplaceAll(line, dir+"/", ""))
	}
	want := []string{"a/x.txt: x", "b.txt: b", "c.jsonl:1: c"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
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
