package read

import (
	"archive/tar"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// isTar looks for the mark that all tar archives of the last forty years carry.
func isTar(in *bufio.Reader) bool {
	const offset = 257
	head, _ := in.Peek(offset + 5)
	return len(head) == offset+5 && string(head[offset:]) == "ustar"
}

// archive gives the articles of a tar archive's files, hidden ones left out, in
// the archive's order. The id of one is archive/path/in/it.
func (r *reader) archive(in io.Reader, id string) {
	if r.inside { // an archive can hold itself
		r.fail(id, id, 0, errors.New("an archive inside an archive"))
		return
	}
	r.inside = true
	defer func() { r.inside = false }()
	packed := &tarBlocks{in: in}
	files := tar.NewReader(packed)
	for !r.stopped {
		head, err := files.Next()
		if err == io.EOF && packed.zeros >= tarBlock {
			return
		}
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			r.failed(id, &Error{File: id, Place: fmt.Sprintf("byte %d of the archive", packed.n), Err: named{format: "tar"}.explain(err)})
			return
		}
		name := strings.TrimPrefix(path.Clean("/"+head.Name), "/")
		if head.Typeflag == tar.TypeReg && r.wants(name) {
			r.stream(files, id+"/"+name, formatOf(name, r.Format))
		}
	}
}

// tarBlock is the size of the blocks of a tar archive, which ends in one or two
// that are zero: one without them is cut off.
const tarBlock = 512

// tarBlocks counts what is read of an archive, and the zeros at its end.
type tarBlocks struct {
	in       io.Reader
	n, zeros int64
}

func (t *tarBlocks) Read(b []byte) (int, error) {
	n, err := t.in.Read(b)
	t.n += int64(n)
	zeros := int64(n - len(bytes.TrimRight(b[:n], "\x00")))
	if zeros == int64(n) {
		zeros += t.zeros
	}
	t.zeros = zeros
	return n, err
}
