// Command prose3 finds names with prose v3:
//
//	prose3 lines|text FILE
//
// and prints how many it found, so that the work is done.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/jdkato/prose/v3"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: prose3 lines|text FILE")
		os.Exit(2)
	}
	found, err := run(os.Args[1] == "lines", os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "prose3:", err)
		os.Exit(1)
	}
	fmt.Println(found)
}

func run(lines bool, name string) (found int, err error) {
	if !lines {
		text, err := os.ReadFile(name)
		if err != nil {
			return 0, err
		}
		return count(string(text))
	}
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 64<<20)
	for scan.Scan() {
		var record struct{ Text string }
		if err := json.Unmarshal(scan.Bytes(), &record); err != nil {
			return 0, err
		}
		n, err := count(record.Text)
		if err != nil {
			return 0, err
		}
		found += n
	}
	return found, scan.Err()
}

func count(text string) (int, error) {
	doc, err := prose.NewDocument(text)
	if err != nil {
		return 0, err
	}
	return len(doc.Entities()), nil
}
