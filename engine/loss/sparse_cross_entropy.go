package loss

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// sparseCrossEntropy compares class probabilities with a label that names the right class.
func sparseCrossEntropy() *Kind {
	return &Kind{
		ID: "sparse_cross_entropy", Name: text.Text{EN: "Cross-entropy", ZH: "交叉熵"},
		Help: text.Text{
			EN: "The surprise at the right answer: −ln of the probability given to it. 0 when it was certain, ln 10 = 2.3 when all of ten classes were held equally likely. Scores that did not come through softmax are put through it first.",
			ZH: "对正确答案的“意外程度”：其概率取 −ln。完全确定时为 0；十个类别等可能时为 ln 10 = 2.3。未经 softmax 的得分会先经过 softmax。",
		},
		Formula: `L = -\frac{1}{n} \sum_i \ln p_{i, y_i}`,
		Source:  "Bishop: Pattern Recognition and Machine Learning, section 4.3.4",
		Metrics: []string{"accuracy"},
		Fits: func(prediction, target Side) *text.Error {
			if !target.Labels {
				return text.Errorf("Cross-entropy needs labels as its target: wire the labels of an input to it", "交叉熵需要标签作为目标：请将输入的标签连到此处")
			}
			if prediction.Labels || len(prediction.Shape) != 1 {
				return text.Errorf("Cross-entropy needs one score for each class, a list of %d numbers", "交叉熵需要每个类别一个得分，即 %d 个数字", target.Classes)
			}
			if prediction.Shape[0] != target.Classes {
				return text.Errorf("Cross-entropy needs %d scores, one for each class, but %d arrive: give the last layer %[1]d units",
					"交叉熵需要 %d 个得分（每个类别一个），但收到 %d 个：请将最后一层设为 %[1]d 个单元", target.Classes, prediction.Shape[0])
			}
			return nil
		},
		Lower: func(g *op.Graph, prediction, target *op.Value) (*op.Value, error) {
			if !op.IsProbability(prediction) {
				p, err := g.Add(op.Softmax, nil, prediction)
				if err != nil {
					return nil, err
				}
				prediction = p[0]
			}
			v, err := g.Add(op.SparseCrossEntropy, nil, prediction, target)
			if err != nil {
				return nil, err
			}
			return v[0], nil
		},
	}
}
