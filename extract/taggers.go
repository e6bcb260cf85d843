package extract

import (
	"fmt"
	"math"

	"github.com/nutgraf/nutgraf/extract/model"
	"github.com/nutgraf/nutgraf/extract/timex"
	"github.com/nutgraf/nutgraf/gazetteer"
)

// newsTagger is the trained model as a Tagger.
type newsTagger struct {
	name  string
	model *model.Model
	types []Type // of the model's types
}

// NewTagger makes a Tagger of a trained model. Its types must be ours.
func NewTagger(name string, m *model.Model) (Tagger, error) {
	t := newsTagger{name: name, model: m}
	for _, label := range m.Types() {
		typ, err := ParseType(label)
		if err != nil {
			return nil, fmt.Errorf("model %s: %w", name, err)
		}
		t.types = append(t.types, typ)
	}
	return t, nil
}

// NewsModel returns the Tagger of the model that is part of the program.
func NewsModel() (Tagger, error) {
	m, err := model.News()
	if err != nil {
		return nil, err
	}
	return NewTagger("news", m)
}

func (t newsTagger) Name() string { return t.name }

func (t newsTagger) Tag(doc *Document) ([]Mention, error) {
	spans := t.model.Tag(modelInput(doc))
	mentions := make([]Mention, 0, len(spans))
	for _, s := range spans {
		mentions = append(mentions, Mention{
			Start: doc.Tokens[s.First].Start, End: doc.Tokens[s.Last-1].End,
			Type: t.types[s.Type], Score: s.Score, Origin: t.name,
		})
	}
	return mentions, nil
}

// Scores of proposals that come from lists and rules. The model's are
// calibrated; these were set beside them on the training part of the corpus.
const (
	scoreCountry  = 0.60 // a country's or nationality's name, where the model sees nothing
	scoreUser     = 1.00 // a name of the user's own list
	scoreSureTime = 0.45 // an expression that the grammar of dates is sure of

	scoreCertainTime = 0.99 // one whose form can be nothing else
)

// gazetteerTagger proposes what the gazetteer's lists alone make plain:
// countries and nationalities, and the names of the user's own lists.
type gazetteerTagger struct{ names *gazetteer.Gazetteer }

func (gazetteerTagger) Name() string { return "gazetteer" }

func (t gazetteerTagger) Tag(doc *Document) ([]Mention, error) {
	var mentions []Mention
	for _, m := range doc.matchesOf(t.names) {
		typ, score := t.typeOfMatch(m)
		if typ == 0 {
			continue
		}
		mentions = append(mentions, Mention{
			Start: doc.Tokens[m.First].Start, End: doc.Tokens[m.Last-1].End, Type: typ, Score: score, Origin: "gazetteer",
		})
	}
	return mentions, nil
}

// typeOfMatch returns the type of a match that can be one thing only.
func (t gazetteerTagger) typeOfMatch(m gazetteer.Match) (Type, float64) {
	if ids := t.names.Candidates(m); t.names.OfUser(ids[0]) {
		return typeOfKind(t.names.Entry(ids[0]).Kind), scoreUser
	}
	switch {
	case m.Common || !m.Exact:
	case m.Kinds&^(gazetteer.Country|gazetteer.Organization) == 0 && m.Kinds&gazetteer.Country != 0:
		return Country, scoreCountry
	case m.Kinds == gazetteer.Demonym:
		return Norp, scoreCountry
	}
	return 0, 0
}

func typeOfKind(k gazetteer.Kind) Type {
	switch k {
	case gazetteer.Person, gazetteer.Figure:
		return Person
	case gazetteer.Country:
		return Country
	case gazetteer.Demonym, gazetteer.People:
		return Norp
	case gazetteer.Event:
		return Event
	case gazetteer.Law:
		return Law
	case gazetteer.Organization, gazetteer.Club:
		return Organization
	}
	return Location
}

// timeTagger proposes what the grammar of dates is sure of.
type timeTagger struct{}

func (timeTagger) Name() string { return "timex" }

func (timeTagger) Tag(doc *Document) ([]Mention, error) {
	var mentions []Mention
	for _, e := range doc.times() {
		if !e.Sure {
			continue
		}
		score := scoreSureTime
		if e.Certain {
			score = scoreCertainTime
		}
		mentions = append(mentions, Mention{Start: e.Start, End: e.End, Type: typeOfTime(e), Score: score, Origin: "timex"})
	}
	return mentions, nil
}

func typeOfTime(e timex.Expression) Type {
	if e.Short {
		return Time
	}
	return Date
}

// roundScore rounds to the two decimals that a score is good for.
func roundScore(score float64) float64 { return math.Round(score*100) / 100 }
