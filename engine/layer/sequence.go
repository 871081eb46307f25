package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// What slides over sequences works on images of one row: steps are its columns.

// sequenceIn checks what every layer over sequences asks for.
func sequenceIn(who text.Text, c *Context) (Signal, error) {
	in, _ := c.One("in")
	if in.Type == Labels {
		return in, noLabels(who)
	}
	if len(in.Shape) != 2 {
		return in, needSequence(who, in)
	}
	return in, nil
}

// rowOf is the image of one row that a sequence is.
func rowOf(sequence []int) []int { return []int{1, sequence[0], sequence[1]} }

// tooLong is the refusal of a window that does not fit along a sequence.
func tooLong(who text.Text, reach int, in Signal) *Problem {
	return &Problem{
		Message: text.New("%s: a window of %d steps does not fit into %d steps. Make it smaller, or choose the padding “same”.",
			"%s：%d 步的窗口放不进 %d 步的序列。请减小窗口，或选择“保持大小”填充。", who, reach, in.Shape[0]),
		Port: "in",
	}
}

// shaped sees a value under another shape of the same size, the batch apart.
func (l *Lowering) shaped(v *op.Value, shape ...int) (*op.Value, error) {
	y, err := l.Graph.Add(op.Reshape, op.ReshapeTo{Shape: append([]int{v.Shape[0]}, shape...)}, v)
	if err != nil {
		return nil, err
	}
	return y[0], nil
}

// overRow lowers an op over images to one over sequences.
func (l *Lowering) overRow(work func(row *op.Value) (*op.Value, error)) (map[string]*op.Value, error) {
	in := l.One("in")
	row, err := l.shaped(in, rowOf(in.Shape[1:])...)
	if err != nil {
		return nil, err
	}
	y, err := work(row)
	if err != nil {
		return nil, err
	}
	out, err := l.shaped(y, y.Shape[2:]...)
	return map[string]*op.Value{"out": out}, err
}

// stepsParam declares a number of steps.
func stepsParam(id string, name, help text.Text, preset float64) param.Param {
	return param.Param{ID: id, Type: param.Integer, Default: graph.Number(preset), Min: 1, Max: 4096, Name: name, Help: help}
}

func stepWindowParam(id string, name text.Text, preset float64) param.Param {
	return stepsParam(id, name, text.Text{EN: "How many steps the window covers.", ZH: "窗口覆盖的步数。"}, preset)
}

func stepStrideParam(preset float64) param.Param {
	return stepsParam("strides", text.Text{EN: "Stride", ZH: "步幅"},
		text.Text{EN: "How many steps the window moves from one place to the next. 2 halves the sequence.", ZH: "窗口每次移动的步数。2 使序列长度减半。"}, preset)
}

// stepPaddingParam declares how a window goes beyond the ends of a sequence. causal, where it is offered, never looks
// ahead.
func stepPaddingParam(causal bool) param.Param {
	p := paddingParam()
	p.Help = text.Text{EN: "valid keeps the window inside the sequence, which shrinks; same adds steps at both ends so that, with stride 1, the length stays.", ZH: "“不填充”使窗口保持在序列内，输出变短；“保持大小”在两端补步，步幅为 1 时长度不变。"}
	if causal {
		p.Options = append(p.Options, param.Option{ID: paddingCausal, Name: text.Text{EN: "causal", ZH: "因果"}})
		p.Help = text.Text{
			EN: p.Help.EN + " causal adds them all before the first, so that no answer looks ahead in time.",
			ZH: p.Help.ZH + "“因果”只在开头补步，使输出不会看到未来。",
		}
	}
	return p
}

// first calls an op and gives its first output.
func (l *Lowering) first(o *op.Op, attr any, in ...*op.Value) (*op.Value, error) {
	y, err := l.Graph.Add(o, attr, in...)
	if err != nil {
		return nil, err
	}
	return y[0], nil
}
