package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// add adds what several wires carry.
func add() *Kind {
	name := text.Text{EN: "Add", ZH: "相加"}
	return &Kind{
		ID: "add", Category: Merge, Name: name,
		Summary: text.Text{EN: "Adds what several wires carry, number by number.", ZH: "将多条连线的内容逐个数字相加。"},
		Help: text.Text{
			EN: "The way around a block of layers: with it, a block has only to learn what to change, and gradients reach early layers undamped. That is how networks of a hundred layers (ResNet) and transformers are trained. All inputs must have one shape.",
			ZH: "绕过一组层的捷径：有了它，这组层只需学习要改变的部分，梯度也能无衰减地传到前面的层。上百层的网络（ResNet）与 Transformer 就是这样训练的。各输入的形状必须相同。",
		},
		Formula:  `y = \sum_k x_k`,
		Source:   "He, Zhang, Ren, Sun: Deep residual learning for image recognition, CVPR (2016)",
		Names:    Names{Keras: "Add", PyTorch: "x + y", ONNX: "Add"},
		Keywords: []string{"sum", "residual", "skip", "resnet", "残差", "求和"},
		In:       severalIn(), Out: anyOut(),
		Describe: func(param.Set) text.Message { return text.New("sum of all", "全部之和") },
		Infer:    oneShape(name, "in"), FLOPs: mergeFLOPs,
		Sight: seesPlace,
		Lower: folded(op.Add),
	}
}
