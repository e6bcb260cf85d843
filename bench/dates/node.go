package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// What peers.mjs prints.
type nodeFindings struct {
	Recognizers [][]recognized
	Chrono      [][]chronoFound
	Seconds     map[string]float64
}

// recognized is a finding of Recognizers-Text: a timex and, where that leaves
// open the year or week, its resolutions, the past one first.
type recognized struct {
	Start, End int // UTF-16 units
	Values     []struct{ Timex, Value, Start, End string }
}

// chronoFound is a finding of chrono: a moment, or a first and a last one.
type chronoFound struct {
	Start, End  int // UTF-16 units
	From, Until *chronoMoment
}

type chronoMoment struct {
	ISO   string   // 2022-09-22T12:00
	Known []string // year, month, day, weekday, hour: what was said, not guessed
}

// runNode finds with all peers of node at once, in the folder that holds
// peers.mjs and its node_modules.
func runNode(folder string, texts []text) (found nodeFindings, err error) {
	type input struct {
		Text string `json:"text"`
		Date string `json:"date"`
	}
	var in []input
	for _, t := range texts {
		in = append(in, input{t.body, t.date.Format(time.DateOnly)})
	}
	data, err := json.Marshal(in)
	if err != nil {
		return found, err
	}
	node := exec.Command("node", "peers.mjs")
	node.Dir, node.Stdin, node.Stderr = folder, bytes.NewReader(data), os.Stderr
	node.Env = append(os.Environ(), "TZ=UTC")
	out, err := node.Output()
	if err != nil {
		return found, fmt.Errorf("node peers.mjs in %s (npm ci done?): %w", folder, err)
	}
	return found, json.Unmarshal(out, &found)
}

// fromRecognizers takes the timex, which is TIMEX3 in all but ranges; of what
// it leaves open the past reading, since news tells mostly of the past.
func fromRecognizers(t text, list []recognized) (found []expression) {
	for _, r := range list {
		e := expression{start: byteOffset(t.body, r.Start), end: byteOffset(t.body, r.End)}
		if len(r.Values) > 0 {
			e.value = pastReading(r.Values[0].Timex, t.date)
			e.also = coarser(t.body[e.start:e.end], e.value)
		}
		found = append(found, e)
	}
	return found
}

func pastReading(timex string, date time.Time) string {
	parts := strings.Split(timex, ",")
	for i, part := range parts {
		bare := strings.Trim(part, "()")
		if !strings.HasPrefix(bare, "XXXX-") {
			continue
		}
		if both := resolutions(bare, date); len(both) > 0 {
			parts[i] = strings.Replace(part, bare, both[0], 1)
		}
	}
	return strings.Join(parts, ",")
}

// fromChrono takes of a moment what was said: year, month, day or hour.
func fromChrono(t text, list []chronoFound) (found []expression) {
	for _, c := range list {
		e := expression{start: byteOffset(t.body, c.Start), end: byteOffset(t.body, c.End), value: c.From.value()}
		if c.Until != nil {
			e.value += "/" + c.Until.value()
		} else {
			e.also = coarser(t.body[e.start:e.end], e.value)
		}
		found = append(found, e)
	}
	return found
}

func (m *chronoMoment) value() string {
	known := func(part string) bool { return slices.Contains(m.Known, part) }
	switch {
	case known("hour") || !known("day") && !known("weekday") && !known("month") && !known("year"):
		return m.ISO
	case known("day") || known("weekday"):
		return m.ISO[:10]
	case known("month"):
		return m.ISO[:7]
	}
	return m.ISO[:4]
}

// byteOffset turns an offset in UTF-16 units into one in bytes.
func byteOffset(s string, units int) int {
	for i, r := range s {
		if units <= 0 {
			return i
		}
		units--
		if r >= 0x10000 && r <= utf8.MaxRune {
			units--
		}
	}
	return len(s)
}
