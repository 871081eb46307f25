package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// input is where data enters: images and their labels from a data set.
func input() *Kind {
	return &Kind{
		ID: "input", Category: InputOutput,
		Name:    text.Text{EN: "Input", ZH: "输入"},
		Summary: text.Text{EN: "Feeds samples of a data set, and their labels, into the network.", ZH: "将数据集的样本及其标签送入网络。"},
		Help: text.Text{
			EN: "Every network starts here. The upper port carries one sample (for MNIST an image of 28×28 grey values from 0 to 1), the lower one its label, the right answer. Wire the samples to the first layer and the labels to the objective, never into the network itself: it would only have to copy the answer.",
			ZH: "每个网络都从这里开始。上方端口输出样本（MNIST 为 28×28 的灰度图，取值 0 到 1），下方端口输出标签，即正确答案。请将样本连到第一层，将标签连到目标；不要把标签连入网络本身，否则网络只需照抄答案。",
		},
		Formula:  `x \in [0,1]^{h \times w \times c}`,
		Source:   "LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition (1998)",
		Names:    Names{Keras: "Input", PyTorch: "torch.utils.data.Dataset", ONNX: "graph input"},
		Keywords: []string{"data", "dataset", "mnist", "images", "数据"},
		Out: []Port{
			{ID: "out", Name: text.Text{EN: "Samples", ZH: "样本"}, Type: Any},
			{ID: "labels", Name: text.Text{EN: "Labels", ZH: "标签"}, Type: Labels},
		},
		Params: []param.Param{{
			ID: "dataset", Type: param.Dataset, Default: graph.String("mnist"),
			Name: text.Text{EN: "Data set", ZH: "数据集"},
			Help: text.Text{EN: "Where the samples come from.", ZH: "样本的来源。"},
		}},
		Describe: func(s param.Set) text.Message { return text.New("data set %s", "数据集 %s", s.Text("dataset")) },
		Infer:    inferInput,
		FLOPs:    func(*Context) float64 { return 0 },
		Sight:    func(*Context) Sight { return Sight{Source: true} },
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			return map[string]*op.Value{"out": l.Source("out"), "labels": l.Source("labels")}, nil
		},
	}
}

func inferInput(c *Context) (map[string]Signal, error) {
	id := c.Params.Text("dataset")
	s, ok := c.Environment.Source(id)
	if !ok {
		return nil, text.Errorf("there is no data set %q: choose one of %v", "没有数据集 %q：请选择 %v 之一", id, c.Environment.Sources())
	}
	return map[string]Signal{
		"out":    SignalOf(s.Shape...),
		"labels": {Type: Labels, Classes: s.Classes},
	}, nil
}
