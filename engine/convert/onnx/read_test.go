package onnx

import (
	"encoding/binary"
	"math"
	"testing"
)

// field is one field of a protocol buffer as it lies in the file.
type field struct {
	number int
	value  uint64 // of whole numbers and floats
	bytes  []byte // of texts and messages
}

// parse splits a message into its fields. It shares nothing with the writer: it is written after the specification of
// the encoding.
func parse(t *testing.T, b []byte) []field {
	t.Helper()
	var list []field
	next := func() uint64 {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			t.Fatal("a number is cut off")
		}
		b = b[n:]
		return v
	}
	for len(b) > 0 {
		key := next()
		f := field{number: int(key >> 3)}
		switch key & 7 {
		case 0:
			f.value = next()
		case 2:
			n := next()
			if n > uint64(len(b)) {
				t.Fatalf("field %d claims %d of %d bytes", f.number, n, len(b))
			}
			f.bytes, b = b[:n], b[n:]
		case 5:
			if len(b) < 4 {
				t.Fatal("a float is cut off")
			}
			f.value, b = uint64(binary.LittleEndian.Uint32(b)), b[4:]
		default:
			t.Fatalf("field %d has the wire type %d, which ONNX does not use", f.number, key&7)
		}
		list = append(list, f)
	}
	return list
}

// tensor is a constant or a computed array.
type tensor struct {
	shape []int
	data  []float64
}

func (x *tensor) columns() int {
	n := 1
	for _, d := range x.shape[1:] {
		n *= d
	}
	return n
}

// node is a NodeProto.
type node struct {
	operator string
	in, out  []string
	integers map[string]int64
	floats   map[string]float32
	words    map[string]string
	lists    map[string][]int
}

// port is a ValueInfoProto: the name and the shape, −1 for a free dimension.
type port struct {
	name  string
	shape []int
}

// model is a ModelProto with what a runtime reads of it.
type model struct {
	file            []byte
	ir, opset       int64
	producer, graph string
	nodes           []node
	constants       map[string]*tensor
	inputs, outputs []port
}

// read reads a model; fields that it does not know fail the test, since a runtime would pass over them in silence.
func read(t *testing.T, b []byte) *model {
	t.Helper()
	m := &model{constants: map[string]*tensor{}}
	for _, f := range parse(t, b) {
		switch f.number {
		case 1:
			m.ir = int64(f.value)
		case 2:
			m.producer = string(f.bytes)
		case 7:
			m.readGraph(t, f.bytes)
		case 8:
			for _, o := range parse(t, f.bytes) {
				if o.number == 2 {
					m.opset = int64(o.value)
				} else if len(o.bytes) > 0 {
					t.Errorf("operators of the domain %q are used", o.bytes)
				}
			}
		default:
			t.Errorf("the model has a field %d", f.number)
		}
	}
	return m
}

func (m *model) readGraph(t *testing.T, b []byte) {
	t.Helper()
	for _, f := range parse(t, b) {
		switch f.number {
		case 1:
			m.nodes = append(m.nodes, readNode(t, f.bytes))
		case 2:
			m.graph = string(f.bytes)
		case 5:
			name, x := readTensor(t, f.bytes)
			if m.constants[name] != nil {
				t.Errorf("the constant %q stands twice", name)
			}
			m.constants[name] = x
		case 11:
			m.inputs = append(m.inputs, readPort(t, f.bytes))
		case 12:
			m.outputs = append(m.outputs, readPort(t, f.bytes))
		default:
			t.Errorf("the graph has a field %d", f.number)
		}
	}
}

func readNode(t *testing.T, b []byte) node {
	t.Helper()
	n := node{integers: map[string]int64{}, floats: map[string]float32{}, words: map[string]string{}, lists: map[string][]int{}}
	for _, f := range parse(t, b) {
		switch f.number {
		case 1:
			n.in = append(n.in, string(f.bytes))
		case 2:
			n.out = append(n.out, string(f.bytes))
		case 3: // the node's own name
		case 4:
			n.operator = string(f.bytes)
		case 5:
			n.readAttribute(t, f.bytes)
		default:
			t.Errorf("a node has a field %d", f.number)
		}
	}
	return n
}

func (n *node) readAttribute(t *testing.T, b []byte) {
	t.Helper()
	name, kind := "", uint64(0)
	for _, f := range parse(t, b) {
		switch f.number {
		case 1:
			name = string(f.bytes)
		case 20:
			kind = f.value
		}
	}
	for _, f := range parse(t, b) {
		switch {
		case f.number == 2 && kind == 1:
			n.floats[name] = math.Float32frombits(uint32(f.value))
		case f.number == 3 && kind == 2:
			n.integers[name] = int64(f.value)
		case f.number == 4 && kind == 3:
			n.words[name] = string(f.bytes)
		case f.number == 8 && kind == 7:
			n.lists[name] = append(n.lists[name], int(f.value))
		case f.number != 1 && f.number != 20:
			t.Errorf("the attribute %q of kind %d has a field %d", name, kind, f.number)
		}
	}
}

func readTensor(t *testing.T, b []byte) (string, *tensor) {
	t.Helper()
	x, name, kind, size := &tensor{}, "", uint64(0), 1
	var raw []byte
	for _, f := range parse(t, b) {
		switch f.number {
		case 1:
			x.shape = append(x.shape, int(f.value))
			size *= int(f.value)
		case 2:
			kind = f.value
		case 8:
			name = string(f.bytes)
		case 9:
			raw = f.bytes
		default:
			t.Errorf("a tensor has a field %d", f.number)
		}
	}
	for len(raw) > 0 {
		switch kind {
		case 1:
			x.data, raw = append(x.data, float64(math.Float32frombits(binary.LittleEndian.Uint32(raw)))), raw[4:]
		case 7:
			x.data, raw = append(x.data, float64(int64(binary.LittleEndian.Uint64(raw)))), raw[8:]
		default:
			t.Fatalf("the tensor %q has the type %d", name, kind)
		}
	}
	if len(x.data) != size {
		t.Errorf("the tensor %q of shape %v holds %d numbers", name, x.shape, len(x.data))
	}
	return name, x
}

func readPort(t *testing.T, b []byte) port {
	t.Helper()
	p := port{}
	for _, f := range parse(t, b) {
		if f.number == 1 {
			p.name = string(f.bytes)
			continue
		}
		for _, kind := range parse(t, f.bytes) { // TypeProto
			for _, of := range parse(t, kind.bytes) { // TypeProto.Tensor
				if of.number == 1 {
					if of.value != 1 {
						t.Errorf("the port %q has the type %d", p.name, of.value)
					}
					continue
				}
				for _, dim := range parse(t, of.bytes) {
					d := -1
					for _, v := range parse(t, dim.bytes) {
						if v.number == 1 {
							d = int(v.value)
						}
					}
					p.shape = append(p.shape, d)
				}
			}
		}
	}
	return p
}
