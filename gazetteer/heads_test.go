package gazetteer

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// The years for which every state must have its heads named.
const firstYear, lastYear = 1990, 2026

// states are the members and observers of the UN, Taiwan and Kosovo, and the
// former members, by the codes of countries.tsv.
const states = `AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN
	CO CR CS CU CV CY CZ DD DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID
	IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN
	MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK
	SL SM SN SO SR SS ST SU SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS XK YD YE YU ZA ZM ZW`

// stood are the years on whose first day a state stood, where not all of them.
var stood = map[string][2]int{
	"AM": {1992, lastYear}, "AZ": {1992, lastYear}, "BA": {1993, lastYear}, "BY": {1992, lastYear}, "CS": {1990, 2006},
	"CZ": {1993, lastYear}, "DD": {1990, 1990}, "EE": {1992, lastYear}, "ER": {1994, lastYear}, "GE": {1992, lastYear},
	"HR": {1992, lastYear}, "KG": {1992, lastYear}, "KZ": {1992, lastYear}, "LT": {1992, lastYear}, "LV": {1992, lastYear},
	"MD": {1992, lastYear}, "ME": {2007, lastYear}, "MK": {1992, lastYear}, "NA": {1991, lastYear}, "PS": {1996, lastYear},
	"PW": {1995, lastYear}, "RS": {2007, lastYear}, "RU": {1992, lastYear}, "SI": {1992, lastYear}, "SK": {1993, lastYear},
	"SS": {2012, lastYear}, "SU": {1990, 1991}, "TJ": {1992, lastYear}, "TL": {2003, lastYear}, "TM": {1992, lastYear},
	"UA": {1992, lastYear}, "UZ": {1992, lastYear}, "XK": {2009, lastYear}, "YD": {1990, 1990}, "YE": {1991, lastYear},
	"YU": {1990, 2003},
}

// between are the years in which the code CS stood for no state: neither
// Czechoslovakia nor Serbia and Montenegro.
func between(country string, year int) bool { return country == "CS" && year > 1992 && year < 2004 }

// TestHeads asks who was head of state and of government of every state on 1
// January of every year, and holds SOURCES.md to its list of gaps.
func TestHeads(t *testing.T) {
	held := headsOn(Default())
	asked, gaps := 0, map[string][]string{}
	for _, country := range strings.Fields(states) {
		years, ok := stood[country]
		if !ok {
			years = [2]int{firstYear, lastYear}
		}
		for year := years[0]; year <= years[1]; year++ {
			if between(country, year) {
				continue
			}
			for _, office := range []string{"state", "government"} {
				asked++
				if !held[fmt.Sprint(country, year, office)] {
					key := country + " " + office
					gaps[key] = append(gaps[key], fmt.Sprint(year))
				}
			}
		}
	}
	missing, lines := 0, []string{}
	for key, years := range gaps {
		missing += len(years)
		lines = append(lines, key+": "+strings.Join(years, ", "))
	}
	slices.Sort(lines)
	filled := 100 * float64(asked-missing) / float64(asked)
	t.Logf("%d of %d filled, %.2f%%; gaps:\n%s", asked-missing, asked, filled, strings.Join(lines, "\n"))
	if filled < 99.5 {
		t.Errorf("%.2f%% filled, less than 99.5", filled)
	}
	told, err := os.ReadFile("source/SOURCES.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		if !strings.Contains(string(told), line) {
			t.Errorf("SOURCES.md does not tell of the gap %s", line)
		}
	}
}

// headsOn lists the offices of heads that are held on the first days of years.
func headsOn(g *Gazetteer) map[string]bool {
	held := map[string]bool{}
	for id := range EntryID(g.builtIn()) {
		e := g.Entry(id)
		for _, o := range e.Offices {
			for year := firstYear; year <= lastYear; year++ {
				if !o.HeldOn(fmt.Sprintf("%d-01-01", year)) {
					continue
				}
				for _, office := range headOf(o.Role) {
					held[fmt.Sprint(o.Country, year, office)] = true
				}
			}
		}
	}
	return held
}

func headOf(role string) []string {
	switch role {
	case "head of state":
		return []string{"state"}
	case "head of government":
		return []string{"government"}
	case "head of state and government":
		return []string{"state", "government"}
	}
	return nil
}

// TestNoShadows holds that nobody with a Wikidata id stands in the list a second
// time, without id or dates: lists of travels and of dependencies name visitors
// and foreign ministers as if they held office there.
func TestNoShadows(t *testing.T) {
	data, err := os.ReadFile("source/leaders.tsv")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	rows := [][]string{}
	for line := range strings.Lines(string(data)) {
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		rows = append(rows, row)
		known[row[0]] = known[row[0]] || row[2] != ""
	}
	for _, row := range rows[1:] {
		dated := slices.ContainsFunc(strings.Split(row[5], ";"), func(office string) bool { return strings.Split(office, "|")[3] != "" })
		if row[2] == "" && known[row[0]] && !dated {
			t.Errorf("%s, %s: the same name has an id in another row", row[0], row[5])
		}
	}
}
