package read

import (
	"testing"
	"time"
)

func TestParseDay(t *testing.T) {
	for s, want := range map[string]string{
		"":                                "",
		"2022-09-22":                      "2022-09-22",
		" 2022-09-22T23:30:00-05:00 ":     "2022-09-22", // the day as it was written there
		"2022-09-22 10:00:00.000":         "2022-09-22",
		"20220922":                        "2022-09-22",
		"1663840800":                      "2022-09-22",
		"1663840800000":                   "2022-09-22",
		"Sept. 22, 2022 at 10:00":         "2022-09-22",
		"Sept. 22, 2022":                  "2022-09-22",
		"September 22, 2022":              "2022-09-22",
		"22 September 2022":               "2022-09-22",
		"Thursday, Sept. 22, 2022":        "2022-09-22",
		"Thu, 22 Sep 2022 10:00:00 GMT":   "2022-09-22",
		"Thu, 22 Sep 2022 10:00:00 +0000": "2022-09-22",
		"Thu Sep  2 10:00:00 +0000 2022":  "2022-09-02", // Twitter
		"Thu, 2 Sep 2022 10:00:00 GMT":    "2022-09-02",
		"9/22/2022":                       "2022-09-22",
		"2022/09/22":                      "2022-09-22",
		"2022-09-31":                      "not",
		"2022-13-45":                      "not",
		"soon I hope":                     "not",
		"n/a":                             "not",
		"2022":                            "not",
		"September 2022":                  "not",
		"Sept. 22":                        "not",
		"Sept. 31, 2022":                  "not",
		"5":                               "not",
		"May 3, 2019 and May 4, 2019":     "not",
	} {
		got, err := parseDay(s)
		switch {
		case want == "not":
			if err == nil {
				t.Errorf("%q is %s, want an error", s, got.Format(time.DateOnly))
			}
		case err != nil:
			t.Errorf("%q: %v", s, err)
		case want == "" && !got.IsZero(), want != "" && got.Format(time.DateOnly) != want:
			t.Errorf("%q is %s, want %s", s, got.Format(time.DateOnly), want)
		}
	}
}
