package loss

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// cosine compares directions.
func cosine() *Kind {
	name := text.Text{EN: "Cosine distance", ZH: "余弦距离"}
	return &Kind{
		ID: "cosine", Name: name,
		Help: text.Text{
			EN: "1 minus the cosine of the angle between prediction and target: 0 where they point the same way, 2 where they are opposed, whatever their lengths. For embeddings. Keras' CosineSimilarity is the same less 1.",
			ZH: "1 减去预测与目标夹角的余弦：方向相同为 0，相反为 2，与长度无关。用于嵌入向量。Keras 的 CosineSimilarity 比它小 1。",
		},
		Formula: `L = \frac{1}{n} \sum_i 1 - \frac{y_i \cdot t_i}{|y_i|\,|t_i|}`,
		Source:  "Salton, Wong, Yang: A vector space model for automatic indexing (1975)",
		Fits:    fitsPair(name),
		Lower: func(l *Lowering) (*op.Value, error) {
			x, err := l.reshaped(l.Prediction, lastOf(l.PredictionSide))
			if err != nil {
				return nil, err
			}
			return l.compare(x, l.form(op.CosineDistance), zeroOne)
		},
	}
}
