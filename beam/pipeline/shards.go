package pipeline

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local" // programs bring others
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/nutgraf/nutgraf/extract/read"
	"github.com/nutgraf/nutgraf/extract/write"
)

func init() {
	register.DoFn4x1[context.Context, int, func(*[]byte) bool, func(string, int64), error](&writeFn{})
	register.Iter1[[]byte]()
}

// shardOf chooses the shard of a name, the same in every run.
func shardOf(name string, shards int) int {
	h := fnv.New32a()
	io.WriteString(h, name)
	return int(h.Sum32() % uint32(shards))
}

// shardFile names a shard as Beam's own outputs do.
func shardFile(files Files, kind string, shard int, ending string) string {
	return join(files.Output, fmt.Sprintf("%s-%05d-of-%05d.%s", kind, shard, files.Shards, ending))
}

// giveFailure gives a failure as the line that nutgraf --errors writes of it.
func giveFailure(id string, err error, shards int, give func(int, []byte)) error {
	line, err := json.Marshal(read.FailureOf(id, err))
	if err != nil {
		return err
	}
	give(shardOf(id, shards), append(line, '\n'))
	return nil
}

// writeShards writes lines by shard and gives how many it wrote; a shard that has
// none has no file. Of Parquet a line is the rows of a document, as JSON.
func writeShards(s beam.Scope, files Files, kind, format string, lines beam.PCollection) beam.PCollection {
	return beam.ParDo(s, &writeFn{Files: files, Kind: kind, Format: format}, beam.GroupByKey(s, lines))
}

// writeFn writes the lines of one shard. It has the name from the beginning: a
// worker that fails leaves half of it, and the one that tries again writes over.
type writeFn struct {
	Files        Files
	Kind, Format string
}

// ProcessElement writes one shard.
func (f *writeFn) ProcessElement(ctx context.Context, shard int, lines func(*[]byte) bool, wrote func(string, int64)) error {
	var n int64
	err := writeFile(ctx, shardFile(f.Files, f.Kind, shard, f.Format), func(out io.Writer) error {
		give, end := f.writer(out)
		var line []byte
		for lines(&line) {
			if err := give(line); err != nil {
				return err
			}
			n++
		}
		return end()
	})
	wrote(f.Kind, n)
	return err
}

// writer returns what writes a line, and what ends the file.
func (f *writeFn) writer(out io.Writer) (line func([]byte) error, end func() error) {
	if f.Format != "parquet" {
		return func(line []byte) error { _, err := out.Write(line); return err }, func() error { return nil }
	}
	w := write.NewRowWriter(out)
	return func(line []byte) error {
		var rows []write.Row
		if err := json.Unmarshal(line, &rows); err != nil {
			return err
		}
		return w.Write(rows)
	}, w.Close
}

// writeFile writes a file of any file system.
func writeFile(ctx context.Context, path string, write func(io.Writer) error) error {
	fs, err := filesystem.New(ctx, path)
	if err != nil {
		return err
	}
	defer fs.Close()
	file, err := fs.OpenWrite(ctx, path)
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	out := bufio.NewWriterSize(file, 1<<20)
	if err := errors.Join(write(out), out.Flush(), file.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}

// open opens a file of any file system.
func open(ctx context.Context, path string) (io.ReadCloser, error) {
	fs, err := filesystem.New(ctx, path)
	if err != nil {
		return nil, err
	}
	file, err := fs.OpenRead(ctx, path)
	if err != nil {
		return nil, errors.Join(err, fs.Close())
	}
	return &opened{file, fs}, nil
}

// opened closes its file system with the file.
type opened struct {
	io.ReadCloser
	fs io.Closer
}

func (o *opened) Close() error { return errors.Join(o.ReadCloser.Close(), o.fs.Close()) }
