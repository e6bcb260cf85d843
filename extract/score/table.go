package score

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/nutgraf/nutgraf/extract"
)

// WriteTable writes the report for people.
func (r *Report) WriteTable(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "type\tprecision\trecall\tF1\tlenient F1\tgold\t")
	for _, typ := range extract.Types() {
		if n, ok := r.ByType[typ]; ok {
			writeRow(t, typ.String(), n)
		}
	}
	writeRow(t, "all", r.All)
	for _, part := range []map[string]Counts{r.ByGenre, r.ByRegion} {
		if len(part) > 0 {
			fmt.Fprintln(t, "\t\t\t\t\t\t")
		}
		for _, name := range slices.Sorted(maps.Keys(part)) {
			writeRow(t, name, part[name])
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if err := r.writeValues(w); err != nil {
		return err
	}
	return r.writeScores(w)
}

// writeValues tells how many of the rightly found mentions have the gold value.
func (r *Report) writeValues(w io.Writer) error {
	if len(r.Values) == 0 {
		return nil
	}
	fmt.Fprint(w, "\nright value of those found:")
	for _, t := range extract.Types() {
		if n, ok := r.Values[t]; ok {
			fmt.Fprintf(w, "  %s %.1f%% of %d", t, 100*n.Precision(), n.Found)
		}
	}
	_, err := fmt.Fprintln(w)
	return err
}

func writeRow(w io.Writer, name string, n Counts) {
	fmt.Fprintf(w, "%s\t%.1f\t%.1f\t%.1f\t%.1f\t%d\t\n", name, 100*n.Precision(), 100*n.Recall(), 100*n.F1(), 100*n.Lenient(), n.Gold)
}

func (r *Report) writeScores(w io.Writer) error {
	fmt.Fprint(w, "\nright by score:")
	for i, n := range r.Scores {
		if n.Found > 0 {
			fmt.Fprintf(w, "  %.1f: %.0f%% of %d", float64(i)/10, 100*n.Precision(), n.Found)
		}
	}
	_, err := fmt.Fprintf(w, "\n%d documents; strict: both borders and the type are right\n", r.Documents)
	return err
}

// WriteErrors lists the errors, a line each, by document.
func (r *Report) WriteErrors(w io.Writer) error {
	for _, e := range r.Errors {
		kind := "wrong"
		switch {
		case e.Missed:
			kind = "missed"
		case e.Gold != "":
			kind = "value"
			e.Text += " = " + e.Gold + ", not " + cmp.Or(e.Value, "none")
		}
		line := func(s string) string { return strings.ReplaceAll(s, "\n", "⏎") }
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s[%s]%s\n", e.Document, kind, e.Type, line(e.Before), line(e.Text), line(e.After)); err != nil {
			return err
		}
	}
	return nil
}

// WriteJSON writes the report for programs.
func (r *Report) WriteJSON(w io.Writer) error {
	type row struct {
		Name      string  `json:"name"`
		Precision float64 `json:"precision"`
		Recall    float64 `json:"recall"`
		F1        float64 `json:"f1"`
		Lenient   float64 `json:"lenient_f1"`
		Gold      int     `json:"gold"`
		Found     int     `json:"found"`
	}
	rowOf := func(name string, n Counts) row {
		return row{name, n.Precision(), n.Recall(), n.F1(), n.Lenient(), n.Gold, n.Found}
	}
	rows := []row{}
	for t, n := range r.ByType {
		rows = append(rows, rowOf(t.String(), n))
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.Name, b.Name) })
	values := map[string]any{}
	for t, n := range r.Values {
		values[t.String()] = map[string]any{"right": n.Right, "of": n.Found, "share": n.Precision()}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(map[string]any{"documents": r.Documents, "all": rowOf("all", r.All), "types": rows, "values": values})
}
