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
		ID: id, Name: name, Help: help, Source: source, Share: true,
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
		macro(func(c ClassScore) float64 { return c.Precision }))
}

func recall() *Kind {
	return confused("recall", text.Text{EN: "Recall", ZH: "召回率"},
		text.Text{EN: "Of the samples that belong to a class, the share that was found: the mean over the classes, or that of yes where the question is yes or no.", ZH: "属于某类的样本中被找出的比例：各类取平均；是非问题取“是”类。"},
		"scikit-learn: recall_score, macro or binary, 0 where a class has no sample",
		macro(func(c ClassScore) float64 { return c.Recall }))
}

func f1() *Kind {
	return confused("f1", text.Text{EN: "F1", ZH: "F1 值"},
		text.Text{EN: "The harmonic mean of precision and recall of each class: high only where both are.", ZH: "每个类别精确率与召回率的调和平均：两者都高时才高。"},
		"scikit-learn: f1_score, macro or binary",
		macro(func(c ClassScore) float64 { return c.F1 }))
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// ClassScore is how well one class is told from the others.
type ClassScore struct {
	Precision, Recall, F1 float64
	Samples               float64 // that belong to it
}

// Side is how many classes a confusion matrix has.
func Side(table []float64) int { return int(math.Sqrt(float64(len(table))) + 0.5) }

// ByClass reads the scores of each class off a confusion matrix.
func ByClass(table []float64) []ClassScore {
	list := make([]ClassScore, Side(table))
	for c := range list {
		right, given, there := counts(table, c)
		list[c] = ClassScore{Precision: ratio(right, given), Recall: ratio(right, there), F1: ratio(2*right, given+there), Samples: there}
	}
	return list
}

// counts gives what is right of a class, how often it was given, and how many samples there are of it.
func counts(table []float64, class int) (right, given, there float64) {
	k := Side(table)
	for j := range k {
		given += table[j*k+class]
		there += table[class*k+j]
	}
	return table[class*k+class], given, there
}

// macro is the mean over classes of one of their scores; of two classes only the second counts.
func macro(of func(ClassScore) float64) func(table []float64) []float64 {
	return func(table []float64) []float64 {
		classes := ByClass(table)
		if len(classes) == 2 {
			classes = classes[1:]
		}
		sum := 0.0
		for _, c := range classes {
			sum += of(c)
		}
		return []float64{sum / float64(len(classes))}
	}
}
