package metric

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// accuracy is the share of rows whose largest score is that of the right class.
func accuracy() *Kind {
	return &Kind{
		ID: "accuracy", Name: text.Text{EN: "Accuracy", ZH: "准确率"},
		Help:   text.Text{EN: "The share of samples for which the answer is right.", ZH: "回答正确的样本所占比例。"},
		Source: "scikit-learn: accuracy_score",
		Fits:   (*Lowering).classifies, Training: true, Share: true,
		Lower: func(l *Lowering) ([]*op.Value, error) {
			if l.TargetSide.Labels && l.columns > 1 && l.Mask == nil {
				y, err := l.matrix(l.Prediction)
				if err != nil {
					return nil, err
				}
				return l.Graph.Add(op.CountHits, nil, y, l.Target)
			}
			return l.one(op.MatchHits, op.ScoresForm{Threshold: l.threshold})
		},
		Finish: share,
	}
}

// share is a count of rows as a share of all.
func share(gathered [][]float64, rows int) []float64 {
	return []float64{gathered[0][0] / float64(rows)}
}

// topK is the share of rows whose right class is among the best five scores.
func topK() *Kind {
	const k = 5
	return &Kind{
		ID: "top_k", Name: text.Text{EN: "Top 5", ZH: "前 5 准确率"},
		Help:   text.Text{EN: "The share of samples whose right class is among the five largest scores.", ZH: "正确类别位于得分最高的五个之中的样本比例。"},
		Source: "scikit-learn: top_k_accuracy_score, k = 5",
		Fits:   func(l *Lowering) bool { return l.classifies() && l.columns > k },
		Lower:  func(l *Lowering) ([]*op.Value, error) { return l.one(op.MatchHits, op.ScoresForm{Top: k}) },
		Finish: share, Share: true,
	}
}
