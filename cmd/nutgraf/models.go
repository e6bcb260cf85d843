package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/model"
	"github.com/nutgraf/nutgraf/extract/prose"
)

func modelFlag() cli.Flag {
	return &cli.StringFlag{Name: "model", Value: "news", Usage: "`NAME` of a model (news, prose; none: lists and grammar alone) or a file that train wrote"}
}

func typesFlag() cli.Flag {
	return &cli.StringFlag{Name: "types", Usage: "only these types, as a `LIST`: PERSON,COUNTRY,ORGANIZATION,DATE,LOCATION,NORP,EVENT,LAW,TIME,MONEY,PERCENT,QUANTITY,ORDINAL,CARDINAL"}
}

// openModel returns the tagger that --model names.
func openModel(name string) (extract.Tagger, error) {
	switch name {
	case "", "news":
		return extract.NewsModel()
	case "none":
		return noModel{}, nil
	case "prose":
		return prose.New(extract.PlaceNames()), nil
	}
	b, err := os.ReadFile(name)
	if err != nil {
		if !strings.ContainsAny(name, "./\\") {
			return nil, fmt.Errorf("unknown model %q; the models are news, prose, none, or a file that nutgraf train wrote", name)
		}
		return nil, err
	}
	m, err := model.Parse(b, true)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return extract.NewTagger(name, m)
}

// parseTypes reads a list of types; an empty one means all.
func parseTypes(list string) ([]extract.Type, error) {
	if list == "" {
		return nil, nil
	}
	var types []extract.Type
	for _, name := range strings.Split(list, ",") {
		t, err := extract.ParseType(strings.ToUpper(strings.TrimSpace(name)))
		if err != nil {
			return nil, err
		}
		types = append(types, t)
	}
	return types, nil
}

// noModel finds nothing, so that lists and grammar can be measured alone.
type noModel struct{}

func (noModel) Name() string { return "none" }

func (noModel) Tag(*extract.Document) ([]extract.Mention, error) { return nil, nil }
