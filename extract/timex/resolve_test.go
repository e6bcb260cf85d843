package timex

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/extract/segment"
)

func TestResolve(t *testing.T) {
	for _, test := range []struct {
		text  string
		spans []string // as another stage found them
		want  []string
	}{
		{"The law was passed in 1998 and repealed the following year.", []string{"1998", "the following year"}, []string{"1998", "1999"}},
		{"They met in May 2015. He died a month later.", []string{"May 2015", "a month later"}, []string{"2015-05", "2015-06"}},
		{"They met on Wednesday, Sept. 14.", []string{"Wednesday", "Sept. 14"}, []string{"2022-09-21", "2022-09-14"}},
		{"They have met since the bitter winter, some say.", []string{"bitter", "some"}, []string{"none", "none"}},
		{"They met on the fateful 3 May 2015.", []string{"fateful 3 May 2015"}, []string{"2015-05-03"}},
		{"Ms. Diaz, 66, spoke.", []string{"66"}, []string{"P66Y"}},
		{"They met at 6 a.m. GMT on Friday.", []string{"6 a.m. GMT", "Friday"}, []string{"2022-09-16T06:00Z", "2022-09-16"}},
		{"They left on Monday. In the evening it rained, as the day before.", []string{"Monday", "the evening", "the day before"}, []string{"2022-09-19", "2022-09-19TEV", "2022-09-18"}},
		{"Buses stop at 5.10 and 18.35, and at 1130.", []string{"5.10", "18.35", "1130"}, []string{"2022-09-22T05:10", "2022-09-22T18:35", "2022-09-22T11:30"}},
		{"Gunmen attacked on Tuesday. They came at 4 a.m., and will be back at 5 p.m., he said.", []string{"Tuesday", "4 a.m.", "5 p.m."}, []string{"2022-09-20", "2022-09-20T04:00", "2022-09-22T17:00"}},
		{"It rained over the weekend.", []string{"the weekend"}, []string{"2022-W37-WE"}},
		{"It will rain at the weekend.", []string{"the weekend"}, []string{"2022-W38-WE"}},
		{"On Friday, at about 11 in the morning, he slept.", []string{"Friday", "about 11 in the morning"}, []string{"2022-09-16", "2022-09-16T11:00"}},
		{"Friday, Sept. 16\n\n6:12 a.m. Noise.\n\n9:40 a.m. Shoplifting.", []string{"Friday, Sept. 16", "6:12 a.m.", "9:40 a.m."}, []string{"2022-09-16", "2022-09-16T06:12", "2022-09-16T09:40"}},
		{"1. Seo (KOR) 1:46.90; 2. Kis (HUN) 1:47.", []string{"1:46.90", "1:47"}, []string{"PT1M46.90S", "PT1M47S"}},
		{"1. Fratus (BRA) 22.13\n2. Dam (NED) at 1:05", []string{"22.13", "1:05"}, []string{"PT22.13S", "PT1M5S"}},
		{"Hill won in 1hr 53min 14.532sec. It ends at 22.13 and at 6.30.", []string{"1hr 53min 14.532sec", "22.13", "6.30"}, []string{"PT1H53M14.532S", "2022-09-22T22:13", "2022-09-22T06:30"}},
		{"With 1:12 left he fouled. It was 4h 02m 50s. Sturgis sat out the final 2:40.", []string{"1:12", "4h 02m 50s", "2:40"}, []string{"PT1M12S", "PT4H2M50S", "PT2M40S"}},
		{"It landed shortly before 1 p.m. on Friday. It rained all week and all day.", []string{"shortly before 1 p.m.", "Friday", "all week", "all day"}, []string{"2022-09-16T13:00", "2022-09-16", "2022-W38", "2022-09-16"}},
		{"Rain, aged about 60, will open it in the new year, after Chinese New Year 2021.", []string{"aged about 60", "the new year", "Chinese New Year 2021"}, []string{"P60Y", "2023", "2021-02-12"}},
		{"They have not met since Chinese New Year.", []string{"Chinese New Year"}, []string{"2022-02-01"}},
		{"He is fourth, 5:33 back. Goals came in 3:22. He won by 1:26 from May.", []string{"5:33", "3:22", "1:26"}, []string{"PT5M33S", "PT3M22S", "PT1M26S"}},
		{"It ended at 1:34 of the second round, or 24:40. At 1:34 he left.", []string{"1:34", "24:40"}, []string{"PT1M34S", "PT24M40S"}},
		{"The meeting is at 7 p.m. on July 31, or 2:03:12 later.", []string{"7 p.m.", "July 31", "2:03:12"}, []string{"2022-07-31T19:00", "2022-07-31", "PT2H3M12S"}},
		{"Sunday: Kangaroos v Richmond, 2.10pm; Hawthorn v Melbourne, 5.30pm.", []string{"Sunday", "2.10pm", "5.30pm"}, []string{"2022-09-25", "2022-09-25T14:10", "2022-09-25T17:30"}},
		{"They open Friday to Sunday.", []string{"Friday to Sunday"}, []string{"2022-09-23/2022-09-25"}},
		{"He will be sentenced on Friday.", []string{"Friday"}, []string{"2022-09-23"}},
		{"The funeral is Tuesday.", []string{"Tuesday"}, []string{"2022-09-27"}},
		{"Markets fell before Thursday's vote and won't recover until May.", []string{"Thursday", "May"}, []string{"2022-09-22", "2023-05"}},
		{"One hundred and thirty-three years ago they marched.", []string{"One hundred and thirty-three years ago"}, []string{"1889"}},
		{"A quarter of a century ago, in the 1970's, it rained.", []string{"A quarter of a century ago", "the 1970's"}, []string{"1997", "197"}},
		{"In the year 1912, or about 1943, or the 90s.", []string{"the year 1912", "about 1943", "the 90s"}, []string{"1912", "1943", "199"}},
		{"They left in 2022", []string{"022"}, []string{"none"}}, // begins inside of the last token
		{"From 2007 until 2014 and in 2015/2016.", []string{"2007 until 2014", "2015/2016"}, []string{"2007/2014", "2015/2016"}},
		{"At the age of eighteen, or age 13, for 15 years, 8 months.", []string{"the age of eighteen", "age 13", "15 years, 8 months"}, []string{"P18Y", "P13Y", "P15Y8M"}},
		{"They meet the day after tomorrow, or the day before yesterday.", []string{"tomorrow", "yesterday"}, []string{"2022-09-24", "2022-09-20"}},
		{"It fell on the first Monday of May, and on the second Tuesday in November 2021.", []string{"Monday", "Tuesday"}, []string{"2022-05-02", "2021-11-09"}},
		{"It is due on 45 September, or at 25:99 on Monday.", []string{"September", "25:99 on Monday"}, []string{"", "none"}},
		{"Saved 2022-09-21T10:00:00Z and 2022-09-21 10:00:00.", []string{"2022-09-21T10:00:00Z", "2022-09-21 10:00:00."}, []string{"2022-09-21T10:00:00Z", "2022-09-21T10:00:00"}},
		{"Prices rose in the 12 months to December, and profit in the six months ended June 30.", []string{"the 12 months to December", "the six months ended June 30"}, []string{"P12M", "P6M"}},
		{"200m: 1 Lins BRA 20.44; 2 Montoya COL 20.61. News on BBC 20.45.", []string{"20.44", "20.61", "20.45"}, []string{"PT20.44S", "PT20.61S", "2022-09-22T20:45"}},
		{"Mubiru was second, +1:19. He was timed at 9.87 in lane seven.", []string{"+1:19", "9.87"}, []string{"PT1M19S", "PT9.87S"}},
		{"It is due on the last Monday of November.", []string{"the last Monday of November"}, []string{"2022-11-28"}},
		{"The strike is from Tuesday to Thursday.", []string{"Tuesday", "Thursday"}, []string{"2022-09-27", "2022-09-29"}},
		{"It may take four to six months.", []string{"four to six months"}, []string{"P4M/P6M"}},
	} {
		cut := segment.Split(test.text)
		var spans []Span
		for _, words := range test.spans {
			at := strings.Index(test.text, words)
			short := strings.ContainsAny(words, ".:") && words != "Sept. 14" || words == "1130" || strings.HasPrefix(words, "4h")
			spans = append(spans, Span{Start: at, End: at + len(words), Short: short})
		}
		var got []string
		for k, e := range Resolve(test.text, cut.Tokens, cut.Sentences, spans, time.Date(2022, 9, 22, 0, 0, 0, 0, time.UTC)) {
			value := e.Value
			if e == (Expression{}) {
				value = "none"
			} else if e.Start != spans[k].Start || e.End != spans[k].End {
				t.Errorf("%q: span [%d,%d) became [%d,%d)", test.text, spans[k].Start, spans[k].End, e.Start, e.End)
			}
			got = append(got, value)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

// TestResolveMod says that a word before what is read still says how exact it is.
func TestResolveMod(t *testing.T) {
	for text, want := range map[string]string{"about two weeks": "APPROX", "around three years": "APPROX", "about 1943": "", "the year 1912": ""} {
		cut := segment.Split(text)
		for _, e := range Resolve(text, cut.Tokens, cut.Sentences, []Span{{End: len(text)}}, time.Time{}) {
			if e.Mod != want || e.Value == "" {
				t.Errorf("%s is %q, mod %q, want %q", text, e.Value, e.Mod, want)
			}
		}
	}
}

func TestFindDocumentDate(t *testing.T) {
	for _, test := range []struct {
		text, want string
		line       DateLine
	}{
		{"SEOUL, Sept. 22, 2022 (Reuters) - The president spoke.", "2022-09-22", Dateline},
		{"Talks open\n\nPublished: 22 September 2022\n\nThe president spoke.", "2022-09-22", OwnLine},
		{"Published: 2022-09-22T10:00:00Z\n\nThe president spoke.", "2022-09-22", OwnLine},
		{"Updated 2022-09-22 10:00:00.5 +0200\n\nThe president spoke.", "2022-09-22", OwnLine},
		{"Talks open\n\n2022-09-22T23:30-05:00\n\nThe president spoke.", "2022-09-22", OwnLine},
		{"Talks open\n\nSept. 22, 2022, 10:30 a.m. ET\n\nThe president spoke.", "2022-09-22", OwnLine},
		{"Talks open\n\nThursday, September 22, 2022 at 10:30\n\nThe president spoke.", "2022-09-22", OwnLine},
		{"First published on Thu 22 Sep 2022 10.00 BST\n\nThe president spoke.", "2022-09-22", OwnLine},
		{"Last updated: 10:00 a.m. ET, Sept. 22, 2022\n\nThe president spoke.", "2022-09-22", OwnLine},
		{"Published: 23 September 2022\n\nSEOUL, Sept. 22, 2022 (Reuters) - The president spoke.", "2022-09-22", Dateline},
		{"Published: 2022-13-45T10:00:00Z\n\nThe president spoke.", "none", NoLine},
		{"SEOUL, Sept. 22 (Reuters) - The president spoke.", "none", NoLine}, // of no year
		{"The president spoke on Sept. 22, 2022, in Seoul.", "none", NoLine},
		{"Last year he left. On Sept. 22, 2022, he was back.", "none", NoLine},
		{"", "none", NoLine},
	} {
		cut := segment.Split(test.text)
		got := "none"
		day, line := FindDocumentDate(test.text, cut.Tokens, cut.Sentences)
		if line != NoLine {
			got = day.Format(dayForm)
		}
		if got != test.want || line != test.line {
			t.Errorf("%q: date %s in line %d, want %s in %d", test.text, got, line, test.want, test.line)
		}
	}
}
