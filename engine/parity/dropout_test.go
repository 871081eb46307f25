package parity

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/kernel"
)

// TestDropoutInTraining checks what no fixed numbers can: which units drop is drawn anew each step, but their share and
// the scale of the others are those of PyTorch's and Keras' dropout.
func TestDropoutInTraining(t *testing.T) {
	const rows, columns = 64, 501
	for _, level := range kernel.Available() {
		for _, rate := range []float64{0.1, 0.5, 0.9} {
			t.Run(fmt.Sprintf("%s/%v", level, rate), func(t *testing.T) {
				c := trainingDropout(rate, rows, columns)
				s := set(t, c)
				p := s.differentiate(t, c, level, false)
				p.Moment.Seed = 7
				first := dropped(t, s, p, c)
				again := dropped(t, s, p, c)
				p.Moment.Step = 1
				second := dropped(t, s, p, c)
				p.Moment.Seed, p.Moment.Step = 8, 0
				other := dropped(t, s, p, c)
				if !slices.Equal(first, again) {
					t.Error("the same step of the same seed dropped other units")
				}
				independent(t, "two steps", first, second, rate)
				independent(t, "two seeds", first, other, rate)
				independent(t, "two halves of a step", first[:len(first)/2], first[len(first)/2:], rate)
			})
		}
	}
}

func trainingDropout(rate float64, rows, columns int) *layerCase {
	in, up := make([]float64, rows*columns), make([]float64, rows*columns)
	for i := range in {
		in[i], up[i] = 1+float64(i%7)/8, float64(i%5)/4-0.375
	}
	shape := []int{rows, columns}
	return &layerCase{
		Kind: "dropout", Params: map[string]graph.Value{"rate": graph.Number(rate)}, Training: true,
		Inputs:  []inputArray{{Port: "in", array: array{Shape: shape, Values: in}}},
		Outputs: []outputArray{{Port: "out", Shape: shape, Upstream: up}},
	}
}

// dropped runs a step, checks that each unit is either 0 or scaled, forward and back alike, and that their share is the
// rate, and tells which were dropped.
func dropped(t *testing.T, s *stage, p *compile.Program, c *layerCase) []bool {
	t.Helper()
	run(t, p)
	y, _ := p.Output(s.outputs[0])
	down := p.GradientIn(s.sources[0])
	rate := c.Params["rate"].Float()
	scale := 1 / (1 - float64(float32(rate)))
	gone, count := make([]bool, len(y)), 0
	for i := range y {
		want, gradient := c.Inputs[0].Values[i]*scale, c.Outputs[0].Upstream[i]*scale
		if gone[i] = y[i] == 0; gone[i] {
			want, gradient = 0, 0
			count++
		}
		if math.Abs(float64(y[i])-want) > tolerance*want || math.Abs(float64(down[i])-gradient) > tolerance*math.Abs(gradient) {
			t.Fatalf("unit %d became %v with gradient %v, want %v and %v", i, y[i], down[i], want, gradient)
		}
	}
	likely(t, "the dropped share", count, len(y), rate)
	return gone
}

// independent checks that two draws agree as often as chance has it.
func independent(t *testing.T, what string, a, b []bool, rate float64) {
	t.Helper()
	agreed := 0
	for i := range a {
		if a[i] == b[i] {
			agreed++
		}
	}
	likely(t, "how often "+what+" agree", agreed, len(a), rate*rate+(1-rate)*(1-rate))
}

// likely checks a count against a binomial distribution: five standard deviations are exceeded once in 1.7 million
// draws, and the seeds are fixed.
func likely(t *testing.T, what string, count, n int, share float64) {
	t.Helper()
	mean, deviation := float64(n)*share, math.Sqrt(float64(n)*share*(1-share))
	if math.Abs(float64(count)-mean) > 5*deviation {
		t.Errorf("%s is %d of %d, want %.0f ± %.0f", what, count, n, mean, 5*deviation)
	}
}
