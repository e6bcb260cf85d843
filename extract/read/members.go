package read

import (
	"bufio"
	"fmt"
	"io"
	"sync/atomic"

	"github.com/klauspost/compress/gzip"
)

// damage is a fault in one member of a file, behind which reading can go on.
type damage struct {
	error
	start // of the member
}

// start is where a member begins: in what is unpacked, and in the file.
type start struct{ plain, file int64 }

func (d damage) Unwrap() error { return d.error }

// members unpacks a file of gzip members, of which a web archive has one a
// record. A damaged member gives its error once; the next Read goes on with the
// next member. One Read never gives bytes of two members.
type members struct {
	counted *counter
	in      *bufio.Reader
	gz      *gzip.Reader
	open    bool
	broken  bool // the last member was; what is left of it is passed over without a word

	plain  int64   // bytes unpacked
	starts []start // of the last members, those not forgotten
}

func newMembers(in io.Reader) *members {
	c := &counter{in, new(atomic.Int64)}
	return &members{counted: c, in: bufio.NewReaderSize(c, 64<<10)}
}

func (m *members) Read(b []byte) (int, error) {
	for {
		if !m.open {
			if err := m.next(); err != nil {
				return 0, err
			}
		}
		n, err := m.gz.Read(b)
		m.plain += int64(n)
		switch {
		case err == io.EOF:
			m.open = false
		case err != nil:
			m.open, m.broken = false, true
			return n, damage{fmt.Errorf("unpacking gzip: %w", err), m.starts[len(m.starts)-1]}
		}
		if n > 0 {
			return n, nil
		}
	}
}

// next opens the next member. Bytes that are none are an error of their own.
func (m *members) next() error {
	from := m.here()
	skipped := 0
	for {
		head, err := m.in.Peek(3)
		if string(head) == "\x1f\x8b\x08" {
			break
		}
		if err != nil && (err != io.EOF || len(head) == 0) {
			if err == io.EOF && skipped > 0 && !m.broken {
				return damage{fmt.Errorf("%d bytes that are no gzip", skipped), from}
			}
			return err
		}
		skipped++
		m.in.Discard(1)
	}
	if skipped > 0 && !m.broken {
		return damage{fmt.Errorf("%d bytes that are no gzip", skipped), from}
	}
	m.starts = append(m.starts, m.here())
	return m.begin()
}

// here is where the next byte is read.
func (m *members) here() start {
	return start{m.plain, m.counted.n.Load() - int64(m.in.Buffered())}
}

// fileAt returns where in the file a member begins, by the byte of what is unpacked.
func (m *members) fileAt(plain int64) (file int64, ok bool) {
	for _, s := range m.starts {
		if s.plain == plain {
			file, ok = s.file, true // the last: the others are empty
		}
	}
	return file, ok
}

// forget lets go of the members before the one that a byte is in.
func (m *members) forget(plain int64) {
	for len(m.starts) > 1 && m.starts[1].plain <= plain {
		m.starts = m.starts[1:]
	}
}

func (m *members) begin() (err error) {
	if m.gz == nil {
		m.gz, err = gzip.NewReader(m.in)
	} else {
		err = m.gz.Reset(m.in)
	}
	m.broken = err != nil
	if err != nil {
		return damage{fmt.Errorf("unpacking gzip: %w", err), m.starts[len(m.starts)-1]}
	}
	m.gz.Multistream(false)
	m.open = true
	return nil
}
