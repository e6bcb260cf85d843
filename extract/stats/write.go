package stats

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// Formats are the names that Write takes.
var Formats = []string{"csv", "parquet"}

// Write writes the rows of a table in a format.
func Write(w io.Writer, format string, table Table, rows []Row) error {
	switch format {
	case "csv":
		return writeCSV(w, table, rows)
	case "parquet":
		return writeParquet(w, table, rows)
	}
	return fmt.Errorf("unknown format %q; a table is written as csv or parquet", format)
}

func writeCSV(w io.Writer, table Table, rows []Row) error {
	out := csv.NewWriter(w)
	err := out.Write(columns(table))
	for i := range rows {
		err = errors.Join(err, out.Write(cells(table, &rows[i])))
		if err != nil {
			return err
		}
	}
	out.Flush()
	return errors.Join(err, out.Error())
}

// columns names the columns of a table.
func columns(table Table) []string {
	switch table {
	case Days:
		return []string{"day", "type", "wikidata", "name", "documents", "mentions"}
	case Pairs:
		return []string{"type_a", "wikidata_a", "name_a", "type_b", "wikidata_b", "name_b", "documents", "first", "last"}
	}
	return []string{"type", "wikidata", "name", "first", "last", "documents", "mentions"}
}

// cells are the columns of a row.
func cells(table Table, r *Row) []string {
	documents, mentions := strconv.FormatInt(r.Documents, 10), strconv.FormatInt(r.Mentions, 10)
	switch table {
	case Days:
		return []string{r.Day.String(), r.A.Type.String(), r.A.ID, r.NameA, documents, mentions}
	case Pairs:
		return []string{r.A.Type.String(), r.A.ID, r.NameA, r.B.Type.String(), r.B.ID, r.NameB, documents, r.First.String(), r.Last.String()}
	}
	return []string{r.A.Type.String(), r.A.ID, r.NameA, r.First.String(), r.Last.String(), documents, mentions}
}

// The rows of Parquet have the columns of CSV; what is unknown is null.
type (
	dayRow struct {
		Day       *int32  `parquet:"day,optional,date"`
		Type      string  `parquet:"type,dict"`
		Wikidata  *string `parquet:"wikidata,optional,dict"`
		Name      string  `parquet:"name,dict"`
		Documents int64   `parquet:"documents"`
		Mentions  int64   `parquet:"mentions"`
	}
	pairRow struct {
		TypeA     string  `parquet:"type_a,dict"`
		WikidataA *string `parquet:"wikidata_a,optional,dict"`
		NameA     string  `parquet:"name_a,dict"`
		TypeB     string  `parquet:"type_b,dict"`
		WikidataB *string `parquet:"wikidata_b,optional,dict"`
		NameB     string  `parquet:"name_b,dict"`
		Documents int64   `parquet:"documents"`
		First     *int32  `parquet:"first,optional,date"`
		Last      *int32  `parquet:"last,optional,date"`
	}
	seenRow struct {
		Type      string  `parquet:"type,dict"`
		Wikidata  *string `parquet:"wikidata,optional,dict"`
		Name      string  `parquet:"name,dict"`
		First     *int32  `parquet:"first,optional,date"`
		Last      *int32  `parquet:"last,optional,date"`
		Documents int64   `parquet:"documents"`
		Mentions  int64   `parquet:"mentions"`
	}
)

func writeParquet(w io.Writer, table Table, rows []Row) error {
	switch table {
	case Days:
		return writeRows(w, rows, func(r *Row) dayRow {
			return dayRow{dayOf(r.Day), r.A.Type.String(), known(r.A.ID), r.NameA, r.Documents, r.Mentions}
		})
	case Pairs:
		return writeRows(w, rows, func(r *Row) pairRow {
			return pairRow{r.A.Type.String(), known(r.A.ID), r.NameA, r.B.Type.String(), known(r.B.ID), r.NameB, r.Documents, dayOf(r.First), dayOf(r.Last)}
		})
	}
	return writeRows(w, rows, func(r *Row) seenRow {
		return seenRow{r.A.Type.String(), known(r.A.ID), r.NameA, dayOf(r.First), dayOf(r.Last), r.Documents, r.Mentions}
	})
}

// rowGroup bounds the rows that the writer holds besides those it was given.
const rowGroup = 50_000

func writeRows[P any](w io.Writer, rows []Row, row func(*Row) P) error {
	out := parquet.NewGenericWriter[P](w, parquet.Compression(&parquet.Zstd), parquet.CreatedBy("nutgraf", "", ""), parquet.MaxRowsPerRowGroup(rowGroup))
	for i := range rows {
		if _, err := out.Write([]P{row(&rows[i])}); err != nil {
			return errors.Join(err, out.Close())
		}
	}
	return out.Close()
}

func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func dayOf(d Day) *int32 {
	if d == UnknownDay {
		return nil
	}
	n := int32(d)
	return &n
}
