package parity

import (
	"fmt"
	"slices"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/optim"
	"netloom/engine/param"
)

// optimiserCase is one optimiser that follows given gradients for some steps.
type optimiserCase struct {
	ID     string                 `json:"id"`
	Params map[string]graph.Value `json:"params"`
	Shape  []int                  `json:"shape"` // of the weight: a matrix
	Start  []float64              `json:"start"`
	Steps  []stepOfCase           `json:"steps"`
}

type stepOfCase struct {
	Rate     float64   `json:"rate"` // the learning rate of this step
	Gradient []float64 `json:"gradient"`
	Weights  []float64 `json:"weights"` // expected after it
}

// optimiserTolerance bounds the drift after 20 steps: each rounds the weight once, to 2⁻²⁴ of it, and 20 roundings that
// all fall one way are 1.2e-6. The step itself is some hundred times smaller than the weight, and so are its roundings.
const optimiserTolerance = 2e-6

// referenceTolerance is for the float64 definitions: what is left is that constants such as β are kept as float32.
const referenceTolerance = 2e-7

// TestOptimisers compares each optimiser after every step, alone and fused into the product that gives the gradient.
func TestOptimisers(t *testing.T) {
	for _, file := range cases(t) {
		c := file.Optimiser
		if c == nil {
			continue
		}
		if i := slices.IndexFunc(optim.All(), func(k *optim.Kind) bool { return k.ID == c.ID }); i < 0 {
			t.Errorf("%s: there is no optimiser %q", file.name, c.ID)
			continue
		}
		t.Run(file.name+"/reference", func(t *testing.T) { followReference(t, c) })
		for _, level := range kernel.Available() {
			for _, fused := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%s/fused=%t", file.name, level, fused), func(t *testing.T) { follow(t, c, level, fused) })
			}
		}
	}
}

func (c *optimiserCase) rule() (*optim.Kind, op.Rule) {
	k := optim.Find(c.ID)
	return k, k.Rule(param.Set{Declared: k.Params, Given: c.Params})
}

// slotStart is the value that a slot has before the first step.
func (c *optimiserCase) slotStart(k *optim.Kind, slot int) float32 {
	if k.Start == nil {
		return 0
	}
	return k.Start(c.set(k))[slot]
}

func (c *optimiserCase) set(k *optim.Kind) param.Set {
	return param.Set{Declared: k.Params, Given: c.Params}
}

func followReference(t *testing.T, c *optimiserCase) {
	kind, rule := c.rule()
	w := slices.Clone(c.Start)
	slots := make([][]float64, len(kind.SlotsOf(c.set(kind))))
	for i := range slots {
		slots[i] = slices.Repeat([]float64{float64(c.slotStart(kind, i))}, len(w))
	}
	for i, step := range c.Steps {
		rule.Reference(i+1, step.Rate, w, step.Gradient, slots)
		got := make([]float32, len(w))
		for j := range w {
			got[j] = float32(w[j])
		}
		agree(t, fmt.Sprintf("the weight after step %d", i+1), got, step.Weights, referenceTolerance)
	}
}

// follow runs the steps of a case on the kernels of one level.
func follow(t *testing.T, c *optimiserCase, level kernel.Level, fused bool) {
	kind, rule := c.rule()
	g, memory := &op.Graph{}, op.Arrays{}
	value := func(name string, role op.Role, shape ...int) *op.Value {
		v := g.NewValue(name, role, op.Float32, shape...)
		memory[v] = kernel.Aligned(v.Size())
		return v
	}
	w, gradient := value("w", op.Parameter, c.Shape...), value("gradient", op.Input, c.Shape...)
	u := op.UpdateRule{Rule: rule}
	for i, name := range kind.SlotsOf(c.set(kind)) {
		slot := value(name, op.Slot, c.Shape...)
		for j := range memory[slot] {
			memory[slot][j] = c.slotStart(kind, i)
		}
		u.Slots = append(u.Slots, slot)
	}
	if fused { // the gradient is the product of the unit matrix and itself, which changes no bit of it
		rows := c.Shape[0]
		unit := value("unit", op.Input, rows, rows)
		for i := range rows {
			memory[unit][i*rows+i] = 1
		}
		g.Calls = append(g.Calls, &op.Call{
			Op: op.MatMulUpdate, Attr: op.MatMulUpdateForm{Form: op.MatMulForm{TransA: true}, Update: u},
			In: []*op.Value{unit, gradient, w}, Updates: append([]*op.Value{w}, u.Slots...),
		})
	} else {
		g.AddUpdate(w, gradient, nil, u)
	}
	moment := &op.Moment{Rates: []float32{0}}
	b := op.NewBinding(kernel.For(level), moment, 1, 1, memory)
	steps := g.Calls[0].Op.Bind(b, g.Calls[0])
	slices.SortStableFunc(steps, func(a, b op.Step) int { return a.Stage - b.Stage })
	fill(t, "the weight", c.Shape, memory[w], array{Shape: c.Shape, Values: c.Start})
	for i, step := range c.Steps {
		fill(t, "the gradient", c.Shape, memory[gradient], array{Shape: c.Shape, Values: step.Gradient})
		moment.Step, moment.Rates[0] = uint64(i), float32(step.Rate)
		b.Begin()
		for _, s := range steps {
			for chunk := range s.Chunks {
				s.Run(chunk, 0)
			}
		}
		agree(t, fmt.Sprintf("the weight after step %d", i+1), memory[w], step.Weights, optimiserTolerance)
	}
}
