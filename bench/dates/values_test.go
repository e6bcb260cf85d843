package main

import (
	"testing"
	"time"
)

func TestAgree(t *testing.T) {
	date := time.Date(2016, 11, 7, 0, 0, 0, 0, time.UTC) // a Monday
	for _, test := range []struct {
		gold, found string
		want        bool
	}{
		{"2016-11-08", "2016-11-08", true},
		{"2016-11-08", "2016-11", false},
		{"XXXX-WXX-5", "2016-11-04", true},
		{"XXXX-WXX-5", "2016-11-11", true},
		{"XXXX-WXX-5", "2016-11-18", false},
		{"XXXX-10-02", "2016-10-02", true},
		{"XXXX-10-02", "2017-10-02", true},
		{"(1990-01-01,2000-01-01,P10Y)", "199", true},
		{"(2008-01-01,2012-01-01,P4Y)", "2008/2012", true},
		{"(2019-07-01,2019-10-01,P3M)", "2019-Q3", true},
		{"(2016-11-08,2016-11-11,P3D)", "P3D", true},
		{"(XXXX-09-03,XXXX-09-12,P9D)", "2016-09-03/2016-09-12", true},
		{"T15", "2016-11-07T15:00", true},
		{"TMO", "2016-11-07TMO", true},
		{"PT0.5H", "PT30M", true},
		{"P1DE", "P10Y", true},
		{"PXW", "PXD", false},
		{"P3W", "PXW", false},
	} {
		if got := agree(test.gold, test.found, date); got != test.want {
			t.Errorf("agree(%q, %q) = %v", test.gold, test.found, got)
		}
	}
}

func TestCount(t *testing.T) {
	tx := text{body: "They met on Wednesday and for two weeks.", date: time.Date(2022, 9, 22, 0, 0, 0, 0, time.UTC), gold: []expression{
		{start: 12, end: 21, value: "2022-09-21"}, {start: 30, end: 39, value: "P2W"},
	}}
	var c counts
	c.add(tx, []expression{{start: 9, end: 21, value: "2022-09-21"}, {start: 34, end: 39, value: "P2W"}})
	if want := (counts{gold: 2, found: 2, exact: 1, overlap: 2, exactValue: 1, overlapValue: 2}); c != want {
		t.Errorf("counts %+v, want %+v", c, want)
	}
}

func TestPeers(t *testing.T) {
	tx := text{body: "“Zürich 🌍 two weeks ago”", date: time.Date(2022, 9, 22, 0, 0, 0, 0, time.UTC)}
	found := fromChrono(tx, []chronoFound{{Start: 11, End: 24, From: &chronoMoment{ISO: "2022-09-08T00:00", Known: []string{"day", "month", "year"}}}})
	if len(found) != 1 || tx.body[found[0].start:found[0].end] != "two weeks ago" || found[0].value != "2022-09-08" || found[0].also != "2022-W36" {
		t.Errorf("chrono's finding became %+v", found)
	}
	if got := pastReading("(XXXX-03-03,XXXX-03-05,P2D)", tx.date); got != "(2022-03-03,2022-03-05,P2D)" {
		t.Errorf("past reading %s", got)
	}
}
