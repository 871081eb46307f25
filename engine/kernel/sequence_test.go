package kernel

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// arrays draws some arrays of n numbers, followed by guards that no loop may touch; special puts NaN and ±Inf among them.
func arrays(r *rand.Rand, count, n int, special bool) [][]float32 {
	list := make([][]float32, count)
	for i := range list {
		x := make([]float32, n+mostLanes)
		for j := range x {
			x[j] = float32(r.Float64()*6 - 3)
			if special && j < n && r.IntN(5) == 0 {
				x[j] = []float32{float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1)), 30, -30}[r.IntN(5)]
			}
		}
		list[i] = x
	}
	return list
}

func copies(from [][]float32) [][]float32 {
	list := make([][]float32, len(from))
	for i, x := range from {
		list[i] = append([]float32(nil), x...)
	}
	return list
}

// agree compares what a level's loop did to arrays with what the portable one did.
func agree(t *testing.T, what string, n int, got, want [][]float32) {
	t.Helper()
	for i := range want {
		for j, w := range want[i] {
			g := got[i][j]
			same := g == w || math.IsNaN(float64(g)) && math.IsNaN(float64(w))
			if j >= n && !same {
				t.Fatalf("%s of %d touches array %d beyond its end", what, n, i)
			}
			if !same && !(math.Abs(float64(g-w)) <= 2e-5*max(1, math.Abs(float64(w)))) {
				t.Fatalf("%s of %d: array %d has %v at %d, want %v", what, n, i, g, j, w)
			}
		}
	}
}

// TestLoopsOverSequencesAgree has each loop of the GRU and of attention do what the portable one does, whatever the
// count, and with numbers that are none.
func TestLoopsOverSequencesAgree(t *testing.T) {
	plain := For(Portable)
	loops := map[string]struct {
		arrays int
		do     func(k *Kernels, n int, x [][]float32)
	}{
		"gruForward": {3, func(k *Kernels, n int, x [][]float32) {
			if n%4 == 0 {
				k.gruForward(n/4, &x[0][0], bytesOf(n/4), &x[1][0], &x[2][0])
			}
		}},
		"gruBackward": {5, func(k *Kernels, n int, x [][]float32) {
			if n%4 == 0 {
				keptByGRU(x[0][:n])
				k.gruBackward(n/4, &x[0][0], &x[1][0], bytesOf(n/4), &x[2][0], &x[3][0], &x[4][0])
			}
		}},
		"scaleRow": {2, func(k *Kernels, n int, x [][]float32) { k.attention.scaleRow(n, &x[0][0], &x[1][0], 0.3) }},
		"softmaxSlope": {3, func(k *Kernels, n int, x [][]float32) {
			k.attention.softmaxSlope(n, &x[0][0], &x[1][0], &x[2][0], 0.7, 0.25)
		}},
	}
	r := rand.New(rand.NewPCG(5, 1))
	for _, level := range Available() {
		k := For(level)
		for n := 1; n < 140; n++ {
			for _, name := range slices.Sorted(maps.Keys(loops)) { // in one order, so that every run draws the same numbers
				loop := loops[name]
				for _, special := range []bool{false, true} {
					x := arrays(r, loop.arrays, n, special)
					want := copies(x)
					loop.do(k, n, x)
					loop.do(plain, n, want)
					agree(t, level.String()+" "+name, n, x, want)
				}
			}
			sums(t, r, k, plain, n)
		}
	}
}

// keptByGRU brings what the way forward keeps for the way back into the ranges that it has: two gates in 0 to 1, the state
// brought to the candidate, which may be anything, and the candidate in -1 to 1. Outside of them 1-c² is a difference of
// large numbers, whose rounding differs where a product and a sum are made in one instruction.
func keptByGRU(gates []float32) {
	n := len(gates) / gruKept
	for i, x := range gates {
		switch i / n {
		case 0, 1:
			gates[i] = max(0, min(1, x))
		case 3:
			gates[i] = max(-1, min(1, x))
		}
	}
}

// sums compares the loops that add up: lanes are added in another order, so the numbers are all of one size.
func sums(t *testing.T, r *rand.Rand, k, plain *Kernels, n int) {
	t.Helper()
	x := arrays(r, 2, n, false)
	got, want, gotSums, wantSums := copies(x), copies(x), make([]float32, mostLanes), make([]float32, mostLanes)
	k.attention.expSum(n, &got[0][0], &got[1][0], &gotSums[0], 0.5, 1.5)
	plain.attention.expSum(n, &want[0][0], &want[1][0], &wantSums[0], 0.5, 1.5)
	agree(t, "expSum", n, got, want)
	same := func(what string) {
		if a, b := float64(k.rowSum(gotSums)), float64(plain.rowSum(wantSums)); math.Abs(a-b) > 1e-5*float64(n) {
			t.Fatalf("%v %s of %d is %v, want %v", k.Level, what, n, a, b)
		}
	}
	same("sum of expSum")
	if a, b := k.largest(x[0][:n], gotSums), most(x[0][0], x[0][:n]); a != b {
		t.Fatalf("%v: the largest of %d is %v, want %v", k.Level, n, a, b)
	}
	x[0][n/2] = float32(math.NaN())
	if a := k.largest(x[0][:n], gotSums); a != a {
		t.Fatalf("%v: the largest number is none", k.Level)
	}
	x[0][n/2] = 0
	k.attention.dotRow(n, &gotSums[0], &x[0][0], &x[1][0])
	plain.attention.dotRow(n, &wantSums[0], &x[0][0], &x[1][0])
	same("dotRow")
}

// TestAttentionNowhere has queries that may see nothing: their results and gradients are 0, not NaN.
func TestAttentionNowhere(t *testing.T) {
	for _, level := range Available() {
		k, a := For(level), Attention{Heads: 1, Queries: 2, Keys: 3, Depth: 4, ValueDepth: 4, Causal: true, Scale: 1}
		r := rand.New(rand.NewPCG(2, 2))
		draw := func(n int) []float32 { return arrays(r, 1, n, false)[0][:n] }
		q, key, v, up := draw(8), draw(12), draw(12), draw(8)
		p, y, scratch := make([]float32, 6), make([]float32, 8), make([]float32, a.AttentionFloats())
		dq, dk, dv := draw(8), draw(12), draw(12)
		k.Attend(a, q, key, v, []float32{0, 1, 1}, p, nil, y, scratch)
		k.AttendBack(a, up, q, key, v, p, nil, dq, dk, dv, scratch)
		for i := range 4 { // the first query sees only the first key, which is masked
			if y[i] != 0 || dq[i] != 0 {
				t.Fatalf("%v: a query that sees nothing brings %v and gets the gradient %v", level, y[:4], dq[:4])
			}
		}
		if p[4] != 1 || y[4] != v[4] {
			t.Errorf("%v: the second query sees one key and takes %v of it", level, p[3:])
		}
	}
}

func BenchmarkAttention(b *testing.B) {
	k, a := For(Best()), Attention{Heads: 4, Queries: 64, Keys: 64, Depth: 16, ValueDepth: 16, Scale: 0.25}
	r := rand.New(rand.NewPCG(2, 2))
	draw := func() []float32 { return arrays(r, 1, 64*64, false)[0][:64*64] }
	q, key, v, up := draw(), draw(), draw(), draw()
	p, y, scratch := make([]float32, 4*64*64), make([]float32, 64*64), make([]float32, a.AttentionFloats())
	dq, dk, dv := draw(), draw(), draw()
	flops := 2.0 * 4 * 64 * 64 * 32
	for _, way := range []struct {
		name  string
		flops float64
		do    func()
	}{
		{"forward", flops, func() { k.Attend(a, q, key, v, nil, p, nil, y, scratch) }},
		{"back", 2 * flops, func() { k.AttendBack(a, up, q, key, v, p, nil, dq, dk, dv, scratch) }},
	} {
		b.Run(way.name, func(b *testing.B) {
			for b.Loop() {
				way.do()
			}
			b.ReportMetric(way.flops*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}
