package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// masking tells which steps of sequences are padding.
func masking() *Kind {
	name := text.Text{EN: "Masking", ZH: "掩码"}
	return &Kind{
		ID: "masking", Category: Recurrent, Name: name,
		Summary: text.Text{EN: "Finds the padded steps of sequences, so that the layers behind pass over them.", ZH: "找出序列中的填充步，使其后的层跳过它们。"},
		Help: text.Text{
			EN: "Sequences of different lengths are brought to one by padding: steps in which every number is the mask value, mostly 0. Without a mask a recurrent layer goes on changing its state over them, and a mean counts them. Wire the second output, a number for each step that is 0 where it is padding, to the mask of each layer that is to pass over padding: recurrent layers keep their state, attention does not look there, and a global average leaves them out. Layers that work on each step by itself need no mask. A real step that happens to be all mask values is taken for padding.",
			ZH: "长短不一的序列通过填充变得一样长：填充步的所有数字都等于掩码值，通常为 0。没有掩码时，循环层会在填充步上继续改变状态，求平均时也会把它们计入。第二个输出为每一步给出一个数字，0 表示填充；请把它连到每个需要跳过填充的层的“掩码”：循环层会保持状态，注意力不查看这些步，全局平均会略去它们。逐步作用的层不需要掩码。若某个真实的步恰好全为掩码值，也会被当作填充。",
		},
		Formula:  `m_t = 1 - \prod_{i} [\,x_{ti} = v\,], \quad y_t = m_t\, x_t`,
		Source:   "Chollet and others: Keras, Masking (2015)",
		Names:    Names{Keras: "Masking", PyTorch: "x.ne(value).any(-1), nn.utils.rnn.pack_padded_sequence", ONNX: "Equal, Cast, ReduceMin, Where"},
		Keywords: []string{"padding", "length", "variable", "sequence", "填充", "变长", "序列"},
		In:       onePort("in", "Sequence", "序列", Sequence),
		Out: []Port{
			{ID: "out", Name: text.Text{EN: "Sequence", ZH: "序列"}, Type: Sequence},
			maskOut(),
		},
		Params: []param.Param{{
			ID: "mask_value", Type: param.Real, Default: graph.Number(0), Min: -1e6, Max: 1e6,
			Name: text.Text{EN: "Mask value", ZH: "掩码值"},
			Help: text.Text{EN: "The number that padding consists of.", ZH: "填充所用的数字。"},
		}},
		Describe: func(s param.Set) text.Message {
			return text.New("padding is %v", "填充值 %v", s.Float("mask_value"))
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			in, err := sequenceIn(name, c)
			if err != nil {
				return nil, err
			}
			return map[string]Signal{"out": in, "mask": SignalOf(in.Shape[0])}, nil
		},
		FLOPs: func(*Context) float64 { return 0 },
		Sight: seesPlace,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			x := l.One("in")
			mask, err := l.first(op.RealSteps, op.Padding{Number: float32(l.Params.Float("mask_value"))}, x)
			if err != nil {
				return nil, err
			}
			y, err := l.first(op.KeepSteps, nil, x, mask)
			return map[string]*op.Value{"out": y, "mask": mask}, err
		},
	}
}

// maskOut is the output of layers that tell which steps are real.
func maskOut() Port {
	return Port{ID: "mask", Name: text.Text{EN: "Mask", ZH: "掩码"}, Type: Vector}
}
