package view

import (
	"math"
	"testing"
)

// A share of one is shown as it is; scores of a network without a softmax become shares first.
func TestCertaintyIsAShare(t *testing.T) {
	for _, c := range []struct {
		scores []float32
		want   float64
	}{
		{[]float32{0.1, 0.7, 0.2}, 0.7},
		{[]float32{-2, 4, 1}, 1 / (1 + math.Exp(-6) + math.Exp(-3))},
		{[]float32{0, 12, 0}, 1 / (1 + 2*math.Exp(-12))},
	} {
		if got := float64(certainty(c.scores, 1)); math.Abs(got-c.want) > 1e-6 {
			t.Errorf("of %v the second has %v, want %v", c.scores, got, c.want)
		}
	}
}
