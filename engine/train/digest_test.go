package train

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"netloom/engine/graph"
)

// TestTheDigestStaysBoundedAndKeepsTheMean adds any number of steps and takes them at last.
func TestTheDigestStaysBoundedAndKeepsTheMean(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		steps := rapid.IntRange(1, 60_000).Draw(t, "steps")
		var d digest
		want := 0.0
		for i := range steps {
			p := Point{Step: uint64(i + 1), Loss: float64(i % 97), Accuracy: float64(i%13) / 13}
			want += p.Loss
			d.add(p)
			if len(d.points) > maxPoints {
				t.Fatalf("after %d steps there are %d points", i+1, len(d.points))
			}
		}
		if last := d.points[len(d.points)-1].Step; last != uint64(steps) {
			t.Fatalf("the last point is of step %d, want %d", last, steps)
		}
		got := 0.0
		before := uint64(0)
		for _, p := range d.points {
			if p.Step <= before {
				t.Fatalf("step %d follows step %d", p.Step, before)
			}
			got += p.Loss * float64(p.Step-before)
			before = p.Step
		}
		if math.Abs(got-want) > 1e-6*want {
			t.Fatalf("the points add up to %v, the steps to %v", got, want)
		}
	})
}

// TestNobodyTakes runs without anyone taking digests.
func TestNobodyTakes(t *testing.T) {
	t.Parallel()
	s := start(t, perceptron(t, graph.Settings{Epochs: 40, Batch: 1, Seed: 1}), Config{Samples: 80, Threads: 1})
	d := finish(t, s)
	if len(d.Points) > maxPoints || len(d.Points) < maxPoints/2 || d.Points[len(d.Points)-1].Step != 3200 {
		t.Errorf("%d points, the last of step %d", len(d.Points), d.Points[len(d.Points)-1].Step)
	}
	if len(d.Epochs) != 40 {
		t.Errorf("%d epochs", len(d.Epochs))
	}
}
