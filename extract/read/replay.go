package read

import (
	"bufio"
	"bytes"
	"io"
)

// recordBehind is where a record ends and another begins.
var recordBehind = []byte("\r\n\r\nWARC/1.")

// tail is what is kept of a record that is too large to keep: more than a buffer.
const tail = 128 << 10

// replay reads the records of an archive and can go back in the one it is in:
// one whose length is wrong has taken others for its own.
type replay struct {
	in     io.Reader
	plain  *bufio.Reader // the consumer's, which reads from this
	again  []byte        // given once more, before in is read on
	next   int           // of again
	limit  int           // bytes kept of a record; fewer behind one whose length was wrong, as the next may be
	given  int64         // bytes given, those that are given once more not counted twice
	kept   []byte        // what was given since mark, in the end of it
	keptAt int64
	ended  bool // the record is too large to keep and has another in it: it must end
}

func newReplay(in io.Reader) *replay {
	r := &replay{in: in, limit: maxRecord}
	r.plain = bufio.NewReaderSize(r, 64<<10)
	return r
}

func (r *replay) Read(b []byte) (n int, err error) {
	switch {
	case r.ended:
		return 0, io.EOF
	case r.next < len(r.again):
		n = copy(b, r.again[r.next:])
		r.next += n
	default:
		r.again, r.next = nil, 0
		n, err = r.in.Read(b)
	}
	r.given += int64(n)
	r.kept = append(r.kept, b[:n]...)
	if len(r.kept) > r.limit {
		if r.ended = bytes.Contains(r.kept, recordBehind); !r.ended {
			r.keptAt += int64(len(r.kept) - tail)
			r.kept = append(r.kept[:0], r.kept[len(r.kept)-tail:]...)
		}
	}
	return n, err
}

// at is the byte that the consumer has next.
func (r *replay) at() int64 { return r.given - int64(r.plain.Buffered()) }

// mark begins a record: what stands before it can be forgotten.
func (r *replay) mark() {
	buffered, _ := r.plain.Peek(r.plain.Buffered())
	r.kept, r.keptAt, r.ended = append(r.kept[:0], buffered...), r.at(), false
}

// consumed is what the consumer has had of the record.
func (r *replay) consumed() []byte { return r.kept[:r.at()-r.keptAt] }

// back goes back to where another record begins in what was consumed.
func (r *replay) back() {
	i := bytes.Index(r.kept, recordBehind)
	if i < 0 || r.keptAt+int64(i) >= r.at() {
		r.ended = false
		return
	}
	i += len("\r\n\r\n")
	if again := r.kept[i:]; len(again) <= r.next {
		r.next -= len(again)
	} else {
		r.again, r.next = append(bytes.Clone(again), r.again[r.next:]...), 0
	}
	r.limit = 2 * tail
	r.given = r.keptAt + int64(i)
	r.plain.Reset(r)
	r.mark()
}
