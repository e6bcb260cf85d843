package read

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"iter"
)

// A Line is one line of a file.
type Line struct {
	File   string
	Number int    // from 1
	Text   []byte // with what ends it; good until the next line is asked for
}

// Lines reads the lines of files and folders in order, unpacked; "-" is stdin.
// Blank lines are passed over. Errors are *Error, and reading goes on behind one.
func Lines(paths []string, stdin io.Reader, options Options) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		r := reader{Options: options}
		l := liner{yield: yield}
		walk := newWalk(options)
		walk.fail = func(path string, err error) bool { return l.fail(path, 0, err) }
		walk.file = func(path string, _ fs.FileInfo) bool {
			r.open(path, func(err error) { l.fail(path, 0, err) }, func(in io.Reader) { l.stream(in, path) })
			return !l.stopped
		}
		for _, path := range paths {
			if path == "-" {
				l.stream(r.counted(stdin), "-")
			} else {
				walk.path(path)
			}
			if l.stopped {
				return
			}
		}
	}
}

// StreamLines reads the lines of one stream as Lines does those of a file of
// that name.
func StreamLines(in io.Reader, name string) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		l := liner{yield: yield}
		l.stream(in, name)
	}
}

// liner gives lines until its consumer stops.
type liner struct {
	yield   func(Line, error) bool
	stopped bool
}

// fail gives a fault at a file's line and returns whether more is wanted.
func (l *liner) fail(file string, line int, err error) (more bool) {
	l.stopped = l.stopped || !l.yield(Line{File: file, Number: line}, &Error{File: file, Line: line, Err: cause(err)})
	return !l.stopped
}

func (l *liner) stream(in io.Reader, file string) {
	plain, done, err := unpack(bufio.NewReaderSize(in, 64<<10))
	if err != nil {
		l.fail(file, 0, err)
		return
	}
	defer done()
	eachLine(plain, func(raw []byte, line int, err error) (more bool) {
		if err != nil {
			return l.fail(file, line, err)
		}
		l.stopped = !l.yield(Line{file, line, raw}, nil)
		return !l.stopped
	})
}

// eachLine calls use with each line that is not blank, or with the error that
// stands in its place, until use wants no more or nothing more can be read.
func eachLine(in io.Reader, use func(raw []byte, line int, err error) (more bool)) {
	lines := bufio.NewReaderSize(unicodeReader(in), 256<<10)
	for line := 1; ; line++ {
		switch raw, err := readLine(lines, MaxText); {
		case err == nil || err == io.EOF:
			if len(bytes.TrimSpace(raw)) > 0 && !use(raw, line, nil) || err == io.EOF {
				return
			}
		case !use(nil, line, err) || err != errTooLong: // half a line is no line
			return
		}
	}
}

// cause returns an error without the path that an *Error tells already.
func cause(err error) error {
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return path.Err
	}
	return err
}
