package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// repeat makes a sequence that says the same list at each step.
func repeat() *Kind {
	name := text.Text{EN: "Repeat", ZH: "重复"}
	return &Kind{
		ID: "repeat", Category: Shape, Name: name,
		Summary: text.Text{EN: "Makes a sequence of one list of numbers, the same at every step.", ZH: "把一列数字变为序列，每一步都相同。"},
		Help: text.Text{
			EN: "Stands between an encoder that has read a whole sequence into one list and a decoder that must say it again step by step: every step of the decoder then sees the whole summary. On the way back the gradients of all steps are added.",
			ZH: "位于编码器与解码器之间：编码器把整个序列读成一列数字，解码器再逐步说出；这样解码器的每一步都能看到完整的摘要。反向传播时各步的梯度相加。",
		},
		Formula:  `y_{ti} = x_i, \quad t = 1, \dots, n`,
		Source:   "Cho et al.: Learning phrase representations using RNN encoder–decoder, EMNLP (2014)",
		Names:    Names{Keras: "RepeatVector", PyTorch: "torch.Tensor.repeat", ONNX: "Expand"},
		Keywords: []string{"repeat vector", "tile", "decoder", "sequence", "复制"},
		In:       onePort("in", "List", "列表", Vector), Out: onePort("out", "Sequence", "序列", Sequence),
		Params: []param.Param{{
			ID: "times", Type: param.Integer, Default: graph.Number(8), Min: 1, Max: 65536, Logarithmic: true,
			Name: text.Text{EN: "Times", ZH: "次数"},
			Help: text.Text{EN: "How many steps the sequence has.", ZH: "序列有多少步。"},
		}},
		Describe: func(s param.Set) text.Message { return text.New("%d times", "%d 次", s.Int("times")) },
		Infer: func(c *Context) (map[string]Signal, error) {
			in, _ := c.One("in")
			if in.Type == Labels {
				return nil, noLabels(name)
			}
			if len(in.Shape) != 1 {
				return nil, needVector(name, in)
			}
			return map[string]Signal{"out": SignalOf(c.Params.Int("times"), in.Shape[0])}, nil
		},
		FLOPs: func(*Context) float64 { return 0 },
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			return single(l.Graph.Add(op.Repeat, op.Times(l.Params.Int("times")), l.One("in")))
		},
	}
}
