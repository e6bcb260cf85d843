package main

import (
	"context"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/urfave/cli/v2"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"nutgraf": main})
}

// TestScripts runs the command as a user types it; each script carries its
// files and what is expected. -update is testscript's own: UPDATE=1.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "../../testdata/script",
		UpdateScripts: os.Getenv("UPDATE") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("ARTICLES", articles(t))
			return nil
		},
	})
}

// articles is the folder of sample articles, as an absolute path.
func articles(t *testing.T) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	return dir + "/../../testdata/articles"
}

// TestStoppable: Ctrl-C does not wait for a command that works long at one thing.
func TestStoppable(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	release := make(chan struct{})
	app := newApp(strings.NewReader(""), io.Discard, io.Discard)
	app.Action = stoppable(func(*cli.Context) error {
		cancel()
		<-release
		return nil
	})
	err := app.RunContext(ctx, []string{"nutgraf"})
	close(release)
	if code := exitCode(err, io.Discard); code != exitInterrupted {
		t.Errorf("exit code %d of %v", code, err)
	}
}
