package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/memfs"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/ptest"
	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"github.com/nutgraf/nutgraf/beam/sample"
	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/read"
	"github.com/nutgraf/nutgraf/extract/stats"
	"github.com/nutgraf/nutgraf/extract/write"
)

func TestMain(m *testing.M) {
	log.SetupLogging("error", "text")
	ptest.Main(m)
}

// run runs a pipeline on Prism and returns its counts.
func run(t *testing.T, files Files, build func(beam.Scope)) Counts {
	t.Helper()
	p, s := beam.NewPipelineWithRoot()
	build(s)
	result, err := ptest.RunWithMetrics(p)
	if err != nil {
		t.Fatal(err)
	}
	counts := CountsOf(result)
	if err := counts.SetTotals(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	return counts
}

// maker makes articles of those that the command is tested with.
func maker(t *testing.T) *sample.Maker {
	t.Helper()
	m, err := sample.New("../../testdata/articles", 4)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// inputs is a folder of every kind of input, with damage in some, as globs.
func inputs(t *testing.T) []string {
	t.Helper()
	folder := t.TempDir()
	m := maker(t)
	var lines, archive bytes.Buffer
	err := errors.Join(
		m.WriteJSONL(&lines, 40), m.WriteWARC(&archive, 20),
		m.WriteFiles(filepath.Join(folder, "text"), 10, false), m.WriteFiles(filepath.Join(folder, "pages"), 10, true),
	)
	if err != nil {
		t.Fatal(err)
	}
	lines.WriteString("not JSON\n{\"id\":\"no text\"}\n{\"id\":\"x\",\"text\":\"Angela Merkel spoke.\",\"paper\":\"Post\",\"tags\":[\"a\", 1]}\n")
	whole := archive.Bytes()
	for name, data := range map[string][]byte{
		"lines.jsonl":                   lines.Bytes(),
		"table.csv":                     []byte("id,text\n1,Barack Obama spoke on Monday.\n2,\xff\xfe\n"),
		"archive.warc.gz":               whole,
		"cut.warc.gz":                   whole[:len(whole)/2],
		"menu.warc":                     []byte(menu),
		"menu.html":                     []byte("<html><body><nav><a href=/>Home</a></nav></body></html>"),
		"empty.txt":                     nil,
		"2022/09/22/summit.txt":         []byte("Fumio Kishida spoke on Wednesday."),
		"german.wet":                    []byte(german),
		"odd \u00fc name, 100% [1].txt": []byte("Emmanuel Macron spoke in Paris."),
	} {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, data, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return []string{folder + "/*.*", folder + "/text/*", folder + "/pages/*", folder + "/2022/*/*/*"}
}

const menu = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:2>\r\nWARC-Date: 2021-06-17T08:00:00Z\r\nContent-Type: text/html\r\nContent-Length: 55\r\n\r\n" +
	"<html><body><nav><a href=/>Home</a></nav></body></html>\r\n\r\n"

const german = "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2021-06-17T08:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: 205\r\n\r\n" +
	"Die Bundeskanzlerin sprach am Mittwoch mit den Vertretern der Nachbarn, weil sie sich nicht einigen konnten, und danach wurde weiter verhandelt, wie mehrere Zeitungen berichteten, die davon erfahren haben.\r\n\r\n\r\n"

// byCommand does the same with the packages of the command.
func byCommand(t *testing.T, globs []string, readOptions read.Options, writeOptions write.Options) (lines, failures []string) {
	t.Helper()
	out, failures := commandOutput(t, "jsonl", globs, readOptions, writeOptions)
	return sortedLines(out), failures
}

func commandOutput(t *testing.T, format string, globs []string, readOptions read.Options, writeOptions write.Options) (out []byte, failures []string) {
	t.Helper()
	var paths []string
	for _, glob := range globs {
		found, err := filepath.Glob(glob)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	x, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w, err := write.New(format, &b, writeOptions, false)
	if err != nil {
		t.Fatal(err)
	}
	for result := range x.ExtractAll(context.Background(), read.Paths(paths, nil, readOptions), 2) {
		if result.Err == nil {
			err = w.Write(result.Document)
		} else {
			var line []byte
			line, err = json.Marshal(read.FailureOf(result.Article.ID, result.Err))
			failures = append(failures, string(line)+"\n")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), slices.Sorted(slices.Values(failures))
}

func sortedLines(data []byte) (lines []string) {
	for line := range bytes.Lines(data) {
		lines = append(lines, string(line))
	}
	slices.Sort(lines)
	return lines
}

// output is what all shards of a kind hold.
func output(t *testing.T, folder, kind string) []byte {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, kind+"-*-of-*"))
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, data...)
	}
	return all
}

// TestSameAsCommand holds the documents and failures of Beam against those of
// the command's packages, byte for byte.
func TestSameAsCommand(t *testing.T) {
	globs := inputs(t)
	for _, test := range []struct {
		name string
		o    ExtractOptions
		read read.Options
		out  write.Options
	}{
		{name: "plain", o: ExtractOptions{Branches: 2}},
		{name: "one branch", o: ExtractOptions{Branches: 1}},
		{name: "no reshuffle", o: ExtractOptions{Branches: 3, NoReshuffle: true}},
		{
			name: "flags",
			o: ExtractOptions{
				Branches: 8, Reading: Reading{Date: "2024-05-06", AnyLanguage: true, TitleField: "paper", Charset: "windows-1252"},
				Writing: Writing{Offsets: "utf16", WithText: true, Records: true},
			},
			read: read.Options{Date: mustDay(t, "2024-05-06"), AnyLanguage: true, TitleField: "paper", Charset: "windows-1252"},
			out:  write.Options{Offsets: write.UTF16, WithText: true, Records: true},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.o.Files = Files{Input: globs, Output: t.TempDir(), Shards: 5}
			if err := test.o.Check(context.Background()); err != nil {
				t.Fatal(err)
			}
			counts := run(t, test.o.Files, func(s beam.Scope) { Extract(s, test.o) })
			wantLines, wantFailures := byCommand(t, globs, test.read, test.out)
			if diff := cmp.Diff(wantLines, sortedLines(output(t, test.o.Output, documents))); diff != "" {
				t.Errorf("documents (-command +beam):\n%s", diff)
			}
			if diff := cmp.Diff(wantFailures, sortedLines(output(t, test.o.Output, failures))); diff != "" {
				t.Errorf("failures (-command +beam):\n%s", diff)
			}
			if want := `"file":"` + filepath.Dir(globs[0]) + `/menu.warc","place":"record at byte 0","error":"no article found in the page"`; !strings.Contains(strings.Join(wantFailures, ""), want) {
				t.Errorf("no failure has %s", want)
			}
			if len(wantLines) < 80 || len(wantFailures) < 5 {
				t.Errorf("only %d documents and %d failures to compare", len(wantLines), len(wantFailures))
			}
			if counts.Documents() != int64(len(wantLines)) || counts.Failures() != int64(len(wantFailures)) {
				t.Errorf("the totals say %v; there are %d documents and %d failures", counts, len(wantLines), len(wantFailures))
			}
			if counts["mentions"] == 0 || counts["milliseconds"] == 0 || counts["page_milliseconds"] == 0 || counts["skipped"] == 0 {
				t.Errorf("metrics are missing: %v", counts)
			}
		})
	}
}

// TestParquet holds the rows of Beam against those of the command's writer.
func TestParquet(t *testing.T) {
	globs := inputs(t)[:1]
	o := ExtractOptions{Files: Files{Input: globs, Output: t.TempDir(), Shards: 3}, Branches: 2, Writing: Writing{Format: "parquet", Offsets: "bytes"}}
	if err := o.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	counts := run(t, o.Files, func(s beam.Scope) { Extract(s, o) })
	lines, _ := byCommand(t, globs, read.Options{}, write.Options{})
	if int64(len(lines)) != counts.Documents() {
		t.Errorf("%d documents, want %d", counts.Documents(), len(lines))
	}
	table, _ := commandOutput(t, "parquet", globs, read.Options{}, write.Options{Offsets: write.Bytes})
	want := rowsOf(t, table)
	var got []string
	files, err := filepath.Glob(o.Output + "/documents-*-of-00003.parquet")
	if err != nil || len(files) != 3 {
		t.Fatalf("files %q, %v", files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, rowsOf(t, data)...)
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" || len(want) < 200 {
		t.Errorf("%d rows (-command +beam):\n%s", len(want), diff)
	}
}

// rowsOf are the rows of a Parquet file, a line of JSON each.
func rowsOf(t *testing.T, data []byte) (lines []string) {
	t.Helper()
	rows, err := parquet.Read[write.Row](bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		line, err := json.Marshal(row)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(line))
	}
	return lines
}

func mustDay(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := parseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestStats holds the tables against those of the package that nutgraf stats
// uses: as one shard byte for byte, as several by their rows.
func TestStats(t *testing.T) {
	folder := t.TempDir()
	var lines bytes.Buffer
	if err := maker(t).WriteJSONL(&lines, 60); err != nil {
		t.Fatal(err)
	}
	in := filepath.Join(folder, "in.jsonl")
	if err := os.WriteFile(in, lines.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	found, _ := byCommand(t, []string{in}, read.Options{}, write.Options{})
	half := len(found) / 2
	for name, part := range map[string][]string{"a.jsonl": found[:half], "b.jsonl": append(found[half:], "nonsense\n", "{}\n")} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(strings.Join(part, "")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i, format := range stats.Formats {
		atLeast := int64(i + 1)
		o := StatsOptions{Files: Files{Input: []string{folder + "/[ab].jsonl"}, Output: t.TempDir(), Shards: 1}, Tables: []string{"days", "pairs", "seen"}, Format: format, MinDocuments: atLeast}
		counts := run(t, o.Files, func(s beam.Scope) { Stats(s, o) })
		for _, name := range stats.Tables {
			want, got := tableOf(t, name, format, found, atLeast), output(t, o.Output, string(name))
			if format == "parquet" && !bytes.Equal(want, got) {
				t.Errorf("table %s as %s is not that of nutgraf stats", name, format)
			} else if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("table %s (-nutgraf stats +beam):\n%s", name, diff)
			}
		}
		if counts.Documents() != 60 || counts.Failures() != 2 || counts["rows"] == 0 {
			t.Errorf("the metrics say %v", counts)
		}
		want := []string{
			`{"id":"` + folder + `/b.jsonl:31","file":"` + folder + `/b.jsonl","line":31,"error":"not JSON: invalid character 'o' in literal null (expecting 'u')"}` + "\n",
			`{"id":"` + folder + `/b.jsonl:32","file":"` + folder + `/b.jsonl","line":32,"error":"no field \"entities\": not a document that nutgraf wrote"}` + "\n",
		}
		if diff := cmp.Diff(want, sortedLines(output(t, o.Output, failures))); diff != "" {
			t.Errorf("failures (-want +got):\n%s", diff)
		}
	}
	o := StatsOptions{Files: Files{Input: []string{folder + "/[ab].jsonl"}, Output: t.TempDir(), Shards: 3}, Tables: []string{"pairs"}, Format: "csv", MinDocuments: 2}
	run(t, o.Files, func(s beam.Scope) { Stats(s, o) })
	got := slices.Compact(sortedLines(output(t, o.Output, "pairs"))) // a header a shard
	if diff := cmp.Diff(sortedLines(tableOf(t, stats.Pairs, "csv", found, 2)), got); diff != "" {
		t.Errorf("three shards (-want +got):\n%s", diff)
	}
}

func tableOf(t *testing.T, table stats.Table, format string, lines []string, atLeast int64) []byte {
	t.Helper()
	counter := stats.NewCounter(table, stats.Options{MinDocuments: atLeast})
	for _, line := range lines {
		doc, err := stats.Parse([]byte(line))
		if err == nil {
			err = counter.Add(doc)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := stats.Write(&b, format, table, counter.Rows()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestOtherFileSystem reads and writes what is no local file, as in an object
// store.
func TestOtherFileSystem(t *testing.T) {
	ctx := context.Background()
	put := func(path, text string) {
		err := writeFile(ctx, path, func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	put("memfs://in/a.txt", "Angela Merkel spoke in Berlin.")
	put("memfs://in/b.jsonl", `{"id":"b","text":"Emmanuel Macron spoke in Paris."}`)
	o := ExtractOptions{Files: Files{Input: []string{"memfs://in/*"}, Output: "memfs://out/", Shards: 1}, Branches: 1}
	if err := o.Check(ctx); err != nil {
		t.Fatal(err)
	}
	run(t, o.Files, func(s beam.Scope) { Extract(s, o) })
	in, err := open(ctx, "memfs://out/documents-00000-of-00001.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	lines := sortedLines(data)
	if len(lines) != 2 || !strings.HasPrefix(lines[0], `{"id":"b",`) || !strings.HasPrefix(lines[1], `{"id":"memfs://in/a.txt",`) {
		t.Errorf("got %q", lines)
	}
	if err := o.Check(ctx); err == nil || !strings.Contains(err.Error(), "files of an earlier run") {
		t.Errorf("a second run into the same folder: %v", err)
	}
}

func TestCheck(t *testing.T) {
	ctx := context.Background()
	files := Files{Input: []string{"x"}, Output: "does/not/exist", Shards: 1}
	for _, test := range []struct {
		check func(context.Context) error
		want  string
	}{
		{ExtractOptions{Branches: 1}.Check, "--input and --output are needed"},
		{ExtractOptions{Branches: 9, Files: files}.Check, "9 workers; it is 1 to 8"},
		{ExtractOptions{Branches: 1, Files: Files{Input: files.Input, Output: "x"}}.Check, "0 shards"},
		{ExtractOptions{Branches: 1, Files: Files{Input: []string{"ftp://x"}, Output: "x", Shards: 1}}.Check, `file system scheme "ftp" not registered`},
		{ExtractOptions{Branches: 1, Files: files, Reading: Reading{Date: "soon"}}.Check, `date "soon"`},
		{ExtractOptions{Branches: 1, Files: files, Reading: Reading{Format: "pdf"}}.Check, `unknown format of input "pdf"`},
		{ExtractOptions{Branches: 1, Files: files, Reading: Reading{Charset: "klingon"}}.Check, `unknown charset "klingon"`},
		{ExtractOptions{Branches: 1, Files: files, Writing: Writing{Types: []string{"CITY"}}}.Check, `unknown type "CITY"`},
		{ExtractOptions{Branches: 1, Files: files, Writing: Writing{Offsets: "miles"}}.Check, "miles"},
		{StatsOptions{Files: files, Tables: []string{"weeks"}, Format: "csv"}.Check, `unknown table "weeks"`},
		{StatsOptions{Files: files, Tables: []string{"days"}, Format: "xml"}.Check, `unknown format "xml"`},
	} {
		if err := test.check(ctx); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("got %v, want %q", err, test.want)
		}
	}
	if err := files.CheckInput(ctx); err == nil || err.Error() != "no file matches x" {
		t.Errorf("a glob that finds nothing: %v", err)
	}
	if err := (ExtractOptions{Branches: 1, Files: files}).Check(ctx); err != nil {
		t.Error(err)
	}
}
