package metric

import (
	"math"

	"netloom/engine/op"
	"netloom/engine/text"
)

// mostClasses bounds the size of a confusion matrix.
const mostClasses = 256

// confused declares a metric that is read off the confusion matrix.
func confused(id string, name, help text.Text, source string, finish func(table []float64) []float64) *Kind {
	return &Kind{
		ID: id, Name: name, Help: help, Source: source,
		Fits: func(l *Lowering) bool { return l.classifies() && l.columns <= mostClasses },
		Lower: func(l *Lowering) ([]*op.Value, error) {
			return l.once(&l.confusion, op.Confusion, op.ScoresForm{Threshold: l.threshold})
		},
		Finish: func(gathered [][]float64, _ int) []float64 { return finish(gathered[0]) },
	}
}

// confusionMatrix counts true classes (rows) against named ones (columns).
func confusionMatrix() *Kind {
	return confused("confusion_matrix", text.Text{EN: "Confusion matrix", ZH: "混淆矩阵"},
		text.Text{EN: "How often samples of each class (rows) were taken for each (columns).", ZH: "各类样本（行）被判为各类（列）的次数。"},
		"scikit-learn: confusion_matrix", func(table []float64) []float64 { return table })
}

func precision() *Kind {
	return confused("precision", text.Text{EN: "Precision", ZH: "精确率"},
		text.Text{EN: "Of the samples that were given a class, the share that belongs to it: the mean over the classes, or that of yes where the question is yes or no.", ZH: "被判为某类的样本中确属该类的比例：各类取平均；是非问题取“是”类。"},
		"scikit-learn: precision_score, macro or binary, 0 where nothing was given the class",
		macro(func(right, given, _ float64) float64 { return ratio(right, given) }))
}

func recall() *Kind {
	return confused("recall", text.Text{EN: "Recall", ZH: "召回率"},
		text.Text{EN: "Of the samples that belong to a class, the share that was found: the mean over the classes, or that of yes where the question is yes or no.", ZH: "属于某类的样本中被找出的比例：各类取平均；是非问题取“是”类。"},
		"scikit-learn: recall_score, macro or binary, 0 where a class has no sample",
		macro(func(right, _, there float64) float64 { return ratio(right, there) }))
}

func f1() *Kind {
	return confused("f1", text.Text{EN: "F1", ZH: "F1 值"},
		text.Text{EN: "The harmonic mean of precision and recall of each class: high only where both are.", ZH: "每个类别精确率与召回率的调和平均：两者都高时才高。"},
		"scikit-learn: f1_score, macro or binary",
		macro(func(right, given, there float64) float64 { return ratio(2*right, given+there) }))
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// macro is the mean over classes of what is right of a class, given as it, and there of it; of two classes only the
// second counts.
func macro(of func(right, given, there float64) float64) func(table []float64) []float64 {
	return func(table []float64) []float64 {
		k := int(math.Sqrt(float64(len(table))) + 0.5)
		sum, first := 0.0, 0
		if k == 2 {
			first = 1
		}
		for c := first; c < k; c++ {
			given, there := 0.0, 0.0
			for j := range k {
				given += table[j*k+c]
				there += table[c*k+j]
			}
			sum += of(table[c*k+c], given, there)
		}
		return []float64{sum / float64(k-first)}
	}
}
