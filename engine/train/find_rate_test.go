package train

import (
	"context"
	"errors"
	"math"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/layer"
)

// TestFindRate searches for two optimisers: what is suggested must train better than a hundredth of it and than where
// the search diverged, and weights that were handed in must stay as they are.
func TestFindRate(t *testing.T) {
	t.Parallel()
	for _, optimizer := range []string{"sgd", "adam"} {
		t.Run(optimizer, func(t *testing.T) {
			t.Parallel()
			d := perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 1},
				graph.SetParam{Nodes: []graph.NodeID{6}, Param: "optimizer", Value: graph.String(optimizer)},
				graph.SetParam{Nodes: []graph.NodeID{6}, Param: "schedule", Value: graph.String("cosine")})
			s := start(t, d, Config{})
			w, err := s.Weights(limit(t))
			if err != nil {
				t.Fatal(err)
			}
			before := w.Snapshot()
			told := 0
			found, err := FindRate(limit(t), d, Config{Layers: layer.Standard(), Data: digits(), Samples: 2000, Weights: w}, func(p RatePoint, done float64) {
				if told++; done != float64(told)/rateSteps || p.Rate <= 0 {
					t.Errorf("point %d, %+v, is told at %v of the search", told, p, done)
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			alike(t, w.Snapshot(), before)
			if told != len(found.Points) {
				t.Errorf("%d points were told, %d found", told, len(found.Points))
			}
			last := 0.0
			for _, p := range found.Points {
				if p.Rate <= last || math.IsNaN(p.Loss) || math.IsNaN(p.Smooth) {
					t.Fatalf("a point is %+v after the rate %v", p, last)
				}
				last = p.Rate
			}
			if found.Suggested <= 0 || found.Suggested >= last {
				t.Fatalf("%v is suggested, of rates up to %v", found.Suggested, last)
			}
			loss := func(rate float64) float64 {
				s := start(t, d, Config{})
				s.SetLearningRate(6, rate)
				return finish(t, s).Result.TestLoss
			}
			good := loss(found.Suggested)
			if little := loss(found.Suggested / 100); good > little/1.5 {
				t.Errorf("the suggested rate %v reaches %v, a hundredth of it %v", found.Suggested, good, little)
			}
			if found.Diverges > 0 {
				if much := loss(found.Diverges); good > much/1.5 {
					t.Errorf("the suggested rate %v reaches %v, and %v, where the search diverged, %v", found.Suggested, good, found.Diverges, much)
				}
			}
		})
	}
}

func TestFindRateEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := FindRate(ctx, perceptron(t, graph.DefaultSettings()), Config{Layers: layer.Standard(), Data: digits(), Samples: 640}, nil)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

func TestFindRateRefusesWhatCannotBeTrained(t *testing.T) {
	t.Parallel()
	if _, err := FindRate(t.Context(), graph.New("empty"), Config{Layers: layer.Standard(), Data: digits()}, nil); err == nil {
		t.Error("a rate was found for an empty drawing")
	}
}
