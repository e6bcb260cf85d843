package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/gold"
	"github.com/nutgraf/nutgraf/extract/score"
)

func evalCommand() *cli.Command {
	return &cli.Command{
		Name:      "eval",
		Usage:     "measure precision, recall and F1 against annotated text",
		ArgsUsage: "GOLD...",
		Description: `GOLD is a file or folder of annotated text: .txt with mentions written
[text](TYPE), or .jsonl of byte offsets, whose folder names the corpus. Lines
"key: value" and a line "---" may stand before the text; its "date:" is what
relative dates count from.

Where mentions have values, as [Wednesday](DATE 2022-09-21) and [Koreans](NORP
KR), it tells for DATE, TIME, COUNTRY and NORP how many of those found with the
right borders and type have the right value too.

Examples:
   nutgraf eval corpus/test
   nutgraf eval --model prose --types PERSON,ORGANIZATION,LOCATION,COUNTRY --places gum/dev.jsonl
   nutgraf eval --errors corpus/test | less`,
		Flags: []cli.Flag{
			modelFlag(), typesFlag(),
			&cli.BoolFlag{Name: "model-only", Usage: "measure the model without gazetteer and grammar of dates"},
			&cli.BoolFlag{Name: "places", Usage: "count COUNTRY and LOCATION as one type"},
			&cli.BoolFlag{Name: "errors", Usage: "list what was missed, wrongly found and valued otherwise, with context"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "text or json"},
		},
		Action: stoppable(runEval),
	}
}

func runEval(c *cli.Context) error {
	if c.NArg() == 0 {
		return fmt.Errorf("eval needs annotated text to measure against (see nutgraf eval --help)")
	}
	if f := c.String("format"); f != "text" && f != "json" {
		return fmt.Errorf("unknown format %q; eval writes text or json", f)
	}
	types, err := parseTypes(c.String("types"))
	if err != nil {
		return err
	}
	tagger, err := openModel(c.String("model"))
	if err != nil {
		return err
	}
	x, err := extract.New(extract.Options{Model: tagger, ModelOnly: c.Bool("model-only")})
	if err != nil {
		return err
	}
	docs := gold.Read(c.Args().Slice(), extract.PlaceNames())
	report, err := score.Evaluate(docs, x, score.Options{Types: types, Places: c.Bool("places"), Errors: c.Bool("errors")})
	if err != nil {
		return err
	}
	if c.String("format") == "json" {
		return report.WriteJSON(c.App.Writer)
	}
	if err := report.WriteErrors(c.App.Writer); err != nil {
		return err
	}
	return report.WriteTable(c.App.Writer)
}
