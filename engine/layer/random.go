package layer

import "math"

// Random is a stream of random 64-bit words. What is made of them uses nothing but exactly rounded operations, each
// rounded by itself, so that it is the same on every processor.
type Random func() uint64

// Even is an even draw from −1 up to 1: k·2⁻²³ − 1 for a whole k, which a float32 holds exactly.
func (r Random) Even() float64 { return float64(r()>>40)/(1<<23) - 1 }

// wide is an even draw from −1 to 1 of 52 bits, never an end.
func (r Random) wide() float64 { return (float64(r()>>12)+0.5)/(1<<51) - 1 }

// Normal is a draw from the standard normal distribution, by Marsaglia's polar method: the second of each pair is left
// out, so that a draw depends on nothing before.
func (r Random) Normal() float64 {
	for {
		u, v := r.wide(), r.wide()
		s := float64(u*u) + float64(v*v)
		if s > 0 && s < 1 {
			return u * math.Sqrt(-2*logarithm(s)/s)
		}
	}
}

// logarithm is ln x for x > 0: with x = m·2ᵉ and m near 1, ln m = 2·artanh((m−1)/(m+1)) as a series. The conversions
// keep processors from joining a multiplication with an addition.
func logarithm(x float64) float64 {
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, e = 2*m, e-1
	}
	s := (m - 1) / (m + 1)
	square, sum := float64(s*s), 0.0
	for k := 23; k >= 1; k -= 2 {
		sum = float64(sum*square) + 1/float64(k)
	}
	return float64(float64(e)*math.Ln2) + float64(2*s*sum)
}
