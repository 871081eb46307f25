package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// maximum keeps the largest of what several wires carry.
func maximum() *Kind {
	name := text.Text{EN: "Maximum", ZH: "取最大"}
	return &Kind{
		ID: "maximum", Category: Merge, Name: name,
		Summary: text.Text{EN: "Keeps, of what several wires carry, the largest number at each place.", ZH: "在多条连线的对应位置取最大的数。"},
		Help: text.Text{
			EN: "Several layers side by side and the strongest of them at each place: a maxout unit, which learns the form of its own activation. The gradient goes to the input that won; where two are equal, each has half. All inputs must have one shape.",
			ZH: "多个层并列，在每个位置取最强者：这就是 maxout 单元，它学习自己的激活形状。梯度只流向获胜的输入；两者相等时各得一半。各输入的形状必须相同。",
		},
		Formula:  `y = \max_k x_k`,
		Source:   "Goodfellow et al.: Maxout networks, ICML (2013)",
		Names:    Names{Keras: "Maximum", PyTorch: "torch.maximum", ONNX: "Max"},
		Keywords: []string{"max", "maxout", "largest", "最大值"},
		In:       severalIn(), Out: anyOut(),
		Describe: func(param.Set) text.Message { return text.New("largest of all", "全部中的最大值") },
		Infer:    oneShape(name, "in"), FLOPs: mergeFLOPs,
		Sight: seesPlace,
		Lower: folded(op.Maximum),
	}
}
