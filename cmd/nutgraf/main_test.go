package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
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
