package layer

import (
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// What the kinds of pooling over sequences share.

func stepPoolParams() []param.Param {
	stride := stepStrideParam(2)
	stride.Help = text.Text{EN: "How many steps the window moves; as many as it covers means that no step counts twice.", ZH: "窗口移动的步数；等于窗口大小时，每一步只计一次。"}
	return []param.Param{stepWindowParam("pool_size", text.Text{EN: "Window", ZH: "窗口"}, 2), stride, stepPaddingParam(false)}
}

func describeStepPool(s param.Set) text.Message {
	return text.New("%d steps · stride %d", "%d 步 · 步幅 %d", s.Int("pool_size"), s.Int("strides"))
}

func inferStepPool(name text.Text) func(*Context) (map[string]Signal, error) {
	return func(c *Context) (map[string]Signal, error) {
		in, err := sequenceIn(name, c)
		if err != nil {
			return nil, err
		}
		w := stepWindowOf(c.Params, in.Shape)
		if w.OutWidth() < 1 {
			return nil, tooLong(name, w.WindowWidth, in)
		}
		return map[string]Signal{"out": SignalOf(w.OutWidth(), w.Channels)}, nil
	}
}

func stepPoolFLOPs(c *Context) float64 {
	in, _ := c.One("in")
	w := stepWindowOf(c.Params, in.Shape)
	return float64(w.ResultFloats()) * float64(w.WindowWidth)
}

// stepWindowOf is a sliding window with a kind's parameters over sequences of a shape.
func stepWindowOf(s param.Set, sequence []int) kernel.Window {
	w := kernel.Window{
		Height: 1, Width: sequence[0], Channels: sequence[1],
		WindowHeight: 1, WindowWidth: s.Int("pool_size"), StrideY: 1, StrideX: s.Int("strides"),
	}
	w.Left, w.Right = frame(s.Text("padding"), w.Width, w.WindowWidth, w.StrideX)
	return w
}

// lowerStepPool pools sequences by an op.
func lowerStepPool(o *op.Op) func(*Lowering) (map[string]*op.Value, error) {
	return func(l *Lowering) (map[string]*op.Value, error) {
		form := op.WindowForm{Window: stepWindowOf(l.Params, l.One("in").Shape[1:])}
		return l.overRow(func(row *op.Value) (*op.Value, error) { return l.first(o, form, row) })
	}
}
