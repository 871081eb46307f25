package loss

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// categoricalCrossEntropy compares class probabilities with probabilities.
func categoricalCrossEntropy() *Kind {
	name := text.Text{EN: "Categorical cross-entropy", ZH: "分类交叉熵"}
	return &Kind{
		ID: "categorical_cross_entropy", Name: name,
		Help: text.Text{
			EN: "Cross-entropy whose target is a probability for each class, such as a one-hot row or another network's answer. Labels are turned into one-hot rows. Scores that did not come through softmax are put through it first.",
			ZH: "以每个类别的概率为目标的交叉熵，例如独热编码或另一个网络的输出。标签会转成独热编码。未经 softmax 的得分会先经过 softmax。",
		},
		Formula: `L = -\frac{1}{n} \sum_i \sum_k t_{ik} \ln p_{ik}`,
		Source:  "Bishop: Pattern Recognition and Machine Learning, section 4.3.4; Szegedy et al.: Rethinking the inception architecture (2016), for smoothing",
		Params:  []param.Param{smoothingParam(), classWeightsParam()},
		Fits: func(s param.Set, prediction, target Side) *text.Error {
			if err := fitsPair(name)(s, prediction, target); err != nil {
				return err
			}
			classes := lastOf(prediction)
			if classes < 2 {
				return text.Errorf("%s needs one score for each of at least two classes: for a single one use binary cross-entropy", "%s 需要至少两个类别，每类一个得分：只有一个时请使用二元交叉熵", name)
			}
			_, err := classWeights(s, classes)
			return err
		},
		Lower: func(l *Lowering) (*op.Value, error) {
			classes := lastOf(l.PredictionSide)
			f := l.form(op.CategoricalScores)
			f.Smoothing = l.Params.Float("label_smoothing")
			f.Classes, _ = classWeights(l.Params, classes)
			x, err := l.reshaped(l.Logits(classes), classes)
			if err != nil {
				return nil, err
			}
			t, err := l.numbers(zeroOne)
			if err != nil {
				return nil, err
			}
			return l.Mean(f, x, t)
		},
	}
}

// Logits are the scores that the prediction's rows of classes come from by a softmax, or the prediction itself.
func (l *Lowering) Logits(classes int) *op.Value {
	if p := softmaxRows(l.Prediction, classes); p != nil {
		return p.Maker.In[0]
	}
	return l.Prediction
}

// lastOf is the last dimension of a side, the classes of a prediction.
func lastOf(s Side) int {
	if len(s.Shape) == 0 {
		return 1
	}
	return s.Shape[len(s.Shape)-1]
}
