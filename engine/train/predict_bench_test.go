package train_test

import (
	"testing"

	"netloom/assets/data/mnist"
	"netloom/assets/examples"
	"netloom/engine/bench"
	"netloom/engine/compile"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/train"
)

// predictor makes a predictor of an example with one sample and room for the answers.
func predictor(t testing.TB, example string) (p *train.Predictor, inputs, answers map[graph.Endpoint][]float32) {
	d, err := examples.Open(example)
	if err != nil {
		t.Fatal(err)
	}
	r := compile.Check(d, layer.Standard(), data.NewRegistry(mnist.Source()))
	w, err := compile.NewState(r, 1)
	if err != nil {
		t.Fatal(err)
	}
	p = train.NewPredictor(r, w, 1)
	t.Cleanup(p.Close)
	if inputs, answers, err = bench.Sample(p); err != nil {
		t.Fatal(err)
	}
	return p, inputs, answers
}

// BenchmarkPredict times the answer to one sample on one core: what whoever asks waits for.
func BenchmarkPredict(b *testing.B) {
	for _, net := range []string{"mlp", "cnn", "rnn", "lstm", "autoencoder", "gan"} {
		b.Run(net, func(b *testing.B) {
			p, x, y := predictor(b, "mnist-"+net)
			b.ReportAllocs()
			for b.Loop() {
				if err := p.RunInto(b.Context(), x, 1, y); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestPredictingOneSampleAllocatesNothing(t *testing.T) {
	for _, net := range []string{"mlp", "cnn", "rnn", "lstm", "autoencoder"} {
		p, x, y := predictor(t, "mnist-"+net)
		ctx := t.Context()
		if n := testing.AllocsPerRun(20, func() {
			if err := p.RunInto(ctx, x, 1, y); err != nil {
				t.Fatal(err)
			}
		}); n != 0 {
			t.Errorf("%s allocates %v times for each sample", net, n)
		}
	}
}
