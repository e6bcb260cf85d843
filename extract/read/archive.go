package read

import (
	"archive/tar"
	"bufio"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"sync/atomic"
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
	counted := &counter{in, new(atomic.Int64)}
	files := tar.NewReader(counted)
	for !r.stopped {
		head, err := files.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			r.failed(id, &Error{File: id, Place: fmt.Sprintf("byte %d of the archive", counted.n.Load()), Err: named{format: "tar"}.explain(err)})
			return
		}
		name := strings.TrimPrefix(path.Clean("/"+head.Name), "/")
		if head.Typeflag == tar.TypeReg && r.wants(name) {
			r.stream(files, id+"/"+name, formatOf(name, r.Format))
		}
	}
}
