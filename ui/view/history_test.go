package view

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"netloom/engine/train"
)

// However long a curve is, what is drawn of it keeps its ends, its extremes and its order, and stays small.
func TestReduceKeepsWhatIsSeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(1, 200).Draw(t, "columns")
		n := rapid.IntRange(2, 5000).Draw(t, "points")
		values := rapid.SliceOfN(rapid.Float64Range(-10, 10), n, n).Draw(t, "values")
		s := make([]sample, n)
		low, high := math.Inf(1), math.Inf(-1)
		for i, v := range values {
			s[i] = sample{float64(i + 1), v}
			low, high = min(low, v), max(high, v)
		}
		out := reduce(s, columns)
		if len(out) > 2*(columns+1) {
			t.Fatalf("%d points are drawn in %d columns", len(out), columns)
		}
		least, greatest := math.Inf(1), math.Inf(-1)
		for i, q := range out {
			least, greatest = min(least, q.value), max(greatest, q.value)
			if i > 0 && q.step <= out[i-1].step {
				t.Fatalf("step %v comes after %v", q.step, out[i-1].step)
			}
		}
		if least != low || greatest != high {
			t.Fatalf("the curve goes from %v to %v, and is drawn from %v to %v", low, high, least, greatest)
		}
	})
}

// The smoothed curve follows a level that changes, early and late, and a long run is remembered in bounded memory.
func TestHistoryFollowsAndIsBounded(t *testing.T) {
	var h history
	level := 2.0
	for step := range 100_000 {
		if step == 50 || step == 50_000 {
			level /= 2
		}
		h.add(uint64(step+1), level)
		if step == 80 && math.Abs(h.mean-1) > 0.05 {
			t.Errorf("30 steps after the level fell to 1 the curve stands at %v", h.mean)
		}
	}
	if math.Abs(h.mean-0.5) > 1e-3 {
		t.Errorf("at the end the curve stands at %v", h.mean)
	}
	if len(h.raw) > maxHistory || len(h.smooth) != len(h.raw) {
		t.Errorf("%d and %d points are kept", len(h.raw), len(h.smooth))
	}
	h.add(100_001, math.NaN())
	if math.IsNaN(h.mean) {
		t.Error("one value that is no number spoils the curve")
	}
}

// A list of cells fills an area with squares as large as they can be.
func TestWidthForFillsTheArea(t *testing.T) {
	for _, c := range []struct {
		n      int
		aspect float64
		want   int
	}{{128, 8, 32}, {1, 5, 1}, {10, 10, 10}, {100, 1, 10}, {6, 6, 6}} {
		if got := widthFor(c.n, c.aspect); got != c.want {
			t.Errorf("%d cells in an area of %v: %d in a row, want %d", c.n, c.aspect, got, c.want)
		}
	}
}

// Ticks are round, lie within the axis, and are few.
func TestTicks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1000, 1000).Draw(t, "low")
		span := math.Pow(10, rapid.Float64Range(-3, 5).Draw(t, "span"))
		ticks := round(low, low+span, 4, 0, thousands)
		if len(ticks) > 6 || len(ticks) < 1 {
			t.Fatalf("%d ticks from %v over %v", len(ticks), low, span)
		}
		for _, x := range ticks {
			if x.Value < low-span*1e-6 || x.Value > low+span*(1+1e-6) {
				t.Fatalf("the tick %v lies outside", x.Value)
			}
		}
	})
}

// A project that is opened again shows the curve of its epochs, and goes on where steps come; epochs whose steps were
// seen add nothing to them.
func TestEpochsWhoseStepsAreGoneMakeACurve(t *testing.T) {
	s := &Shared{}
	epoch := func(n int, loss float64) train.Epoch {
		return train.Epoch{Epoch: n, Step: uint64(10 * n), Loss: loss, Accuracy: 1 - loss, ValidationLoss: math.NaN(), ValidationAccuracy: math.NaN()}
	}
	s.Hear(train.Digest{Epochs: []train.Epoch{epoch(1, 0.8), epoch(2, 0.4)}})
	if loss, ok := s.Loss(); !ok || loss != 0.4 || len(s.loss.training.smooth) != 2 || len(s.accuracy.training.smooth) != 2 {
		t.Fatalf("two epochs make %+v, at %v", s.loss.training.smooth, loss)
	}
	s.Hear(train.Digest{Points: []train.Point{{Step: 29, Loss: 0.3}, {Step: 30, Loss: 0.3}}, Epochs: []train.Epoch{epoch(3, 0.35)}})
	if n := len(s.loss.training.raw); n != 4 {
		t.Errorf("an epoch of two steps that were seen leaves %d points, want 4", n)
	}
}
