package loss

import (
	"netloom/engine/op"
	"netloom/engine/param"
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
		Formula:    `L = -\frac{1}{n} \sum_i \ln p_{i, y_i}`,
		Source:     "Bishop: Pattern Recognition and Machine Learning, section 4.3.4",
		Params:     []param.Param{smoothingParam(), classWeightsParam()},
		LabelsOnly: true, Fits: fitsLabels,
		Lower: func(l *Lowering) (*op.Value, error) {
			classes := l.TargetSide.Classes
			weights, _ := classWeights(l.Params, classes)
			smoothing := l.Params.Float("label_smoothing")
			if weights != nil || smoothing > 0 || l.Params.Float("weight") != 1 || l.Mask != nil {
				return categoricalCrossEntropy().Lower(l)
			}
			p := softmaxRows(l.Prediction, classes)
			if p == nil {
				z, err := l.reshaped(l.Prediction, classes)
				if err != nil {
					return nil, err
				}
				s, err := l.Graph.Add(op.Softmax, nil, z)
				if err != nil {
					return nil, err
				}
				p = s[0]
			}
			v, err := l.Graph.Add(op.SparseCrossEntropy, nil, p, l.Target)
			if err != nil {
				return nil, err
			}
			return v[0], nil
		},
	}
}

// softmaxRows is the output of the softmax that a value comes from through changes of shape, if its rows are the
// classes; else nil.
func softmaxRows(v *op.Value, classes int) *op.Value {
	for v.Maker != nil && v.Maker.Op == op.Reshape {
		v = v.Maker.In[0]
	}
	if v.Maker != nil && v.Maker.Op == op.Softmax && len(v.Shape) == 2 && v.Shape[1] == classes {
		return v
	}
	return nil
}

func fitsLabels(s param.Set, prediction, target Side) *text.Error {
	switch {
	case target.Absent:
		return text.Errorf("Nothing is wired to Target of the objective: wire the labels of an input to it", "目标的“目标值”没有连线：请将输入的标签连到此处")
	case !target.Labels:
		return text.Errorf("Cross-entropy needs labels as its target: wire the labels of an input to it", "交叉熵需要标签作为目标：请将输入的标签连到此处")
	case prediction.Labels || len(prediction.Shape) != 1+len(target.Shape):
		return text.Errorf("Cross-entropy needs one score for each class, a list of %d numbers", "交叉熵需要每个类别一个得分，即 %d 个数字", target.Classes)
	case lastOf(prediction) != target.Classes:
		return text.Errorf("Cross-entropy needs %d scores, one for each class, but %d arrive: give the last layer %[1]d units",
			"交叉熵需要 %d 个得分（每个类别一个），但收到 %d 个：请将最后一层设为 %[1]d 个单元", target.Classes, lastOf(prediction))
	case prediction.size() != target.size()*target.Classes:
		return text.Errorf("Cross-entropy needs one label for each row of scores, but %d labels arrive for %d rows", "交叉熵要求每行得分对应一个标签，但 %[2]d 行收到 %[1]d 个标签", target.size(), prediction.size()/target.Classes)
	}
	_, err := classWeights(s, target.Classes)
	return err
}
