package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

const (
	wavePositions    = "sinusoidal"
	learnedPositions = "learned"
)

// positionalEncoding marks each step of a sequence with where it stands.
func positionalEncoding() *Kind {
	name := text.Text{EN: "Positional encoding", ZH: "位置编码"}
	return &Kind{
		ID: "positional_encoding", Category: Attention, Name: name,
		Summary: text.Text{EN: "Adds to each step of a sequence a mark of where it stands.", ZH: "为序列的每一步加上其位置的标记。"},
		Help: text.Text{
			EN: "Attention sees the steps of a sequence as a heap without order; the marks give the order back. Sinusoidal ones are waves of many lengths, need no training and go on to any length; learned ones are a trained row for each step, and are as good where all sequences have one length. Put it behind Embedding, before the first attention.",
			ZH: "注意力把序列的各步看作无序的集合；位置标记恢复了顺序。正弦编码由多种波长的波组成，无需训练，可用于任意长度；可学习编码为每一步训练一行，在序列长度固定时同样有效。应放在嵌入之后、第一个注意力之前。",
		},
		Formula:  `y_{t,2i} = x_{t,2i} + \sin\frac{t}{10000^{2i/d}}, \quad y_{t,2i+1} = x_{t,2i+1} + \cos\frac{t}{10000^{2i/d}}`,
		Source:   "Vaswani et al.: Attention is all you need, NIPS (2017)",
		Names:    Names{Keras: "keras_hub.layers.SinePositionEncoding, keras_hub.layers.PositionEmbedding", PyTorch: "register_buffer, nn.Parameter", ONNX: "Add"},
		Keywords: []string{"transformer", "position", "sine", "order", "位置", "正弦"},
		In:       onePort("in", "Sequence", "序列", Sequence), Out: onePort("out", "Sequence", "序列", Sequence),
		Params: []param.Param{
			{
				ID: "mode", Type: param.Choice, Default: graph.String(wavePositions), Name: text.Text{EN: "Marks", ZH: "方式"},
				Options: []param.Option{{ID: wavePositions, Name: text.Text{EN: "sinusoidal", ZH: "正弦"}}, {ID: learnedPositions, Name: text.Text{EN: "learned", ZH: "可学习"}}},
				Help:    text.Text{EN: "Waves that are fixed, or rows that are trained.", ZH: "固定的波，或训练得到的行。"},
			},
			{
				ID: "max_wavelength", Type: param.Real, Default: graph.Number(10000), Min: 1, Max: 1e9, OpenMin: true, Logarithmic: true,
				Name: text.Text{EN: "Longest wave", ZH: "最大波长"},
				Help: text.Text{EN: "The slowest wave takes 2π times as many steps.", ZH: "最慢的波的周期为该值的 2π 倍步。"},
				When: []param.When{{Param: "mode", Is: []string{wavePositions}}},
			},
			trainableParam(),
		},
		Describe: func(s param.Set) text.Message {
			if s.Text("mode") == learnedPositions {
				return text.New("learned", "可学习")
			}
			return text.New("sinusoidal", "正弦")
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			in, err := sequenceIn(name, c)
			return map[string]Signal{"out": in}, err
		},
		Weights: func(c *Context) []Weight {
			if c.Params.Text("mode") != learnedPositions {
				return nil
			}
			in, _ := c.One("in")
			return []Weight{{Name: "positions", Shape: in.Shape, Init: "random_uniform"}}
		},
		FLOPs: func(c *Context) float64 { in, _ := c.One("in"); return float64(in.Size()) },
		Sight: seesPlace,
		Lower: lowerPositions,
	}
}

// lowerPositions adds learned rows as the bias of a sequence that is seen as one long list.
func lowerPositions(l *Lowering) (map[string]*op.Value, error) {
	in := l.One("in")
	rows := l.Weight("positions")
	if rows == nil {
		return single(l.Graph.Add(op.AddPositions, op.Waves{Steps: in.Shape[1], Width: in.Shape[2], Longest: l.Params.Float("max_wavelength")}, in))
	}
	list, err := l.shaped(in, in.Columns())
	if err != nil {
		return nil, err
	}
	bias, err := l.Graph.Add(op.Reshape, op.ReshapeTo{Shape: []int{rows.Size()}}, rows)
	if err != nil {
		return nil, err
	}
	y, err := l.Graph.Add(op.AddBias, nil, list, bias[0])
	if err != nil {
		return nil, err
	}
	out, err := l.shaped(y[0], in.Shape[1:]...)
	return map[string]*op.Value{"out": out}, err
}
