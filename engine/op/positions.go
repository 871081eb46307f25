package op

import (
	"fmt"
	"math"
)

// Waves is the attribute of AddPositions: the steps and numbers of the sequences, and the longest of the waves.
type Waves struct {
	Steps, Width int
	Longest      float64
}

// At is what is added to a number of a step: sines at even places, cosines at odd ones, each pair slower than the one
// before.
func (w Waves) At(step, place int) float64 {
	angle := float64(step) / math.Pow(w.Longest, float64(place/2*2)/float64(w.Width))
	if place%2 == 0 {
		return math.Sin(angle)
	}
	return math.Cos(angle)
}

// Table is what is added to a sequence.
func (w Waves) Table() []float32 {
	table := make([]float32, w.Steps*w.Width)
	for i := range table {
		table[i] = float32(w.At(i/w.Width, i%w.Width))
	}
	return table
}

// AddPositions adds waves to sequences [batch, steps, width], by which a network can tell the steps apart.
var AddPositions = &Op{
	Name: "add_positions",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		w := attr.(Waves)
		if err := count(in, 1); err != nil {
			return nil, err
		}
		if in[0].Columns() != w.Steps*w.Width {
			return nil, fmt.Errorf("%v are no sequences of %d steps of %d numbers", in[0].Shape, w.Steps, w.Width)
		}
		return []Spec{{Shape: in[0].Shape}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		w := attr.(Waves)
		out := NewArray(in[0].Shape...)
		for i, x := range in[0].Data {
			out.Data[i] = x + w.At(i/w.Width%w.Steps, i%w.Width)
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(1), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		table := c.Attr.(Waves).Table()
		x, y := b.Rows(c.In[0], len(table)), b.Rows(c.Out[0], len(table))
		return b.rowWise(c, len(table), func(p Part) { b.Kernels.AddBias(y.Of(p), x.Of(p), table) })
	},
}

func addPositionsDown(_ *Graph, _ *Call, up []*Value) []*Value { return []*Value{up[0]} }
