package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// What layers share that normalise within a sample.

// scaleAndShift are the weights behind a normalisation: a scale for each feature and, where there is one, a shift.
func scaleAndShift(shift bool) func(*Context) []Weight {
	return func(c *Context) []Weight {
		in, _ := c.One("in")
		n := in.Shape[len(in.Shape)-1:]
		w := []Weight{{Name: "gamma", Shape: n, Init: "ones"}}
		if shift {
			w = append(w, Weight{Name: "beta", Shape: n, Init: "zeros"})
		}
		return w
	}
}

// standardised lowers a normalisation within each sample with what comes behind it.
func standardised(form func(s param.Set, shape []int) op.StandardForm) func(*Lowering) (map[string]*op.Value, error) {
	return func(l *Lowering) (map[string]*op.Value, error) {
		x := l.One("in")
		y, err := l.Graph.Add(op.Standardise, form(l.Params, x.Shape[1:]), x)
		if err != nil {
			return nil, err
		}
		if y, err = l.Graph.Add(op.ScaleColumns, nil, y[0], l.Weight("gamma")); err != nil {
			return nil, err
		}
		if beta := l.Weight("beta"); beta != nil {
			return single(l.Graph.Add(op.AddBias, nil, y[0], beta))
		}
		return single(y, nil)
	}
}

// featuresForm has each row of features by itself.
func featuresForm(centre bool) func(param.Set, []int) op.StandardForm {
	return func(s param.Set, shape []int) op.StandardForm {
		return op.StandardForm{Positions: 1, Channels: shape[len(shape)-1], Groups: 1, Centre: centre, Epsilon: s.Float("epsilon")}
	}
}

func describeEpsilon(s param.Set) text.Message {
	return text.New("ε = %v", "ε = %v", s.Float("epsilon"))
}

func normFLOPs(c *Context) float64 { in, _ := c.One("in"); return 8 * float64(in.Size()) }
