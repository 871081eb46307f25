package loss

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// triplet draws an anchor to its like and away from the unlike.
func triplet() *Kind {
	name := text.Text{EN: "Triplet", ZH: "三元组"}
	return &Kind{
		ID: "triplet", Name: name,
		Help: text.Text{
			EN: "The prediction holds three embeddings one after the other: an anchor, one like it, one unlike it. The loss is 0 as soon as the unlike one is farther away than the like one by the margin. Concatenate the outputs of one network on the three inputs. It needs no target.",
			ZH: "预测依次包含三个嵌入：锚点、相似样本、不相似样本。不相似者比相似者远出一个间隔时损失为 0。请将同一网络对三个输入的输出拼接起来。不需要目标。",
		},
		Formula: `L = \frac{1}{n} \sum_i \max(0, |a_i - p_i| - |a_i - n_i| + m)`,
		Source:  "Schroff, Kalenichenko, Philbin: FaceNet (2015), with distances that are not squared, as in PyTorch",
		Params: []param.Param{numberParam("margin", 1, 1e6, text.Text{EN: "Margin", ZH: "间隔"},
			text.Text{EN: "By how much farther the unlike one must be.", ZH: "不相似者必须远出的距离。"})},
		Whole: func(Side) bool { return true },
		Fits: func(_ param.Set, prediction, target Side) *text.Error {
			return fitsViews(name, prediction, target, 3)
		},
		Lower: func(l *Lowering) (*op.Value, error) {
			x, err := l.reshaped(l.Prediction, l.PredictionSide.size())
			if err != nil {
				return nil, err
			}
			f := l.form(op.TripletMargin)
			f.Parameter = l.Params.Float("margin")
			return l.Mean(f, x)
		},
	}
}

// fitsViews is the rule of losses whose prediction holds several embeddings of one length.
func fitsViews(name text.Text, prediction, target Side, views int) *text.Error {
	switch {
	case !target.Absent:
		return text.Errorf("%s compares parts of the prediction with each other and takes no target: remove the wire", "%s 比较预测的各个部分，不需要目标：请删除连线", name)
	case prediction.Labels || prediction.size()%views != 0:
		return text.Errorf("%s reads %d embeddings of one length, but %d numbers cannot be parted so", "%s 读取 %d 个等长的嵌入，但 %d 个数值无法这样划分", name, views, prediction.size())
	}
	return nil
}
