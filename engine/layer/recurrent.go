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
		initialiserParam(),
		{
			ID: "recurrent_initializer", Type: param.Choice, Default: graph.String("orthogonal"), Options: initialiserOptions(),
			Name: text.Text{EN: "State initialiser", ZH: "状态权重初始化"},
			Help: text.Text{EN: "How the weights from state to state are drawn before training. Orthogonal ones neither stretch nor shrink a state, so that it lasts over many steps.", ZH: "状态到状态的权重在训练前的取值方式。正交权重既不放大也不缩小状态，使其能保持多步。"},
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

// stepwise is the shape rule of layers of lists that work on each step of a sequence too.
func stepwise(rule func(*Context) (map[string]Signal, error)) func(*Context) (map[string]Signal, error) {
	return func(c *Context) (map[string]Signal, error) {
		in, _ := c.One("in")
		if len(in.Shape) != 2 {
			return rule(c)
		}
		step := *c
		step.In = map[string][]Signal{"in": {SignalOf(in.Shape[1])}}
		out, err := rule(&step)
		if err != nil {
			return nil, err
		}
		return map[string]Signal{"out": SignalOf(append([]int{in.Shape[0]}, out["out"].Shape...)...)}, nil
	}
}

// recurrentIn are the inputs of a layer that walks along sequences; all but the sequence may stay open.
func recurrentIn(cells bool) []Port {
	ports := onePort("in", "Sequence", "序列", Sequence)
	ports = append(ports, Port{ID: "state", Name: text.Text{EN: "First state", ZH: "初始状态"}, Type: Vector, Optional: true})
	if cells {
		ports = append(ports, Port{ID: "cell", Name: text.Text{EN: "First cells", ZH: "初始记忆"}, Type: Vector, Optional: true})
	}
	return append(ports, Port{ID: "mask", Name: text.Text{EN: "Mask", ZH: "掩码"}, Type: Vector, Optional: true})
}

// recurrentOut are its outputs.
func recurrentOut(cells bool) []Port {
	ports := append(anyOut(), Port{ID: "state", Name: text.Text{EN: "Last state", ZH: "末状态"}, Type: Vector})
	if cells {
		ports = append(ports, Port{ID: "cell", Name: text.Text{EN: "Last cells", ZH: "末记忆"}, Type: Vector})
	}
	return ports
}

// portsHelp says what the further ports are for.
func portsHelp() text.Text {
	return text.Text{
		EN: " The open inputs are for more: a first state, from which the walk starts instead of from zeros (as a decoder starts from what an encoder ends with), and a mask with a number for each step, 0 where the step is padding: it is passed over, and the state stays as it is.",
		ZH: " 其余输入可不连接：“初始状态”让遍历从给定状态而不是从零开始（如解码器从编码器的末状态开始）；“掩码”为每一步给出一个数字，0 表示该步是填充，遍历时跳过并保持状态不变。",
	}
}

func inferRecurrent(name text.Text, cells bool) func(*Context) (map[string]Signal, error) {
	return func(c *Context) (map[string]Signal, error) {
		in, _ := c.One("in")
		if in.Type == Labels {
			return nil, noLabels(name)
		}
		if len(in.Shape) != 2 {
			return nil, needSequence(name, in)
		}
		units := c.Params.Int("units")
		if err := checkEnds(name, c, in.Shape[0], units, cells); err != nil {
			return nil, err
		}
		out := map[string]Signal{"out": SignalOf(units), "state": SignalOf(units)}
		if c.Params.Bool("return_sequences") {
			out["out"] = SignalOf(in.Shape[0], units)
		}
		if cells {
			out["cell"] = SignalOf(units)
		}
		return out, nil
	}
}

// checkEnds tells what is wrong with first states or a mask.
func checkEnds(name text.Text, c *Context, steps, units int, cells bool) error {
	ports := []string{"state"}
	if cells {
		ports = append(ports, "cell")
		_, state := c.One("state")
		_, cell := c.One("cell")
		if state != cell {
			open := map[bool]string{false: "state", true: "cell"}[state]
			return &Problem{Port: open, Message: text.New("%s starts from a state and its cells: wire both first inputs or neither", "%s 的初始状态与初始记忆必须同时连接，或都不连接", name)}
		}
	}
	if _, wired := c.One("state"); wired && c.Params.Bool(statefulID) {
		return &Problem{Port: "state", Message: text.New("%s goes on from where the batch before has left it, so that it cannot start from a state that is wired: cut that wire, or turn off “Keeps its state”",
			"%s 从上一批结束时的状态继续，不能再从连线给出的状态开始：请删除该连线，或关闭“保持状态”", name)}
	}
	for _, port := range ports {
		if s, wired := c.One(port); wired && (s.Type == Labels || len(s.Shape) != 1 || s.Shape[0] != units) {
			return &Problem{Port: port, Message: text.New("%s has %d units, so its first state is a list of %[2]d numbers, but %[3]s arrives",
				"%s 有 %d 个单元，初始状态应为 %[2]d 个数字，但收到的是 %[3]s", name, units, ShapeText(s.Shape))}
		}
	}
	return checkMask(name, c, steps)
}

// checkMask tells what is wrong with a mask for so many steps.
func checkMask(name text.Text, c *Context, steps int) error {
	if s, wired := c.One("mask"); wired && (s.Type == Labels || len(s.Shape) != 1 || s.Shape[0] != steps) {
		return &Problem{Port: "mask", Message: text.New("%s reads %d steps, so its mask is a list of %[2]d numbers, but %[3]s arrives",
			"%s 读取 %d 步，掩码应为 %[2]d 个数字，但收到的是 %[3]s", name, steps, ShapeText(s.Shape))}
	}
	return nil
}

// needSequence is the refusal of a layer that walks along steps.
func needSequence(who text.Text, in Signal) *Problem {
	return &Problem{
		Message: text.New("%s reads a sequence, steps × numbers, but %s arrives. Reshape can give it that form, such as an image as 28 rows of 28.",
			"%s 需要序列（步数×数字），但收到的是 %s。可用“重塑”改变形状，例如把图像看作 28 行、每行 28 个。", who, ShapeText(in.Shape)),
		Insert: []string{"reshape"}, Port: "in",
	}
}

// recurrentCell is what tells one kind of recurrent layer from another.
type recurrentCell struct {
	walk  *op.Op
	gates int
	cells bool // beside the state
	// stateBias has what the state brings get a bias of its own.
	stateBias bool
	// bias gives the first values of the bias, where they are not all 0.
	bias func(s param.Set, units int) (ones [2]int)
}

// weights are those from input and state to the gates, and the biases.
func (r recurrentCell) weights(c *Context) []Weight {
	in, _ := c.One("in")
	return r.named("", in.Shape[1], c.Params)
}

func (r recurrentCell) named(prefix string, inputs int, s param.Set) []Weight {
	units := s.Int("units")
	sums := r.gates * units
	list := []Weight{
		{Name: prefix + "kernel", Shape: []int{inputs, sums}, Init: s.Text("initializer")},
		{Name: prefix + "recurrent", Shape: []int{units, sums}, Init: s.Text("recurrent_initializer")},
		{Name: prefix + "bias", Shape: []int{sums}, Init: "zeros"},
	}
	if r.bias != nil {
		list[2].Ones = r.bias(s, units)
	}
	if r.stateBias {
		list = append(list, Weight{Name: prefix + "recurrent_bias", Shape: []int{sums}, Init: "zeros"})
	}
	return list
}

func (r recurrentCell) flops(c *Context) float64 {
	in, _ := c.One("in")
	units := float64(c.Params.Int("units"))
	return 2 * float64(in.Shape[0]) * (float64(in.Shape[1]) + units) * float64(r.gates) * units
}

func (r recurrentCell) lower(l *Lowering) (map[string]*op.Value, error) {
	return r.walkOnce(l, "", l.Params.Bool("reverse"))
}

// walkOnce computes the sums of all steps' inputs at once, and then walks, with the weights of a prefix. What is carried
// from one run to the next has that prefix too.
func (r recurrentCell) walkOnce(l *Lowering, prefix string, reverse bool) (map[string]*op.Value, error) {
	start, leave := r.start(l, prefix)
	h, cells, form, err := r.walkAlong(l, prefix, reverse, start)
	if err != nil {
		return nil, err
	}
	out := map[string]*op.Value{"out": h}
	last, err := form.last(l, h)
	if err != nil {
		return nil, err
	}
	out["state"] = last
	if !l.Params.Bool("return_sequences") {
		out["out"] = last
	}
	if r.cells {
		if out["cell"], err = form.last(l, cells); err != nil {
			return nil, err
		}
	}
	for i, put := range leave {
		put(out[r.states()[i]])
	}
	return out, nil
}

// states names what is remembered from step to step, as the ports are called.
func (r recurrentCell) states() []string {
	if r.cells {
		return []string{"state", "cell"}
	}
	return []string{"state"}
}

// start gives what a walk starts from, if that is not zeros: what is wired, or what the walk before has left, and then
// where this one's last states go.
func (r recurrentCell) start(l *Lowering, prefix string) (start []*op.Value, leave []func(*op.Value)) {
	if len(l.In["state"]) > 0 {
		for _, port := range r.states() {
			start = append(start, l.One(port))
		}
		return start, nil
	}
	if !l.Params.Bool(statefulID) || l.Carry == nil {
		return nil, nil
	}
	for _, name := range r.states() {
		found, put := l.Carry(prefix+name, l.One("in").Shape[0], l.Params.Int("units"))
		start, leave = append(start, found), append(leave, put)
	}
	return start, leave
}

// walkAlong adds one walk with the weights of a prefix; its results are the states of all steps, and the cells if there
// are such. It starts from zeros unless it is told what from.
func (r recurrentCell) walkAlong(l *Lowering, prefix string, reverse bool, start []*op.Value) (h, cells *op.Value, f walkForm, err error) {
	sums, err := l.eachStep(l.One("in"), l.Weight(prefix+"kernel"), l.Weight(prefix+"bias"))
	if err != nil {
		return nil, nil, f, err
	}
	f.Recurrent = kernel.Recurrent{Steps: sums.Shape[1], Units: l.Params.Int("units"), Reverse: reverse}
	in := []*op.Value{sums, l.Weight(prefix + "recurrent")}
	if r.stateBias {
		in = append(in, l.Weight(prefix+"recurrent_bias"))
	}
	f.Start = len(start) > 0
	in = append(in, start...)
	if mask := l.In["mask"]; len(mask) > 0 {
		f.Masked = true
		in = append(in, mask[0])
	}
	out, err := l.Graph.Add(r.walk, f.RecurrentForm, in...)
	if err != nil {
		return nil, nil, f, err
	}
	if r.cells {
		cells = out[3]
	}
	return out[0], cells, f, nil
}

// walkForm is the form of a walk that was added.
type walkForm struct{ op.RecurrentForm }

// last takes the step that is walked last.
func (f walkForm) last(l *Lowering, states *op.Value) (*op.Value, error) {
	at := op.StepIndex{Step: f.Steps - 1, Steps: f.Steps}
	if f.Reverse {
		at.Step = 0
	}
	v, err := l.Graph.Add(op.PickStep, at, states)
	if err != nil {
		return nil, err
	}
	return v[0], nil
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
