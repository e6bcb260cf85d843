// Command nutgraf reads news text and says which people, countries,
// organizations and dates are in it, as JSON.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/urfave/cli/v2"
)

// Exit codes, part of the contract.
const (
	exitOK          = 0
	exitSomeFailed  = 1   // some document failed, the others are done
	exitNothing     = 2   // nothing could be done: a bad flag, no input, no output
	exitInterrupted = 130 // Ctrl-C
)

// gcPercent is how much the heap may grow between collections. Of a batch the
// model and lists are most of the memory and no part of the heap, so that Go's
// own 100 would take 8 MB more for two jobs and no measurable time less.
const gcPercent = 80

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr))
}

// run is main with its streams and exit code in the caller's hands.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	signal.Ignore(syscall.SIGPIPE) // a reader that has enough, as head has, is no fault
	context.AfterFunc(ctx, stop)   // a second Ctrl-C ends the program at once
	app := newApp(stdin, stdout, stderr)
	return exitCode(app.RunContext(ctx, args), stderr)
}

// stoppable makes an action that works long at one thing end at Ctrl-C; the
// program ends with it.
func stoppable(action cli.ActionFunc) cli.ActionFunc {
	return func(c *cli.Context) error {
		done := make(chan error, 1)
		go func() { done <- action(c) }()
		select {
		case err := <-done:
			return err
		case <-c.Context.Done():
			return c.Context.Err()
		}
	}
}

// exitError is an error that has been told already, or not at all, and only
// sets the exit code.
type exitError struct{ code int }

func (e exitError) Error() string { return fmt.Sprintf("exit code %d", e.code) }

// exitCode tells an error and returns the code to end with.
func exitCode(err error, stderr io.Writer) int {
	var exit exitError
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		return exitOK
	case errors.As(err, &exit):
		return exit.code
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	}
	fmt.Fprintln(stderr, "nutgraf:", err)
	return exitNothing
}

func newApp(stdin io.Reader, stdout, stderr io.Writer) *cli.App {
	app := &cli.App{
		Name:                   "nutgraf",
		Usage:                  "find people, countries, organizations and dates in news text",
		UsageText:              "nutgraf [flags] [FILE | FOLDER | -]...\nnutgraf COMMAND [flags] [arguments]",
		Description:            description,
		Version:                version(),
		Reader:                 stdin,
		Writer:                 stdout,
		ErrWriter:              stderr,
		ExitErrHandler:         func(*cli.Context, error) {}, // run decides the exit code
		EnableBashCompletion:   true,
		UseShortOptionHandling: true,
		HideHelpCommand:        true,
		Flags:                  extractFlags(),
		Action:                 runExtract,
		OnUsageError:           usageError,
		Commands: []*cli.Command{
			extractCommand(), convertCommand(), statsCommand(), evalCommand(), trainCommand(), lookupCommand(), gazetteerCommand(),
			schemaCommand(),
		},
	}
	for _, c := range app.Commands {
		c.OnUsageError = usageError
	}
	return app
}

const description = `Reads articles and writes, for each, which people, countries, organizations,
dates and other things are named in it, where, and which one is meant.

Examples:
   nutgraf article.txt                      one article, JSON to the terminal
   cat article.txt | nutgraf                the same from a pipe
   nutgraf --format text articles/          a summary of each article of a folder
   nutgraf --format jsonl --date 2022-09-22 articles/ > found.jsonl
   nutgraf --types PERSON,COUNTRY a.txt b.txt
   nutgraf lookup Bush --date 2003-05-01    who that is

Limits: an article or record may have 128 MiB when unpacked, a web page 8 MiB;
what is larger fails, and the rest is done.

Exit codes: 0 all well; 1 some document failed, the others are done; 2 nothing
could be done; 130 interrupted.`

// usageError adds where to find help.
func usageError(_ *cli.Context, err error, _ bool) error {
	return fmt.Errorf("%w (see nutgraf --help)", err)
}

// version is the module's version and commit, as the build knows them.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
