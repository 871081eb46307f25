package onnx

import (
	"fmt"
	"math"

	"netloom/engine/kernel"
	"netloom/engine/op"
)

// functions is the table of how each activation function is written. Opset 17 has no Gelu and no Mish yet: they are
// written out.
func functions() map[*kernel.Function]func(w *writer, c *op.Call) {
	named := func(operator string, a ...attribute) func(w *writer, c *op.Call) {
		return func(w *writer, c *op.Call) { w.simple(operator, c, a...) }
	}
	scale := kernel.SELU.Of(1)
	return map[*kernel.Function]func(w *writer, c *op.Call){
		kernel.Linear:      named("Identity"),
		kernel.Step:        step,
		kernel.ReLU:        named("Relu"),
		kernel.ReLU6:       relu6,
		kernel.LeakyReLU:   named("LeakyRelu", number("alpha", float32(-kernel.LeakyReLU.Of(-1)))),
		kernel.HardSigmoid: named("HardSigmoid", number("alpha", 1.0/6), number("beta", 0.5)),
		kernel.Sigmoid:     named("Sigmoid"),
		kernel.Tanh:        named("Tanh"),
		kernel.ELU:         named("Elu", number("alpha", 1)),
		kernel.SELU:        named("Selu", number("alpha", float32(-kernel.SELU.Of(math.Inf(-1))/scale)), number("gamma", float32(scale))),
		kernel.Softplus:    named("Softplus"),
		kernel.Softsign:    named("Softsign"),
		kernel.Swish:       swish,
		kernel.HardSwish:   named("HardSwish"),
		kernel.GELU:        gelu,
		kernel.Mish:        mish,
	}
}

func activation(w *writer, c *op.Call) error {
	f := c.Attr.(*op.Function)
	write := functions()[f.Function]
	if write == nil {
		return fmt.Errorf("the activation %q has no ONNX form", f.ID)
	}
	write(w, c)
	return nil
}

// between writes a node whose result only the next one reads, and gives that result's name.
func (w *writer) between(operator string, in ...string) string {
	name := w.unique.Identifier(operator)
	w.node(operator, in, []string{name})
	return name
}

// step is (x > 0) as a number.
func step(w *writer, c *op.Call) {
	above := w.between("Greater", w.name(c.In[0]), w.scalar("zero", 0))
	w.node("Cast", []string{above}, []string{w.name(c.Out[0])}, integer("to", typeFloat))
}

func relu6(w *writer, c *op.Call) {
	w.node("Clip", []string{w.name(c.In[0]), w.scalar("zero", 0), w.scalar("six", 6)}, []string{w.name(c.Out[0])})
}

// swish is x·σ(x).
func swish(w *writer, c *op.Call) {
	x := w.name(c.In[0])
	w.node("Mul", []string{x, w.between("Sigmoid", x)}, []string{w.name(c.Out[0])})
}

// gelu is (x/2)·(1 + erf(x/√2)).
func gelu(w *writer, c *op.Call) {
	x := w.name(c.In[0])
	e := w.between("Erf", w.between("Mul", x, w.scalar("root_half", float32(math.Sqrt(0.5)))))
	half := w.between("Mul", x, w.scalar("half", 0.5))
	w.node("Mul", []string{half, w.between("Add", e, w.scalar("one", 1))}, []string{w.name(c.Out[0])})
}

// mish is x·tanh(softplus(x)).
func mish(w *writer, c *op.Call) {
	x := w.name(c.In[0])
	w.node("Mul", []string{x, w.between("Tanh", w.between("Softplus", x))}, []string{w.name(c.Out[0])})
}

// scalar stores one number and gives its name.
func (w *writer) scalar(name string, v float32) string {
	id := w.unique.Identifier(name)
	w.constants.nested(5, func(m *message) { floats(m, id, nil, []float32{v}) })
	return id
}
