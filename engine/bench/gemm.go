// Package bench measures the engine: matrix products against the processor's peak.
package bench

import (
	"context"
	"sync"
	"time"

	"netloom/engine/kernel"
	"netloom/engine/pool"
)

// Shape is a product C[M,N] = A[M,K]·B[K,N].
type Shape struct{ M, N, K int }

// Shapes lists what is measured: two squares, the three products of mnist-mlp's training step with their small cousin,
// and a convolution of mnist-cnn as a product.
func Shapes() []Shape {
	return []Shape{{1024, 1024, 1024}, {128, 128, 128}, {32, 128, 784}, {784, 128, 32}, {32, 10, 128}, {64, 15488, 288}}
}

// Result is the speed of one product.
type Result struct {
	M       int     `json:"m"`
	N       int     `json:"n"`
	K       int     `json:"k"`
	Threads int     `json:"threads"`
	GFLOPS  float64 `json:"gflops"`
}

// Peak is the speed of multiplications with addition on registers alone.
type Peak struct {
	PeakGFLOPS float64 `json:"peak_gflops"`
	Threads    int     `json:"threads"`
}

// burst is how long one timing lasts, and total how long the best of them is sought.
const (
	burst = 10 * time.Millisecond
	total = 400 * time.Millisecond
)

// MeasurePeak runs the peak loop on all threads at once.
func MeasurePeak(ctx context.Context, k *kernel.Kernels, threads int) Peak {
	const rounds = 200_000
	best := bestOf(ctx, func() float64 {
		start := time.Now()
		var wait sync.WaitGroup
		for range threads {
			wait.Add(1)
			go func() { defer wait.Done(); k.Peak(rounds) }()
		}
		wait.Wait()
		return float64(threads) * rounds * k.PeakFLOPs() / time.Since(start).Seconds()
	})
	return Peak{PeakGFLOPS: best / 1e9, Threads: threads}
}

// MeasureGemm times one product, planned as training plans it.
func MeasureGemm(ctx context.Context, k *kernel.Kernels, s Shape, threads int) (Result, error) {
	workers := pool.New(threads)
	defer workers.Close()
	plan := k.PlanGemm(kernel.Gemm{M: s.M, N: s.N, K: s.K, ARow: s.K, ACol: 1, LDB: s.N, LDC: s.N})
	a, b, c := filled(s.M*s.K), filled(s.K*s.N), kernel.Aligned(s.M*s.N)
	out := c
	partial := kernel.Aligned(plan.PartialFloats())
	if len(partial) > 0 {
		out = partial
	}
	scratch := make([][]float32, threads)
	for i := range scratch {
		scratch[i] = kernel.Aligned(plan.ScratchFloats())
	}
	args := &kernel.EpilogueArgs{}
	body := func(chunk, worker int) { plan.Run(chunk, a, b, out, scratch[worker], args) }
	var failure error
	once := func() {
		if err := workers.Run(plan.Chunks(), body); err != nil {
			failure = err
		}
		if len(partial) > 0 {
			plan.Reduce(partial, c, args)
		}
	}
	flops := 2 * float64(s.M) * float64(s.N) * float64(s.K)
	repeat := max(1, int(burst.Seconds()*50e9/flops))
	best := bestOf(ctx, func() float64 {
		start := time.Now()
		for range repeat {
			once()
		}
		return float64(repeat) * flops / time.Since(start).Seconds()
	})
	return Result{M: s.M, N: s.N, K: s.K, Threads: threads, GFLOPS: best / 1e9}, failure
}

// bestOf repeats a measurement and keeps the largest: what disturbs a measurement only makes it smaller.
func bestOf(ctx context.Context, measure func() float64) float64 {
	best := 0.0
	for start := time.Now(); time.Since(start) < total && ctx.Err() == nil; {
		best = max(best, measure())
	}
	return best
}

func filled(n int) []float32 {
	x := kernel.Aligned(n)
	for i := range x {
		x[i] = float32(i%17)/17 - 0.5
	}
	return x
}
