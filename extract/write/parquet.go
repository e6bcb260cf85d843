package write

import (
	"io"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/nutgraf/nutgraf/extract"
)

// A Row is a mention in Parquet; the columns are those of csv.
type Row struct {
	ID       string  `parquet:"id,dict"`
	Date     *int32  `parquet:"date,optional,date"` // days since 1970
	Entity   int32   `parquet:"entity"`
	Type     string  `parquet:"type,dict"`
	Start    int64   `parquet:"start"`
	End      int64   `parquet:"end"`
	Text     string  `parquet:"text,dict"`
	Score    float64 `parquet:"score"`
	Name     string  `parquet:"name,dict"`
	Role     *string `parquet:"role,optional,dict"`
	Country  *string `parquet:"country,optional,dict"`
	Wikidata *string `parquet:"wikidata,optional,dict"`
	Value    *string `parquet:"value,optional,dict"`
	Timex    *string `parquet:"timex,optional,dict"`
	Mod      *string `parquet:"mod,optional,dict"`
	Begin    *string `parquet:"begin_value,optional,dict"`
	Until    *string `parquet:"end_value,optional,dict"`
	Unit     *string `parquet:"unit,optional,dict"`
}

// rowGroup bounds the rows that are held in memory before they are written.
const rowGroup = 50_000

// RowWriter writes rows, packed with Zstandard.
type RowWriter struct {
	w    *parquet.GenericWriter[Row]
	held int
}

// NewRowWriter returns a writer to which Close must be called.
func NewRowWriter(w io.Writer) *RowWriter {
	return &RowWriter{w: parquet.NewGenericWriter[Row](w, parquet.Compression(&parquet.Zstd), parquet.CreatedBy("nutgraf", "", ""))}
}

func (r *RowWriter) Write(rows []Row) error {
	n, err := r.w.Write(rows)
	if err != nil {
		return err
	}
	if r.held += n; r.held < rowGroup {
		return nil
	}
	r.held = 0
	return r.w.Flush()
}

// Close ends the file; it does not close what was written to.
func (r *RowWriter) Close() error { return r.w.Close() }

// AppendRows appends the mentions of a document, in the order of the text.
func AppendRows(rows []Row, doc *extract.Document, options Options) []Row {
	at := newConverter(doc.Text, options.Offsets)
	for _, m := range byPlace(doc, options.Labels) {
		e := &doc.Entities[m.entity]
		rows = append(rows, Row{
			ID: idOf(doc), Date: days(doc.Date), Entity: int32(m.entity), Type: m.label, Start: int64(at.convert(m.Start)), End: int64(at.convert(m.End)),
			Text: doc.Text[m.Start:m.End], Score: rounded(m.Score), Name: e.Name, Role: known(e.Role), Country: known(e.Country), Wikidata: known(e.Wikidata),
			Value: known(e.Value), Timex: known(e.Timex), Mod: known(e.Mod), Begin: known(e.Begin), Until: known(e.End), Unit: known(e.Unit),
		})
	}
	return rows
}

// parquetWriter writes a row a mention.
type parquetWriter struct {
	*RowWriter
	options Options
	rows    []Row
}

func (p *parquetWriter) Write(doc *extract.Document) error {
	p.rows = AppendRows(p.rows[:0], doc, p.options)
	return p.RowWriter.Write(p.rows)
}

// known returns nil, Parquet's null, for what is not known.
func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// days returns the days since 1970.
func days(t time.Time) *int32 {
	if t.IsZero() {
		return nil
	}
	n := int32(t.Unix() / (24 * 60 * 60))
	if t.Unix() < 0 && t.Unix()%(24*60*60) != 0 {
		n--
	}
	return &n
}
