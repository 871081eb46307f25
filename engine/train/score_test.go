package train

import (
	"math"
	"testing"

	"netloom/engine/compile"
	"netloom/engine/metric"
)

// Metrics gathered over batches of different sizes must be those of all samples at once.
func TestTalliesJoinBatches(t *testing.T) {
	kinds := map[string]*metric.Kind{}
	for _, k := range metric.All() {
		kinds[k.ID] = k
	}
	cases := []struct {
		id      string
		batches []compile.Measured
		want    float64
	}{
		{"accuracy", []compile.Measured{{Values: [][]float32{{3}}, Rows: 4}, {Values: [][]float32{{0}}, Rows: 1}}, 0.6},
		// Means of ln 2 over three rows and ln 4 over one.
		{"perplexity", []compile.Measured{{Values: [][]float32{{math.Ln2}}, Rows: 3}, {Values: [][]float32{{2 * math.Ln2}}, Rows: 1}}, math.Exp(1.25 * math.Ln2)},
		// Scores 1, 3 and 2 with the targets no, yes and yes: every yes lies above every no.
		{"roc_auc", []compile.Measured{{Values: [][]float32{{1, 3}, {0, 1}}, Rows: 2}, {Values: [][]float32{{2}, {1}}, Rows: 1}}, 1},
		// Two of three named yes are so.
		{"precision", []compile.Measured{{Values: [][]float32{{1, 1, 0, 1}}, Rows: 3}, {Values: [][]float32{{0, 0, 0, 1}}, Rows: 1}}, 2.0 / 3},
	}
	for _, c := range cases {
		x := &tally{kind: kinds[c.id], values: make([][]float64, len(c.batches[0].Values))}
		for _, m := range c.batches {
			x.add(m)
		}
		list := scores([]*tally{x})
		if got := FindScore(list, c.id); math.Abs(got-c.want) > 1e-6 {
			t.Errorf("%s is %v, want %v", c.id, got, c.want)
		}
	}
	if !math.IsNaN(FindScore(nil, "accuracy")) {
		t.Error("a metric that was not measured has a value")
	}
}
