package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// subtract takes one input from another.
func subtract() *Kind {
	name := text.Text{EN: "Subtract", ZH: "相减"}
	return &Kind{
		ID: "subtract", Category: Merge, Name: name,
		Summary: text.Text{EN: "Takes B from A, number by number.", ZH: "逐个数字从 A 中减去 B。"},
		Help: text.Text{
			EN: "Shows a network how two things differ: a picture and its reconstruction, a state and the one before, the two sides of a siamese network. Both inputs must have one shape.",
			ZH: "让网络看到两者的差别：图像与其重建、状态与前一状态、孪生网络的两侧。两个输入的形状必须相同。",
		},
		Formula:  `y = a - b`,
		Source:   "Bromley et al.: Signature verification using a siamese time delay neural network, NIPS (1993)",
		Names:    Names{Keras: "Subtract", PyTorch: "x - y", ONNX: "Mul, Add"},
		Keywords: []string{"difference", "minus", "siamese", "差", "孪生"},
		In:       twoIn(), Out: anyOut(),
		Describe: func(param.Set) text.Message { return text.New("A − B", "A − B") },
		Infer:    oneShape(name, "a", "b"), FLOPs: mergeFLOPs,
		Sight: seesPlace,
		Lower: lowerSubtract,
	}
}

func lowerSubtract(l *Lowering) (map[string]*op.Value, error) {
	less, err := l.Graph.Add(op.Scale, op.Factor(-1), l.One("b"))
	if err != nil {
		return nil, err
	}
	return single(l.Graph.Add(op.Add, nil, l.One("a"), less[0]))
}
