package train

import (
	"context"
	"testing"

	"netloom/assets/data/mnist"
	"netloom/assets/examples"
	"netloom/engine/data"
	"netloom/engine/layer"
)

// BenchmarkStep trains the reference networks, one batch an iteration.
func BenchmarkStep(b *testing.B) {
	for _, name := range []string{"mnist-mlp", "mnist-cnn", "mnist-rnn", "mnist-lstm", "mnist-autoencoder"} {
		b.Run(name, func(b *testing.B) { benchmarkStep(b, name) })
	}
}

func benchmarkStep(b *testing.B, example string) {
	d, err := examples.Open(example)
	if err != nil {
		b.Fatal(err)
	}
	s, err := NewSession(context.Background(), d, Config{Layers: layer.Standard(), Data: data.NewRegistry(mnist.Source())})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	b.ReportAllocs()
	err = s.ask(context.Background(), func() {
		r := &s.run
		data.Order(1, 0, len(r.order), r.order)
		for range 10 {
			if err := r.oneStep(s); err != nil {
				b.Error(err)
			}
		}
		b.ResetTimer()
		for b.Loop() {
			r.step %= 400
			if err := r.oneStep(s); err != nil {
				b.Error(err)
			}
		}
	})
	if err != nil {
		b.Fatal(err)
	}
}
