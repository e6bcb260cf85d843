// Command nutgraf-beam does the work of nutgraf and of nutgraf stats on Apache
// Beam: on this machine with Prism, or on a Flink, Spark or Dataflow cluster.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3" // beamx brings local files and gs://
	beamlog "github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/nutgraf/nutgraf/beam/pipeline"
)

// Exit codes, as those of nutgraf.
const (
	exitOK         = 0
	exitSomeFailed = 1 // some document failed, the others are done
	exitNothing    = 2 // nothing could be done
)

const usage = `nutgraf-beam --input 'GLOB' --output DIR [--runner prism|flink|spark|dataflow] [flags]

Finds who and what is named in articles, or with --stats counts what was found,
on Apache Beam. Reads what nutgraf reads: text, JSON lines, CSV, web pages, WARC,
WET, tar, packed or not; from local paths, gs:// or s3://.

Writes to DIR
   documents-*.jsonl   a line a document, as nutgraf --format jsonl; or .parquet
   failures-*.jsonl    a line a failure, as nutgraf --errors; none without failures
   totals.json         how many of each; written when all else is
   TABLE-*.csv         with --stats, as nutgraf stats

Examples:
   nutgraf-beam --input 'crawl/*.warc.gz' --output found
   nutgraf-beam --stats --input 'found/documents-*' --output tables --shards 1
   nutgraf-beam --runner flink --endpoint localhost:8099 --environment_type LOOPBACK \
      --input '/data/*.jsonl' --output /data/found
   nutgraf-beam --runner dataflow --project P --region R --staging_location gs://B/s \
      --input 'gs://B/crawl/*' --output gs://B/found

Exit codes: 0 all well; 1 some document failed, the others are done; 2 nothing
could be done.

Flags; those without a line on what nutgraf does are Beam's own:
`

// settings are the flags of this command; Beam has more.
type settings struct {
	input, output, types string
	shards, workers      int
	noReshuffle, quiet   bool
	logLevel             string

	reading pipeline.Reading
	writing pipeline.Writing

	stats        bool
	tables       string
	format       string
	minDocuments int64
}

func main() {
	var s settings
	s.define(flag.CommandLine)
	flag.Usage = func() {
		fmt.Fprint(flag.CommandLine.Output(), usage)
		flag.PrintDefaults()
	}
	flag.Parse()
	beam.Init() // on a worker of a cluster it does the work and does not return
	os.Exit(s.run(flag.Args(), os.Stderr))
}

func (s *settings) define(f *flag.FlagSet) {
	f.StringVar(&s.input, "input", "", "nutgraf: `GLOBS` of files to read, with commas between")
	f.StringVar(&s.output, "output", "", "nutgraf: `FOLDER` to write to")
	f.IntVar(&s.shards, "shards", 16, "nutgraf: cut each output into so many files, at most")
	f.IntVar(&s.workers, "workers", 0, "nutgraf: on Prism, extract on so many cores, at most 8 (default: all cores)")
	f.BoolVar(&s.noReshuffle, "no-reshuffle", false, "nutgraf: extract where a file was read: for many files, whose pages are then not sent around")
	f.BoolVar(&s.quiet, "quiet", false, "nutgraf: no totals on stderr")
	f.StringVar(&s.logLevel, "log", "warn", "nutgraf: what Beam tells: debug, info, warn or error")

	f.StringVar(&s.reading.Format, "input-format", "auto", "nutgraf: auto, text, jsonl, csv, html or warc")
	f.StringVar(&s.reading.Charset, "charset", "", "nutgraf: of texts that are not Unicode")
	f.StringVar(&s.reading.TextField, "text-field", "text", "nutgraf: field of a record that holds the text")
	f.StringVar(&s.reading.IDField, "id-field", "id", "nutgraf: field that holds the id")
	f.StringVar(&s.reading.DateField, "date-field", "date", "nutgraf: field that holds the date")
	f.StringVar(&s.reading.TitleField, "title-field", "title", "nutgraf: field that holds the title")
	f.StringVar(&s.reading.Date, "date", "", "nutgraf: the day the texts were written, `YYYY-MM-DD`")
	f.BoolVar(&s.reading.AnyLanguage, "any-language", false, "nutgraf: of web archives, read also what is not English")

	f.StringVar(&s.types, "types", "", "nutgraf: only these types, as a `LIST`: PERSON,COUNTRY ...")
	f.StringVar(&s.writing.Offsets, "offsets", "codepoints", "nutgraf: unit of start and end: codepoints, bytes or utf16")
	f.BoolVar(&s.writing.WithText, "with-text", false, "nutgraf: put the article's text into the JSON")
	f.BoolVar(&s.writing.Records, "records", false, "nutgraf: carry the other fields of a record into the output")

	f.BoolVar(&s.stats, "stats", false, "nutgraf: count the JSON lines that extract wrote, as nutgraf stats")
	f.StringVar(&s.tables, "table", "days,pairs,seen", "nutgraf: `TABLES` to make with --stats")
	f.StringVar(&s.format, "format", "", "nutgraf: of documents jsonl (default) or parquet, of tables csv (default) or parquet")
	f.Int64Var(&s.minDocuments, "min-documents", 1, "nutgraf: leave out rows of fewer documents than `N`")
}

// run does the job, tells what was done and returns the code to end with.
func (s *settings) run(args []string, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	counts, err := s.job(ctx, args)
	if err != nil {
		fmt.Fprintln(stderr, "nutgraf-beam:", err)
		return exitNothing
	}
	if !s.quiet {
		fmt.Fprintln(stderr, "nutgraf-beam:", counts)
	}
	switch {
	case counts.Failures() > 0 && counts.Documents() == 0:
		return exitNothing
	case counts.Failures() > 0:
		return exitSomeFailed
	}
	return exitOK
}

func (s *settings) job(ctx context.Context, args []string) (pipeline.Counts, error) {
	if len(args) > 0 {
		return nil, fmt.Errorf("argument %q: files are named by --input", args[0])
	}
	p, root := beam.NewPipelineWithRoot()
	if err := s.build(ctx, root); err != nil {
		return nil, err
	}
	beamlog.SetupLogging(s.logLevel, "text")
	if err := sendItself(); err != nil {
		return nil, err
	}
	result, err := beamx.RunWithMetrics(ctx, p)
	if err != nil {
		return nil, err
	}
	counts := pipeline.CountsOf(result)
	// A cluster may write where this machine cannot read, or go on when this
	// program ends; then its metrics must do.
	if err := counts.SetTotals(ctx, s.files()); err != nil && s.onPrism() {
		return nil, err
	}
	return counts, nil
}

// sendItself has this very program sent to the workers, unless --worker_binary
// names another: Beam would compile it anew from its source. Workers of clusters
// run Linux; a program for another system cannot be sent.
func sendItself() (err error) {
	if *jobopts.WorkerBinary == "" && runtime.GOOS == "linux" {
		*jobopts.WorkerBinary, err = os.Executable()
	}
	return err
}

// runnerNames are the runners that Beam registers; the last four help to find faults.
var runnerNames = []string{"prism", "flink", "spark", "dataflow", "portable", "universal", "direct", "dot"}

// build puts the pipeline together that the flags ask for.
func (s *settings) build(ctx context.Context, root beam.Scope) error {
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, s.logLevel) {
		return fmt.Errorf("unknown --log %q; it is debug, info, warn or error", s.logLevel)
	}
	if *runners.Runner != "" && !slices.Contains(runnerNames, *runners.Runner) {
		return fmt.Errorf("unknown --runner %q; it is prism, flink, spark or dataflow", *runners.Runner)
	}
	files := s.files()
	if s.onPrism() && s.input != "" {
		if err := files.CheckInput(ctx); err != nil {
			return err
		}
	}
	if s.stats {
		o := pipeline.StatsOptions{Files: files, Tables: list(s.tables), Format: cmp.Or(s.format, "csv"), Types: list(s.types), MinDocuments: s.minDocuments}
		if err := o.Check(ctx); err != nil {
			return err
		}
		pipeline.Stats(root, o)
		return nil
	}
	s.writing.Types, s.writing.Format = list(s.types), s.format
	o := pipeline.ExtractOptions{Files: files, Reading: s.reading, Writing: s.writing, NoReshuffle: s.noReshuffle, Branches: s.branches()}
	if err := o.Check(ctx); err != nil {
		return err
	}
	pipeline.Extract(root, o)
	return nil
}

func (s *settings) files() pipeline.Files {
	return pipeline.Files{Input: list(s.input), Output: s.output, Shards: s.shards}
}

// onPrism tells whether the job runs on this machine.
func (s *settings) onPrism() bool { return *runners.Runner == "" || *runners.Runner == "prism" }

// branches is how many cores Prism uses; other runners use what they have.
func (s *settings) branches() int {
	switch {
	case !s.onPrism():
		return 1
	case s.workers > 0:
		return s.workers
	}
	return min(runtime.GOMAXPROCS(0), pipeline.MaxBranches)
}

// list cuts a flag at its commas; an empty one has nothing.
func list(flag string) []string {
	if flag == "" {
		return nil
	}
	return strings.Split(flag, ",")
}
