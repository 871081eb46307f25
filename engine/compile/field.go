package compile

import (
	"math"
	"slices"

	"netloom/engine/graph"
	"netloom/engine/layer"
)

// Field is a layer's receptive field: the part of the network's input on which one place of the layer's output depends.
type Field struct {
	// Size is how many places it spans along each side of an image, or along a sequence; near an edge some of them lie
	// beyond it.
	Size []int
	// Of is how many there are.
	Of []int

	span []float64 // Size before rounding up: places lie between others after an enlargement
	step []float64 // how far the fields of two neighbours lie apart
}

// Whole tells whether the field covers the whole input.
func (f *Field) Whole() bool {
	for i := range f.Of {
		if f.Size[i] < f.Of[i] {
			return false
		}
	}
	return true
}

// field follows from the fields of what a layer reads and from its own sight; nil where places have no meaning.
func (c *checker) field(n *graph.Node, e *NodeReport, ctx *layer.Context) *Field {
	if e.Kind.Sight == nil {
		return nil
	}
	sight := e.Kind.Sight(ctx)
	if sight.Source {
		return fieldOf(e.Out["out"].Shape)
	}
	before := c.fieldBefore(n)
	if before == nil {
		return nil
	}
	if sight.Whole {
		whole := &Field{Size: before.Of, Of: before.Of, step: make([]float64, len(before.Of))}
		for _, d := range before.Of {
			whole.span = append(whole.span, float64(d))
		}
		return whole
	}
	return before.through(sight)
}

// fieldOf is the field of an input: each place sees itself.
func fieldOf(shape []int) *Field {
	if len(shape) < 2 {
		return nil
	}
	f := &Field{Of: slices.Clone(shape[:len(shape)-1])}
	for range f.Of {
		f.Size, f.span, f.step = append(f.Size, 1), append(f.span, 1), append(f.step, 1)
	}
	return f
}

// fieldBefore joins the fields of all that a layer reads: the widest counts.
func (c *checker) fieldBefore(n *graph.Node) *Field {
	var joined *Field
	for _, w := range c.document.Into(n.ID) {
		from := c.report.Nodes[w.From.Node]
		if from == nil || from.Field == nil {
			return nil
		}
		if joined == nil {
			joined = from.Field
			continue
		}
		if !slices.Equal(joined.Of, from.Field.Of) {
			return nil
		}
		joined = joined.wider(from.Field)
	}
	return joined
}

func (f *Field) wider(g *Field) *Field {
	w := &Field{Of: f.Of}
	for i := range f.Of {
		w.Size = append(w.Size, max(f.Size[i], g.Size[i]))
		w.span = append(w.span, max(f.span[i], g.span[i]))
		w.step = append(w.step, max(f.step[i], g.step[i]))
	}
	return w
}

// through is the field behind a layer: a window of w places, of which two neighbours lie a step apart, reaches w−1 steps
// further, and the windows of two neighbours lie so many steps apart as the layer strides.
func (f *Field) through(s layer.Sight) *Field {
	if s.Window != nil && len(s.Window) != len(f.Of) || s.Step != nil && len(s.Step) != len(f.Of) {
		return nil
	}
	g := &Field{Of: f.Of, span: slices.Clone(f.span), step: slices.Clone(f.step)}
	for i := range f.Of {
		if s.Window != nil {
			g.span[i] += float64(s.Window[i]-1) * f.step[i]
		}
		if s.Step != nil {
			g.step[i] *= s.Step[i]
		}
		g.Size = append(g.Size, int(math.Ceil(min(g.span[i], math.MaxInt32)-1e-9)))
	}
	return g
}
