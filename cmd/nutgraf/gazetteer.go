package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/nutgraf/nutgraf/gazetteer"
)

func gazetteerCommand() *cli.Command {
	return &cli.Command{
		Name:  "gazetteer",
		Usage: "keep a list of names of your own",
		Subcommands: []*cli.Command{
			{
				Name:  "query",
				Usage: "print the Wikidata query of office holders",
				Description: `Example:
   nutgraf gazetteer query > holders.rq     set country and day, run it at query.wikidata.org`,
				Action: func(c *cli.Context) error {
					_, err := io.WriteString(c.App.Writer, gazetteer.WikidataQuery)
					return err
				},
				OnUsageError: usageError,
			},
			{
				Name:      "import",
				Usage:     "make a list of a Wikidata export of office holders",
				ArgsUsage: "FILE",
				Description: `Reads what the query of "nutgraf gazetteer query" gave, as CSV, TSV or JSON, and
writes a list for --gazetteer: a line an office, with its start and end. Lines
that cannot be used are named on stderr and left out; the exit code is then 1.

Example:
   nutgraf gazetteer import -o holders.tsv query.csv
   nutgraf --gazetteer holders.tsv article.txt`,
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE`"},
				},
				Action:       runImport,
				OnUsageError: usageError,
			},
		},
	}
}

func runImport(c *cli.Context) error {
	if c.NArg() != 1 {
		return errors.New("import needs one file (see nutgraf gazetteer import --help)")
	}
	entries, left, err := readExport(c.Args().First())
	if err != nil {
		return err
	}
	for _, problem := range left {
		fmt.Fprintln(c.App.ErrWriter, "nutgraf:", problem)
	}
	if len(entries) == 0 {
		return errors.New("no office holder in " + c.Args().First())
	}
	if err := writeList(c.App.Writer, c.String("output"), entries); err != nil {
		return err
	}
	if len(left) > 0 {
		return exitError{exitSomeFailed}
	}
	return nil
}

func readExport(file string) ([]gazetteer.UserEntry, []error, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	return gazetteer.ReadWikidata(f, file)
}

// writeList writes to a file, or to the terminal where none is named.
func writeList(w io.Writer, file string, entries []gazetteer.UserEntry) error {
	if file == "" {
		return gazetteer.WriteUser(w, entries)
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	return errors.Join(gazetteer.WriteUser(f, entries), f.Close())
}
