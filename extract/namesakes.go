package extract

import (
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/gazetteer"
)

// occupations are nouns before or behind a name that say that the person is no
// holder of an office.
var occupations = wordSet(`accountant actor actress acrobat architect artist astronaut athlete baker ballerina banker barber
	baritone bartender bassist batsman biologist blacksmith blogger boatman bodybuilder botanist bowler boxer bricklayer bride
	broker bugler builder busker butcher butler cabbie captain carpenter cartoonist cellist chef chemist chorister clarinettist
	cleaner climber clown cobbler comedian comic composer conductor cook cowboy craftsman cricketer curator cyclist dancer
	dentist designer dj diver docker drummer electrician engineer farmer farmhand fiddler fireman firefighter fisherman florist
	footballer forward gardener geologist goalkeeper golfer groom grocer guitarist gymnast hairdresser handyman hiker historian
	hunter illustrator janitor jeweller jockey jogger joiner juggler keeper labourer librarian lifeguard linguist locksmith
	logger magician marathoner mason mathematician mechanic midfielder midwife milkman miner model motorist mountaineer
	musician nanny nurse novelist organist painter passenger pensioner pharmacist photographer physicist pianist pilot pitcher
	plasterer player playwright plumber poet postman potter printer programmer quarterback racer rancher rapper referee rider
	rookie roofer rower runner sailor saxophonist schoolboy schoolgirl sculptor seamstress shepherd shopkeeper singer skater
	skier smith sprinter soprano striker student stuntman surfer surgeon surveyor swimmer tailor teacher teenager tenor
	tourist toddler trainer trapper trombonist trucker trumpeter undertaker usher vet violinist waiter waitress weaver welder
	winemaker winger master grandmaster driver hand star legend icon host heir heiress skipper farrier wrestler zookeeper batter catcher defender forward linebacker receiver goalie apprentice
	lineman fielder infielder outfielder shortstop baseman cornerback kicker punter defenseman fullback halfback hooker flanker
	philosopher writer umpire retailer operator chauffeur beekeeper caretaker restorer skip jumper dealer
	pastor preacher priest nun monk blogger influencer youtuber gamer streamer choreographer filmmaker screenwriter columnist
	bassist oboist flautist violist percussionist songwriter crooner bandleader lyricist librettist countertenor contralto mezzo
	discus javelin hurdler decathlete heptathlete vaulter judoka boxer featherweight snowboarder biathlete luger canoeist kayaker
	archer shooter fencer trampolinist synchro windsurfer yachtsman yachtswoman bobsledder speedskater racewalker triathlete
	swindler fraudster burglar robber arsonist smuggler kidnapper rapist murderer killer gunman inmate convict`)

// contradicted is what an age too young for the office takes from a score.
const contradicted = -1

// against says what the text has against a person being the one in the list:
// an occupation that is no office, or an age that does not fit. For somebody
// who leads a country that the text names, an occupation behind the name
// counts little: leaders were once dentists.
func (l *linker) against(doc *Document, e *Entity, p gazetteer.Entry) float64 {
	worst := 0.0
	for _, i := range e.Mentions {
		if age, ok := ageBehind(doc, i); ok {
			worst = min(worst, l.againstAge(p, age), l.againstHome(doc, i, p))
		}
		if isChild(doc, i) || isOfOtherSex(doc, i, p) {
			return contradicted
		}
		switch before, behind := occupationBefore(doc, i), occupationBehind(doc, i); {
		case e.Role == "" && isNoRelation(doc, i):
			return contradicted
		case before && l.leads(p, true) >= 1 && militaryRanks[titleBefore(doc, i)]: // no captain of a team
		case before:
			worst = min(worst, -0.72)
		case behind && !l.ruled(e, p):
			worst = min(worst, -0.5)
		case behind:
			worst = min(worst, -0.1)
		}
	}
	return worst
}

// ruled tells whether a person leads a country that the text names, or does so
// lately or soon and has a title or the whole name.
func (l *linker) ruled(e *Entity, p gazetteer.Entry) bool {
	leads := l.leads(p, true)
	return leads >= 1 || leads >= 0.8 && (e.Role != "" || strings.Contains(e.Name, " "))
}

// isNoRelation tells whether the text says behind a name that another bears it
// too: Shinzo Abe, 34, of Iwaki, no relation. In brackets, somebody else of the
// text is meant: Mayor of London Sadiq Khan (no relation).
func isNoRelation(doc *Document, i int) bool {
	const longest = 14 // tokens up to the words
	k := tokenAt(doc, doc.Mentions[i].End)
	for n := k; n+1 < min(len(doc.Tokens), k+longest); n++ {
		switch w := doc.Word(n); {
		case w == "." || w == ";" || w == "(":
			return false
		case w == "no" && (doc.Word(n+1) == "relation" || doc.Word(n+1) == "kin"):
			return true
		}
	}
	return false
}

// againstAge compares an age with the day of the first office: nobody is in
// office before twenty, and few before thirty.
func (l *linker) againstAge(p gazetteer.Entry, age int) float64 {
	day, err := time.Parse(time.DateOnly, l.day)
	if err != nil {
		return 0
	}
	first := ""
	for _, o := range p.Offices {
		if len(o.Start) >= 4 && (first == "" || o.Start < first) {
			first = o.Start
		}
	}
	if first == "" {
		return 0
	}
	year, err := strconv.Atoi(first[:4])
	if err != nil {
		return 0
	}
	switch began := age - (day.Year() - year); {
	case began < 20:
		return contradicted
	case began < 30 && !l.plays(p.Country):
		return -0.4
	}
	return 0
}

// againstHome compares the place behind an age, as in `Paul Martin, 41, of
// Dunedin`, with the countries that the person has served.
func (l *linker) againstHome(doc *Document, i int, p gazetteer.Entry) float64 {
	k := tokenAt(doc, doc.Mentions[i].End) + 3
	if k+1 >= len(doc.Tokens) || doc.Word(k) != "of" {
		return 0
	}
	m := mentionAt(doc, k+1)
	if m < 0 || doc.Mentions[m].Type != Location {
		return 0
	}
	home := setting{names: l.names, named: map[string]int{}, near: map[string]int{}}
	home.place(doc.Text[doc.Mentions[m].Start:doc.Mentions[m].End])
	if len(home.named)+len(home.near) == 0 || l.servesAny(p, home.named) || l.servesAny(p, home.near) {
		return 0
	}
	return -0.4
}

// ageBehind reads an age behind a name: `Paul Martin, 41, of`.
func ageBehind(doc *Document, i int) (int, bool) {
	k := tokenAt(doc, doc.Mentions[i].End)
	if k+2 >= len(doc.Tokens) || doc.Word(k) != "," {
		return 0, false
	}
	age, err := strconv.Atoi(doc.Word(k + 1))
	return age, err == nil && age > 0 && age < 120 && endsApposition(doc, k+2)
}

// occupationBefore tells whether an occupation stands right before a name: the
// baker David Cameron.
func occupationBefore(doc *Document, i int) bool {
	k := tokenAt(doc, doc.Mentions[i].Start)
	if k == 0 || !sameLine(doc, k-1) || !isOccupation(doc.Word(k-1)) {
		return false
	}
	return k < 2 || foldTitle(doc.Word(k-2)) != "former" // what leaders were before
}

// occupationBehind tells whether an apposition behind a name, or behind the
// name and an age, has an occupation and no office.
func occupationBehind(doc *Document, i int) bool {
	k := tokenAt(doc, doc.Mentions[i].End)
	if _, ok := ageBehind(doc, i); ok {
		k += 2
	}
	if k+1 >= len(doc.Tokens) || doc.Word(k) != "," {
		return false
	}
	switch doc.Word(k + 1) {
	case "a", "an", "the":
	default:
		return false
	}
	const longest = 6 // words up to the noun
	for n := k + 2; n < len(doc.Tokens) && n < k+2+longest; n++ {
		switch w := doc.Word(n); {
		case isOccupation(w):
			return true
		case titleHeads[foldTitle(w)], endsApposition(doc, n):
			return false
		}
	}
	return false
}

func isOccupation(word string) bool {
	w := strings.ToLower(word)
	return occupations[w] || strings.HasSuffix(w, "ologist") || strings.HasSuffix(w, "weight") && len(w) > len("weight")
}

// isOfOtherSex tells whether Mr. or Mrs. before a name is not of the sex that the
// list says.
func isOfOtherSex(doc *Document, i int, p gazetteer.Entry) bool {
	k := tokenAt(doc, doc.Mentions[i].Start)
	if k == 0 || !sameLine(doc, k-1) {
		return false
	}
	switch foldTitle(doc.Word(k - 1)) {
	case "mr":
		return p.Sex == "f"
	case "mrs", "ms", "miss":
		return p.Sex == "m"
	}
	return false
}

// children are ages that begin that of a child: a nine-year-old, X.
var children = wordSet("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17")

// isChild tells whether a child's age stands before a name, a comma between them
// or not: a nine-year-old, X; 12-year-old X.
func isChild(doc *Document, i int) bool {
	k := tokenAt(doc, doc.Mentions[i].Start) - 1
	if k > 0 && doc.Word(k) == "," {
		k--
	}
	const parts = 5 // nine - year - old
	if k < parts-1 || doc.Word(k) != "old" || doc.Word(k-2) != "year" {
		return false
	}
	return children[strings.ToLower(doc.Word(k-parts+1))]
}
