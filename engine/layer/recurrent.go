package layer

import (
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// recurrentParams are what recurrent layers share.
func recurrentParams(units float64) []param.Param {
	initial := initialiserParam()
	return []param.Param{
		{
			ID: "units", Type: param.Integer, Default: graph.Number(units), Min: 1, Max: 8192, Logarithmic: true,
			Name: text.Text{EN: "Units", ZH: "单元数"},
			Help: text.Text{EN: "How many numbers the layer remembers from step to step.", ZH: "该层逐步记住多少个数字。"},
		},
		{
			ID: "return_sequences", Type: param.Truth, Default: graph.Bool(false),
			Name: text.Text{EN: "Every step", ZH: "输出每一步"},
			Help: text.Text{EN: "Off gives the state after the last step alone; on gives the states of all steps, which a further recurrent layer needs.", ZH: "关闭时只输出最后一步的状态；打开时输出每一步的状态，供后续循环层使用。"},
		},
		{
			ID: "reverse", Type: param.Truth, Default: graph.Bool(false),
			Name: text.Text{EN: "Backwards", ZH: "反向"},
			Help: text.Text{EN: "Walks from the last step to the first.", ZH: "从最后一步走到第一步。"},
		},
		initial,
		{
			ID: "recurrent_initializer", Type: param.Choice, Default: graph.String("glorot_uniform"), Options: initialiserOptions(),
			Name: text.Text{EN: "State initialiser", ZH: "状态权重初始化"},
			Help: text.Text{EN: "How the weights from state to state are drawn before training.", ZH: "状态到状态的权重在训练前的取值方式。"},
		},
		trainableParam(),
	}
}

func describeRecurrent(s param.Set) text.Message {
	if s.Bool("return_sequences") {
		return text.New("%d units · every step", "%d 个单元 · 每一步", s.Int("units"))
	}
	return text.New("%d units · last step", "%d 个单元 · 最后一步", s.Int("units"))
}

func inferRecurrent(name text.Text) func(*Context) (map[string]Signal, error) {
	return func(c *Context) (map[string]Signal, error) {
		in, _ := c.One("in")
		if in.Type == Labels {
			return nil, noLabels(name)
		}
		if len(in.Shape) != 2 {
			return nil, needSequence(name, in)
		}
		units := c.Params.Int("units")
		if c.Params.Bool("return_sequences") {
			return map[string]Signal{"out": SignalOf(in.Shape[0], units)}, nil
		}
		return map[string]Signal{"out": SignalOf(units)}, nil
	}
}

// needSequence is the refusal of a layer that walks along steps.
func needSequence(who text.Text, in Signal) *Problem {
	return &Problem{
		Message: text.New("%s reads a sequence, steps × numbers, but %s arrives. Reshape can give it that form, such as an image as 28 rows of 28.",
			"%s 需要序列（步数×数字），但收到的是 %s。可用“重塑”改变形状，例如把图像看作 28 行、每行 28 个。", who, ShapeText(in.Shape)),
		Insert: []string{"reshape"}, Port: "in",
	}
}

// recurrentWeights are the weights from input and state to so many gates, and their bias.
func recurrentWeights(gates int, bias string) func(*Context) []Weight {
	return func(c *Context) []Weight {
		in, _ := c.One("in")
		units := c.Params.Int("units")
		return []Weight{
			{Name: "kernel", Shape: []int{in.Shape[1], gates * units}, Init: c.Params.Text("initializer")},
			{Name: "recurrent", Shape: []int{units, gates * units}, Init: c.Params.Text("recurrent_initializer")},
			{Name: "bias", Shape: []int{gates * units}, Init: bias},
		}
	}
}

func recurrentFLOPs(gates int) func(*Context) float64 {
	return func(c *Context) float64 {
		in, _ := c.One("in")
		units := float64(c.Params.Int("units"))
		return 2 * float64(in.Shape[0]) * (float64(in.Shape[1]) + units) * float64(gates) * units
	}
}

// lowerRecurrent computes the sums of all steps' inputs at once, and then walks.
func lowerRecurrent(walk *op.Op) func(*Lowering) (map[string]*op.Value, error) {
	return func(l *Lowering) (map[string]*op.Value, error) {
		sums, err := l.eachStep(l.One("in"), l.Weight("kernel"), l.Weight("bias"))
		if err != nil {
			return nil, err
		}
		form := op.RecurrentForm{Recurrent: kernel.Recurrent{
			Steps: sums.Shape[1], Units: l.Params.Int("units"), Reverse: l.Params.Bool("reverse"),
		}}
		h, err := l.Graph.Add(walk, form, sums, l.Weight("recurrent"))
		if err != nil {
			return nil, err
		}
		if l.Params.Bool("return_sequences") {
			return map[string]*op.Value{"out": h[0]}, nil
		}
		last := op.StepIndex{Step: form.Steps - 1, Steps: form.Steps}
		if form.Reverse {
			last.Step = 0
		}
		return single(l.Graph.Add(op.PickStep, last, h[0]))
	}
}

// eachStep multiplies every step of sequences by the same weights and adds a bias, if there is one.
func (l *Lowering) eachStep(x, w, bias *op.Value) (*op.Value, error) {
	batch, steps := x.Shape[0], x.Shape[1]
	flat, err := l.Graph.Add(op.Reshape, op.ReshapeTo{Shape: []int{batch * steps, x.Shape[2]}}, x)
	if err != nil {
		return nil, err
	}
	y, err := l.Graph.Add(op.MatMul, op.MatMulForm{}, flat[0], w)
	if err != nil {
		return nil, err
	}
	if bias != nil {
		if y, err = l.Graph.Add(op.AddBias, nil, y[0], bias); err != nil {
			return nil, err
		}
	}
	out, err := l.Graph.Add(op.Reshape, op.ReshapeTo{Shape: []int{batch, steps, w.Shape[1]}}, y[0])
	if err != nil {
		return nil, err
	}
	return out[0], nil
}
