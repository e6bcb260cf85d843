package main

import (
	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/segment"
	"github.com/nutgraf/nutgraf/extract/timex"
)

// findGrammar runs nutgraf's grammar alone; what it is not sure of, the model
// would decide.
func findGrammar(texts []text) (found [][]expression, err error) {
	for _, t := range texts {
		cut := segment.Split(t.body)
		var list []expression
		for _, e := range timex.AppendAll(nil, t.body, cut.Tokens, cut.Sentences, t.date) {
			if e.Sure {
				list = append(list, expression{start: e.Start, end: e.End, value: e.Value})
			}
		}
		found = append(found, list)
	}
	return found, nil
}

// findAll runs the whole extractor, model and grammar together.
func findAll(texts []text) (found [][]expression, err error) {
	x, err := extract.New(extract.Options{Types: []extract.Type{extract.Date, extract.Time}})
	if err != nil {
		return nil, err
	}
	for _, t := range texts {
		doc, err := x.Extract(extract.Article{ID: t.id, Text: t.body, Date: t.date})
		if err != nil {
			return nil, err
		}
		values := make([]string, len(doc.Mentions))
		for _, e := range doc.Entities {
			for _, m := range e.Mentions {
				values[m] = e.Value
			}
		}
		var list []expression
		for i, m := range doc.Mentions {
			list = append(list, expression{start: m.Start, end: m.End, value: values[i]})
		}
		found = append(found, list)
	}
	return found, nil
}
