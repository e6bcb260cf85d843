package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// records returns n articles as JSON lines.
func records(n int) []string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprintf("{\"id\":\"%d\",\"text\":\"Angela Merkel met François Hollande in Paris on %d May 2014.\"}\n", i, 1+i%28)
	}
	return lines
}

// TestKilledAndResumed kills runs behind a random number of articles; resumed,
// they give what an unbroken run gives.
func TestKilledAndResumed(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, out := range []string{"out.jsonl", "out/"} {
		input := records(40)
		whole := filepath.Join(t.TempDir(), out)
		resume(t, strings.Join(input, ""), whole)
		want := contents(t, whole)
		for round := range 20 {
			path := filepath.Join(t.TempDir(), out)
			n := random.IntN(len(input))
			killed(t, input, n, path)
			if left := contents(t, path); n > 0 && len(left) == 0 || fmt.Sprint(left) == fmt.Sprint(want) {
				t.Fatalf("%s, round %d: killed behind %d articles, the run left %d files", out, round, n, len(left))
			}
			resume(t, strings.Join(input, ""), path)
			if diff := cmp.Diff(want, contents(t, path)); diff != "" {
				t.Fatalf("%s, round %d: resumed output differs (-want +got):\n%s", out, round, diff)
			}
		}
	}
}

// contents returns the files of an output by their names, the partial one of a
// run that was killed too, but without the journal.
func contents(t *testing.T, output string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(filepath.Dir(output), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == journalName {
			return err
		}
		data, err := os.ReadFile(path)
		files[entry.Name()] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// killed feeds a run n articles, waits until it has written them, and kills it
// when it has begun the next ones. A bad line behind the articles shows on stderr
// that their turn is over: results come in order.
func killed(t *testing.T, input []string, n int, output string) {
	t.Helper()
	c := exec.Command("nutgraf", "--format", "jsonl", "--input", "jsonl", "--flush", "-o", output)
	stdin, err1 := c.StdinPipe()
	stderr, err2 := c.StderrPipe()
	if err := errors.Join(err1, err2, c.Start()); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(stdin, strings.Join(input[:n], "")+"bad\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(stderr).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	rest := strings.Join(input[n:], "")
	if _, err := io.WriteString(stdin, rest[:len(rest)/2]); err != nil {
		t.Fatal(err)
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait() // it was killed, and says so
}

func resume(t *testing.T, input, output string) {
	t.Helper()
	c := exec.Command("nutgraf", "--format", "jsonl", "--input", "jsonl", "--resume", "-o", output)
	c.Stdin = strings.NewReader(input)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("resuming: %v\n%s", err, out)
	}
}

// TestInterrupt sends Ctrl-C to a run that waits for input: it keeps what is
// whole, says how far it came, and ends with 130.
func TestInterrupt(t *testing.T) {
	c := exec.Command("nutgraf", "--format", "jsonl", "--input", "jsonl", "--flush")
	stdin, err1 := c.StdinPipe()
	stdout, err2 := c.StdoutPipe()
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	var stderr bytes.Buffer
	c.Stderr = &stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := stdin.Write([]byte(strings.Join(records(3), ""))); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stdout)
	for range 3 { // --flush: each comes out while the input stays open
		if !lines.Scan() {
			t.Fatal("an article did not come out")
		}
	}
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait() // the exit code is judged below
	if code := c.ProcessState.ExitCode(); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
	if want := "nutgraf: interrupted behind 3 articles\n"; stderr.String() != want {
		t.Errorf("stderr %q, want %q", stderr.String(), want)
	}
}
