// Command dates compares nutgraf's grammar of dates with peers on the same
// sentences, each with its day of writing, and prints a table in Markdown:
//
//	cd bench && (cd dates && npm ci) && go run ./dates
//
// Found: F1 of borders, exact and with an overlap. Value: F1 of what is found
// and has the right TIMEX3 value (values.go tells how dialects are compared),
// of exact borders, and with an overlap as TempEval-3 counts it.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	shared := flag.String("shared", "../../shared", "`folder` of the open corpora")
	cases := flag.String("cases", "../extract/timex/testdata", "`folder` of our case files")
	peers := flag.Bool("peers", true, "run the peers beside nutgraf")
	part := flag.String("part", "dev", "part of the corpora: dev or train (to develop with)")
	errors := flag.Bool("errors", false, "list where the grammar differs from the gold expressions, instead of the table")
	flag.Parse()
	if err := run(*shared, *cases, *part, *peers, *errors); err != nil {
		fmt.Fprintln(os.Stderr, "dates:", err)
		os.Exit(1)
	}
}

// A set is texts of one source.
type set struct {
	name  string
	texts []text
}

func run(shared, cases, part string, peers, errors bool) error {
	sets, err := readSets(shared, cases, part)
	if err != nil {
		return err
	}
	if errors {
		return listErrors(sets)
	}
	for _, s := range sets {
		if err := compare(s, peers); err != nil {
			return err
		}
	}
	return nil
}

func readSets(shared, cases, part string) ([]set, error) {
	ours, err := readCases(cases)
	if err != nil {
		return nil, err
	}
	sets := []set{{"our cases", ours}}
	for _, name := range []string{"wikiwars", "recognizers_datetime"} {
		file := filepath.Join(shared, "corpora", name, part+".jsonl")
		if _, err := os.Stat(file); err != nil && part != "dev" {
			continue // not every corpus has a train part
		}
		texts, err := readCorpus(file)
		if err != nil {
			return nil, err
		}
		sets = append(sets, set{name + " " + part, texts})
	}
	return sets, nil
}

// A finder is one that finds expressions of time in texts.
type finder struct {
	name string
	find func([]text) ([][]expression, error)
}

// compare runs all finders over a set and prints its table.
func compare(s set, peers bool) error {
	finders := []finder{{"nutgraf, grammar alone", findGrammar}, {"nutgraf", findAll}}
	if peers {
		node, err := runNode("dates", s.texts)
		if err != nil {
			return err
		}
		finders = append(finders,
			finder{"Recognizers-Text", each(node.Recognizers, fromRecognizers)},
			finder{"chrono", each(node.Chrono, fromChrono)},
			finder{"when", findWhen})
	}
	gold := 0
	for _, t := range s.texts {
		gold += len(t.gold)
	}
	fmt.Printf("| %s (%d expressions) | found, exact | found, overlap | value, exact | value, overlap |\n|---|---|---|---|---|\n", s.name, gold)
	for _, f := range finders {
		c, err := measure(f, s.texts)
		if err != nil {
			return err
		}
		fmt.Printf("| %s | %.1f | %.1f | %.1f | %.1f |\n", f.name,
			f1(c.exact, c.found, c.gold), f1(c.overlap, c.found, c.gold), f1(c.exactValue, c.found, c.gold), f1(c.overlapValue, c.found, c.gold))
	}
	fmt.Println()
	return nil
}

func measure(f finder, texts []text) (c counts, err error) {
	found, err := f.find(texts)
	if err != nil {
		return c, fmt.Errorf("%s: %w", f.name, err)
	}
	for i, t := range texts {
		c.add(t, found[i])
	}
	return c, nil
}

// each makes a finder of what node found already.
func each[T any](all [][]T, convert func(text, []T) []expression) func([]text) ([][]expression, error) {
	return func(texts []text) (found [][]expression, err error) {
		for i, t := range texts {
			found = append(found, convert(t, all[i]))
		}
		return found, nil
	}
}

// listErrors prints each gold expression that the grammar misses or values
// otherwise, and each that it finds beside them.
func listErrors(sets []set) error {
	for _, s := range sets {
		found, err := findGrammar(s.texts)
		if err != nil {
			return err
		}
		for i, t := range s.texts {
			listText(t, found[i])
		}
	}
	return nil
}

func listText(t text, found []expression) {
	list, taken := trimAll(t.body, found), make([]bool, len(found))
	say := func(kind string, e expression, value string) {
		fmt.Printf("%s\t%s\t%s\t%q\t%s\n", t.id, kind, value, t.body[e.start:e.end], around(t.body, e))
	}
	for _, g := range trimAll(t.body, t.gold) {
		i := match(g, list, taken)
		if i < 0 {
			say("missed", g, g.value)
			continue
		}
		taken[i] = true
		f := list[i]
		if f.start != g.start || f.end != g.end {
			say("borders", g, t.body[f.start:f.end])
		}
		if g.value != "" && !agree(g.value, f.value, t.date) {
			say("value", g, g.value+" is "+f.value)
		}
	}
	for i, f := range list {
		if !taken[i] {
			say("beside", f, f.value)
		}
	}
}

func around(body string, e expression) string {
	const bytes = 60
	return fmt.Sprintf("%q", body[max(0, e.start-bytes):min(len(body), e.end+bytes/2)])
}
