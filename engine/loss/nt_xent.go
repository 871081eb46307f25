package loss

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// ntXent tells two views of one sample from those of all others.
func ntXent() *Kind {
	name := text.Text{EN: "NT-Xent", ZH: "NT-Xent"}
	return &Kind{
		ID: "nt_xent", Name: name,
		Help: text.Text{
			EN: "Contrastive learning without labels: of all views in the batch, each must be most like the other view of its own sample. Wire one view's embedding to Prediction and the other's to Target, or both one after the other to Prediction alone. Larger batches offer more to tell apart.",
			ZH: "无标签的对比学习：在一个批次的所有视图中，每个视图都应与同一样本的另一视图最相似。请将一个视图的嵌入连到“预测”，另一个连到“目标值”；也可将两者依次拼接后只连到“预测”。批量越大，可对比的样本越多。",
		},
		Formula: `L = -\frac{1}{2n} \sum_i \ln \frac{e^{\cos(z_i, z_{j(i)})/\tau}}{\sum_{k \ne i} e^{\cos(z_i, z_k)/\tau}}`,
		Source:  "Chen, Kornblith, Norouzi, Hinton: A simple framework for contrastive learning of visual representations (2020)",
		Params: []param.Param{numberParam("temperature", 0.5, 100, text.Text{EN: "Temperature τ", ZH: "温度 τ"},
			text.Text{EN: "The lower, the more the hardest others count.", ZH: "越低，最难区分的样本影响越大。"})},
		Whole: func(Side) bool { return true },
		Fits: func(s param.Set, prediction, target Side) *text.Error {
			if target.Absent {
				return fitsViews(name, prediction, target, 2)
			}
			if target.Labels {
				return text.Errorf("%s learns without labels: wire the embedding of the other view to Target", "%s 不使用标签：请将另一视图的嵌入连到“目标值”", name)
			}
			return fitsPair(name)(s, prediction, target)
		},
		Lower: func(l *Lowering) (*op.Value, error) {
			f := l.form(nil)
			f.Parameter = l.Params.Float("temperature")
			in := []*op.Value{l.Prediction}
			if l.Target != nil {
				in = append(in, l.Target)
			}
			v, err := l.Graph.Add(op.NTXent, f, in...)
			if err != nil {
				return nil, err
			}
			return v[0], nil
		},
	}
}
