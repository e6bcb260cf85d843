package main

import (
	"fmt"
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/nutgraf/nutgraf/extract/read"
)

// progress shows on a terminal how far a batch has come. A nil one shows
// nothing.
type progress struct {
	bar  *progressbar.ProgressBar
	read atomic.Int64 // bytes of input
}

// startProgress returns nil where nobody looks, or where the output itself goes
// to the terminal.
func (j *job) startProgress() *progress {
	if j.quiet || j.single || !isTerminal(j.stderr) || j.output == "" && isTerminal(j.stdout) {
		return nil
	}
	p := &progress{bar: progressbar.NewOptions64(-1,
		progressbar.OptionSetWriter(j.stderr),
		progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowBytes(true),
		progressbar.OptionShowTotalBytes(true),
		progressbar.OptionShowCount(),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetElapsedTime(true),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionClearOnFinish(),
	)}
	paths, options := j.paths, j.read
	go func() { // a big tree takes a while to measure; the work does not wait for it
		for _, path := range paths {
			if path == "-" {
				return // there is no telling how much will come
			}
		}
		if size := read.Size(paths, options); size > 0 {
			p.bar.ChangeMax64(size)
		}
	}()
	return p
}

// bytes returns the counter of what was read.
func (p *progress) bytes() *atomic.Int64 {
	if p == nil {
		return nil
	}
	return &p.read
}

func (p *progress) show(done, failed int) {
	if p == nil {
		return
	}
	text := fmt.Sprintf("%d articles", done)
	if failed > 0 {
		text += fmt.Sprintf(", %d failed", failed)
	}
	p.bar.Describe(text)
	_ = p.bar.Set64(p.read.Load()) // a bar that cannot be drawn is no reason to stop
}

// clear makes room for a line.
func (p *progress) clear() {
	if p != nil {
		_ = p.bar.Clear()
	}
}

func (p *progress) stop() {
	if p != nil {
		_ = p.bar.Finish()
	}
}
