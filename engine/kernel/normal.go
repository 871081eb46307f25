package kernel

import "math"

// Normal numbers come by Marsaglia and Tsang's method (The ziggurat method for generating random variables, 2000): the
// area under the bell is covered by strips of one area, of which all but the edges need one look into a table. What a
// number is follows from a key and its index alone.

const (
	strips    = 128
	tailStart = 3.442619855899      // where the lowest strip ends and the tail begins
	area      = 9.91256303526217e-3 // of a strip
)

// ziggurat holds the right ends of the strips and the bell's height there.
type ziggurat struct{ ends, heights [strips + 1]float64 }

func bell(x float64) float64 { return math.Exp(-x * x / 2) }

// newZiggurat builds the strips from the lowest up.
func newZiggurat() *ziggurat {
	z := &ziggurat{}
	z.ends[0], z.ends[1] = area/bell(tailStart), tailStart
	for i := 2; i < strips; i++ {
		z.ends[i] = math.Sqrt(-2 * math.Log(area/z.ends[i-1]+bell(z.ends[i-1])))
	}
	for i, x := range z.ends {
		z.heights[i] = bell(x)
	}
	return z
}

var normalStrips = newZiggurat() // never changed

// NormalNumbers fills x with numbers of mean 0 and variance 1; x[0] has the index first.
func (k *Kernels) NormalNumbers(x []float32, key, first uint32) {
	z := normalStrips
	for i := range x {
		h := hash(key, first+uint32(i))
		strip := h % strips
		v := float64(int32(h)>>8) / (1 << 23) * z.ends[strip]
		if math.Abs(v) >= z.ends[strip+1] {
			v = z.outside(h, v)
		}
		x[i] = float32(v)
	}
}

// outside settles what falls beyond the part of a strip that lies under the bell for certain; h is the hash so far, from
// which further ones follow.
func (z *ziggurat) outside(h uint32, v float64) float64 {
	const other = 0x2545f491
	for next := uint32(0); ; next += 2 {
		strip := h % strips
		if math.Abs(v) < z.ends[strip+1] {
			return v
		}
		a, b := positive(hash(h^other, next)), positive(hash(h^other, next+1))
		if strip == 0 {
			x, y := -math.Log(a)/tailStart, -math.Log(b)
			if 2*y >= x*x {
				return math.Copysign(tailStart+x, v)
			}
			continue // another try in the tail
		}
		if z.heights[strip]+a*(z.heights[strip+1]-z.heights[strip]) < bell(v) {
			return v
		}
		h = hash(h^other, ^next)
		v = float64(int32(h)>>8) / (1 << 23) * z.ends[h%strips]
	}
}

// positive is a number above 0 and below 1.
func positive(h uint32) float64 { return (float64(h) + 0.5) / (1 << 32) }

// EvenNumbers fills x with numbers from 0 up to but not including 1; x[0] has the index first.
func (k *Kernels) EvenNumbers(x []float32, key, first uint32) {
	for i := range x {
		x[i] = float32(hash(key, first+uint32(i))>>8) / (1 << 24)
	}
}

// Spread sets x = low + x·(high − low).
func (k *Kernels) Spread(x []float32, low, high float32) {
	for i, v := range x {
		x[i] = low + float32(v*(high-low))
	}
}
