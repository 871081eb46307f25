// Package onnx writes networks as ONNX models (https://onnx.ai), by hand: the format is a protocol buffer of a few
// messages, and a library for it would be twice the size of the program's engine.
package onnx

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"

	"netloom/engine/compile"
	"netloom/engine/convert"
	"netloom/engine/op"
)

// Opset 17 with IR 8 is read by every runtime since 2022.
const (
	opset = 17
	ir    = 8
)

// The element types of TensorProto.
const (
	typeFloat = 1
	typeInt64 = 7
)

// Write writes the trained network of a report: inputs and outputs are named as on the canvas, the batch is free.
func Write(out io.Writer, name string, r *compile.Report, s *compile.State, producer string) error {
	t, err := compile.TraceOf(r)
	if err != nil {
		return err
	}
	w := &writer{
		trace: t, state: s, names: map[*op.Value]string{}, unique: convert.NewNames(), readers: map[*op.Value][]*op.Call{},
		done: map[*op.Call]bool{}, rewritten: map[*op.Value]bool{}, stored: map[string]bool{},
		first: map[*op.Value]string{}, late: map[*op.Value]func(){}, same: map[*op.Value]*op.Value{},
	}
	if err := w.graph(name); err != nil {
		return err
	}
	var m message
	m.integer(1, ir)
	m.text(2, producer)
	m.bytes(7, w.body)
	m.nested(8, func(o *message) { o.text(1, ""); o.integer(2, opset) })
	_, err = out.Write(m)
	return err
}

// writer builds a GraphProto.
type writer struct {
	trace     *compile.Trace
	state     *compile.State
	body      message
	constants message // initializers that nodes ask for; they follow the nodes
	names     map[*op.Value]string
	unique    *convert.Names
	readers   map[*op.Value][]*op.Call
	done      map[*op.Call]bool
	stored    map[string]bool         // names of the arrays of weights that stand in a form of ONNX' own
	rewritten map[*op.Value]bool      // weights that stand in the file in a form of ONNX' own
	first     map[*op.Value]string    // images, and windows, that are written with their channels first
	late      map[*op.Value]func()    // writes a value that no one has asked for yet
	same      map[*op.Value]*op.Value // stands for another
	count     int
}

// graph writes nodes, weights, inputs and outputs, in the order of GraphProto's fields.
func (w *writer) graph(name string) error {
	for _, p := range w.trace.Inputs {
		w.names[p.Value] = w.unique.Identifier(p.Node.Name)
	}
	for _, x := range w.trace.Weights {
		w.names[x.Value] = w.unique.Identifier(x.Node.Name + "_" + x.Weight)
	}
	outputs := make([]string, len(w.trace.Outputs))
	for i, p := range w.trace.Outputs {
		outputs[i] = w.unique.Identifier(p.Node.Name)
		if w.names[p.Value] == "" {
			w.names[p.Value] = outputs[i]
		}
	}
	for _, c := range w.trace.Calls {
		for _, in := range c.In {
			w.readers[in] = append(w.readers[in], c)
		}
	}
	w.joinWalks()
	emit := emitters()
	for _, c := range w.trace.Calls {
		if w.done[c] {
			continue
		}
		f := emit[c.Op]
		if f == nil {
			return fmt.Errorf("ONNX has no form for %s", c.Op.Name)
		}
		if err := f(w, c); err != nil {
			return err
		}
	}
	for i, p := range w.trace.Outputs {
		if name := w.name(p.Value); name != outputs[i] { // an input or another answer that is also an answer
			w.node("Identity", []string{name}, []string{outputs[i]})
		}
	}
	w.body.text(2, w.unique.Identifier(name))
	for _, x := range w.trace.Weights {
		if w.rewritten[x.Value] {
			continue
		}
		t, err := w.trained(x)
		if err != nil {
			return err
		}
		w.body.nested(5, func(m *message) { floats(m, w.names[x.Value], t.Shape, t.Data) })
	}
	w.body = append(w.body, w.constants...)
	for _, p := range w.trace.Inputs {
		w.body.nested(11, func(m *message) { valueInfo(m, w.names[p.Value], p.Value.Shape) })
	}
	for i, p := range w.trace.Outputs {
		w.body.nested(12, func(m *message) { valueInfo(m, outputs[i], p.Value.Shape) })
	}
	return nil
}

// name gives the name of a value, made when first asked for. What makes the value is written by then.
func (w *writer) name(v *op.Value) string {
	v = w.origin(v)
	if w.names[v] == "" {
		w.names[v] = w.unique.Identifier(v.Name)
	}
	if write := w.late[v]; write != nil {
		delete(w.late, v)
		write()
	}
	return w.names[v]
}

// soleReader is the only call that reads a value, unless the value is also an answer.
func (w *writer) soleReader(v *op.Value) *op.Call {
	for _, p := range w.trace.Outputs {
		if p.Value == v {
			return nil
		}
	}
	if r := w.readers[v]; len(r) == 1 {
		return r[0]
	}
	return nil
}

// attribute fills an AttributeProto.
type attribute func(*message)

func integer(name string, v int64) attribute {
	return func(m *message) { m.text(1, name); m.integer(3, v); m.integer(20, 2) }
}

func number(name string, v float32) attribute {
	return func(m *message) { m.text(1, name); m.float(2, v); m.integer(20, 1) }
}

func words(name, v string) attribute {
	return func(m *message) { m.text(1, name); m.text(4, v); m.integer(20, 3) }
}

// simple writes a node with the call's own inputs and first output.
func (w *writer) simple(operator string, c *op.Call, a ...attribute) {
	var in []string
	for _, v := range c.In {
		in = append(in, w.name(v))
	}
	w.node(operator, in, []string{w.name(c.Out[0])}, a...)
}

func (w *writer) node(operator string, in, out []string, attributes ...attribute) {
	w.count++
	w.body.nested(1, func(m *message) {
		for _, s := range in {
			m.text(1, s)
		}
		for _, s := range out {
			m.text(2, s)
		}
		m.text(3, fmt.Sprintf("%s_%d", operator, w.count))
		m.text(4, operator)
		for _, a := range attributes {
			m.nested(5, a)
		}
	})
}

// constant stores a list of whole numbers and gives its name.
func (w *writer) constant(name string, v []int64) string {
	id := w.unique.Identifier(name)
	w.constants.nested(5, func(m *message) { wholes(m, id, []int{len(v)}, v) })
	return id
}

// wholes fills a TensorProto of whole numbers.
func wholes(m *message, name string, shape []int, data []int64) {
	for _, d := range shape {
		m.integer(1, int64(d))
	}
	m.integer(2, typeInt64)
	m.text(8, name)
	var raw []byte
	for _, x := range data {
		raw = binary.LittleEndian.AppendUint64(raw, uint64(x))
	}
	m.bytes(9, raw)
}

// floats fills a TensorProto.
func floats(m *message, name string, shape []int, data []float32) {
	for _, d := range shape {
		m.integer(1, int64(d))
	}
	m.integer(2, typeFloat)
	m.text(8, name)
	raw := make([]byte, 0, 4*len(data))
	for _, v := range data {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
	}
	m.bytes(9, raw)
}

// valueInfo fills a ValueInfoProto of floats whose first dimension is free.
func valueInfo(m *message, name string, shape []int) {
	m.text(1, name)
	m.nested(2, func(t *message) {
		t.nested(1, func(tensor *message) {
			tensor.integer(1, typeFloat)
			tensor.nested(2, func(dims *message) {
				for i, d := range shape {
					dims.nested(1, func(dim *message) {
						if i == 0 {
							dim.text(2, "N")
						} else {
							dim.integer(1, int64(d))
						}
					})
				}
			})
		})
	})
}
