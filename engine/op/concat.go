package op

import (
	"fmt"
	"slices"
)

// ConcatForm is the attribute of Concat: the shape of the whole, batch included, and how many elements of each of its
// blocks come from each input. Concatenation along the last dimension has a block for each position, along the first of
// a sample one block a sample.
type ConcatForm struct {
	Axis   int // 0 puts batches together, sample by sample
	Shape  []int
	Widths []int
}

func (f ConcatForm) width() int {
	n := 0
	for _, w := range f.Widths {
		n += w
	}
	return n
}

// Concat puts arrays side by side, block by block. Whole numbers may be put together too.
var Concat = &Op{
	Name: "concat",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(ConcatForm)
		if err := count(in, len(f.Widths)); err != nil {
			return nil, err
		}
		blocks := sizeOf(f.Shape) / max(1, f.width())
		for i, v := range in {
			if v.Size() != blocks*f.Widths[i] || v.Type != in[0].Type {
				return nil, fmt.Errorf("%d numbers do not fill %d blocks of %d", v.Size(), blocks, f.Widths[i])
			}
		}
		return []Spec{{Shape: f.Shape, Type: in[0].Type}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(ConcatForm)
		out := NewArray(f.Shape...)
		at := 0
		for i, w := range f.Widths {
			placeBlocks(out.Data, f.width(), at, in[i].Data, w)
			at += w
		}
		return []Array{out}
	},
	FLOPs: zeroFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(ConcatForm)
		if c.Out[0].Type == Int32 {
			return b.rowWise(c, f.width(), bindConcat(f, b.Labels(c.Out[0], f.width()), eachOf(c.In, f.Widths, b.Labels)))
		}
		return b.rowWise(c, f.width(), bindConcat(f, b.Rows(c.Out[0], f.width()), eachOf(c.In, f.Widths, b.Rows)))
	},
}

// parted is memory that is seen part by part.
type parted[T any] interface{ Of(p Part) []T }

func eachOf[M any](values []*Value, widths []int, memory func(*Value, int) M) []M {
	list := make([]M, len(values))
	for i, v := range values {
		list[i] = memory(v, widths[i])
	}
	return list
}

func bindConcat[T any, M parted[T]](f ConcatForm, whole M, pieces []M) func(Part) {
	width := f.width()
	return func(p Part) {
		at := 0
		for i, w := range f.Widths {
			placeBlocks(whole.Of(p), width, at, pieces[i].Of(p), w)
			at += w
		}
	}
}

// placeBlocks writes pieces of some width, one into each block of the whole.
func placeBlocks[T any](whole []T, block, at int, pieces []T, width int) {
	for ; len(pieces) >= width && width > 0; pieces = pieces[width:] {
		copy(whole[at:at+width], pieces)
		at += block
	}
}

// SliceForm is the attribute of Slice: which input of a Concat is taken back out, and its shape.
type SliceForm struct {
	ConcatForm
	Input int
	Piece []int
}

func (f SliceForm) start() int {
	at := 0
	for _, w := range f.Widths[:f.Input] {
		at += w
	}
	return at
}

// Slice takes back out what one input gave to Concat: the gradient in it.
var Slice = &Op{
	Name: "slice",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(SliceForm)
		if err := count(in, 1); err != nil {
			return nil, err
		}
		if in[0].Size() != sizeOf(f.Shape) {
			return nil, fmt.Errorf("%d numbers are not %v", in[0].Size(), f.Shape)
		}
		return []Spec{{Shape: f.Piece}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(SliceForm)
		out := NewArray(f.Piece...)
		takeBlocks(out.Data, f.Widths[f.Input], in[0].Data, f.width(), f.start())
		return []Array{out}
	},
	FLOPs: zeroFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(SliceForm)
		w, block, at := f.Widths[f.Input], f.width(), f.start()
		x, y := b.Rows(c.In[0], block), b.Rows(c.Out[0], w)
		return b.rowWise(c, w, func(p Part) { takeBlocks(y.Of(p), w, x.Of(p), block, at) })
	},
}

// takeBlocks reads pieces of some width, one from each block of the whole.
func takeBlocks[T any](pieces []T, width int, whole []T, block, at int) {
	for ; len(pieces) >= width && width > 0; pieces = pieces[width:] {
		copy(pieces[:width], whole[at:])
		at += block
	}
}

func concatGradient(g *Graph, c *Call, up []*Value) []*Value {
	down := make([]*Value, len(c.In))
	if up[0] == nil {
		return down
	}
	for i, v := range c.In {
		form := SliceForm{ConcatForm: c.Attr.(ConcatForm), Input: i, Piece: slices.Clone(v.Shape)}
		down[i] = g.must(Slice, form, up[0])[0]
	}
	return down
}

func sizeOf(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}
