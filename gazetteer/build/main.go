// Command build makes gazetteer.bin from the lists; `go generate` runs it.
package main

import (
	"fmt"
	"os"

	"github.com/nutgraf/nutgraf/gazetteer"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: build SOURCE-FOLDER FILE")
		os.Exit(2)
	}
	file, err := gazetteer.Build(os.DirFS(os.Args[1]))
	if err == nil {
		err = os.WriteFile(os.Args[2], file, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}
