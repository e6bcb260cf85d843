package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/nutgraf/nutgraf/extract/model"
	"github.com/nutgraf/nutgraf/extract/train"
)

func trainCommand() *cli.Command {
	return &cli.Command{
		Name:      "train",
		Usage:     "train a model from annotated text",
		ArgsUsage: "CORPUS... -o FILE",
		Description: `CORPUS is a file or folder of annotated text, as eval reads it. The same text,
options and seed give the same model, byte for byte.

Examples:
   nutgraf train corpus/train --dev corpus/test -o my.model
   nutgraf train --clusters raw.jsonl.gz -o words.clusters
   nutgraf train corpus/train --with-clusters words.clusters -o my.model
   nutgraf --model my.model article.txt`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write the model to `FILE`", Required: true},
			&cli.StringSliceFlag{Name: "dev", Usage: "measure each pass on, and fit scores to, annotated text at `PATH`"},
			&cli.IntFlag{Name: "passes", Value: 8, Usage: "learn the text so often; of a million words 3 are enough"},
			&cli.Uint64Flag{Name: "seed", Usage: "of the order in which sentences are learned, and of what drops out"},
			&cli.IntFlag{Name: "means", Value: 1, Usage: "train so many times, in other orders, and take the mean of the models"},
			&cli.Float64Flag{Name: "prune", Value: 0.01, Usage: "leave out weights below this, in logarithms of odds: the more, the smaller is the model"},
			&cli.IntSliceFlag{Name: "weight", Usage: "learn the nth CORPUS so often a pass; repeat for each"},
			&cli.StringSliceFlag{Name: "clusters", Usage: "instead of a model, make word clusters of the raw text at `PATH`"},
			&cli.StringFlag{Name: "with-clusters", Usage: "use the word clusters in `FILE`"},
		},
		Action: stoppable(runTrain),
	}
}

func runTrain(c *cli.Context) error {
	if raw := c.StringSlice("clusters"); len(raw) > 0 {
		clusters, err := train.ReadClusters(append(raw, c.Args().Slice()...), c.App.ErrWriter)
		if err != nil {
			return err
		}
		return writeWhole(c.String("output"), clusters.AppendBinary(nil))
	}
	if c.NArg() == 0 {
		return errors.New("train needs annotated text to learn from (see nutgraf train --help)")
	}
	clusters, err := openClusters(c.String("with-clusters"))
	if err != nil {
		return err
	}
	m, err := train.Train(train.Options{
		Train: c.Args().Slice(), Weights: c.IntSlice("weight"), Dev: c.StringSlice("dev"), Clusters: clusters,
		Passes: c.Int("passes"), Means: c.Int("means"), Seed: c.Uint64("seed"), Prune: c.Float64("prune"), Log: c.App.ErrWriter,
	})
	if err != nil {
		return err
	}
	file, err := m.AppendBinary(nil)
	if err != nil {
		return err
	}
	return writeWhole(c.String("output"), file)
}

func openClusters(path string) (*model.Clusters, error) {
	if path == "" {
		return nil, nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	c, err := model.ParseClusters(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}
