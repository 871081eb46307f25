package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// softmax turns scores into probabilities.
func softmax() *Kind {
	name := text.Text{EN: "Softmax", ZH: "Softmax"}
	return &Kind{
		ID: "softmax", Category: Core, Name: name,
		Summary: text.Text{EN: "Turns scores into probabilities that add up to 1.", ZH: "将得分变为总和为 1 的概率。"},
		Help: text.Text{
			EN: "Each score becomes its exponential divided by the sum of all, so that larger scores take more of the whole. Use it at the end of a classifier with one unit a class. A probability of 0.9 says how the network weighs its answers, not how often it is right.",
			ZH: "每个得分取指数后除以总和，得分越高占比越大。用于分类器末端，每个类别一个单元。概率 0.9 表示网络对各答案的权衡，而不代表其正确率。",
		},
		Formula:  `p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}`,
		Source:   "Bridle: Probabilistic interpretation of feedforward classification network outputs (1990)",
		Names:    Names{Keras: "Softmax", PyTorch: "nn.Softmax", ONNX: "Softmax"},
		Keywords: []string{"probability", "classifier", "概率"},
		In:       onePort("in", "Scores", "得分", Vector), Out: onePort("out", "Probabilities", "概率", Vector),
		Describe: func(param.Set) text.Message { return text.New("probabilities", "概率") },
		Infer: func(c *Context) (map[string]Signal, error) {
			in, _ := c.One("in")
			if in.Type == Labels {
				return nil, noLabels(name)
			}
			if len(in.Shape) != 1 && len(in.Shape) != 2 { // a sequence has scores in each step
				return nil, needVector(name, in)
			}
			return map[string]Signal{"out": in}, nil
		},
		FLOPs: func(c *Context) float64 { in, _ := c.One("in"); return 4 * float64(in.Size()) },
		Sight: seesPlace,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			return single(l.Graph.Add(op.Softmax, nil, l.One("in")))
		},
	}
}
