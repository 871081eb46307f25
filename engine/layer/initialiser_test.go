package layer

import (
	"hash/fnv"
	"math"
	"testing"
)

// words is a stream for tests: SplitMix64 from a seed.
func words(seed uint64) Random {
	return func() uint64 {
		seed += 0x9e3779b97f4a7c15
		z := seed
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		return z ^ z>>31
	}
}

func fill(t *testing.T, id string, shape ...int) []float32 {
	t.Helper()
	i, ok := FindInitialiser(id)
	if !ok {
		t.Fatalf("there is no initialiser %q", id)
	}
	n := 1
	for _, d := range shape {
		n *= d
	}
	to := make([]float32, n)
	i.Fill(words(7), shape, to)
	return to
}

// moments gives mean, standard deviation and largest magnitude.
func moments(x []float32) (mean, deviation, most float64) {
	for _, v := range x {
		mean += float64(v) / float64(len(x))
		most = max(most, math.Abs(float64(v)))
	}
	for _, v := range x {
		deviation += (float64(v) - mean) * (float64(v) - mean) / float64(len(x))
	}
	return mean, math.Sqrt(deviation), most
}

// TestInitialisersHaveTheirDistribution draws 100,000 values, whose mean and deviation then differ from those of the
// distribution by some parts in a thousand, and looks at how far they reach.
func TestInitialisersHaveTheirDistribution(t *testing.T) {
	shape := []int{2, 5, 40, 250} // fans 400 and 2500
	const cut = 0.87962566103423978
	cases := map[string]struct{ deviation, most float64 }{
		"glorot_uniform": {math.Sqrt(2.0 / 2900), math.Sqrt(6.0 / 2900)},
		"glorot_normal":  {math.Sqrt(2.0 / 2900), 2 * math.Sqrt(2.0/2900) / cut},
		"he_uniform":     {math.Sqrt(2.0 / 400), math.Sqrt(6.0 / 400)},
		"he_normal":      {math.Sqrt(2.0 / 400), 2 * math.Sqrt(2.0/400) / cut},
		"lecun_uniform":  {math.Sqrt(1.0 / 400), math.Sqrt(3.0 / 400)},
		"lecun_normal":   {math.Sqrt(1.0 / 400), 2 * math.Sqrt(1.0/400) / cut},
		"random_uniform": {0.05 / math.Sqrt(3), 0.05},
		"random_normal":  {0.05, 0}, // without bounds
		"zeros":          {0, 0},
	}
	for id, want := range cases {
		x := fill(t, id, shape...)
		mean, deviation, most := moments(x)
		if math.Abs(mean) > 0.02*want.deviation || math.Abs(deviation-want.deviation) > 0.01*want.deviation {
			t.Errorf("%s: mean %v and deviation %v, want 0 and %v", id, mean, deviation, want.deviation)
		}
		if want.most > 0 && (most > want.most*(1+1e-6) || most < 0.99*want.most) {
			t.Errorf("%s reaches to %v, want %v", id, most, want.most)
		}
	}
	if _, _, most := moments(fill(t, "random_normal", shape...)); most < 0.15 {
		t.Errorf("random_normal reaches to %v, as if it were cut off", most)
	}
	if mean, deviation, _ := moments(fill(t, "ones", 3, 4)); mean != 1 || deviation != 0 {
		t.Errorf("ones: mean %v, deviation %v", mean, deviation)
	}
	for _, i := range Initialisers() {
		if _, tried := cases[i.ID]; !tried && i.ID != "ones" && i.ID != "orthogonal" {
			t.Errorf("%s is not tried", i.ID)
		}
	}
}

// TestNormalIsNormal counts the draws between whole deviations.
func TestNormalIsNormal(t *testing.T) {
	const n = 200_000
	r := words(3)
	counts := map[int]float64{}
	for range n {
		counts[int(math.Floor(r.Normal()))]++
	}
	for k, want := range map[int]float64{-3: 0.0214, -2: 0.1359, -1: 0.3413, 0: 0.3413, 1: 0.1359, 2: 0.0214} {
		if got := counts[k] / n; math.Abs(got-want) > 0.004 {
			t.Errorf("%v of all draws lie between %d and %d, want %v", got, k, k+1, want)
		}
	}
}

func TestLogarithm(t *testing.T) {
	for x := 1e-300; x < 1e300; x *= 1.37 {
		if got, want := logarithm(x), math.Log(x); math.Abs(got-want) > 1e-15*max(1, math.Abs(want)) {
			t.Fatalf("ln %v is %v, want %v", x, got, want)
		}
	}
	for x := 0.9; x < 1.1; x += 0.00037 {
		if got, want := logarithm(x), math.Log(x); math.Abs(got-want) > 4e-16 {
			t.Fatalf("ln %v is %v, want %v", x, got, want)
		}
	}
}

func TestOrthogonal(t *testing.T) {
	for _, shape := range [][]int{{1, 1}, {7, 3}, {3, 7}, {64, 64}, {3, 3, 4, 50}, {128, 512}, {5}, {0, 4}} {
		x := fill(t, "orthogonal", shape...)
		if len(x) == 0 {
			continue
		}
		columns := shape[len(shape)-1]
		rows := len(x) / columns
		at := func(vector, place int) float64 {
			if rows < columns {
				return float64(x[vector*columns+place])
			}
			return float64(x[place*columns+vector])
		}
		for a := range min(rows, columns) {
			for b := range a + 1 {
				dot, want := 0.0, 0.0
				if a == b {
					want = 1
				}
				for i := range max(rows, columns) {
					dot += at(a, i) * at(b, i)
				}
				if math.Abs(dot-want) > 1e-6 {
					t.Fatalf("%v: vectors %d and %d have the product %v, want %v", shape, a, b, dot, want)
				}
			}
		}
	}
}

// TestInitialisersGiveTheSameBitsEverywhere compares with bits that were recorded once.
func TestInitialisersGiveTheSameBitsEverywhere(t *testing.T) {
	want := map[string]uint64{
		"glorot_uniform": 0xcd351d35909a3678,
		"glorot_normal":  0xce82f937825f6705,
		"he_uniform":     0x445f52fdf84a2b00,
		"he_normal":      0x7f097d8400e180cb,
		"lecun_uniform":  0x221d7ebf1b2fb28f,
		"lecun_normal":   0x6416885bbbdafeb3,
		"orthogonal":     0x1f61aea237227481,
		"random_uniform": 0x4c4a9495ffe7c1dd,
		"random_normal":  0x82c5bd47fd7863de,
		"zeros":          0x1f968d47cc6fa525,
		"ones":           0x739d37a7a0ac2425,
	}
	for _, i := range Initialisers() {
		h := fnv.New64a()
		for _, v := range fill(t, i.ID, 3, 3, 8, 20) {
			b := math.Float32bits(v)
			h.Write([]byte{byte(b), byte(b >> 8), byte(b >> 16), byte(b >> 24)})
		}
		if got := h.Sum64(); got != want[i.ID] {
			t.Errorf("%s gives values of the hash %#x, want %#x", i.ID, got, want[i.ID])
		}
	}
}

func TestFans(t *testing.T) {
	for _, c := range []struct {
		shape   []int
		in, out float64
	}{{nil, 1, 1}, {[]int{5}, 5, 5}, {[]int{3, 4}, 3, 4}, {[]int{3, 5, 2, 7}, 30, 105}} {
		if in, out := Fans(c.shape); in != c.in || out != c.out {
			t.Errorf("%v has fans %v and %v, want %v and %v", c.shape, in, out, c.in, c.out)
		}
	}
}
