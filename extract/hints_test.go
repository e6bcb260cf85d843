package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/extract/segment"
)

// TestHintCodes says which countries' codes stand in a table: four of them or
// more before what is no word, and hardly other capitals there.
func TestHintCodes(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"1 Lins BRA 20.44; 2 Montoya COL 20.61; 3 Quinonez ECU 20.70; 4 Reyes CHI 21.09", []string{"BRA", "COL", "ECU", "CHI"}},
		{"Lins (BRA), Montoya (COL) and Kis (HUN) ran.", nil},
		{"DEN 110, PHI 101, BOS 99, MIA 95, CHI 90, COL 88, NYK 80, LAL 79", nil},
	} {
		cut := segment.Split(test.text)
		var got []string
		for i, hint := range ModelInput(test.text, cut.Tokens, cut.Sentences).Hints {
			if hint[hintTable] != 0 {
				got = append(got, cut.Word(i))
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.text, diff)
		}
	}
}
