package main

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// A command is one thing to measure.
type command struct {
	name string
	args []string
}

// A measure is what one run of a command took.
type measure struct {
	seconds   float64
	megabytes float64 // peak of the resident set
}

// median runs the command so often and returns the medians of time and memory.
func (c command) median(runs int) (measure, error) {
	var seconds, megabytes []float64
	for range runs {
		m, err := c.run()
		if err != nil {
			return m, err
		}
		seconds, megabytes = append(seconds, m.seconds), append(megabytes, m.megabytes)
	}
	slices.Sort(seconds)
	slices.Sort(megabytes)
	return measure{seconds[runs/2], megabytes[runs/2]}, nil
}

func (c command) run() (measure, error) {
	cmd := exec.Command(c.args[0], c.args[1:]...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return measure{}, err
	}
	defer out.Close()
	cmd.Stdout = out
	begin := time.Now()
	if err := cmd.Run(); err != nil {
		return measure{}, fmt.Errorf("%s: %w: %s", c.name, err, stderr.String())
	}
	m := measure{seconds: time.Since(begin).Seconds()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		m.megabytes = float64(usage.Maxrss) / 1024 // Linux counts in KiB
	}
	return m, nil
}

// build builds a package of the module in a folder as it is released.
func build(folder, pkg, binary string) error {
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", binary, pkg)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w: %s", pkg, err, out)
	}
	return nil
}
