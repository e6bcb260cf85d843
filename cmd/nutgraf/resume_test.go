package main

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// records returns n articles as JSON lines.
func records(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{\"id\":\"%d\",\"text\":\"Angela Merkel met François Hollande in Paris on %d May 2014.\"}\n", i, 1+i%28)
	}
	return b.String()
}

// TestKilledAndResumed kills runs at random places in their input; resumed,
// they give what an unbroken run gives.
func TestKilledAndResumed(t *testing.T) {
	dir := t.TempDir()
	input := records(40)
	whole := filepath.Join(dir, "whole.jsonl")
	resume(t, input, "-o", whole)
	want, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 20 {
		out := filepath.Join(dir, fmt.Sprintf("%d.jsonl", round))
		killed(t, input[:random.IntN(len(input))], "-o", out)
		resume(t, input, "-o", out)
		got, err := os.ReadFile(out)
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("round %d: resumed output differs (%v)", round, err)
		}
	}
}

// killed feeds a run the beginning of its input and kills it at its work.
func killed(t *testing.T, input string, args ...string) {
	t.Helper()
	c := exec.Command("nutgraf", append([]string{"--format", "jsonl", "--input", "jsonl", "--flush"}, args...)...)
	stdin, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := stdin.Write([]byte(input)); err != nil {
		t.Fatal(err)
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait() // it was killed, and says so
}

func resume(t *testing.T, input string, args ...string) {
	t.Helper()
	c := exec.Command("nutgraf", append([]string{"--format", "jsonl", "--input", "jsonl", "--resume"}, args...)...)
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
	if _, err := stdin.Write([]byte(records(3))); err != nil {
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
