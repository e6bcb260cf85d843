package extract

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/gazetteer"
)

// A setting is when and where a document plays: what decides which Kim is meant.
type setting struct {
	names *gazetteer.Gazetteer
	day   string         // of the document, YYYY-MM-DD, or empty
	named map[string]int // how often a country is named, by its people, capital or seat of power too
	near  map[string]int // how often another place of it is
	// bodies are the international organizations that are named.
	bodies map[string]bool
	// leaders counts the mentions of who leads a country; nil until it is asked for.
	leaders map[string]int
}

func newSetting(doc *Document, names *gazetteer.Gazetteer) *setting {
	s := &setting{names: names, named: map[string]int{}, near: map[string]int{}, bodies: map[string]bool{}}
	if !doc.Date.IsZero() {
		s.day = doc.Date.Format(time.DateOnly)
	}
	for _, m := range doc.Mentions {
		switch text := doc.Text[m.Start:m.End]; m.Type {
		case Country:
			s.country(text, gazetteer.Country|gazetteer.Territory)
		case Norp:
			s.country(text, gazetteer.Demonym)
		case Location:
			s.place(text)
		case Organization:
			s.organization(text)
		}
	}
	for _, m := range doc.matchesOf(names) {
		if m.Kinds&gazetteer.Seat != 0 && m.Exact && !m.Common {
			s.seat(m)
		}
	}
	return s
}

// country counts all countries that have the name, as two Congos do.
func (s *setting) country(name string, kinds gazetteer.Kind) {
	counted := ""
	for _, id := range lookup(s.names, name) {
		if e := s.names.Entry(id); e.Kind&kinds != 0 && e.Country != counted && e.Country != "" {
			s.named[e.Country]++
			counted = e.Country
		}
	}
}

// place counts the country of the best known place of a name.
func (s *setting) place(name string) {
	for _, id := range lookup(s.names, name) {
		switch e := s.names.Entry(id); {
		case e.Kind == gazetteer.Territory && e.Country != "":
			s.named[e.Country]++
			return
		case e.Kind != gazetteer.Place || e.Country == "":
		case e.Detail == "capital":
			s.named[e.Country]++
			return
		default:
			s.near[e.Country]++
			return
		}
	}
}

// withoutCapitals writes a dateline's or headline's name as others: PORT MORESBY.
// Words of up to keep letters stay in capitals, as the SAR of HONG KONG SAR.
func withoutCapitals(name string, keep int) string {
	if name != strings.ToUpper(name) || len(name) < 4 {
		return name
	}
	words := strings.Split(strings.ToLower(name), " ")
	for i, w := range words {
		r, n := utf8.DecodeRuneInString(w)
		if len(w) <= keep || keep > 0 && strings.Contains(w, ".") {
			words[i] = strings.ToUpper(w)
		} else {
			words[i] = string(unicode.ToUpper(r)) + w[n:]
		}
	}
	return strings.Join(words, " ")
}

// organization counts the international body of a name, or the country whose
// authority it is, if no other country has one of that name.
func (s *setting) organization(name string) {
	ids := s.names.Lookup(name)
	if _, of, ok := strings.Cut(name, " of "); ok && len(ids) == 0 && isCountry(s.names, of) {
		s.country(of, gazetteer.Country) // the Congress of Guatemala
		return
	}
	country := ""
	for _, id := range ids {
		e := s.names.Entry(id)
		if e.Kind != gazetteer.Organization {
			continue
		}
		switch e.Detail {
		case "intergovernmental", "UN body", "EU body":
			s.bodies[e.Name] = true
			return
		case "union":
			s.bodies[e.Name] = true // of states; no trade union has a head in the list
			return
		case "agency", "parliament", "party", "central bank", "court":
			if country != "" && country != e.Country {
				return
			}
			country = e.Country
		}
	}
	if country != "" {
		s.near[country]++
	}
}

// headsBody tells whether an office is that of the head of an international
// organization that the document names.
func (s *setting) headsBody(o gazetteer.Office) bool {
	if len(s.bodies) == 0 || len(o.Country) == 2 && o.Country != "UN" && o.Country != "EU" {
		return false
	}
	switch first, _, _ := strings.Cut(o.Title, " "); first {
	case "High", "President", "Secretary", "Secretary-General", "Director", "Director-General", "Managing", "Chairman", "Chairperson":
	default:
		return false
	}
	if _, body, ok := strings.Cut(o.Title, " of the "); ok {
		return s.bodies[body] || o.Country == "EU" && s.bodies["European Union"]
	}
	for _, id := range s.names.Lookup(o.Country) {
		if s.bodies[s.names.Entry(id).Name] {
			return true
		}
	}
	return false
}

func (s *setting) seat(m gazetteer.Match) {
	for _, id := range s.names.Candidates(m) {
		if e := s.names.Entry(id); e.Kind == gazetteer.Seat {
			s.named[e.Country]++
			return
		}
	}
}

// plays tells whether the document names the country or a place of it.
func (s *setting) plays(country string) bool { return s.named[country] > 0 || s.near[country] > 0 }

// isTop tells whether an office is that of a head of state or government: news
// gives its holder by the bare surname.
func isTop(o gazetteer.Office) bool {
	switch o.Role {
	case "head of state", "head of government", "head of state and government", "paramount leader":
		return true
	case "head of region":
		return len(o.Country) != 2 || o.Country == "HK" || o.Country == "MO"
	}
	return false
}

// isMinister tells whether an office is one whose holder abroad is news.
func isMinister(o gazetteer.Office) bool {
	switch o.Role {
	case "foreign minister", "defence minister", "finance minister", "deputy head of state", "deputy head of government", "opposition leader":
		return true
	}
	return false
}

// standing says in what way a person held an office on the document's day.
type standing int

const (
	never     standing = iota
	formerly           // ended before
	lately             // ended within three years before, or begins within the next months
	inOffice           // held on the day
	undatedly          // the document has no date
)

// standingOf compares an office's term with the document's day.
func (s *setting) standingOf(o gazetteer.Office) standing {
	switch {
	case s.day == "":
		return undatedly
	case o.HeldOn(s.day):
		return inOffice
	case o.End != "" && o.End < s.day:
		if o.End >= shiftYears(s.day, -3) {
			return lately
		}
		return formerly
	case o.Start > s.day && o.Start[:4] <= shiftYears(s.day, 1)[:4]:
		if d, err := time.Parse(time.DateOnly, o.Start); err == nil && d.AddDate(0, -6, 0).Format(time.DateOnly) < s.day {
			return lately
		}
	}
	return never
}

// shiftYears moves a date by whole years.
func shiftYears(day string, years int) string {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return d.AddDate(years, 0, 0).Format(time.DateOnly)
}

// hasRareName tells whether few people have a person's surname, as surname or
// given name.
func (s *setting) hasRareName(p gazetteer.Entry) bool {
	return s.names.FamilyName(p.Surname) < 4 && s.names.GivenName(p.Surname) < 2 && !s.names.Common(p.Surname)
}

// isOnly tells whether nobody else of the list with a person's surname, which
// few people have, serves a country: then no date is needed to tell.
func (s *setting) isOnly(p gazetteer.Entry, country string) bool {
	return s.hasRareName(p) && !slices.ContainsFunc(s.names.Surname(p.Surname), func(id gazetteer.EntryID) bool {
		other := s.names.Entry(id)
		return other.Name != p.Name && serves(other, country)
	})
}

// leads says how well a person, named by the bare surname or not, fits one, from the offices in a
// country that the document names: 1 a head of state or government in office,
// more the one who rules behind them, less one who was so lately or will be, a
// minister, or where the text names other places only, or the international
// body that they head. A President of the
// United States is named anywhere, and so is by the bare surname who leads a
// country and has a rare name: Putin.
func (s *setting) leads(p gazetteer.Entry, bare bool) float64 {
	best := 0.0
	for _, o := range p.Offices {
		named := s.named[o.Country] > 0
		switch st := s.standingOf(o); {
		case st == inOffice && o.Role == "paramount leader" && named:
			best = max(best, 1.2)
		case st == inOffice && isTop(o) && (named || o.Country == "US" || bare && s.hasRareName(p)):
			best = max(best, 1)
		case st == inOffice && s.headsBody(o):
			best = max(best, 1.2) // a country would speak for them too
		case st == inOffice && isTop(o) && s.near[o.Country] > 0:
			best = max(best, 0.85)
		case named && (st == lately && isTop(o) || st == inOffice && isMinister(o)):
			best = max(best, 0.8)
		case named && st == undatedly && isTop(o) && s.isOnly(p, o.Country):
			best = max(best, 0.85)
		case named && st == undatedly && isTop(o):
			best = max(best, 0.5)
		}
	}
	return best
}
