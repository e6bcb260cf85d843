package gazetteer

import (
	"bufio"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// readTable reads a tab-separated file with a header and calls row with each
// line's fields by column name.
func readTable(dir fs.FS, name string, row func(line int, get func(column string) string) error) error {
	f, err := dir.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 1<<20)
	columns := map[string]int{}
	var fields []string
	get := func(column string) string {
		if i, ok := columns[column]; ok && i < len(fields) {
			return fields[i]
		}
		return ""
	}
	for line := 1; scan.Scan(); line++ {
		fields = strings.Split(scan.Text(), "\t")
		if line == 1 {
			for i, c := range fields {
				columns[c] = i
			}
			continue
		}
		if len(fields) != len(columns) {
			return fmt.Errorf("%s:%d: %d fields, the header has %d", name, line, len(fields), len(columns))
		}
		if err := row(line, get); err != nil {
			return fmt.Errorf("%s:%d: %w", name, line, err)
		}
	}
	return scan.Err()
}

// list splits a field of parts joined by semicolons.
func list(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, ";")
}

// readSources reads the lists of a folder into the builder.
func (b *builder) readSources(dir fs.FS) error {
	for _, read := range []func(fs.FS) error{
		b.readCountries, b.readNaming, b.readLeaders, b.readOrganizations, b.readPlaces, b.readSeats, b.readPeoples, b.readEvents, b.readFigures, b.readNames,
	} {
		if err := read(dir); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) readCountries(dir fs.FS) error {
	return readTable(dir, "countries.tsv", func(_ int, get func(string) string) error {
		e := Entry{Kind: Country, Name: get("name"), Country: get("code"), Wikidata: get("wikidata"), Detail: get("status"), Rank: 1}
		switch get("status") {
		case "dependency":
			e.Kind, e.Rank = Territory, 3
		case "historical":
			e.Rank = 4
		case "union": // of states: an organization whose adjective is used like theirs
			e.Kind = Organization
		case "sovereign":
		default:
			return fmt.Errorf("unknown status %q", get("status"))
		}
		forms := append(list(get("aliases")), e.Name)
		for _, code := range append(list(get("other_codes")), get("iso3")) {
			if code != "" {
				forms = append(forms, codeForm(code))
			}
		}
		b.add(e, forms...)
		if demonyms := list(get("demonyms")); len(demonyms) > 0 {
			d := e
			d.Kind, d.Name = Demonym, demonyms[0]
			b.add(d, demonyms...)
		}
		return nil
	})
}

func (b *builder) readLeaders(dir fs.FS) error {
	return readTable(dir, "leaders.tsv", func(_ int, get func(string) string) error {
		e := Entry{Kind: Person, Name: get("name"), Wikidata: get("wikidata"), Sex: get("sex"), Surname: get("surname")}
		for _, o := range list(get("offices")) {
			f := strings.Split(o, "|")
			if len(f) != 5 {
				return fmt.Errorf("office %q has %d parts, not 5", o, len(f))
			}
			e.Offices = append(e.Offices, Office{f[0], f[1], f[2], f[3], f[4]})
		}
		e.Rank = personRank(e.Offices)
		e.Country = latestCountry(e.Offices)
		aliases := list(get("aliases"))
		id := b.add(e, append(aliases, e.Name)...)
		for _, form := range b.shortForms(e, aliases) {
			b.surnames = append(b.surnames, surname{soundHash(form), uint32(formHash(form)), id})
		}
		return nil
	})
}

// readNaming reads where people are named by another word than the surname.
func (b *builder) readNaming(dir fs.FS) error {
	b.naming = map[string]string{}
	return readTable(dir, "naming.tsv", func(_ int, get func(string) string) error {
		switch by := get("called_by"); by {
		case "first word", "last word", "last but one word":
			b.naming[get("country")] = by
			return nil
		default:
			return fmt.Errorf("unknown custom %q", by)
		}
	})
}

// latestCountry returns the state of the office that began last.
func latestCountry(offices []Office) (country string) {
	start := ""
	for _, o := range offices {
		if len(o.Country) == 2 && o.Country != "UN" && o.Country != "EU" && (country == "" || o.Start >= start) {
			country, start = o.Country, o.Start
		}
	}
	return country
}

// shortForms returns the parts of a person's names that may stand alone: the
// surname; of monarchs the first word; the last word, and all but the first
// (Sánchez de Lozada), unless the surname stands first; and the word by which the country's custom has it.
func (b *builder) shortForms(e Entry, aliases []string) []string {
	forms := []string{e.Surname}
	for _, name := range append([]string{e.Name}, aliases...) {
		name, _, _ = strings.Cut(name, " of ")
		words := withoutSuffix(strings.Fields(name))
		last := len(words) - 1
		if last < 0 {
			continue
		}
		custom := b.naming[e.Country]
		if words[0] != e.Surname || custom == "last word" || last == 0 {
			forms = append(forms, words[last])
			if last == 2 || last == 3 {
				forms = append(forms, strings.Join(words[1:], " "))
			}
		}
		switch {
		case custom == "first word":
			forms = append(forms, words[0])
			if last == 2 {
				forms = append(forms, words[0]+" "+words[1])
			}
		case reigns(e) && name == e.Name: // King Salman, Queen Margrethe
			forms = append(forms, words[0])
			if last > 1 {
				forms = append(forms, words[0]+" "+words[1])
			}
		case custom == "last but one word" && last > 1:
			forms = append(forms, words[last-1])
		}
		if bare, ok := withoutArticle(words[last]); ok {
			forms = append(forms, bare)
		}
	}
	slices.Sort(forms)
	return slices.DeleteFunc(slices.Compact(forms), func(form string) bool { return utf8.RuneCountInString(form) < 2 || strings.HasSuffix(form, ".") })
}

// reigns tells whether a person is a monarch, who goes by the given name.
func reigns(e Entry) bool {
	for _, o := range e.Offices {
		switch o.Title {
		case "King", "Queen", "Emir", "Sultan", "Emperor", "Grand Duke", "Grand Duchess", "Prince", "Pope":
			return o.Role == "head of state" || o.Role == "head of state and government"
		}
	}
	return false
}

// withoutSuffix cuts numbers and degrees off the end of a name: Felipe VI, Jr.
func withoutSuffix(words []string) []string {
	for len(words) > 1 {
		last := strings.ToUpper(strings.Trim(words[len(words)-1], ".,"))
		if last != "JR" && last != "JNR" && last != "SR" && strings.Trim(last, "IVX") != "" {
			break
		}
		words = words[:len(words)-1]
		words[len(words)-1] = strings.TrimSuffix(words[len(words)-1], ",")
	}
	return words
}

// withoutArticle cuts the Arabic article off a surname, as newspapers do.
func withoutArticle(surname string) (string, bool) {
	article, bare, ok := strings.Cut(surname, "-")
	switch strings.ToLower(article) {
	case "al", "el", "ad", "ar", "as", "ash", "at", "az", "an":
		return bare, ok
	}
	return "", false
}

// personRank says how well known the holder of offices is: 1 is the head of a
// state or government, 2 a minister of foreign affairs, defence or finance.
func personRank(offices []Office) int {
	rank := 5
	for _, o := range offices {
		switch o.Role {
		case "head of state", "head of government", "head of state and government", "paramount leader":
			return 1
		case "foreign minister", "defence minister", "finance minister", "opposition leader":
			rank = min(rank, 2)
		case "head of region", "legislator":
			rank = min(rank, 3)
		default:
			rank = min(rank, 4)
		}
	}
	return rank
}

func (b *builder) readOrganizations(dir fs.FS) error {
	return readTable(dir, "organizations.tsv", func(_ int, get func(string) string) error {
		rank, err := strconv.Atoi(get("rank"))
		if err != nil {
			return fmt.Errorf("rank %q is not a number", get("rank"))
		}
		e := Entry{Kind: Organization, Name: get("name"), Country: get("country"), Wikidata: get("wikidata"), Detail: get("kind"), Rank: rank}
		if e.Detail == "sports club" {
			e.Kind = Club
		}
		forms := append(list(get("aliases")), e.Name)
		if get("acronym") != "" {
			forms = append(forms, get("acronym"))
		}
		b.add(e, forms...)
		return nil
	})
}

func (b *builder) readPlaces(dir fs.FS) error {
	return readTable(dir, "places.tsv", func(_ int, get func(string) string) error {
		population, _ := strconv.Atoi(get("population"))
		e := Entry{Kind: Place, Name: get("name"), Country: get("country"), Detail: get("kind"), Rank: 4}
		if population > 1_000_000 || population == 0 {
			e.Rank = 3
		}
		b.add(e, append(list(get("aliases")), e.Name)...)
		return nil
	})
}

func (b *builder) readSeats(dir fs.FS) error {
	return readTable(dir, "seats.tsv", func(_ int, get func(string) string) error {
		e := Entry{Kind: Seat, Name: get("name"), Country: get("country"), Detail: get("refers_to"), Rank: 2}
		b.add(e, append(list(get("aliases")), e.Name)...)
		return nil
	})
}

// readPeoples reads the words by which groups of people are called.
func (b *builder) readPeoples(dir fs.FS) error {
	return b.readByDetail(dir, "peoples.tsv", map[string]Kind{
		"people": People, "religion": People, "region": People, "city": People, "politics": People,
	})
}

// readEvents reads the names of events and laws.
func (b *builder) readEvents(dir fs.FS) error {
	return b.readByDetail(dir, "events.tsv", map[string]Kind{
		"war": Event, "massacre": Event, "attack": Event, "uprising": Event, "storm": Event, "disaster": Event, "cup": Event,
		"festival": Event, "summit": Event, "election": Event, "era": Event, "operation": Event, "law": Law,
	})
}

// readFigures reads the names of people who hold no office. All of a field are one
// entry: that they are people is all that is asked of them.
func (b *builder) readFigures(dir fs.FS) error {
	forms := map[string][]string{}
	err := readTable(dir, "figures.tsv", func(_ int, get func(string) string) error {
		field := get("kind")
		if !slices.Contains(figureFields, field) {
			return fmt.Errorf("unknown kind %q", field)
		}
		forms[field] = append(append(forms[field], list(get("aliases"))...), get("name"))
		return nil
	})
	if err != nil {
		return err
	}
	for _, field := range figureFields {
		b.add(Entry{Kind: Figure, Name: "people of " + field, Rank: 3}, forms[field]...)
	}
	return nil
}

var figureFields = []string{
	"sport", "business", "arts", "screen", "music", "media", "science", "law", "politics", "religion", "royalty", "military", "crime", "history",
}

// readByDetail reads a list in which a word tells of what kind each entry is.
func (b *builder) readByDetail(dir fs.FS, file string, kinds map[string]Kind) error {
	return readTable(dir, file, func(_ int, get func(string) string) error {
		e := Entry{Kind: kinds[get("kind")], Name: get("name"), Detail: get("kind"), Rank: 3}
		if e.Kind == 0 {
			return fmt.Errorf("unknown kind %q", e.Detail)
		}
		b.add(e, append(list(get("aliases")), e.Name)...)
		return nil
	})
}

func (b *builder) readNames(dir fs.FS) error {
	for name, list := range map[string]map[uint32]uint8{"given_names.tsv": b.given, "family_names.tsv": b.family} {
		err := readTable(dir, name, func(_ int, get func(string) string) error {
			n, err := strconv.Atoi(get("frequency"))
			if err != nil || n < 1 || n > 1000 {
				return fmt.Errorf("frequency %q is not 1 to 1000", get("frequency"))
			}
			if h, ok := plainHash(get("name")); ok {
				list[uint32(h)] = max(list[uint32(h)], uint8(1+n*6/1000))
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return readTable(dir, "common.tsv", func(_ int, get func(string) string) error {
		n, err := strconv.Atoi(get("name_percent"))
		if err != nil || n < 0 || n > 100 {
			return fmt.Errorf("share %q is not 0 to 100", get("name_percent"))
		}
		b.common[formHash(get("word"))] = uint8(n)
		return nil
	})
}
