package train

import (
	"testing"

	"netloom/engine/graph"
	"netloom/engine/metric"
)

// TestMeasureAgreesWithTheRun: the test data measured by itself gives what the run's end gave, and each part is its own.
func TestMeasureAgreesWithTheRun(t *testing.T) {
	t.Parallel()
	d := perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 1, Validation: 0.2})
	s := start(t, d, Config{})
	result := finish(t, s).Result
	seen := map[float64]bool{}
	for _, p := range Parts() {
		m, err := s.Measure(limit(t), p)
		if err != nil {
			t.Fatal(err)
		}
		if m.Step == 0 || FindScore(m.Scores, "f1") <= 0 || FindScore(m.Scores, "roc_auc") <= 0.5 || seen[m.Loss] {
			t.Errorf("part %d gives %+v", p, m)
		}
		seen[m.Loss] = true
		if p == TestData && (m.Loss != result.TestLoss || m.Accuracy != result.TestAccuracy) {
			t.Errorf("the test data gives %v and %v, the run gave %v and %v", m.Loss, m.Accuracy, result.TestLoss, result.TestAccuracy)
		}
	}
}

func TestWithoutHeldOutSamplesThereIsNoValidation(t *testing.T) {
	t.Parallel()
	s := start(t, perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 1}), Config{})
	if s.Measures(ValidationData) {
		t.Error("there is a validation part")
	}
	if _, err := s.Measure(limit(t), ValidationData); err == nil {
		t.Error("nothing was measured without an error")
	}
}

// TestFindAgreesWithTheConfusionMatrix: each cell holds as many samples as are found, and they are of that class.
func TestFindAgreesWithTheConfusionMatrix(t *testing.T) {
	t.Parallel()
	s := start(t, perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 1}), Config{})
	finish(t, s)
	m, err := s.Measure(limit(t), TestData)
	if err != nil {
		t.Fatal(err)
	}
	var table []float64
	for _, x := range m.Scores {
		if x.Kind.ID == "confusion_matrix" {
			table = x.Values
		}
	}
	k, all := metric.Side(table), 0
	for cell, count := range table {
		found, err := s.Find(limit(t), cell/k, cell%k, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		if len(found) != int(count) {
			t.Errorf("%d samples of %d taken for %d are found, the matrix counts %v", len(found), cell/k, cell%k, count)
		}
		for _, i := range found {
			if int(s.data.test.labels()[i]) != cell/k {
				t.Errorf("sample %d is of class %d, not %d", i, s.data.test.labels()[i], cell/k)
			}
		}
		all += len(found)
	}
	if all != s.data.test.count() || k < 2 {
		t.Errorf("%d of %d samples are found", all, s.data.test.count())
	}
}
