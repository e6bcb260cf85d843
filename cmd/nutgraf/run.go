package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/read"
)

// run reads, extracts and writes all articles.
func (j *job) run(ctx context.Context) error {
	failures, err := j.openFailures()
	if err != nil {
		return err
	}
	out, err := j.openOutput()
	if err != nil {
		return errors.Join(err, failures.close())
	}
	progress := j.startProgress()
	j.read.Bytes = progress.bytes()
	articles := read.Paths(j.paths, j.stdin, j.read)
	if j.resume {
		articles = out.unfinished(articles)
	}
	err = j.extractAll(ctx, articles, out, failures, progress)
	progress.stop()
	err = errors.Join(j.finish(ctx, out, failures, err), failures.close())
	if err != nil {
		return err
	}
	if skipped := j.read.Skipped.String(); skipped != "" && !j.quiet {
		fmt.Fprintln(j.stderr, "nutgraf:", skipped)
	}
	j.totals(out, failures)
	if failures.n > 0 {
		return exitError{exitSomeFailed}
	}
	return nil
}

// extractAll returns an error of the output; those of articles are failures.
func (j *job) extractAll(ctx context.Context, articles articleSeq, out output, failures *failures, progress *progress) error {
	for result := range j.extractor.ExtractAll(ctx, articles, j.jobs) {
		if err := j.take(result, out, failures, progress); err != nil {
			return err
		}
		if j.failFast && failures.n > 0 {
			return nil
		}
		progress.show(out.count(), failures.n)
	}
	return nil
}

// take does with one result what is to be done.
func (j *job) take(result extract.Result, out output, failures *failures, progress *progress) error {
	if result.Err == nil {
		result.Err = out.write(result)
		if !errors.As(result.Err, new(documentError)) && !errors.As(result.Err, new(otherInputError)) {
			return j.outputError(result.Err)
		}
	}
	switch {
	case errors.As(result.Err, new(otherInputError)):
		return result.Err
	case result.Err == errFinished:
		out.skip(&result.Article)
		return nil
	}
	return failures.add(result, progress)
}

// finish makes what was written final, or leaves it so that no half file has
// its final name.
func (j *job) finish(ctx context.Context, out output, failures *failures, err error) error {
	switch {
	case errors.As(err, new(otherInputError)):
		return errors.Join(err, out.suspend())
	case err != nil:
		return errors.Join(err, out.abandon())
	case ctx.Err() != nil:
		if err := out.suspend(); err != nil {
			return j.outputError(err)
		}
		fmt.Fprintf(j.stderr, "nutgraf: interrupted behind %d articles%s\n", out.count(), j.howToGoOn())
		return exitError{exitInterrupted}
	case out.count() == 0 && failures.n > 0:
		return errors.Join(out.abandon(), exitError{exitNothing})
	case j.failFast && failures.n > 0:
		if err := out.suspend(); err != nil {
			return j.outputError(err)
		}
		fmt.Fprintf(j.stderr, "nutgraf: stopped behind %d articles%s\n", out.count(), j.howToGoOn())
		return exitError{exitSomeFailed}
	}
	return j.outputError(out.close())
}

// howToGoOn tells what an interrupted run left.
func (j *job) howToGoOn() string {
	switch {
	case j.output == "" || isSpecial(j.output):
		return ""
	case isFolder(j.output):
		return "; --resume goes on"
	}
	left := "; they are in " + j.output + partial
	if j.format == "jsonl" {
		left += ", and --resume goes on"
	}
	return left
}

// outputError names the output that could not be written. A pipe that its
// reader closed is no error.
func (j *job) outputError(err error) error {
	if err == nil || errors.Is(err, syscall.EPIPE) {
		return err
	}
	name := j.output
	if name == "" {
		name = "stdout"
	}
	return fmt.Errorf("writing %s: %w", name, err)
}

// totals is the line at the end of a batch.
func (j *job) totals(out output, failures *failures) {
	if j.quiet || j.single || out.count()+failures.n < 2 || !isTerminal(j.stderr) && failures.n == 0 {
		return
	}
	fmt.Fprintf(j.stderr, "nutgraf: %d articles done, %d failed\n", out.count(), failures.n)
}

// failures tells what failed on stderr and, if the user asked, in a file.
type failures struct {
	stderr io.Writer
	file   *os.File // nil: only stderr
	n      int
}

func (j *job) openFailures() (*failures, error) {
	f := &failures{stderr: j.stderr}
	if j.errors == "" {
		return f, nil
	}
	var err error
	f.file, err = os.Create(j.errors)
	return f, err
}

// add tells one failure. An error is one of the file of errors.
func (f *failures) add(result extract.Result, progress *progress) error {
	f.n++
	progress.clear()
	fmt.Fprintln(f.stderr, "nutgraf:", result.Err)
	if f.file == nil {
		return nil
	}
	line, err := json.Marshal(read.FailureOf(result.Article.ID, result.Err))
	if err != nil {
		return err
	}
	if _, err = f.file.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("writing the list of errors: %w", err)
	}
	return nil
}

func (f *failures) close() error {
	if f.file == nil {
		return nil
	}
	return f.file.Close()
}
