package quantity

import "testing"

func TestParse(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"$3.5 billion", "3500000000 USD"}, {"about 12.4 percent", "12.4 %"}, {"40 km", "40 km"}, {"30-foot", "30 ft"},
		{"50 billion pound", "50000000000 GBP"}, {"£250 million", "250000000 GBP"}, {"5.2 billion naira", "5200000000 NGN"},
		{"two dozen", "24 "}, {"a million", "1000000 "}, {"1,999", "1999 "}, {"forty-two", "42 "}, {"three hundred and twelve", "312 "},
		{"first", "1 "}, {"77th", "77 "}, {"US$60 million", "60000000 USD"}, {"$4.5bn", "4500000000 USD"}, {"half", "0.5 "}, {"14 per cent", "14 %"},
		{"€399", "399 EUR"}, {"5 to 10 km", ""}, {"dozens", ""}, {"", ""}, {"3-0", ""}, {"27 basis points", "27 bp"}, {"8.8", "8.8 "},
	} {
		got := ""
		if a, ok := Parse(test.text); ok {
			got = a.Value + " " + a.Unit
		}
		if got != test.want {
			t.Errorf("Parse(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"$3.5 billion", "1,,2", "é٣", "a a a", "hundred hundred", "9999999999999999999999e"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if a, ok := Parse(text); ok && a.Value == "" {
			t.Errorf("%q has no value", text)
		}
	})
}
