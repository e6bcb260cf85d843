package score_test

import (
	"testing"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/gold"
	"github.com/nutgraf/nutgraf/extract/score"
)

// nothing is a model that finds nothing, so that lists and grammar stand alone.
type nothing struct{}

func (nothing) Name() string                                     { return "nothing" }
func (nothing) Tag(*extract.Document) ([]extract.Mention, error) { return nil, nil }

// TestTogether holds model and grammar of dates together to be no worse on
// dates than either alone, on the test part of our corpus. The model alone
// knows the grammar's hints.
func TestTogether(t *testing.T) {
	f1 := func(options extract.Options) float64 {
		x, err := extract.New(options)
		if err != nil {
			t.Fatal(err)
		}
		docs := gold.Read([]string{"../../corpus/test"}, extract.PlaceNames())
		r, err := score.Evaluate(docs, x, score.Options{Types: []extract.Type{extract.Date}})
		if err != nil {
			t.Fatal(err)
		}
		return 100 * r.All.F1()
	}
	together, model, grammar := f1(extract.Options{}), f1(extract.Options{ModelOnly: true}), f1(extract.Options{Model: nothing{}})
	t.Logf("F1 of DATE: together %.1f, the model alone %.1f, the grammar alone %.1f", together, model, grammar)
	if together < model || together < grammar {
		t.Errorf("together %.1f is worse than the model's %.1f or the grammar's %.1f", together, model, grammar)
	}
}
