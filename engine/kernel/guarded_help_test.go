package kernel_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"netloom/engine/kernel"
)

// untouched marks memory that a loop must leave alone.
const untouched = float32(-12345.5)

// eachLevel runs a test on every instruction set of this processor.
func eachLevel(t *testing.T, test func(t *testing.T, k *kernel.Kernels)) {
	t.Helper()
	for _, level := range kernel.Available() {
		t.Run(level.String(), func(t *testing.T) { test(t, kernel.For(level)) })
	}
}

// seeded is a source of numbers that is the same on every run.
func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// normal gives n guarded numbers of mean 0 and variance 1.
func normal(t *testing.T, r *rand.Rand, n int) []float32 {
	t.Helper()
	x := guarded[float32](t, n)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	return x
}

// close32 tells whether got is within tolerance of want, relative to want where it is larger than 1. NaN is close to
// NaN alone.
func close32(got float32, want, tolerance float64) bool {
	if math.IsNaN(want) || math.IsInf(want, 0) {
		return math.Float32bits(got) == math.Float32bits(float32(want)) || math.IsNaN(want) && got != got
	}
	return math.Abs(float64(got)-want) <= tolerance*max(1, math.Abs(want))
}

// lengths are around the widths of vectors, and some longer ones.
func lengths() []int { return []int{0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 100, 257} }
