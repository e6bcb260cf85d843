// Command speed measures how fast nutgraf is, as whole processes, and its peers
// beside it on the same text, and prints tables in Markdown:
//
//	cd bench && (cd speed && npm ci) && go run ./speed
//
// The text is our own corpus as JSON lines. Figures are
// medians of runs; memory is the peak of the resident set.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

func main() {
	corpus := flag.String("corpus", "../corpus", "`folder` of the text")
	times := flag.Int("times", 1, "read the corpus so often")
	runs := flag.Int("runs", 5, "measure so often and take the median")
	peers := flag.Bool("peers", true, "run the peers beside nutgraf")
	long := flag.Bool("long", false, "measure one document of 100 MB too: minutes, and gigabytes of memory")
	binary := flag.String("nutgraf", "", "measure this binary instead of building one")
	flag.Parse()
	if err := run(*corpus, *times, *runs, *peers, *long, *binary); err != nil {
		fmt.Fprintln(os.Stderr, "speed:", err)
		os.Exit(1)
	}
}

func run(corpus string, times, runs int, peers, long bool, binary string) error {
	work, err := os.MkdirTemp("", "nutgraf-speed")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if binary == "" {
		binary = filepath.Join(work, "nutgraf")
		if err := build("..", "./cmd/nutgraf", binary); err != nil {
			return err
		}
	}
	var found []peer
	if peers {
		if found, err = findPeers(work); err != nil {
			return err
		}
	}
	texts, err := readTexts(corpus, times)
	if err != nil {
		return err
	}
	lines := filepath.Join(work, "news.jsonl")
	if err := texts.writeLines(lines); err != nil {
		return err
	}
	size, err := os.Stat(binary)
	if err != nil {
		return err
	}
	fmt.Printf("%s, %d cores, %s; %d documents, %d words; binary of %.1f MB\n\n",
		runtime.GOARCH, runtime.NumCPU(), runtime.Version(), len(texts.list), texts.words, float64(size.Size())/1e6)
	if err := batches(binary, lines, texts.words, runs, found); err != nil {
		return err
	}
	if err := starts(binary, work, runs, found); err != nil {
		return err
	}
	return oneDocument(binary, work, texts, runs, long)
}

// batches measures words a second over many documents.
func batches(binary, lines string, words, runs int, peers []peer) error {
	fmt.Print("| batch | words/s | memory, MB |\n|---|---|---|\n")
	jobs := func(n string, more ...string) []string {
		return append([]string{binary, "--quiet", "--format", "jsonl", "--jobs", n}, append(more, lines)...)
	}
	commands := []command{
		{name: "nutgraf --jobs 1", args: jobs("1")},
		{name: "nutgraf --jobs 2", args: jobs("2")},
		{name: "nutgraf --model prose --jobs 1", args: jobs("1", "--model", "prose")},
	}
	for _, p := range peers {
		commands = append(commands, p.command("lines", lines))
	}
	for _, c := range commands {
		m, err := c.median(runs)
		if err != nil {
			return err
		}
		fmt.Printf("| %s | %.0f | %.0f |\n", c.name, float64(words)/m.seconds, m.megabytes)
	}
	fmt.Println()
	return nil
}

// starts measures one short article, from the start of the process to its end.
func starts(binary, work string, runs int, peers []peer) error {
	fmt.Print("| one short article | ms | memory, MB |\n|---|---|---|\n")
	article := filepath.Join(work, "article.txt")
	if err := os.WriteFile(article, []byte(shortArticle), 0o644); err != nil {
		return err
	}
	commands := []command{
		{name: "nutgraf", args: []string{binary, article}},
		{name: "nutgraf --model prose", args: []string{binary, "--model", "prose", article}},
	}
	for _, p := range peers {
		commands = append(commands, p.command("text", article))
	}
	for _, c := range commands {
		m, err := c.median(4*runs + 1)
		if err != nil {
			return err
		}
		fmt.Printf("| %s | %.0f | %.0f |\n", c.name, m.seconds*1000, m.megabytes)
	}
	fmt.Println()
	return nil
}

// oneDocument measures whether time and memory grow in proportion to a text.
func oneDocument(binary, work string, texts *texts, runs int, long bool) error {
	fmt.Print("| one document | MB/s | memory, MB |\n|---|---|---|\n")
	sizes := []int{1, 10}
	if long {
		sizes = append(sizes, 100)
	}
	for _, mb := range sizes {
		name := filepath.Join(work, fmt.Sprintf("%d.txt", mb))
		if err := texts.writeOne(name, mb*1e6); err != nil {
			return err
		}
		c := command{name: name, args: []string{binary, "--quiet", "--format", "jsonl", name}}
		m, err := c.median(min(runs, 3))
		if err != nil {
			return err
		}
		fmt.Printf("| %d MB | %.2f | %.0f |\n", mb, float64(mb)/m.seconds, m.megabytes)
	}
	return nil
}

const shortArticle = `SEOUL, Sept. 22, 2022 (Reuters) - President Yoon Suk-yeol met Japanese Prime Minister Fumio Kishida in New York on
Wednesday, the first such talks since 2019. Yoon, who also saw German Chancellor Olaf Scholz, pledged $100 million to the
Global Fund. He flies home on Friday.
`
