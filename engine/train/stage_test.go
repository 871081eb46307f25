package train

import (
	"context"
	"math"
	"slices"
	"testing"
	"time"

	"go.uber.org/goleak"

	"netloom/assets/data/mnist"
	"netloom/assets/examples"
	"netloom/engine/compile"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/layer"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// testSamples is how many test samples the stage has: fewer than MNIST's 10,000, and no multiple of a batch.
const testSamples = 620

// digits is MNIST with a short test set.
func digits() *data.Registry {
	source := mnist.Source()
	first := source.LoadFirst
	source.LoadFirst = func(ctx context.Context, train, _ int) (*data.Split, error) { return first(ctx, train, testSamples) }
	return data.NewRegistry(source)
}

// perceptron is the example mnist-mlp with the given settings.
func perceptron(t testing.TB, s graph.Settings, edits ...graph.Edit) *graph.Document {
	t.Helper()
	d, err := examples.Open("mnist-mlp")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range append([]graph.Edit{graph.SetSettings{Settings: s}}, edits...) {
		if d, err = e.Apply(d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// start makes a session on the stage's data; it is closed with the test.
func start(t testing.TB, d *graph.Document, c Config) *Session {
	t.Helper()
	c.Layers, c.Data = layer.Standard(), digits()
	if c.Samples == 0 {
		c.Samples = 2000
	}
	s, err := NewSession(t.Context(), d, c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// limit ends a test that would hang.
func limit(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// finish runs a session to its end and gives all that it told.
func finish(t testing.TB, s *Session) Digest {
	t.Helper()
	s.Run()
	if err := s.Wait(limit(t)); err != nil {
		t.Fatal(err)
	}
	d := s.Take()
	for _, p := range d.Problems {
		t.Fatalf("the run has a problem: %s", p.Message)
	}
	return d
}

// until waits for a state of the session.
func until(t testing.TB, s *Session, reached func(Progress) bool) Progress {
	t.Helper()
	ctx := limit(t)
	for {
		if p := s.Progress(); reached(p) {
			return p
		}
		select {
		case <-s.Updates():
		case <-ctx.Done():
			t.Fatalf("the session stands at %+v", s.Progress())
		}
	}
}

func tensors(t testing.TB, s *Session) []compile.Tensor {
	t.Helper()
	w, err := s.Weights(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	return w.Snapshot()
}

// alike compares weights bit for bit.
func alike(t testing.TB, got, want []compile.Tensor) {
	t.Helper()
	if len(got) != len(want) || len(want) == 0 {
		t.Fatalf("%d tensors, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i].Name != want[i].Name || !slices.EqualFunc(got[i].Data, want[i].Data, sameBits) {
			t.Fatalf("%s differs", want[i].Name)
		}
	}
}

func sameBits(a, b float32) bool { return math.Float32bits(a) == math.Float32bits(b) }
