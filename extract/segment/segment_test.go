package segment

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

// words joins the tokens with a vertical bar and the sentences with a double
// one, as the expectations below are written.
func words(text string) string {
	t := Split(text)
	var sentences []string
	for _, s := range t.Sentences {
		var tokens []string
		for i := s.First; i < s.Last; i++ {
			tokens = append(tokens, t.Word(i))
		}
		sentences = append(sentences, strings.Join(tokens, "|"))
	}
	return strings.Join(sentences, " || ")
}

func TestSplit(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"blank", " \n\t ", ""},
		{"abbreviated country", "The U.S. and the U.N. agreed.", "The|U.S.|and|the|U.N.|agreed|."},
		{"country ends sentence", "He left the U.S. The talks failed.", "He|left|the|U.S. || The|talks|failed|."},
		{"country before title", "U.S. President Joe Biden spoke.", "U.S.|President|Joe|Biden|spoke|."},
		{"title, initials, possessive", "Sen. J.D. Vance's aides", "Sen.|J.D.|Vance|'s|aides"},
		{"curly possessive", "Yoon’s office", "Yoon|’s|office"},
		{"capital possessive", "YOON'S OFFICE", "YOON|'S|OFFICE"},
		{"plural possessive", "the Kennedys' house", "the|Kennedys|'|house"},
		{"names with apostrophes", "O'Brien met Shi'ite leaders in L’Aquila and N'Djamena", "O'Brien|met|Shi'ite|leaders|in|L’Aquila|and|N'Djamena"},
		{"short forms", "They're sure we'll win; don't ask, I'd say", "They|'re|sure|we|'ll|win|;|don't|ask|,|I|'d|say"},
		{"money with hyphen", "a $3.5-billion loan", "a|$|3.5|-|billion|loan"},
		{"pair of countries", "the Korea-Japan summit", "the|Korea|-|Japan|summit"},
		{"korean name", "President Yoon Suk-yeol, left,", "President|Yoon|Suk|-|yeol|,|left|,"},
		{"dash without spaces", "the leaders—Yoon and Kishida—met", "the|leaders|—|Yoon|and|Kishida|—|met"},
		{"range of years", "Japan's 1910-45 rule", "Japan|'s|1910|-|45|rule"},
		{"clock ends sentence", "It closes at 5 p.m. Tickets cost $10.", "It|closes|at|5|p.m. || Tickets|cost|$|10|."},
		{"clock goes on", "at 5 p.m. ET on Monday, at 6 p.m. Friday", "at|5|p.m.|ET|on|Monday|,|at|6|p.m.|Friday"},
		{"clock written together", "at 5p.m. and 10:30am", "at|5p.m.|and|10:30am"},
		{"month", "On Sept. 22 he spoke. In Oct. he left.", "On|Sept.|22|he|spoke|. || In|Oct.|he|left|."},
		{"company", "Apple Inc. said so. Ford Motor Co. The bank agreed.", "Apple|Inc.|said|so|. || Ford|Motor|Co. || The|bank|agreed|."},
		{"quotation ends", "“We agree.” He left.", "“|We|agree|.|” || He|left|."},
		{"quotation goes on", "\"Why?\" he asked.", "\"|Why|?|\"|he|asked|."},
		{"ellipsis", "Well... he said. Wait… No", "Well|...|he|said|. || Wait|… || No"},
		{"headline and text", "Leaders agree on talks\n\nThe two met.", "Leaders|agree|on|talks || The|two|met|."},
		{"lines of a menu", "Home\nWorld News\nSport", "Home || World|News || Sport"},
		{"windows lines", "Home\r\nSport\r\n\r\nNews", "Home || Sport || News"},
		{"link and mail", "See https://example.org/a?b=1. Mail kim.sarah@joongang.co.kr, or www.un.org.", "See|https://example.org/a?b=1|. || Mail|kim.sarah@joongang.co.kr|,|or|www.un.org|."},
		{"company names", "AT&T and S&P fell 1,999 points to 3.5bn", "AT&T|and|S&P|fell|1,999|points|to|3.5bn"},
		{"decades and ranks", "in the 1990s, the 77th session of G20", "in|the|1990s|,|the|77th|session|of|G20"},
		{"brackets", "(IAEA) [JOINT PRESS CORPS]", "(|IAEA|)|[|JOINT|PRESS|CORPS|]"},
		{"korean script", "Policy (0/250자) 서울에서 만났다.", "Policy|(|0|/|250자|)|서울에서|만났다|."},
		{"chinese script", "在北京Xi说", "在北京|Xi|说"},
		{"right to left", "قال الرئيس. ثم", "قال|الرئيس|. || ثم"},
		{"combining marks", "Sa\u0303o Paulo", "Sa\u0303o|Paulo"},
		{"emoji", "Win! 🇰🇷🇯🇵 👩‍👩‍👧 👍🏽 ok", "Win|! || 🇰🇷|🇯🇵|👩‍👩‍👧|👍🏽|ok"},
		{"not UTF-8", "a\xffb", "a|\xff|b"},
		{"initial", "George W. Bush and John F. Kennedy Jr. spoke", "George|W.|Bush|and|John|F.|Kennedy|Jr.|spoke"},
		{"single capital ends", "Plan B. The rest", "Plan|B. || The|rest"},
		{"number ends sentence", "It rose to 5. Then it fell to 3.", "It|rose|to|5|. || Then|it|fell|to|3|."},
		{"at sign and hash", "@POTUS wrote #Peace", "@|POTUS|wrote|#|Peace"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, words(test.text)); diff != "" {
				t.Errorf("Split(%q) (-want +got):\n%s", test.text, diff)
			}
		})
	}
}

func TestSplitWrappedLines(t *testing.T) {
	text := `South Korean President Yoon Suk-yeol and Japanese Prime Minister Fumio
Kishida held their first bilateral talks in New York Wednesday and said
Monday that they would go on with consultations between Seoul and Tokyo
and others.
BY SARAH KIM`
	got := Split(text)
	if len(got.Sentences) != 2 {
		t.Errorf("got %d sentences, want 2: %s", len(got.Sentences), words(text))
	}
}

func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"", "U.S. Sen. J.D. Vance's", "a\xff\xfeb", "İstanbul's ȺȺȺn't's", "1.2.3,4:5", "x@y.z www.a", "\u200d👩\u200d", "'s 's", "…”’)"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := Split(text)
		checkLossless(t, got)
		checkSentences(t, got)
	})
}

// checkLossless asserts that tokens are in order, not empty, and that only
// white space and invisible characters lie between them.
func checkLossless(t *testing.T, text Text) {
	t.Helper()
	at := 0
	gap := func(to int) {
		for _, r := range text.Source[at:to] {
			if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Cc, r) {
				t.Fatalf("%q lies between tokens of %q", r, text.Source)
			}
		}
	}
	for _, token := range text.Tokens {
		if token.Start < at || token.End <= token.Start {
			t.Fatalf("token [%d,%d) after %d in %q", token.Start, token.End, at, text.Source)
		}
		gap(token.Start)
		at = token.End
	}
	gap(len(text.Source))
}

func checkSentences(t *testing.T, text Text) {
	t.Helper()
	next := 0
	for _, s := range text.Sentences {
		if s.First != next || s.Last <= s.First {
			t.Fatalf("sentence [%d,%d) after token %d", s.First, s.Last, next)
		}
		next = s.Last
	}
	if next != len(text.Tokens) {
		t.Fatalf("sentences end at token %d of %d", next, len(text.Tokens))
	}
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat("South Korean President Yoon Suk-yeol met U.S. President Joe Biden's aides in New York at 5 p.m. on Wednesday. ", 1000)
	var t Text
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		t.Reset(text)
	}
}
