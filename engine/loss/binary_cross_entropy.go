package loss

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// binaryCrossEntropy judges each number by itself as the probability of yes.
func binaryCrossEntropy() *Kind {
	name := text.Text{EN: "Binary cross-entropy", ZH: "二元交叉熵"}
	fits := fitsPair(name)
	return &Kind{
		ID: "binary_cross_entropy", Name: name,
		Help: text.Text{
			EN: "For yes-or-no questions: the surprise at the answer, each number being the probability of yes. For two classes, for several labels that may hold at once, and for a GAN's discriminator. End the network with a sigmoid; scores without one are put through it, together with the loss, so that nothing overflows.",
			ZH: "用于是非问题：每个数值表示“是”的概率，损失为对答案的意外程度。适合二分类、多标签以及 GAN 的判别器。网络以 sigmoid 结束；没有 sigmoid 的得分会与损失一起计算，不会溢出。",
		},
		Formula:  `L = -\frac{1}{n} \sum_i t_i \ln p_i + (1 - t_i) \ln (1 - p_i)`,
		Source:   "Bishop: Pattern Recognition and Machine Learning, section 4.3.2",
		Params:   []param.Param{smoothingParam(), classWeightsParam()},
		Constant: true,
		Fits: func(s param.Set, prediction, target Side) *text.Error {
			if err := fits(s, prediction, target); err != nil {
				return err
			}
			_, err := classWeights(s, 2)
			return err
		},
		Lower: func(l *Lowering) (*op.Value, error) {
			x, f := l.Prediction, l.form(op.BinaryScores)
			f.Smoothing = l.Params.Float("label_smoothing")
			f.Classes, _ = classWeights(l.Params, 2)
			switch scores := BeforeSigmoid(x); {
			case scores != nil:
				x = scores
			case op.IsProbability(x):
				f.Function = op.BinaryCrossEntropy
			}
			return l.compare(x, f, zeroOne)
		},
	}
}

// BeforeSigmoid gives the scores that a sigmoid made a value from, seen through changes of shape, or nil.
func BeforeSigmoid(v *op.Value) *op.Value {
	for v.Maker != nil && v.Maker.Op == op.Reshape {
		v = v.Maker.In[0]
	}
	if v.Maker == nil || v.Maker.Op != op.Activation || v.Maker.Attr.(*op.Function).ID != "sigmoid" {
		return nil
	}
	return v.Maker.In[0]
}
