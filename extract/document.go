package extract

import (
	"errors"
	"time"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// An Article is a text to read, with what is known of it from outside.
type Article struct {
	ID    string // a path, a record's id; names the article in output and errors
	Title string
	Text  string

	// What a web page says of itself; empty where unknown.
	URL, Author, Site string

	// Extracted says that Text was taken out of something that was no text, as a
	// web page: offsets count in Text, so that writers give it too.
	Extracted bool

	// Date is the day the article was written, in UTC; relative dates count
	// from it, and it says who "the President" was. Zero means unknown; then
	// the text's own dateline is asked, and a line such as "Published: …".
	Date       time.Time
	DateSource DateSource // where Date came from

	// Fields are other fields of the record that the article came in, as JSON
	// text, in their order; they are only carried through.
	Fields []Field

	// Load, unless nil, fills in Text and what else is unknown when Extract begins,
	// so that costly reading is done by the worker and not by the reader. It may
	// return ErrSkip. Source is what it reads from, so that two articles can be
	// told apart before.
	Load   func(*Article) error
	Source []byte
}

// ErrSkip says that an article is not to be extracted and is no failure: a page
// in another language. ExtractAll passes over it.
var ErrSkip = errors.New("not wanted")

// A Field is a named JSON value of the record that an article came in.
type Field struct {
	Name  string
	Value []byte // JSON text
}

// DateSource says where an article's date came from.
type DateSource string

const (
	DateFromFlag     DateSource = "flag"     // --date
	DateFromRecord   DateSource = "record"   // a field of the record
	DateFromPath     DateSource = "path"     // the file's name or folder
	DateFromPage     DateSource = "page"     // what a web page says of itself
	DateFromDateline DateSource = "dateline" // SEOUL, Sept. 22, 2022 (Reuters) -
	DateFromLine     DateSource = "line"     // a line of its own near the top: Published: …
)

// A Document is an article on its way through the pipeline. Each stage fills
// its part and leaves the rest as it is.
type Document struct {
	Article
	Tokens    []segment.Token
	Sentences []segment.Sentence

	Mentions []Mention // in order of Start, without overlap
	Entities []Entity  // in order of first mention

	evidence evidence
}

// Word returns token i as written.
func (d *Document) Word(i int) string { return d.Tokens[i].Text(d.Text) }

// A Mention is one place in the text that names something.
type Mention struct {
	Start, End int // bytes of the text, half-open
	Type       Type
	Score      float64 // probability that span and type are right, 0 to 1

	// Origin names the tagger that proposed the mention: a model's name,
	// "gazetteer" or "timex".
	Origin string

	// Why lists what was decided about the mention, for people; it is filled
	// only with Options.Explain.
	Why []string
}

// An Entity is what one or more mentions of a document name. Fields other than
// Type, Name and Mentions are empty where unknown.
type Entity struct {
	Type Type
	Name string // the fullest form: the gazetteer's name, or the longest mention

	Role     string  // a person's title as the text gives it: President
	Country  string  // ISO 3166-1 alpha-2: of a country, nationality, or person in office
	Wikidata string  // Q…
	Link     float64 // how sure the link to the gazetteer is, 0 to 1

	Value string // TIMEX3 value, or the number of an amount: 2022-09-21, PT30M, 3500000000
	Timex string // DATE, TIME, DURATION or SET
	Mod   string // TIMEX3 modifier: START, MID, END, APPROX
	Begin string // first and last value of a range
	End   string
	Unit  string // of an amount: USD, km, %

	Fields []Field // free columns of the user's gazetteer

	Mentions []int // indexes of the document's mentions, in order
}
