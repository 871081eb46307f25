package metric

import (
	"math"
	"slices"

	"netloom/engine/op"
	"netloom/engine/text"
)

// rocAUC is the area under the receiver operating characteristic: the chance that a sample of a class scores higher
// for it than one of another class, ties counting half (Mann, Whitney 1947). Of several classes the mean of each against
// the rest.
func rocAUC() *Kind {
	return &Kind{
		ID: "roc_auc", Name: text.Text{EN: "ROC AUC", ZH: "ROC 曲线下面积"},
		Help:   text.Text{EN: "The chance that a sample of the class scores higher than one that is not: 1 is perfect, 0.5 a coin's throw. It needs no threshold.", ZH: "该类样本得分高于非该类样本的概率：1 为完美，0.5 相当于掷硬币。与阈值无关。"},
		Source: "scikit-learn: roc_auc_score, multi_class ovr, macro",
		Fits:   func(l *Lowering) bool { return l.classifies() && l.columns <= mostClasses },
		Gather: Each,
		Lower: func(l *Lowering) ([]*op.Value, error) {
			y, t, err := l.pair()
			list := []*op.Value{y, t}
			if l.Mask != nil {
				list = append(list, l.Mask)
			}
			return list, err
		},
		Finish: func(gathered [][]float64, rows int) []float64 {
			if len(gathered) == 3 {
				gathered = unmasked(gathered[0], gathered[1], gathered[2])
			}
			columns, sum, counted := len(gathered[0])/max(1, rows), 0.0, 0.0
			first := 0
			if columns == 2 {
				first = 1
			}
			scores, right := make([]float64, rows), make([]bool, rows)
			for c := first; c < columns; c++ {
				for i := range rows {
					scores[i], right[i] = gathered[0][i*columns+c], gathered[1][i*columns+c] > 0.5
				}
				sum += area(scores, right)
				counted++
			}
			return []float64{sum / counted}
		},
	}
}

// unmasked leaves out what belongs to steps whose mask is 0.
func unmasked(scores, targets, mask []float64) [][]float64 {
	var kept [2][]float64
	per := len(scores) / max(1, len(mask))
	for i, m := range mask {
		if m != 0 {
			kept[0] = append(kept[0], scores[i*per:(i+1)*per]...)
			kept[1] = append(kept[1], targets[i*per:(i+1)*per]...)
		}
	}
	return kept[:]
}

// area is NaN where all samples are of one kind, or a score is no number.
func area(scores []float64, right []bool) float64 {
	order := make([]int, len(scores))
	for i := range order {
		if math.IsNaN(scores[i]) {
			return math.NaN()
		}
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case scores[a] < scores[b]:
			return -1
		case scores[a] > scores[b]:
			return 1
		}
		return 0
	})
	above, yes, no := 0.0, 0.0, 0.0
	for i := 0; i < len(order); {
		yesHere, noHere := 0.0, 0.0
		for v := scores[order[i]]; i < len(order) && scores[order[i]] == v; i++ {
			if right[order[i]] {
				yesHere++
			} else {
				noHere++
			}
		}
		above += yesHere * (no + noHere/2)
		yes, no = yes+yesHere, no+noHere
	}
	return above / (yes * no)
}
