package parity

import (
	"math"
	"slices"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/kernel"
)

// TestNoiseInTraining checks that what is added has the deviation that PyTorch's and Keras' layers add, is drawn anew in
// each step, and lets the gradient pass.
func TestNoiseInTraining(t *testing.T) {
	const rows, columns, deviation = 64, 501, 0.25
	for _, level := range kernel.Available() {
		c := trainingDropout(0, rows, columns)
		c.Kind, c.Params = "gaussian_noise", map[string]graph.Value{"stddev": graph.Number(deviation)}
		s := set(t, c)
		p := s.differentiate(t, c, level, false)
		added := func(step uint64) []float64 {
			p.Moment.Seed, p.Moment.Step = 7, step
			run(t, p)
			y, _ := p.Output(s.outputs[0])
			list := make([]float64, len(y))
			for i := range y {
				list[i] = (float64(y[i]) - c.Inputs[0].Values[i]) / deviation
			}
			return list
		}
		first := added(0)
		standard(t, first)
		agree(t, "gradient", p.GradientIn(s.sources[0]), c.Outputs[0].Upstream, tolerance)
		if !slices.Equal(first, added(0)) {
			t.Error("the same step adds other noise")
		}
		unrelated(t, first, added(1))
	}
}

// TestSamplingInTraining tells the noise from what was drawn, checks how it lies, and compares the gradients with those
// that follow from it: up in the mean, and up·(z − mean)/2 in the logarithm of the variance.
func TestSamplingInTraining(t *testing.T) {
	const rows, columns = 64, 501
	for _, level := range kernel.Available() {
		c := trainingDropout(0, rows, columns)
		variances := make([]float64, rows*columns)
		for i := range variances {
			variances[i] = float64(i%9)/4 - 1
		}
		c.Kind, c.Params = "sampling", nil
		c.Inputs[0].Port = "mean"
		c.Inputs = append(c.Inputs, inputArray{Port: "log_variance", array: array{Shape: []int{rows, columns}, Values: variances}})
		s := set(t, c)
		p := s.differentiate(t, c, level, false)
		p.Moment.Seed = 7
		drawn := func(step uint64) ([]float64, []float64) {
			p.Moment.Step = step
			run(t, p)
			z, _ := p.Output(s.outputs[0])
			noise, down := make([]float64, len(z)), make([]float64, len(z))
			for i := range z {
				d := float64(z[i]) - c.Inputs[0].Values[i]
				noise[i], down[i] = d/math.Exp(variances[i]/2), c.Outputs[0].Upstream[i]*d/2
			}
			return noise, down
		}
		first, down := drawn(0)
		standard(t, first)
		agree(t, "gradient in the mean", p.GradientIn(s.sources[0]), c.Outputs[0].Upstream, tolerance)
		agree(t, "gradient in the variance", p.GradientIn(s.sources[1]), down, tolerance)
		second, _ := drawn(1)
		unrelated(t, first, second)
	}
}

// standard checks for mean 0, variance 1 and a fourth moment of 3; five deviations are allowed, and the seeds are fixed.
func standard(t *testing.T, x []float64) {
	t.Helper()
	n, mean, variance, fourth := float64(len(x)), 0.0, 0.0, 0.0
	for _, v := range x {
		mean, variance, fourth = mean+v/n, variance+v*v/n, fourth+v*v*v*v/n
	}
	if math.Abs(mean) > 5/math.Sqrt(n) || math.Abs(variance-1) > 5*math.Sqrt(2/n) || math.Abs(fourth-3) > 5*math.Sqrt(96/n) {
		t.Errorf("the noise has the moments %v, %v, %v; want 0, 1, 3", mean, variance, fourth)
	}
}

// unrelated checks that two draws do not go together.
func unrelated(t *testing.T, a, b []float64) {
	t.Helper()
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i] / float64(len(a))
	}
	if math.Abs(sum) > 5/math.Sqrt(float64(len(a))) {
		t.Errorf("two steps' noise is correlated: %v", sum)
	}
}
