package data

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestOrderIsPinned holds the order of stored projects' runs: a change here would break every resumed run.
func TestOrderIsPinned(t *testing.T) {
	dst := make([]int32, 10)
	Order(42, 3, 10, dst)
	if want := []int32{5, 8, 7, 0, 1, 4, 3, 9, 6, 2}; !slices.Equal(dst, want) {
		t.Fatalf("order of seed 42, epoch 3 is %v, want %v", dst, want)
	}
}

func TestOrderAgreesWithTheStandardShuffle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed, epoch := rapid.Uint64().Draw(t, "seed"), rapid.IntRange(0, 1000).Draw(t, "epoch")
		n := rapid.IntRange(0, 300).Draw(t, "n")
		got, want := make([]int32, n), make([]int32, n)
		Order(seed, epoch, n, got)
		for i := range want {
			want[i] = int32(i)
		}
		r := rand.New(rand.NewPCG(seed, uint64(epoch)+1))
		r.Shuffle(n, func(i, j int) { want[i], want[j] = want[j], want[i] })
		if !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

// TestOrderIsFair counts how often each number comes first; the sum of squared deviations of 9 degrees of freedom stays
// under 27.9 in 999 of 1,000 fair shuffles (chi-squared distribution).
func TestOrderIsFair(t *testing.T) {
	const n, epochs = 10, 20_000
	var first [n]float64
	dst := make([]int32, n)
	for epoch := range epochs {
		Order(7, epoch, n, dst)
		first[dst[0]]++
	}
	sum, mean := 0.0, float64(epochs)/n
	for _, c := range first {
		sum += (c - mean) * (c - mean) / mean
	}
	if sum > 27.9 {
		t.Fatalf("first places are distributed %v: chi-squared %.1f", first, sum)
	}
}

func TestOrderAllocatesNothing(t *testing.T) {
	dst := make([]int32, 1000)
	epoch := 0
	if n := testing.AllocsPerRun(20, func() { epoch++; Order(1, epoch, len(dst), dst) }); n != 0 {
		t.Fatalf("%v allocations an epoch, want 0", n)
	}
}

func BenchmarkOrder(b *testing.B) {
	dst := make([]int32, 60_000)
	for i := 0; b.Loop(); i++ {
		Order(1, i, len(dst), dst)
	}
}
