package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/nutgraf/nutgraf/gazetteer"
)

func lookupCommand() *cli.Command {
	return &cli.Command{
		Name:      "lookup",
		Usage:     "say what the gazetteer knows of a name",
		ArgsUsage: "NAME",
		Description: `Lists who or what the name may be, the best known first, people also by their
surname, with offices and years.

Examples:
   nutgraf lookup "Angela Merkel"
   nutgraf lookup Bush --date 2003-05-01
   nutgraf lookup Georgia --format json`,
		Flags: []cli.Flag{
			dateFlag(),
			&cli.StringFlag{Name: "format", Value: "text", Usage: "text or json"},
		},
		Action: runLookup,
	}
}

func runLookup(c *cli.Context) error {
	args, err := trailingFlags(c, "date", "format")
	if err != nil {
		return err
	}
	name := strings.Join(args, " ")
	if name == "" {
		return errors.New("lookup needs a name (see nutgraf lookup --help)")
	}
	day, err := parseDate(c.String("date"))
	if err != nil {
		return err
	}
	entries := candidates(name)
	if !day.IsZero() {
		entries = inOffice(entries, day.Format("2006-01-02"))
	}
	switch c.String("format") {
	case "json":
		e := json.NewEncoder(c.App.Writer)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		if entries == nil {
			entries = []gazetteer.Entry{}
		}
		return e.Encode(entries)
	case "text":
		return writeEntries(c.App.Writer, name, entries)
	}
	return fmt.Errorf("unknown format %q; lookup writes text or json", c.String("format"))
}

// candidates returns what a name may mean: whole names first, then surnames.
func candidates(name string) (entries []gazetteer.Entry) {
	g := gazetteer.Default()
	seen := map[gazetteer.EntryID]bool{}
	for _, id := range append(g.Lookup(name), g.Surname(name)...) {
		if !seen[id] {
			seen[id] = true
			entries = append(entries, g.Entry(id))
		}
	}
	return entries
}

// inOffice leaves out people who held no office on the day.
func inOffice(entries []gazetteer.Entry, day string) (kept []gazetteer.Entry) {
	for _, e := range entries {
		held := e.Kind != gazetteer.Person
		for _, o := range e.Offices {
			held = held || o.HeldOn(day)
		}
		if held {
			kept = append(kept, e)
		}
	}
	return kept
}

func writeEntries(w io.Writer, name string, entries []gazetteer.Entry) error {
	if len(entries) == 0 {
		_, err := fmt.Fprintf(w, "%s: not in the gazetteer\n", name)
		return err
	}
	for _, e := range entries {
		if _, err := fmt.Fprintln(w, describe(e)); err != nil {
			return err
		}
		for _, o := range e.Offices {
			if _, err := fmt.Fprintf(w, "    %s to %s  %s %s\n", orUnknown(o.Start), orUnknown(o.End), o.Country, o.Title); err != nil {
				return err
			}
		}
	}
	return nil
}

func orUnknown(date string) string {
	if date == "" {
		return "?"
	}
	return date
}

// describe is one line of an entry's facts.
func describe(e gazetteer.Entry) string {
	parts := []string{e.Name, "(" + e.Kind.String() + ")"}
	for _, s := range []string{e.Detail, e.Country, e.Wikidata} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "  ")
}
