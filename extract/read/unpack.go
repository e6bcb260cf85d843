package read

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// foreign are the marks of packings that are not read.
var foreign = map[string]string{"xz": "\xfd7zXZ\x00", "zip": "PK\x03\x04", "7z": "7z\xbc\xaf\x27\x1c", "lz4": "\x04\x22\x4d\x18"}

// arrived returns what of a stream has come. It waits for a first byte, not for
// more: the sender may wait for an answer.
func arrived(in *bufio.Reader) []byte {
	_, _ = in.Peek(1) // its fault comes again with the next read
	head, _ := in.Peek(in.Buffered())
	return head
}

// unpack returns a stream's content unpacked, by its first bytes: gzip,
// Zstandard, bzip2 or as it is. done frees what the unpacking holds.
func unpack(in *bufio.Reader) (plain io.Reader, done func(), err error) {
	done = func() {}
	head := arrived(in)
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, done, fmt.Errorf("unpacking gzip: %w", err)
		}
		return named{z, "gzip"}, done, nil
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")):
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(MaxText))
		if err != nil {
			return nil, done, fmt.Errorf("unpacking zstd: %w", err)
		}
		return named{z, "zstd"}, z.Close, nil
	case bytes.HasPrefix(head, []byte("BZh")):
		return named{bzip2.NewReader(in), "bzip2"}, done, nil
	}
	for format, mark := range foreign {
		if bytes.HasPrefix(head, []byte(mark)) {
			return nil, done, fmt.Errorf("packed as %s, which is not read; gzip, zstd, bzip2 and tar are", format)
		}
	}
	return in, done, nil
}

// named says in an error what was being unpacked.
type named struct {
	io.Reader
	format string
}

func (n named) Read(b []byte) (int, error) {
	k, err := n.Reader.Read(b)
	return k, n.explain(err)
}

func (n named) explain(err error) error {
	if err != nil && err != io.EOF {
		err = fmt.Errorf("unpacking %s: %w", n.format, err)
	}
	return err
}
