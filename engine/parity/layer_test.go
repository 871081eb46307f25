package parity

import (
	"fmt"
	"testing"

	"netloom/engine/compile"
	"netloom/engine/kernel"
	"netloom/engine/layer"
	"netloom/engine/metric"
)

// TestLayers compares each layer's outputs and gradients, at every level of kernels that this machine has, as it is
// trained (fused) and as it is drawn (unfused); and where the case is not about training, what it predicts.
func TestLayers(t *testing.T) {
	for _, file := range cases(t) {
		c := file.Layer
		if c == nil {
			continue
		}
		for _, level := range kernel.Available() {
			for _, form := range []string{"fused", "unfused"} {
				if c.Only != "" && c.Only != form {
					continue
				}
				t.Run(fmt.Sprintf("%s/%s/%s", file.name, level, form), func(t *testing.T) {
					differentiated(t, c, level, form == "unfused")
				})
			}
			if !c.Training && layer.Standard().Find(c.Kind).Category != layer.Objective {
				t.Run(fmt.Sprintf("%s/%s/predict", file.name, level), func(t *testing.T) {
					predicted(t, c, level, compile.Predict)
					predicted(t, c, level, compile.Inspect)
				})
			}
		}
	}
}

func (c *layerCase) tolerance() float64 {
	if c.Tolerance > 0 {
		return c.Tolerance
	}
	return tolerance
}

// differentiated runs a case forward and back.
func differentiated(t *testing.T, c *layerCase, level kernel.Level, unfused bool) {
	t.Helper()
	s := set(t, c)
	p := s.differentiate(t, c, level, unfused)
	run(t, p)
	for i, out := range c.Outputs {
		got, shape := p.Output(s.outputs[i])
		if p.Upstream(s.outputs[i]) == nil { // a loss is one number
			shape = out.Shape
		}
		if !sameShape(shape, out.Shape) {
			t.Errorf("output %s has shape %v, want %v", out.Port, shape, out.Shape)
		}
		agree(t, "output "+out.Port, got, out.Values, c.tolerance())
	}
	for i, in := range c.Inputs {
		if in.Gradient != nil {
			agree(t, fmt.Sprintf("gradient in input %d, %s", i, in.Port), p.GradientIn(s.sources[i]), in.Gradient, c.tolerance())
		}
	}
	for name, w := range c.Weights {
		full := compile.WeightName(s.layer, name)
		if w.Gradient != nil {
			agree(t, "gradient in "+name, p.WeightGradient(full), w.Gradient, c.tolerance())
		}
		want := w.After
		if want == nil {
			want = w.Values
		}
		agree(t, name+" after the run", s.state.Tensor(full).Data, want, c.tolerance())
	}
	if c.Metrics != nil {
		measured(t, c, p)
	}
	if c.Hits != nil {
		if got, _, ok := p.Hits(); !ok || got != *c.Hits {
			t.Errorf("%v hits were counted (%t), want %v", got, ok, *c.Hits)
		}
	}
}

// measured compares an objective's metrics.
func measured(t *testing.T, c *layerCase, p *compile.Program) {
	t.Helper()
	found := 0
	for _, m := range p.Measured() {
		gathered := make([][]float64, len(m.Values))
		for i, x := range m.Values {
			for _, v := range x {
				if m.Kind.Gather == metric.Mean {
					v *= float32(m.Rows)
				}
				gathered[i] = append(gathered[i], float64(v))
			}
		}
		var got []float32
		for _, v := range m.Kind.Finish(gathered, m.Rows) {
			got = append(got, float32(v))
		}
		want, expected := c.Metrics[m.Kind.ID]
		if !expected {
			t.Errorf("%s is measured, and the case does not know it", m.Kind.ID)
		}
		found++
		agree(t, m.Kind.ID, got, want, c.tolerance())
	}
	if found != len(c.Metrics) {
		t.Errorf("%d metrics were measured, want %d", found, len(c.Metrics))
	}
}

// differentiate builds and feeds the program that computes all gradients of a case.
func (s *stage) differentiate(t *testing.T, c *layerCase, level kernel.Level, unfused bool) *compile.Program {
	t.Helper()
	want := compile.Gradients{Of: s.outputs, Weights: true, Training: c.Training, Unfused: unfused}
	for i, in := range c.Inputs {
		if in.Type != string(layer.Labels) {
			want.In = append(want.In, s.sources[i])
		}
	}
	p := s.build(t, compile.Options{Mode: compile.Differentiate, Gradients: want}, level)
	s.feed(t, p, c)
	for i, out := range c.Outputs {
		if up := p.Upstream(s.outputs[i]); up != nil {
			fill(t, "upstream of "+out.Port, out.Shape, up, array{Shape: out.Shape, Values: out.Upstream})
		}
	}
	return p
}

// predicted runs a case forward in a mode that keeps the network's answers.
func predicted(t *testing.T, c *layerCase, level kernel.Level, m compile.Mode) {
	t.Helper()
	s := set(t, c)
	p := s.build(t, compile.Options{Mode: m}, level)
	s.feed(t, p, c)
	run(t, p)
	for i, answer := range p.Answers() {
		got, _ := p.Output(answer)
		agree(t, "output "+c.Outputs[i].Port, got, c.Outputs[i].Values, c.tolerance())
	}
}
