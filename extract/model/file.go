package model

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
)

// A model file begins with the magic; its last byte is the version of the
// features and layout, to be raised when either changes. Then, little-endian:
//
//	sum   uint32: CRC-32 (IEEE) of all that follows
//	types uint8, then for each a length uint8 and the name
//	transitions float32, labels times labels
//	curve float32, curvePoints times
//	clusters, see Clusters
//	gate and weights, each a table, see table
const magic = "nutgraf model\x00\x06"

var errTruncated = errors.New("the file is truncated or damaged")

// AppendBinary appends the model's file to b.
func (m *Model) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	sum := len(b)
	b = append(b, 0, 0, 0, 0)
	b = append(b, byte(len(m.types)))
	for _, t := range m.types {
		b = append(b, byte(len(t)))
		b = append(b, t...)
	}
	b = appendFloats(b, m.transitions)
	b = appendFloats(b, m.curve[:])
	b = m.clusters.AppendBinary(b)
	b = m.gate.table.appendBinary(b)
	b = m.table.appendBinary(b)
	binary.LittleEndian.PutUint32(b[sum:], crc32.ChecksumIEEE(b[sum+4:]))
	return b, nil
}

func appendFloats(b []byte, floats []float32) []byte {
	for _, f := range floats {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f))
	}
	return b
}

// Parse returns the model in the file b, which it goes on using. verify asks
// for the check sum to be checked, which reads the whole file; a file that is
// part of the program needs it only in tests.
func Parse(b []byte, verify bool) (*Model, error) {
	if len(b) < len(magic)+4 || string(b[:len(magic)-1]) != magic[:len(magic)-1] {
		return nil, errors.New("not a nutgraf model")
	}
	if version := b[len(magic)-1]; version != magic[len(magic)-1] {
		return nil, fmt.Errorf("a model of version %d; this program reads version %d: train it anew", version, magic[len(magic)-1])
	}
	sum := binary.LittleEndian.Uint32(b[len(magic):])
	b = b[len(magic)+4:]
	if verify && crc32.ChecksumIEEE(b) != sum {
		return nil, errTruncated
	}
	return parseBody(b)
}

func parseBody(b []byte) (*Model, error) {
	m := &Model{}
	b, err := m.parseTypes(b)
	if err != nil {
		return nil, err
	}
	m.labels = 1 + positions*len(m.types)
	m.transitions = make([]float32, m.labels*m.labels)
	for _, floats := range [][]float32{m.transitions, m.curve[:]} {
		if b, err = parseFloats(floats, b); err != nil {
			return nil, err
		}
	}
	m.spread = spreadOf(m.transitions)
	if m.clusters, b, err = parseClusters(b); err != nil {
		return nil, err
	}
	for _, t := range []*table{&m.gate.table, &m.table} {
		if *t, b, err = parseTable(b); err != nil {
			return nil, err
		}
	}
	if len(b) > 0 {
		return nil, errTruncated
	}
	m.gate.readEdge()
	return m, nil
}

func (m *Model) parseTypes(b []byte) ([]byte, error) {
	if len(b) == 0 || b[0] == 0 || b[0] > MaxTypes {
		return nil, errTruncated
	}
	n := int(b[0])
	b = b[1:]
	for range n {
		if len(b) == 0 || len(b) < 1+int(b[0]) {
			return nil, errTruncated
		}
		m.types = append(m.types, string(b[1:1+b[0]]))
		b = b[1+b[0]:]
	}
	return b, nil
}

func parseFloats(floats []float32, b []byte) ([]byte, error) {
	if len(b) < 4*len(floats) {
		return nil, errTruncated
	}
	for i := range floats {
		floats[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[i*4:]))
	}
	return b[4*len(floats):], nil
}
