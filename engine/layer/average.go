package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// average takes the mean of what several wires carry.
func average() *Kind {
	name := text.Text{EN: "Average", ZH: "取平均"}
	return &Kind{
		ID: "average", Category: Merge, Name: name,
		Summary: text.Text{EN: "Takes the mean of what several wires carry, number by number.", ZH: "将多条连线的内容逐个数字求平均。"},
		Help: text.Text{
			EN: "Several networks that answer the same question are right more often together than each alone: average their answers to make an ensemble. All inputs must have one shape.",
			ZH: "回答同一问题的多个网络合在一起比单个更准确：对它们的结果求平均即为集成。各输入的形状必须相同。",
		},
		Formula:  `y = \frac{1}{n} \sum_k x_k`,
		Source:   "Hansen, Salamon: Neural network ensembles, IEEE TPAMI 12 (1990)",
		Names:    Names{Keras: "Average", PyTorch: "torch.mean", ONNX: "Add, Mul"},
		Keywords: []string{"mean", "ensemble", "集成", "平均值"},
		In:       severalIn(), Out: anyOut(),
		Describe: func(param.Set) text.Message { return text.New("mean of all", "全部的平均") },
		Infer:    oneShape(name, "in"), FLOPs: mergeFLOPs,
		Sight: seesPlace,
		Lower: lowerAverage,
	}
}

func lowerAverage(l *Lowering) (map[string]*op.Value, error) {
	in := l.In["in"]
	sum, err := l.fold(op.Add, in)
	if err != nil || len(in) == 1 {
		return map[string]*op.Value{"out": sum}, err
	}
	return single(l.Graph.Add(op.Scale, op.Factor(1/float32(len(in))), sum))
}
