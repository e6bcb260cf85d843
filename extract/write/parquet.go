package write

import (
	"io"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/nutgraf/nutgraf/extract"
)

// parquetRow is a mention; the columns are those of csv.
type parquetRow struct {
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

// parquetWriter writes a row a mention, packed with Zstandard.
type parquetWriter struct {
	w       *parquet.GenericWriter[parquetRow]
	options Options
	rows    []parquetRow
	held    int
}

func newParquet(w io.Writer, options Options) *parquetWriter {
	return &parquetWriter{w: parquet.NewGenericWriter[parquetRow](w, parquet.Compression(&parquet.Zstd), parquet.CreatedBy("nutgraf", "", "")), options: options}
}

func (p *parquetWriter) Write(doc *extract.Document) error {
	p.rows = p.rows[:0]
	at := newConverter(doc.Text, p.options.Offsets)
	for _, m := range byPlace(doc, p.options.Labels) {
		e := &doc.Entities[m.entity]
		p.rows = append(p.rows, parquetRow{
			ID: doc.ID, Date: days(doc.Date), Entity: int32(m.entity), Type: m.label, Start: int64(at.convert(m.Start)), End: int64(at.convert(m.End)),
			Text: doc.Text[m.Start:m.End], Score: rounded(m.Score), Name: e.Name, Role: known(e.Role), Country: known(e.Country), Wikidata: known(e.Wikidata),
			Value: known(e.Value), Timex: known(e.Timex), Mod: known(e.Mod), Begin: known(e.Begin), Until: known(e.End), Unit: known(e.Unit),
		})
	}
	n, err := p.w.Write(p.rows)
	if err != nil {
		return err
	}
	if p.held += n; p.held < rowGroup {
		return nil
	}
	p.held = 0
	return p.w.Flush()
}

func (p *parquetWriter) Close() error { return p.w.Close() }

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
