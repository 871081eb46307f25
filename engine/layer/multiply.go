package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// multiply multiplies what several wires carry.
func multiply() *Kind {
	name := text.Text{EN: "Multiply", ZH: "相乘"}
	return &Kind{
		ID: "multiply", Category: Merge, Name: name,
		Summary: text.Text{EN: "Multiplies what several wires carry, number by number.", ZH: "将多条连线的内容逐个数字相乘。"},
		Help: text.Text{
			EN: "One input can open and close another: wired behind a sigmoid, it is a gate between 0 and 1, as inside LSTM and in squeeze-and-excitation. All inputs must have one shape. For products of vectors see Dot.",
			ZH: "一个输入可以控制另一个的通断：接在 sigmoid 之后即为 0 到 1 之间的门，LSTM 内部和 squeeze-and-excitation 都用到它。各输入的形状必须相同。向量之间的点积见“点积”。",
		},
		Formula:  `y = \prod_k x_k`,
		Source:   "Hu, Shen, Sun: Squeeze-and-excitation networks, CVPR (2018)",
		Names:    Names{Keras: "Multiply", PyTorch: "x * y", ONNX: "Mul"},
		Keywords: []string{"product", "gate", "hadamard", "门", "逐元素"},
		In:       severalIn(), Out: anyOut(),
		Describe: func(param.Set) text.Message { return text.New("product of all", "全部之积") },
		Infer:    oneShape(name, "in"), FLOPs: mergeFLOPs,
		Sight: seesPlace,
		Lower: folded(op.Multiply),
	}
}
