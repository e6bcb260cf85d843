package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/read"
	"github.com/nutgraf/nutgraf/extract/write"
	"github.com/nutgraf/nutgraf/gazetteer"
)

func extractCommand() *cli.Command {
	return &cli.Command{
		Name:        "extract",
		Usage:       "find what is named in articles (the default command)",
		ArgsUsage:   "[FILE | FOLDER | -]...",
		Description: description,
		Flags:       extractFlags(),
		Action:      runExtract,
	}
}

func dateFlag() cli.Flag {
	return &cli.StringFlag{Name: "date", Usage: "the day the text was written, `YYYY-MM-DD`: relative dates count from it"}
}

func extractFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: "json", Usage: strings.Join(write.Formats, ", ")},
		&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE`, or a file a document into FOLDER/"},
		typesFlag(), dateFlag(), modelFlag(),
		&cli.StringSliceFlag{Name: "gazetteer", Usage: "know the names in `FILE` too: TSV, CSV or JSONL with type, name, aliases, id and free columns"},
		&cli.BoolFlag{Name: "no-gazetteer", Usage: "leave the gazetteer out of finding, resolving and linking"},
		&cli.StringFlag{Name: "offsets", Value: "codepoints", Usage: "unit of start and end: codepoints, bytes or utf16"},
		&cli.StringFlag{Name: "labels", Value: "native", Usage: "names of the types: native, ontonotes or conll"},
		&cli.StringFlag{Name: "input", Value: "auto", Usage: "what the input is: auto, text, jsonl, csv, html (web pages) or warc (web archives, also WET)"},
		&cli.StringFlag{Name: "charset", Usage: "of texts that are not Unicode: windows-1252, iso-8859-2 ..."},
		&cli.StringFlag{Name: "text-field", Value: "text", Usage: "field of a JSONL record, or column of CSV, that holds the text"},
		&cli.StringFlag{Name: "id-field", Value: "id", Usage: "field that holds the id"},
		&cli.StringFlag{Name: "date-field", Value: "date", Usage: "field that holds the date"},
		&cli.StringFlag{Name: "title-field", Value: "title", Usage: "field that holds the title"},
		&cli.BoolFlag{Name: "any-language", Usage: "of web archives, read also the pages that are not English"},
		&cli.StringSliceFlag{Name: "include", Usage: "in folders and archives, read only files whose name matches the `GLOB`"},
		&cli.StringSliceFlag{Name: "exclude", Usage: "in folders and archives, leave out names that match the `GLOB`"},
		&cli.StringFlag{Name: "files-from", Usage: "read also the files that `FILE` lists, a line each or with NUL between; - is stdin"},
		&cli.BoolFlag{Name: "records", Usage: "carry the other fields of a record into the output"},
		&cli.BoolFlag{Name: "with-text", Usage: "put the article's text into the JSON"},
		&cli.BoolFlag{Name: "explain", Usage: "say of each mention why it was found"},
		&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Usage: "work on so many articles at once (default: all cores)"},
		&cli.BoolFlag{Name: "fail-fast", Usage: "stop at the first article that fails"},
		&cli.BoolFlag{Name: "resume", Usage: "go on with the --output of a run that was cut off"},
		&cli.StringFlag{Name: "errors", Usage: "list what failed in `FILE`, as JSON lines"},
		&cli.BoolFlag{Name: "flush", Usage: "write each article out at once, for readers of a stream"},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "no progress and no totals on stderr"},
	}
}

// job is one run of extract: flags turned into what they mean.
type job struct {
	extractor *extract.Extractor
	paths     []string
	read      read.Options
	write     write.Options
	format    string
	output    string
	errors    string // file for what failed
	jobs      int
	failFast  bool
	resume    bool
	flush     bool
	quiet     bool
	single    bool   // one document at most will come
	settings  string // the flags that decide what comes out
	stdin     io.Reader
	stdout    io.Writer
	stderr    io.Writer
}

func runExtract(c *cli.Context) error {
	j, err := newJob(c)
	if err != nil {
		return err
	}
	if j == nil {
		return cli.ShowAppHelp(c)
	}
	return j.run(c.Context)
}

// newJob reads the flags; nil means that there is nothing to do but help.
func newJob(c *cli.Context) (*job, error) {
	j := &job{
		format: c.String("format"), output: c.String("output"), errors: c.String("errors"), jobs: c.Int("jobs"),
		failFast: c.Bool("fail-fast"), resume: c.Bool("resume"), flush: c.Bool("flush"), quiet: c.Bool("quiet"), settings: settings(c),
		stdin: c.App.Reader, stdout: c.App.Writer, stderr: c.App.ErrWriter,
	}
	switch {
	case !c.IsSet("jobs"):
		j.jobs = runtime.GOMAXPROCS(0)
	case j.jobs < 1:
		return nil, fmt.Errorf("--jobs %d: at least one works", j.jobs)
	}
	if err := j.options(c); err != nil {
		return nil, err
	}
	if err := j.inputs(c); err != nil || j.paths == nil {
		return nil, err
	}
	if err := keepInputs(j.paths, c.App.Reader, j.output, j.errors); err != nil {
		return nil, err
	}
	types, err := parseTypes(c.String("types"))
	if err != nil {
		return nil, err
	}
	tagger, err := openModel(c.String("model"))
	if err != nil {
		return nil, err
	}
	names, err := openGazetteer(c.StringSlice("gazetteer"))
	if err != nil {
		return nil, err
	}
	j.extractor, err = extract.New(extract.Options{
		Model: tagger, Gazetteer: names, NoGazetteer: c.Bool("no-gazetteer"), Types: types, Explain: c.Bool("explain"),
	})
	return j, err
}

// openGazetteer returns the embedded gazetteer with the user's lists.
func openGazetteer(files []string) (*gazetteer.Gazetteer, error) {
	names := gazetteer.Default()
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		entries, err := gazetteer.Load(f, file)
		f.Close()
		if err != nil {
			return nil, err
		}
		names = names.With(entries)
	}
	return names, nil
}

// options reads the flags that say how to read and write.
func (j *job) options(c *cli.Context) (err error) {
	if !slices.Contains(write.Formats, j.format) {
		return fmt.Errorf("unknown format %q; the formats are %s", j.format, strings.Join(write.Formats, ", "))
	}
	if in := c.String("input"); !slices.Contains(read.Formats, in) {
		return fmt.Errorf("unknown input %q; it is %s", in, strings.Join(read.Formats, ", "))
	}
	if err := read.CheckCharset(c.String("charset")); err != nil {
		return err
	}
	j.read = read.Options{
		Format: c.String("input"), Charset: c.String("charset"), Include: c.StringSlice("include"), Exclude: c.StringSlice("exclude"),
		TextField: c.String("text-field"), IDField: c.String("id-field"), DateField: c.String("date-field"), TitleField: c.String("title-field"),
		AnyLanguage: c.Bool("any-language"), Skipped: &read.Skipped{},
	}
	for _, glob := range slices.Concat(j.read.Include, j.read.Exclude) {
		if _, err := filepath.Match(glob, "x"); err != nil {
			return fmt.Errorf("glob %q: %w", glob, err)
		}
		if strings.Contains(glob, "/") {
			return fmt.Errorf("glob %q has a slash: globs match names of files and folders, not paths", glob)
		}
	}
	if j.output != "" {
		j.read.Skip = []string{j.output, j.output + partial}
	}
	if j.resume && !isFolder(j.output) && (j.output == "" || isSpecial(j.output) || j.format != "jsonl") {
		return errors.New("--resume needs --output with a folder, or with a file and --format jsonl")
	}
	if j.read.Date, err = parseDate(c.String("date")); err != nil {
		return err
	}
	j.write = write.Options{Explain: c.Bool("explain"), WithText: c.Bool("with-text"), Records: c.Bool("records"), Color: j.output == "" && wantsColor(j.stdout)}
	if j.write.Offsets, err = write.ParseOffsets(c.String("offsets")); err != nil {
		return err
	}
	j.write.Labels, err = write.ParseLabels(c.String("labels"))
	return err
}

// inputs finds out what to read: the arguments, a list of files, or a pipe.
func (j *job) inputs(c *cli.Context) error {
	j.paths = c.Args().Slice()
	if err := checkNoFlags(j.paths); err != nil {
		return err
	}
	if list := c.String("files-from"); list != "" {
		files, err := readList(list, j.stdin)
		if err != nil {
			return err
		}
		j.paths = append(j.paths, files...)
		if j.paths == nil {
			j.paths = []string{}
		}
		return nil
	}
	if len(j.paths) == 0 && !isTerminal(j.stdin) {
		j.paths = []string{"-"}
	}
	if len(j.paths) == 0 {
		j.paths = nil
	}
	return j.countArticles(c.Context)
}

// countArticles finds out whether one article at most will come. A pipe may send
// nothing for long; Ctrl-C does not wait for it.
func (j *job) countArticles(ctx context.Context) error {
	if len(j.paths) != 1 {
		return nil
	}
	stdin := bufio.NewReaderSize(j.stdin, 64<<10)
	j.stdin = stdin
	single := make(chan bool, 1)
	go func() { single <- read.OneArticle(j.paths[0], stdin, j.read) }()
	select {
	case j.single = <-single:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// checkNoFlags refuses a flag behind the first file, which the command line's
// parser would take for a file.
func checkNoFlags(paths []string) error {
	for _, p := range paths {
		if len(p) > 1 && p[0] == '-' {
			if _, err := os.Lstat(p); err != nil {
				return fmt.Errorf("flag %s stands behind a file: flags come first (a file of that name is ./%s)", p, p)
			}
		}
	}
	return nil
}

func readList(name string, stdin io.Reader) (files []string, err error) {
	in := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	list, err := io.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("reading the list of files: %w", err)
	}
	between := "\n"
	if bytes.IndexByte(list, 0) >= 0 {
		between = "\x00" // as find -print0 writes names that have newlines in them
	}
	for file := range strings.SplitSeq(string(list), between) {
		if between == "\n" {
			file = strings.TrimSuffix(file, "\r") // as Windows ends lines
		}
		if file != "" {
			files = append(files, file)
		}
	}
	return files, nil
}

// settings lists the flags that decide what comes out, so that a run that is
// resumed does again what was done with others.
func settings(c *cli.Context) string {
	var b strings.Builder
	b.WriteString(version())
	for _, name := range []string{"format", "types", "model", "gazetteer", "no-gazetteer", "offsets", "labels", "records", "with-text", "explain", "any-language"} {
		fmt.Fprintf(&b, " %s=%v", name, c.Value(name))
	}
	return b.String()
}

// parseDate reads YYYY-MM-DD; an empty one is no date.
func parseDate(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return t, fmt.Errorf("date %q is not a day of the calendar, written YYYY-MM-DD", s)
	}
	return t, nil
}

// isTerminal tells whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// wantsColor follows https://no-color.org.
func wantsColor(stdout io.Writer) bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(stdout)
}
