package onnx

import (
	"encoding/binary"
	"math"
)

// message is a protocol buffer under construction (https://protobuf.dev/programming-guides/encoding). Field numbers
// are those of onnx.proto.
type message []byte

// The wire types of protocol buffers that ONNX uses.
const (
	varint = 0
	length = 2
	fixed4 = 5
)

func (m *message) key(field, wire int) { *m = binary.AppendUvarint(*m, uint64(field<<3|wire)) }

func (m *message) integer(field int, v int64) {
	m.key(field, varint)
	*m = binary.AppendUvarint(*m, uint64(v))
}

func (m *message) float(field int, v float32) {
	m.key(field, fixed4)
	*m = binary.LittleEndian.AppendUint32(*m, math.Float32bits(v))
}

func (m *message) bytes(field int, b []byte) {
	m.key(field, length)
	*m = binary.AppendUvarint(*m, uint64(len(b)))
	*m = append(*m, b...)
}

func (m *message) text(field int, s string) { m.bytes(field, []byte(s)) }

func (m *message) nested(field int, fill func(*message)) {
	var inner message
	fill(&inner)
	m.bytes(field, inner)
}
