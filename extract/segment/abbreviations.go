package segment

import "strings"

// isAbbreviation tells whether a word is written with a period that does not
// end the sentence by itself.
func isAbbreviation(word string) bool {
	if len(word) > 6 {
		return false
	}
	_, ok := abbreviations[word]
	return ok
}

// beforeName holds the abbreviations that stand before a name or a number: a
// sentence never ends behind them.
var beforeName = wordSet(`
	Mr Mrs Ms Mx Dr Prof Rev Fr Sr Hon St Ste Mt Ft
	Sen Sens Rep Reps Gov Govs Pres Amb Sec Atty Asst Del Supt Insp
	Gen Col Capt Cpt Cmdr Lt Sgt Maj Cpl Pvt Adm Brig Spc Pfc Cpl Det Ofc Msgr
	Messrs Mmes Mme Mlle Drs Profs Revs Cong
	No Nos Vol Art Fig pp vs v cf Rs Dfl
`)

// mayEnd holds the abbreviations behind which a sentence may end.
var mayEnd = wordSet(`
	Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec
	Inc Corp Co Cos Ltd Plc Bros LLC Assn Dept Univ Intl Natl Govt
	Jr Esq etc al est approx incl
	Ave Blvd Rd Hwy Pkwy Ctr Bldg Apt
	Ala Ariz Ark Calif Colo Conn Del Fla Ill Ind Kan Kans Ky Mass Md Mich Minn
	Miss Mo Mont Neb Nev Okla Ont Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Que Alta
`)

// weekdays are names and words too (the Baltimore Sun, Aung Thu): their period
// belongs to them only where a day goes on behind it.
var weekdays = wordSet(`Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun`)

var abbreviations = union(beforeName, mayEnd)

func wordSet(words string) map[string]struct{} {
	set := map[string]struct{}{}
	for _, w := range strings.Fields(words) {
		set[w] = struct{}{}
	}
	return set
}

func union(a, b map[string]struct{}) map[string]struct{} {
	all := map[string]struct{}{}
	for _, set := range []map[string]struct{}{a, b} {
		for w := range set {
			all[w] = struct{}{}
		}
	}
	return all
}
