package op

import (
	"fmt"
	"math"

	"netloom/engine/text"
)

// Embed looks whole numbers (second input) up in a table (first): row n for the number n. They come as labels or as samples
// that hold whole numbers.
var Embed = &Op{
	Name: "embed",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, 2); err != nil {
			return nil, err
		}
		if err := matrix(in[0]); err != nil {
			return nil, err
		}
		return []Spec{{Shape: append(append([]int{}, in[1].Shape...), in[0].Shape[1])}}, nil
	},
	Reference: func(_ any, in []Array) []Array {
		n := in[0].Shape[1]
		out := NewArray(append(append([]int{}, in[1].Shape...), n)...)
		for i, v := range in[1].Data {
			copy(out.Data[i*n:(i+1)*n], in[0].Data[int(v)*n:])
		}
		return []Array{out}
	},
	FLOPs: zeroFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		table, n := b.Float(c.In[0]), c.In[0].Shape[1]
		rows, y := c.In[0].Shape[0], b.Rows(c.Out[0], n)
		if c.In[1].Type == Int32 {
			which := b.Labels(c.In[1], 1)
			return b.rowWise(c, n, func(p Part) { lookUp(y.Of(p), table, which.Of(p), rows, n) })
		}
		which := b.Rows(c.In[1], 1)
		return b.rowWise(c, n, func(p Part) { lookUp(y.Of(p), table, which.Of(p), rows, n) })
	},
}

func lookUp[T int32 | float32](y, table []float32, which []T, rows, n int) {
	for i, v := range which {
		at := entry(v, rows)
		copy(y[i*n:(i+1)*n], table[at*n:(at+1)*n])
	}
}

// entry is the row that a number names. Data with another number is a mistake of the person's, which nothing before could
// have told: the run ends with this sentence.
func entry[T int32 | float32](v T, rows int) int {
	at := int(v)
	if float64(at) != float64(v) || at < 0 || at >= rows {
		panic(text.Errorf("it was asked for entry %v, but has only the whole numbers from 0 to %d: raise its vocabulary, or mend the data",
			"被要求查找 %v，但只有 0 到 %d 的整数：请增大词表，或修正数据", math.Round(float64(v)*1000)/1000, rows-1))
	}
	return at
}

// Vocabulary is the attribute of EmbedGradient: the number of rows of the table.
type Vocabulary int

// EmbedGradient adds up, for each row of a table, the gradients (first input) of the places whose number (second) names it,
// in their order.
var EmbedGradient = &Op{
	Name: "embed_gradient",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		if err := count(in, 2); err != nil {
			return nil, err
		}
		if in[0].Size() != in[1].Size()*in[0].Last() {
			return nil, fmt.Errorf("%v are no rows for the numbers %v", in[0].Shape, in[1].Shape)
		}
		return []Spec{{Shape: []int{int(attr.(Vocabulary)), in[0].Last()}, Sum: true}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		n := in[0].Shape[len(in[0].Shape)-1]
		out := NewArray(int(attr.(Vocabulary)), n)
		for i, up := range in[0].Data {
			out.Data[int(in[1].Data[i/n])*n+i%n] += up
		}
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return float64(c.In[0].Size()) },
	Bind: func(b *Binding, c *Call) []Step {
		up, down, rows := b.Float(c.In[0]), b.Float(c.Out[0]), int(c.Attr.(Vocabulary))
		n := c.Out[0].Last()
		// A chunk has every 16th row, since small numbers are often the frequent ones, and no row is two chunks'.
		chunks := min(16, rows)
		if c.In[1].Type == Int32 {
			which := b.Int(c.In[1])
			return []Step{{Chunks: chunks, Run: func(chunk, _ int) { scatter(b, down, up, which, chunk, chunks, n) }}}
		}
		which := b.Float(c.In[1])
		return []Step{{Chunks: chunks, Run: func(chunk, _ int) { scatter(b, down, up, which, chunk, chunks, n) }}}
	},
}

func scatter[T int32 | float32](b *Binding, down, up []float32, which []T, chunk, chunks, n int) {
	for at := chunk * n; at < len(down); at += chunks * n {
		clear(down[at : at+n])
	}
	for i, v := range which {
		at := int(v)
		if at%chunks != chunk {
			continue
		}
		row := down[at*n : (at+1)*n]
		b.Kernels.Add(row, row, up[i*n:(i+1)*n])
	}
}

func embedDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	return []*Value{g.must(EmbedGradient, Vocabulary(c.In[0].Shape[0]), up[0], c.In[1])[0], nil}
}
