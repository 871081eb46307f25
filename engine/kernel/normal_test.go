package kernel_test

import (
	"math"
	"testing"

	"netloom/engine/kernel"
)

// TestNormalNumbers compares moments and the shares within bounds, the tail's included, with the normal distribution: four
// standard deviations are allowed, which chance exceeds once in 16,000 times, and the keys are fixed.
func TestNormalNumbers(t *testing.T) {
	const n = 1 << 21
	x := make([]float32, n)
	kernel.For(kernel.Portable).NormalNumbers(x, 77, 5)
	moments := [5]float64{}
	bounds := []float64{-4, -3.442619855899, -2.5, -1, -0.25, 0, 0.5, 1.5, 3, 3.6}
	below := make([]int, len(bounds))
	for _, v := range x {
		power := 1.0
		for m := range moments {
			moments[m] += power / n
			power *= float64(v)
		}
		for i, b := range bounds {
			if float64(v) < b {
				below[i]++
			}
		}
	}
	for m, want := range map[int]struct{ mean, variance float64 }{1: {0, 1}, 2: {1, 2}, 3: {0, 15}, 4: {3, 96}} {
		if d := math.Abs(moments[m] - want.mean); d > 4*math.Sqrt(want.variance/n) {
			t.Errorf("moment %d is %v, want %v", m, moments[m], want.mean)
		}
	}
	for i, b := range bounds {
		share := math.Erfc(-b/math.Sqrt2) / 2
		if d := math.Abs(float64(below[i]) - share*n); d > 4*math.Sqrt(n*share*(1-share)) {
			t.Errorf("%d of %d are below %v, want %.0f", below[i], n, b, share*n)
		}
	}
}

// TestNumbersFollowFromTheirPlace draws a range at once and in pieces.
func TestNumbersFollowFromTheirPlace(t *testing.T) {
	k := kernel.For(kernel.Best())
	for name, draw := range map[string]func([]float32, uint32, uint32){"normal": k.NormalNumbers, "even": k.EvenNumbers} {
		whole, other := make([]float32, 5000), make([]float32, 5000)
		draw(whole, 9, 3)
		for from := 0; from < len(other); from += 777 {
			draw(other[from:min(from+777, len(other))], 9, 3+uint32(from))
		}
		same, mean := 0, 0.0
		for i := range whole {
			if whole[i] != other[i] {
				t.Fatalf("%s: number %d is %v at once and %v in pieces", name, i, whole[i], other[i])
			}
			mean += float64(whole[i]) / float64(len(whole))
		}
		draw(other, 10, 3)
		for i := range whole {
			if whole[i] == other[i] {
				same++
			}
		}
		if same > 3 {
			t.Errorf("%s: %d numbers of two keys are the same", name, same)
		}
		if want := map[string]float64{"normal": 0, "even": 0.5}[name]; math.Abs(mean-want) > 0.06 {
			t.Errorf("%s: the mean is %v, want about %v", name, mean, want)
		}
	}
}

func BenchmarkNormalNumbers(b *testing.B) {
	x := make([]float32, 1024)
	k := kernel.For(kernel.Best())
	b.SetBytes(4 * 1024)
	for range b.N {
		k.NormalNumbers(x, 1, 1)
	}
}
