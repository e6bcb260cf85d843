package main

import (
	"io"

	"github.com/urfave/cli/v2"

	"github.com/nutgraf/nutgraf/extract/write"
)

func schemaCommand() *cli.Command {
	return &cli.Command{
		Name:  "schema",
		Usage: "print the JSON Schema of the output",
		Description: `The schema describes one document; --format json of several is an array of them.

Example:
   nutgraf schema > nutgraf.schema.json`,
		Action: func(c *cli.Context) error {
			_, err := io.WriteString(c.App.Writer, write.Schema)
			return err
		},
	}
}
