package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/read"
	"github.com/nutgraf/nutgraf/extract/write"
)

// The metrics, by which Beam and [Summary] tell what was done.
var (
	documentCount = beam.NewCounter(namespace, "documents")
	mentionCount  = beam.NewCounter(namespace, "mentions")
	wordCount     = beam.NewCounter(namespace, "words")
	failureCount  = beam.NewCounter(namespace, "failures")
	skippedCount  = beam.NewCounter(namespace, "skipped")           // not English, or no page
	tagTime       = beam.NewCounter(namespace, "milliseconds")      // finding what is named
	pageTime      = beam.NewCounter(namespace, "page_milliseconds") // finding the articles of web pages
)

const namespace = "nutgraf"

// The outputs that files are named after.
const (
	documents = "documents"
	failures  = "failures"
)

func init() {
	register.DoFn4x1[context.Context, fileio.FileMetadata, func(Article), func(int, []byte), error](&readFn{})
	register.DoFn4x1[context.Context, Article, func(int, []byte), func(int, []byte), error](&extractFn{})
	register.Function1x1(bucketOfArticle)
	register.Function1x1(bucketOfFile)
	register.Emitter1[Article]()
	register.Emitter2[int, []byte]()
}

// ExtractOptions say what the pipeline Extract does.
type ExtractOptions struct {
	Files
	Reading
	Writing

	// NoReshuffle leaves an article on the worker that read it. Then the pages
	// of an archive are not sent around, and only as many workers have work as
	// there are files.
	NoReshuffle bool

	// Branches is how many stages extract side by side, for a runner that gives
	// a stage to one worker, as Prism does; others need one. At most MaxBranches.
	Branches int
}

// MaxBranches is how many bundles Prism runs at once.
const MaxBranches = 8

// Check tells what is wrong with the options before the pipeline is sent anywhere.
func (o ExtractOptions) Check(ctx context.Context) error {
	_, readErr := o.Reading.options()
	_, writeErr := o.Writing.options()
	_, typesErr := parseTypes(o.Types)
	if o.Branches < 1 || o.Branches > MaxBranches {
		return fmt.Errorf("%d workers; it is 1 to %d", o.Branches, MaxBranches)
	}
	return errors.Join(readErr, writeErr, typesErr, o.Files.Check(ctx))
}

// Extract reads the articles of the input, finds what is named in them and
// writes a line of JSON a document, or as Parquet a row a mention, in no order of
// the documents, and a line a failure.
func Extract(s beam.Scope, o ExtractOptions) {
	articles, failed := readFiles(s, o)
	var lines []beam.PCollection
	for _, part := range articles {
		found, failures := beam.ParDo2(s, &extractFn{Reading: o.Reading, Writing: o.Writing, Shards: o.Shards}, part)
		lines, failed = append(lines, found), append(failed, failures)
	}
	writeTotals(s, o.Files, []string{documents, failures},
		writeShards(s, o.Files, documents, o.Writing.format(), beam.Flatten(s, lines...)),
		writeShards(s, o.Files, failures, "jsonl", beam.Flatten(s, failed...)))
}

// readFiles reads the files and spreads the articles over branches: each article
// for itself or, with NoReshuffle, the files with all that is in them.
func readFiles(s beam.Scope, o ExtractOptions) (articles, failed []beam.PCollection) {
	files := match(s, o.Input)
	parts := []beam.PCollection{beam.Reshuffle(s, files)}
	if o.NoReshuffle {
		parts = branch(s, files, bucketOfFile, o.Branches)
	}
	for _, part := range parts {
		read, unread := beam.ParDo2(s, &readFn{Reading: o.Reading, Shards: o.Shards}, part)
		articles, failed = append(articles, read), append(failed, unread)
	}
	if !o.NoReshuffle {
		articles = branch(s, articles[0], bucketOfArticle, o.Branches)
	}
	return articles, failed
}

// match finds the files of the globs.
func match(s beam.Scope, globs []string) beam.PCollection {
	return fileio.MatchAll(s, beam.CreateList(s, globs), fileio.MatchEmptyDisallow())
}

// branch cuts a collection into so many, each free to go to any worker.
func branch(s beam.Scope, all beam.PCollection, bucket any, branches int) (parts []beam.PCollection) {
	if branches == 1 {
		return []beam.PCollection{beam.Reshuffle(s, all)}
	}
	buckets := make([][]beam.PCollection, branches)
	for i, b := range beam.Partition(s, MaxBranches, bucket, all) {
		buckets[i%branches] = append(buckets[i%branches], beam.Reshuffle(s, b))
	}
	for _, b := range buckets {
		parts = append(parts, beam.Flatten(s, b...))
	}
	return parts
}

func bucketOfArticle(a Article) int { return shardOf(a.ID, MaxBranches) }

func bucketOfFile(f fileio.FileMetadata) int { return shardOf(f.Path, MaxBranches) }

// readFn reads files.
type readFn struct {
	Reading Reading
	Shards  int

	options read.Options
}

// Setup reads the options.
func (f *readFn) Setup() (err error) {
	f.options, err = f.Reading.options()
	return err
}

// ProcessElement gives the articles of one file, or why it has none. A file that
// cannot be opened is a failure like others: one of many must not end the job.
func (f *readFn) ProcessElement(ctx context.Context, file fileio.FileMetadata, emit func(Article), fail func(int, []byte)) error {
	in, err := open(ctx, file.Path)
	if err != nil {
		failureCount.Inc(ctx, 1)
		return giveFailure(file.Path, &read.Error{File: file.Path, Err: err}, f.Shards, fail)
	}
	defer in.Close()
	options := f.options
	options.Skipped = new(read.Skipped)
	for raw, err := range read.Stream(in, file.Path, options) {
		if err != nil {
			failureCount.Inc(ctx, 1)
			if err := giveFailure(raw.ID, err, f.Shards, fail); err != nil {
				return err
			}
			continue
		}
		emit(toArticle(raw))
	}
	skippedCount.Inc(ctx, int64(options.Skipped.Total()))
	return nil
}

// extractFn finds what is named in articles.
type extractFn struct {
	Reading Reading
	Writing Writing
	Shards  int

	extractor     *extract.Extractor
	read          read.Options
	write         write.Options
	buf           bytes.Buffer
	writer        write.Writer
	tagged, paged time.Duration // not yet told to Beam, whose counters are whole numbers
}

// Setup makes the extractor ready, once for all bundles of a worker.
func (f *extractFn) Setup() error {
	var err error
	if f.read, err = f.Reading.options(); err != nil {
		return err
	}
	if f.write, err = f.Writing.options(); err != nil {
		return err
	}
	types, err := parseTypes(f.Writing.Types)
	if err != nil {
		return err
	}
	if f.writer, err = write.New("jsonl", &f.buf, f.write, false); err != nil {
		return err
	}
	f.extractor, err = extract.New(extract.Options{Types: types})
	return err
}

// ProcessElement gives the line of one article, or why it has none.
func (f *extractFn) ProcessElement(ctx context.Context, a Article, emit, fail func(int, []byte)) error {
	doc, err := f.document(a)
	switch {
	case errors.Is(err, extract.ErrSkip):
		skippedCount.Inc(ctx, 1)
		return nil
	case err != nil:
		failureCount.Inc(ctx, 1)
		return giveFailure(a.ID, err, f.Shards, fail)
	}
	line, err := f.line(doc)
	if err != nil {
		return err
	}
	documentCount.Inc(ctx, 1)
	mentionCount.Inc(ctx, int64(len(doc.Mentions)))
	wordCount.Inc(ctx, int64(len(doc.Tokens)))
	emit(shardOf(a.ID, f.Shards), line)
	return nil
}

// line is a document as it is sent to its shard.
func (f *extractFn) line(doc *extract.Document) ([]byte, error) {
	if f.Writing.format() == "parquet" {
		return json.Marshal(write.AppendRows(nil, doc, f.write))
	}
	f.buf.Reset()
	err := f.writer.Write(doc)
	return bytes.Clone(f.buf.Bytes()), err
}

// document reads what is left to read of an article and extracts. A panic costs
// the article: Beam would try it again and then give up the whole job.
func (f *extractFn) document(a Article) (doc *extract.Document, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("panic: %v", fault)
		}
	}()
	raw, err := a.raw()
	if err != nil {
		return nil, err
	}
	article := raw.Ready(f.read)
	begin := time.Now()
	if article.Load != nil {
		err := article.Load(&article)
		article.Load = nil
		f.paged += time.Since(begin)
		if err != nil {
			return nil, err
		}
		begin = time.Now()
	}
	doc, err = f.extractor.Extract(article)
	f.tagged += time.Since(begin)
	return doc, err
}

// FinishBundle tells Beam the whole milliseconds spent and keeps the rest.
func (f *extractFn) FinishBundle(ctx context.Context, _, _ func(int, []byte)) {
	tagTime.Inc(ctx, f.tagged.Milliseconds())
	pageTime.Inc(ctx, f.paged.Milliseconds())
	f.tagged %= time.Millisecond
	f.paged %= time.Millisecond
}
