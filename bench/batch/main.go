// Command batch sends many documents through one nutgraf process and prints how
// fast they come out and how much memory it has on the way, in Markdown:
//
//	cd bench && go run ./batch                 # 100,000 documents of 500 words
//	cd bench && go run ./batch -documents 1000
//
// The documents are cut from our own corpus, each with another beginning. They
// go in by a pipe and are read from a pipe.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/extract/gold"
)

func main() {
	b := batch{}
	flag.StringVar(&b.corpus, "corpus", "../corpus", "`folder` of the text")
	flag.IntVar(&b.documents, "documents", 100_000, "send so many")
	flag.IntVar(&b.words, "words", 500, "of so many words each")
	flag.StringVar(&b.binary, "nutgraf", "", "measure this binary instead of building one")
	flag.Parse()
	if err := b.run(); err != nil {
		fmt.Fprintln(os.Stderr, "batch:", err)
		os.Exit(1)
	}
}

type batch struct {
	corpus, binary   string
	documents, words int
	text             []string // the words of the corpus
}

func (b *batch) run() error {
	work, err := os.MkdirTemp("", "nutgraf-batch")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if b.binary == "" {
		b.binary = filepath.Join(work, "nutgraf")
		if out, err := exec.Command("go", "-C", "..", "build", "-o", b.binary, "./cmd/nutgraf").CombinedOutput(); err != nil {
			return fmt.Errorf("building nutgraf: %w: %s", err, out)
		}
	}
	if err := b.readText(); err != nil {
		return err
	}
	fmt.Print("| jobs | documents | words/s so far | resident memory, MB |\n|---|---|---|---|\n")
	for _, jobs := range []int{1, 2} {
		if err := b.measure(jobs); err != nil {
			return err
		}
	}
	return nil
}

// readText reads the corpus as one long list of lines and words.
func (b *batch) readText() error {
	for d, err := range gold.Read([]string{b.corpus}, nil) {
		if err != nil {
			return err
		}
		b.text = append(b.text, strings.SplitAfter(d.Text+"\n\n", " ")...)
	}
	return nil
}

// document returns the nth document: so many words from a place of its own.
func (b *batch) document(n int) string {
	var text strings.Builder
	for i := range b.words {
		text.WriteString(b.text[(n*7919+i)%len(b.text)])
	}
	return text.String()
}

// measure runs one process and prints a row whenever ten times as many
// documents have come out.
func (b *batch) measure(jobs int) error {
	cmd := exec.Command(b.binary, "--quiet", "--input", "jsonl", "--format", "jsonl", "--jobs", fmt.Sprint(jobs), "-")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	sent := make(chan error, 1)
	go func() { sent <- b.send(in) }()
	lines := bufio.NewReaderSize(out, 1<<20)
	for n, next := 0, 1000; ; {
		if _, err := lines.ReadSlice('\n'); err == bufio.ErrBufferFull {
			continue
		} else if err == io.EOF {
			break
		} else if err != nil {
			return err
		}
		if n++; n == next || n == b.documents {
			next *= 10
			fmt.Printf("| %d | %d | %.0f | %s |\n", jobs, n, float64(n*b.words)/time.Since(begin).Seconds(), resident(cmd.Process.Pid))
		}
	}
	if err := <-sent; err != nil {
		return err
	}
	return cmd.Wait()
}

func (b *batch) send(in io.WriteCloser) error {
	w := bufio.NewWriter(in)
	lines := json.NewEncoder(w)
	for n := range b.documents {
		if err := lines.Encode(map[string]string{"id": fmt.Sprint(n), "text": b.document(n)}); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return in.Close()
}

// resident returns the memory that a process has now, or ? where the system does
// not tell.
func resident(pid int) string {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return "?"
	}
	for line := range strings.Lines(string(status)) {
		var kb int
		if n, _ := fmt.Sscanf(line, "VmRSS: %d kB", &kb); n == 1 {
			return fmt.Sprint(kb / 1024)
		}
	}
	return "?"
}
