package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// lengths around the vector sizes.
var lengths = []int{1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 100, 1000}

func TestElementwise(t *testing.T) {
	each(t, func(t *testing.T, k *Kernels) {
		r := rand.New(rand.NewPCG(1, 1))
		for _, n := range lengths {
			x, y := random(r, n), random(r, n)
			x[0] = 0
			cases := []struct {
				name string
				run  func(z []float32)
				want func(a, b float32) float32
			}{
				{"add", func(z []float32) { k.Add(z, x, y) }, func(a, b float32) float32 { return a + b }},
				{"multiply", func(z []float32) { k.Multiply(z, x, y) }, func(a, b float32) float32 { return a * b }},
				{"relu", func(z []float32) { k.ReLU(z, x) }, func(a, _ float32) float32 { return max(a, 0) }},
				{"relu gradient", func(z []float32) { k.ReLUGradient(z, y, x) }, func(a, b float32) float32 {
					if a > 0 {
						return b
					}
					return 0
				}},
			}
			for _, c := range cases {
				z := make([]float32, n+1)
				z[n] = guard
				c.run(z[:n])
				for i := range n {
					if want := c.want(x[i], y[i]); z[i] != want {
						t.Fatalf("%s of %d: element %d is %v, want %v", c.name, n, i, z[i], want)
					}
				}
				if z[n] != guard {
					t.Fatalf("%s of %d wrote beyond its end", c.name, n)
				}
			}
		}
	})
}

func TestExp(t *testing.T) {
	each(t, func(t *testing.T, k *Kernels) {
		var x []float32
		for v := -87.0; v < 88; v += 0.0137 {
			x = append(x, float32(v))
		}
		x = append(x, 0)
		y := make([]float32, len(x))
		k.Exp(y, x)
		for i, v := range x {
			want := math.Exp(float64(v))
			if e := math.Abs(float64(y[i])-want) / want; !(e < 2.5e-7) {
				t.Fatalf("exp(%v) is %v, want %v (relative error %v)", v, y[i], want, e)
			}
		}
		low := []float32{-200, -1000, float32(math.Inf(-1)), -90, -88, -87.5, -100, -300, -200, -1000, -90, -88, -95, -120, -99, -101}
		k.Exp(low, low)
		for _, v := range low {
			if !(v >= 0 && v < 1.3e-38) {
				t.Fatalf("exp of a very negative number is %v", v)
			}
		}
	})
}

func TestSoftmaxCrossEntropy(t *testing.T) {
	each(t, func(t *testing.T, k *Kernels) {
		r := rand.New(rand.NewPCG(2, 2))
		for _, n := range []int{1, 2, 10, 17, 100} {
			rows := 13
			z := random(r, rows*n)
			for i := range z {
				z[i] *= 20
			}
			labels := make([]int32, rows)
			for i := range labels {
				labels[i] = int32(r.IntN(n))
			}
			down := make([]float32, rows*n)
			loss, hits := k.SoftmaxCrossEntropy(down, z, labels, n, len(labels))
			loss /= float64(len(labels))
			wantLoss, wantHits := 0.0, 0
			for i, label := range labels {
				row := z[i*n : (i+1)*n]
				sum, best := 0.0, 0
				for j, v := range row {
					sum += math.Exp(float64(v))
					if v > row[best] {
						best = j
					}
				}
				if best == int(label) {
					wantHits++
				}
				for j, v := range row {
					p := math.Exp(float64(v)) / sum
					want := p / float64(rows)
					if j == int(label) {
						want = (p - 1) / float64(rows)
						wantLoss -= math.Log(p) / float64(rows)
					}
					if math.Abs(float64(down[i*n+j])-want) > 1e-6 {
						t.Fatalf("gradient %d,%d is %v, want %v", i, j, down[i*n+j], want)
					}
				}
			}
			if math.Abs(loss-wantLoss) > 1e-5*max(1, wantLoss) || hits != wantHits {
				t.Fatalf("%d classes: loss %v and %d hits, want %v and %d", n, loss, hits, wantLoss, wantHits)
			}
		}
	})
}

func TestMaskKeepsItsShareAndLooksRandom(t *testing.T) {
	k := For(Best())
	const n = 1 << 18
	f := make([]float32, n)
	for _, rate := range []float32{0.1, 0.2, 0.5, 0.9} {
		k.Factors(f, 0, Mask{Key: MaskKey(1, 2, 3), Rate: rate})
		kept, pairs := 0, 0
		for i, v := range f {
			if v != 0 {
				kept++
				if i > 0 && f[i-1] != 0 {
					pairs++
				}
			}
		}
		p := 1 - float64(rate)
		// Five standard deviations of a binomial count.
		if d := math.Abs(float64(kept) - n*p); d > 5*math.Sqrt(n*p*(1-p)) {
			t.Errorf("rate %v keeps %d of %d", rate, kept, n)
		}
		if d := math.Abs(float64(pairs) - n*p*p); d > 8*math.Sqrt(n*p*p) {
			t.Errorf("rate %v: %d neighbours are both kept, want about %.0f", rate, pairs, n*p*p)
		}
	}
	if MaskKey(1, 2, 3) == MaskKey(1, 3, 3) || MaskKey(1, 2, 3) == MaskKey(1, 2, 4) || MaskKey(1, 2, 3) == MaskKey(2, 2, 3) {
		t.Error("keys of different steps, layers or seeds are equal")
	}
}

func TestBiasReLUMaskIsTheSameAtEveryLevel(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for _, n := range lengths {
		y, bias := random(r, n), random(r, n)
		var first, firstFactor []float32
		for _, l := range Available() {
			got, factor := append([]float32(nil), y...), make([]float32, n)
			For(l).BiasReLUMask(got, bias, factor, 1000, Mask{Key: 5, Rate: 0.4})
			if first == nil {
				first, firstFactor = got, factor
				continue
			}
			for i := range got {
				if got[i] != first[i] || factor[i] != firstFactor[i] {
					t.Fatalf("%v, %d elements: %v and factor %v at %d, portable has %v and %v", l, n, got[i], factor[i], i, first[i], firstFactor[i])
				}
			}
		}
	}
}

func TestGatherBytes(t *testing.T) {
	each(t, func(t *testing.T, k *Kernels) {
		const length = 50
		src := make([]uint8, 4*length)
		for i := range src {
			src[i] = uint8(i * 7)
		}
		rows := []int32{3, 0, 3}
		for _, part := range [][2]int{{0, length}, {16, 37}, {5, 6}} {
			dst := make([]float32, len(rows)*length)
			k.GatherBytes(dst, src, length, rows, part[0], part[1], 0.5)
			for i, v := range dst {
				want := float32(0)
				if j := i % length; j >= part[0] && j < part[1] {
					want = float32(src[int(rows[i/length])*length+j]) * 0.5
				}
				if v != want {
					t.Fatalf("columns %v: element %d is %v, want %v", part, i, v, want)
				}
			}
		}
	})
}

func TestAddRows(t *testing.T) {
	each(t, func(t *testing.T, k *Kernels) {
		x := []float32{1, 2, 3, 4, 5, 6}
		s := make([]float32, 2)
		k.AddRows(s, x)
		if s[0] != 9 || s[1] != 12 {
			t.Fatalf("got %v, want [9 12]", s)
		}
	})
}
