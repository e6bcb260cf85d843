package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/nutgraf/nutgraf/extract"
	"github.com/nutgraf/nutgraf/extract/gold"
)

// convertFormats are what convert writes.
var convertFormats = []string{"jsonl", "conll", "brat", "corpus", "standoff"}

func convertCommand() *cli.Command {
	return &cli.Command{
		Name:      "convert",
		Usage:     "turn annotated text from one form into another",
		ArgsUsage: "FILE | FOLDER | -...",
		Description: `Reads, by the ending of the name, JSON lines that nutgraf wrote --with-text (.jsonl,
and - for stdin), columns (.conll), brat's standoff beside its text (.ann, .txt), the
corpus form, in which mentions stand as [text](TYPE) (.txt), and the open corpora
(.jsonl of byte offsets, whose folder names the corpus). Labels are nutgraf's own, those
of --labels native. Nothing is lost on the way but line ends of CoNLL without the
comment "# text =", and in CoNLL white space at a mention's border. jsonl counts in
code points.

standoff is annotation without its text: a JSON line a document with the text's SHA-256
and spans in bytes. --texts joins such files to a copy of the texts again.

brat, and the corpus form of several documents, need --output FOLDER/: a file a
document, named by its id. The rest is one stream.

Examples:
   nutgraf --format jsonl --with-text article.txt | nutgraf convert --to conll -
   nutgraf --format jsonl --with-text articles/ | nutgraf convert --to brat -o tocorrect/ -
   nutgraf convert --to corpus -o mycorpus/ corrected/     what people corrected, to train on
   nutgraf convert --to jsonl corpus/test > test.jsonl
   nutgraf convert --to corpus -o news/ --texts news.jsonl corpus/news-train.standoff`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "to", Usage: strings.Join(convertFormats, ", "), Required: true},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE`, or a file a document into FOLDER/"},
			&cli.StringSliceFlag{Name: "texts", Usage: "join standoff annotation to the texts in `FILE`, JSON lines with id and text"},
			&cli.BoolFlag{Name: "bare", Usage: "write only spans and types, for people to correct"},
		},
		Action: runConvert,
	}
}

func runConvert(c *cli.Context) error {
	to := c.String("to")
	if !slices.Contains(convertFormats, to) {
		return fmt.Errorf("unknown format %q; convert writes %s", to, strings.Join(convertFormats, ", "))
	}
	if c.NArg() == 0 {
		return errors.New("convert needs annotated text (see nutgraf convert --help)")
	}
	if err := checkNoFlags(c.Args().Slice()); err != nil {
		return err
	}
	if err := keepInputs(c.Args().Slice(), c.App.Reader, c.String("output")); err != nil {
		return err
	}
	out, err := openConverted(c.String("output"), to, c.App.Writer)
	if err != nil {
		return err
	}
	docs := gold.Read(c.Args().Slice(), extract.PlaceNames())
	if texts := c.StringSlice("texts"); len(texts) > 0 {
		docs = gold.Join(c.Args().Slice(), texts)
	}
	unsure := 0
	for d, err := range docs {
		if err = errors.Join(err, c.Context.Err()); err != nil {
			return errors.Join(err, out.abandon())
		}
		unsure += len(d.Unsure)
		if c.Bool("bare") {
			makeBare(d)
		}
		if err := out.write(d); err != nil {
			return errors.Join(err, out.abandon())
		}
	}
	if unsure > 0 {
		fmt.Fprintf(c.App.ErrWriter, "nutgraf: %d spans left out, whose labels have no type of ours\n", unsure)
	}
	return out.close()
}

// makeBare leaves only spans and types.
func makeBare(d *gold.Document) {
	for i := range d.Spans {
		d.Spans[i].Value, d.Spans[i].Attrs = "", nil
	}
}

// converted is where annotated documents go: a stream or a folder.
type converted struct {
	to     string
	folder string // empty: a stream
	name   string // of the file that the stream becomes; empty: stdout
	stream *bufio.Writer
	file   *os.File
	used   places
	n      int
}

func openConverted(output, to string, stdout io.Writer) (*converted, error) {
	c := &converted{to: to, used: places{}}
	switch {
	case output != "" && isFolder(output):
		c.folder = output
		return c, os.MkdirAll(output, 0o755)
	case to == "brat":
		return nil, errors.New("brat keeps two files a document: name an --output FOLDER/")
	case output == "":
		c.stream = bufio.NewWriter(stdout)
		return c, nil
	}
	var err error
	c.name = output
	if c.file, err = os.Create(output + partial); err != nil {
		return nil, err
	}
	c.stream = bufio.NewWriter(c.file)
	return c, nil
}

func (c *converted) write(d *gold.Document) error {
	c.n++
	if c.folder != "" {
		return c.writeFiles(d)
	}
	if c.to == "corpus" && c.n > 1 {
		return errors.New("the corpus form is a file a document: name an --output FOLDER/")
	}
	out, err := formatted(d, c.to)
	if err != nil {
		return err
	}
	_, err = c.stream.Write(out)
	return err
}

// writeFiles writes a document's own file, and for brat its text before it.
func (c *converted) writeFiles(d *gold.Document) error {
	ending := map[string]string{"jsonl": ".jsonl", "conll": ".conll", "brat": ".ann", "corpus": ".txt", "standoff": ".standoff"}[c.to]
	out, err := formatted(d, c.to)
	if err != nil {
		return err
	}
	return writeDocument(c.used.place(c.folder, trimEnding(d.ID)), ending, d.Text, out)
}

// trimEnding makes out of article.txt, an id, the name article.
func trimEnding(id string) string {
	for _, ending := range []string{".txt", ".ann", ".jsonl", ".conll"} {
		if name, ok := strings.CutSuffix(id, ending); ok && name != "" {
			return name
		}
	}
	return id
}

func formatted(d *gold.Document, to string) ([]byte, error) {
	switch to {
	case "conll":
		return []byte(gold.FormatCoNLL(d)), nil
	case "brat":
		return []byte(gold.FormatBrat(d)), nil
	case "corpus":
		return []byte(gold.FormatCorpus(d)), nil
	case "standoff":
		return gold.FormatStandoff(d)
	}
	return gold.FormatOutput(d), nil
}

func (c *converted) close() error {
	if c.stream == nil {
		return nil
	}
	if err := c.stream.Flush(); err != nil || c.file == nil {
		return errors.Join(err, c.abandon())
	}
	if err := c.file.Close(); err != nil {
		return errors.Join(err, os.Remove(c.file.Name()))
	}
	return os.Rename(c.file.Name(), c.name)
}

// abandon leaves no half-written file behind.
func (c *converted) abandon() error {
	if c.file == nil {
		return nil
	}
	return errors.Join(c.file.Close(), os.Remove(c.file.Name()))
}
