package compile

import (
	"testing"

	"netloom/engine/kernel"
	"netloom/engine/op"
)

// sequencePool is what Conv 1D with a ReLU and Max pool 1D behind it are lowered to: sequences as images of one row, and
// back between the layers.
func sequencePool(t *testing.T) (g *op.Graph, between, out *op.Value) {
	t.Helper()
	g = &op.Graph{}
	add := func(o *op.Op, attr any, in ...*op.Value) *op.Value {
		v, err := g.Add(o, attr, in...)
		if err != nil {
			t.Fatal(err)
		}
		return v[0]
	}
	x := g.NewValue("x", op.Input, op.Float32, 2, 8, 3)
	x.Batched = true
	w, b := g.NewValue("w", op.Parameter, op.Float32, 3, 3, 4), g.NewValue("b", op.Parameter, op.Float32, 4)
	form := op.ConvForm{Conv: kernel.Conv{
		Height: 1, Width: 8, Channels: 3, Filters: 4, KernelHeight: 1, KernelWidth: 3, StrideY: 1, StrideX: 1, DilationY: 1, DilationX: 1, Groups: 1,
	}}
	row := add(op.Reshape, op.ReshapeTo{Shape: []int{2, 1, 8, 3}}, x)
	y := add(op.Activation, op.FindFunction("relu"), add(op.AddBias, nil, add(op.Conv2D, form, row, w), b))
	between = add(op.Reshape, op.ReshapeTo{Shape: []int{2, 6, 4}}, y)
	window := op.WindowForm{Window: kernel.Window{Height: 1, Width: 6, Channels: 4, WindowHeight: 1, WindowWidth: 2, StrideY: 1, StrideX: 2}}
	pooled := add(op.MaxPool, window, add(op.Reshape, op.ReshapeTo{Shape: []int{2, 1, 6, 4}}, between))
	return g, between, add(op.Reshape, op.ReshapeTo{Shape: []int{2, 3, 4}}, pooled)
}

func names(g *op.Graph) string {
	s := ""
	for _, c := range g.Calls {
		s += c.Op.Name + " "
	}
	return s
}

// TestShapesGivenForNothingAreLeftOut has pooling follow the convolution at once; not so where someone looks between.
func TestShapesGivenForNothingAreLeftOut(t *testing.T) {
	g, _, out := sequencePool(t)
	fuseForward(g, []*op.Value{out})
	if got, want := names(g), "reshape conv2d max_pool add_bias activation reshape "; got != want {
		t.Errorf("the calls are %q, want %q", got, want)
	}
	g, between, out := sequencePool(t)
	before := names(g)
	fuseForward(g, []*op.Value{between, out})
	if got := names(g); got != before {
		t.Errorf("the calls are %q, want all of %q", got, before)
	}
}
