package metric

import (
	"math"

	"netloom/engine/op"
	"netloom/engine/text"
)

// perplexity is e to the cross-entropy: among how many equally likely answers the network wavers.
func perplexity() *Kind {
	return &Kind{
		ID: "perplexity", Name: text.Text{EN: "Perplexity", ZH: "困惑度"},
		Help:   text.Text{EN: "Among how many equally likely answers the network wavers: e to the mean cross-entropy. 1 is certainty.", ZH: "网络相当于在多少个等可能的答案之间犹豫：平均交叉熵的 e 次幂。1 表示完全确定。"},
		Source: "Jelinek, Mercer, Bahl, Baker: Perplexity, a measure of the difficulty of speech recognition tasks (1977)",
		Fits:   func(l *Lowering) bool { return l.Params.Text("loss") == "sparse_cross_entropy" },
		Gather: Mean,
		Lower: func(l *Lowering) ([]*op.Value, error) {
			_, t, err := l.pair()
			if err != nil {
				return nil, err
			}
			z, err := l.matrix(l.Logits(l.columns))
			if err != nil {
				return nil, err
			}
			v, err := l.Mean(&op.LossForm{Function: op.CategoricalScores, Weight: 1}, z, t)
			return []*op.Value{v}, err
		},
		Finish: func(gathered [][]float64, rows int) []float64 {
			return []float64{math.Exp(gathered[0][0] / float64(rows))}
		},
	}
}
