package loss

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// klDivergence compares distributions; without a target, Gaussians with the unit one.
func klDivergence() *Kind {
	name := text.Text{EN: "KL divergence", ZH: "KL 散度"}
	return &Kind{
		ID: "kl_divergence", Name: name,
		Help: text.Text{
			EN: "How far the predicted probabilities are from those of the target, 0 where they are equal. Without a target, the prediction is read as means followed by as many logarithms of variances, and compared with the unit normal distribution: the term that keeps a variational autoencoder's code in order.",
			ZH: "预测概率与目标概率的差距，相等时为 0。没有目标时，预测被视为若干均值后接同样多的方差对数，并与标准正态分布比较：这正是让变分自编码器的编码保持有序的一项。",
		},
		Formula: `L = \frac{1}{n} \sum_i \sum_k t_{ik} \ln \frac{t_{ik}}{p_{ik}}`,
		Source:  "Kullback, Leibler: On information and sufficiency (1951); Kingma, Welling: Auto-encoding variational Bayes (2014)",
		Whole:   func(target Side) bool { return target.Absent },
		Fits: func(s param.Set, prediction, target Side) *text.Error {
			switch {
			case target.Absent && (prediction.Labels || prediction.size()%2 != 0):
				return text.Errorf("Without a target, %s reads means and as many logarithms of variances: an even number of them, not %d", "没有目标时，%s 读取若干均值和同样多的方差对数：总数须为偶数，而不是 %d", name, prediction.size())
			case target.Absent:
				return nil
			}
			return fitsPair(name)(s, prediction, target)
		},
		Lower: func(l *Lowering) (*op.Value, error) {
			if l.Target == nil {
				x, err := l.reshaped(l.Prediction, l.PredictionSide.size())
				if err != nil {
					return nil, err
				}
				return l.Mean(l.form(op.GaussianDivergence), x)
			}
			x, err := l.reshaped(l.Prediction, lastOf(l.PredictionSide))
			if err != nil {
				return nil, err
			}
			if !op.IsProbability(x) {
				p, err := l.Graph.Add(op.Softmax, nil, x)
				if err != nil {
					return nil, err
				}
				x = p[0]
			}
			return l.compare(x, l.form(op.Divergence), zeroOne)
		},
	}
}
