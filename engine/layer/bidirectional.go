package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// bidirectional walks along a sequence both ways, with weights for each.
func bidirectional() *Kind {
	name := text.Text{EN: "Bidirectional", ZH: "双向循环层"}
	return &Kind{
		ID: "bidirectional", Category: Recurrent, Name: name,
		Summary: text.Text{EN: "Two recurrent layers, one from the first step to the last and one back, whose states are joined.", ZH: "两个循环层，一个从前往后，一个从后往前，再合并两者的状态。"},
		Help: text.Text{
			EN: "At each step one state knows what came before and the other what comes after, which helps where the whole sequence is at hand, as in reading a sentence; where the next step is to be said it would be cheating. Concatenated the states stand side by side, twice as many numbers; the other ways to join them keep the number of units. With only the last step, each direction gives the state at the end of its walk. The mask has a number for each step, 0 where the step is padding. If it keeps its state, each direction goes on from where it ended itself in the batch before: the one back, from its state at the first step.",
			ZH: "每一步上，一个状态知道之前的内容，另一个知道之后的内容；当整个序列已知（如阅读句子）时很有帮助，但在预测下一步时等于作弊。拼接时两个状态并列，数字个数加倍；其他合并方式保持单元数。只输出最后一步时，每个方向给出其遍历结束时的状态。掩码为每一步给出一个数字，0 表示该步是填充。若打开“保持状态”，每个方向各自从上一批中自己结束时的状态继续：反向遍历从它在第一步的状态继续。",
		},
		Formula:  `y_t = [h^{\rightarrow}_t, h^{\leftarrow}_t]`,
		Source:   "Schuster, Paliwal: Bidirectional recurrent neural networks, IEEE Trans. Signal Processing 45 (1997)",
		Names:    Names{Keras: "Bidirectional", PyTorch: "nn.LSTM(bidirectional=True)", ONNX: "RNN, LSTM or GRU twice, Concat"},
		Keywords: []string{"recurrent", "lstm", "gru", "backwards", "both ways", "双向"},
		In: []Port{
			{ID: "in", Name: text.Text{EN: "Sequence", ZH: "序列"}, Type: Sequence},
			{ID: "mask", Name: text.Text{EN: "Mask", ZH: "掩码"}, Type: Vector, Optional: true},
		},
		Out:    anyOut(),
		Params: bidirectionalParams(),
		Describe: func(s param.Set) text.Message {
			every := text.Text{EN: "last step", ZH: "最后一步"}
			if s.Bool("return_sequences") {
				every = text.Text{EN: "every step", ZH: "每一步"}
			}
			return text.New("%s · %d units · %s", "%s · %d 个单元 · %s", cellOf(s).name, s.Int("units"), every)
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			out, err := inferRecurrent(name, false)(c)
			if err != nil {
				return nil, err
			}
			shape := out["out"].Shape
			if c.Params.Text("merge") == mergeConcat {
				shape[len(shape)-1] *= 2
			}
			return map[string]Signal{"out": SignalOf(shape...)}, nil
		},
		Weights: func(c *Context) []Weight {
			in, _ := c.One("in")
			cell := cellOf(c.Params)
			return append(cell.named("forward_", in.Shape[1], c.Params), cell.named("backward_", in.Shape[1], c.Params)...)
		},
		FLOPs: func(c *Context) float64 { return 2 * cellOf(c.Params).flops(c) },
		Sight: seesWhole,
		Lower: lowerBidirectional,
	}
}

// The ways to join the states of two walks.
const (
	mergeConcat = "concat"
	mergeSum    = "sum"
	mergeMul    = "mul"
	mergeAve    = "ave"
)

func bidirectionalParams() []param.Param {
	params := []param.Param{
		{
			ID: "cell", Type: param.Choice, Default: graph.String("lstm"),
			Name: text.Text{EN: "Cell", ZH: "单元类型"},
			Help: text.Text{EN: "What walks along the sequence.", ZH: "沿序列遍历的循环单元。"},
		},
		{
			ID: "merge", Type: param.Choice, Default: graph.String(mergeConcat),
			Name: text.Text{EN: "Join by", ZH: "合并方式"},
			Help: text.Text{EN: "How the states of both walks become one.", ZH: "如何合并两个方向的状态。"},
			Options: []param.Option{
				{ID: mergeConcat, Name: text.Text{EN: "concatenation", ZH: "拼接"}},
				{ID: mergeSum, Name: text.Text{EN: "sum", ZH: "求和"}},
				{ID: mergeMul, Name: text.Text{EN: "product", ZH: "相乘"}},
				{ID: mergeAve, Name: text.Text{EN: "average", ZH: "平均"}},
			},
		},
	}
	for _, c := range walkingCells() {
		params[0].Options = append(params[0].Options, param.Option{ID: c.id, Name: c.name})
	}
	for _, p := range recurrentParams(64) {
		if p.ID != "reverse" {
			params = append(params, p)
		}
	}
	forget := forgetBiasParam()
	forget.When = []param.When{{Param: "cell", Is: []string{"lstm"}}}
	return append(params, forget, statefulParam())
}

// walkingCell is a cell that can be chosen.
type walkingCell struct {
	recurrentCell
	id   string
	name text.Text
}

func walkingCells() []walkingCell {
	return []walkingCell{
		{rnnCell(), "simple_rnn", text.Text{EN: "simple RNN", ZH: "简单循环"}},
		{lstmCell(), "lstm", text.Text{EN: "LSTM", ZH: "LSTM"}},
		{gruCell(), "gru", text.Text{EN: "GRU", ZH: "GRU"}},
	}
}

func cellOf(s param.Set) walkingCell {
	list := walkingCells()
	for _, c := range list {
		if c.id == s.Text("cell") {
			return c
		}
	}
	return list[0]
}

func lowerBidirectional(l *Lowering) (map[string]*op.Value, error) {
	cell := cellOf(l.Params)
	var states []*op.Value
	for _, backward := range []bool{false, true} {
		prefix := map[bool]string{false: "forward_", true: "backward_"}[backward]
		out, err := cell.walkOnce(l, prefix, backward)
		if err != nil {
			return nil, err
		}
		states = append(states, out["out"])
	}
	y, err := l.merged(l.Params.Text("merge"), states[0], states[1])
	return map[string]*op.Value{"out": y}, err
}

// merged joins two values of one shape.
func (l *Lowering) merged(how string, a, b *op.Value) (*op.Value, error) {
	switch how {
	case mergeSum:
		return l.first(op.Add, nil, a, b)
	case mergeMul:
		return l.first(op.Multiply, nil, a, b)
	case mergeAve:
		sum, err := l.first(op.Add, nil, a, b)
		if err != nil {
			return nil, err
		}
		return l.first(op.Scale, op.Factor(0.5), sum)
	}
	f := op.ConcatForm{Axis: len(a.Shape) - 1, Shape: append([]int(nil), a.Shape...), Widths: []int{a.Last(), b.Last()}}
	f.Shape[f.Axis] *= 2
	return l.first(op.Concat, f, a, b)
}
