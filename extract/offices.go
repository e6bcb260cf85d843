package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/gazetteer"
)

// isFormer tells whether a title is of the past: former president.
func (r role) isFormer() bool {
	t := strings.ToLower(r.title)
	return strings.Contains(t, "former") || strings.HasPrefix(t, "ex-") || strings.HasPrefix(t, "ex ")
}

// officeWords are what titles are compared by: small letters, with words of one
// meaning made the same, without what says when and how an office is held.
func officeWords(title string) []string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return r == ' ' || r == '-' || r == ',' || r == '.' })
	kept := words[:0]
	for _, w := range words {
		if plain, ok := sameWordIn[w]; ok {
			w = plain
		}
		if w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}

// sameWordIn maps words of titles to those of one meaning; an empty word is
// left out.
var sameWordIn = map[string]string{
	"former": "", "ex": "", "acting": "", "outgoing": "", "then": "", "incoming": "", "interim": "", "caretaker": "", "federal": "",
	"of": "", "the": "", "and": "", "for": "", "&": "", "co": "",
	"gov": "governor", "sen": "senator", "sens": "senator", "rep": "representative", "reps": "representative",
	"congressman": "representative", "congresswoman": "representative",
	"chairman": "chair", "chairwoman": "chair", "chairperson": "chair", "defense": "defence", "premier": "premier",
	"vice": "deputy", "external": "foreign", "affairs": "", "treasury": "finance", "treasurer": "finance", "finances": "finance",
	"home": "interior", "economics": "economy",
}

// sameOffice tells whether a title of the text can be that of an office.
func sameOffice(title string, o gazetteer.Office) bool {
	t, office := officeWords(title), officeWords(o.Title)
	if len(t) == 0 || isDeputy(t) != (isDeputy(office) || strings.HasPrefix(o.Role, "deputy ")) {
		return false
	}
	head := t[len(t)-1]
	if crowned[head] && office[len(office)-1] == "president" || head == "president" && crowned[office[len(office)-1]] {
		return false // President Hussein is not the king of that name
	}
	if len(t) == 1 && (head == "minister" || head == "secretary") {
		return false
	}
	return hasAll(office, t) || sameRole(strings.Join(t, " "), head, o)
}

// isDeputy tells whether a title is that of who stands in for another: vice
// president, lieutenant governor.
func isDeputy(title []string) bool {
	return has(title, "deputy") || has(title, "lieutenant") && has(title, "governor")
}

// crowned are the titles of monarchs.
var crowned = wordSet("king queen emir sultan emperor pope")

// sameRole compares a title with what an office is, whatever it is called.
func sameRole(t, head string, o gazetteer.Office) bool {
	switch o.Role {
	case "head of state", "head of state and government", "paramount leader", "representative of head of state":
		switch t {
		case "leader", "dictator", "strongman", "president", "king", "queen", "prince", "emperor", "emir", "sultan", "supreme leader", "pope", "governor general":
			return true
		}
	case "head of government", "prime minister":
		return t == "prime minister" || t == "premier" || t == "chancellor" || t == "taoiseach"
	case "foreign minister":
		return t == "foreign minister" || t == "foreign secretary" || t == "secretary state"
	case "defence minister":
		return t == "defence minister" || t == "defence secretary" || t == "defence chief"
	case "finance minister":
		return t == "finance minister" || t == "finance secretary" || t == "finance" || t == "economy minister" || t == "chancellor"
	case "central bank head":
		t = strings.TrimPrefix(strings.TrimSuffix(t, " central bank"), "central bank ")
		return t == "governor" || t == "president" || t == "chair" || t == "chief" || t == "head"
	case "interior minister":
		return t == "interior minister" || t == "interior secretary"
	case "legislator":
		words := strings.Fields(t)
		floor := (head == "leader" || head == "whip") && (has(words, "majority") || has(words, "minority"))
		return floor || head == "lawmaker" || has(officeWords(o.Title), head)
	case "head of armed group", "opposition leader", "head of breakaway entity":
		return head == "leader" || t == "chief" || t == "president"
	}
	isOrganization := len(o.Country) != 2 || o.Country == "UN" || o.Country == "EU"
	return isOrganization && o.Role != "legislator" && (t == "chief" || t == "head")
}

func has(words []string, w string) bool {
	for _, v := range words {
		if v == w {
			return true
		}
	}
	return false
}

func hasAll(words, wanted []string) bool {
	for _, w := range wanted {
		if !has(words, w) {
			return false
		}
	}
	return true
}
