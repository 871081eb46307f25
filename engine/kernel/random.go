package kernel

import "math"

// Mask describes dropout for one layer in one step: each element's fate is a hash of Key and the element's index, so
// that it does not depend on who computes it.
type Mask struct {
	Key  uint32
	Rate float32 // the share that is dropped, 0 ≤ Rate < 1
}

// threshold is what a 31-bit hash must reach to be kept.
func (m Mask) threshold() uint32 { return uint32(float64(m.Rate) * (1 << 31)) }

// scale is what a kept element is multiplied by.
func (m Mask) scale() float32 { return 1 / (1 - m.Rate) }

// hash is the finaliser of MurmurHash3 (Appleby) over index·φ + key.
func hash(key, index uint32) uint32 {
	x := index*0x9e3779b1 + key
	x ^= x >> 16
	x *= 0x85ebca6b
	x ^= x >> 13
	x *= 0xc2b2ae35
	return x ^ x>>16
}

// Uniform is a number from 0 up to but not including 1 that follows from a key and an index.
func Uniform(key, index uint32) float64 { return float64(hash(key, index)) / (1 << 32) }

// MaskKey derives a Mask's key from a seed, a step and a layer: two rounds of the SplitMix64 finaliser.
func MaskKey(seed, step uint64, layer int) uint32 {
	z := seed + 0x9e3779b97f4a7c15*(step+1) + uint64(layer)*0xd1342543de82ef95
	for range 2 {
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		z ^= z >> 31
	}
	return uint32(z)
}

// Factors sets f[i] to Scale or 0 by the mask, for the elements from first on.
func (k *Kernels) Factors(f []float32, first int, m Mask) {
	c := m.words(first)
	n := k.whole(len(f))
	if n > 0 {
		runFactors(k.Level, n, &f[0], &c)
	}
	if n < len(f) {
		c[1] += uint32(n)
		factorsPortable(len(f)-n, &f[n], &c)
	}
}

// words are the constants of the loops: key, first index, threshold, and the bits of the scale.
func (m Mask) words(first int) [4]uint32 {
	return [4]uint32{m.Key, uint32(first), m.threshold(), math.Float32bits(m.scale())}
}

func factorsPortable(n int, factor *float32, c *[4]uint32) {
	f, scale := view(factor, n), math.Float32frombits(c[3])
	for i := range f {
		f[i] = 0
		if hash(c[0], c[1]+uint32(i))>>1 >= c[2] {
			f[i] = scale
		}
	}
}

// BiasReLUMask sets y = (y + bias)·f with f = scale where y + bias > 0 and the mask keeps the element, else 0, for one
// row whose first element has the index first. Rate 0 keeps all.
func (k *Kernels) BiasReLUMask(y, bias, f []float32, first int, m Mask) {
	c := m.words(first)
	n := k.whole(len(y))
	if n > 0 {
		runMaskReLU(k.Level, n, &y[0], &bias[0], &f[0], &c)
	}
	if n < len(y) {
		c[1] += uint32(n)
		maskReLUPortable(len(y)-n, &y[n], &bias[n], &f[n], &c)
	}
}

func maskReLUPortable(n int, y, bias, factor *float32, c *[4]uint32) {
	ys, bs, fs := view(y, n), view(bias, n), view(factor, n)
	scale := math.Float32frombits(c[3])
	for i := range ys {
		v := ys[i] + bs[i]
		fs[i] = 0
		if v > 0 && hash(c[0], c[1]+uint32(i))>>1 >= c[2] {
			fs[i] = scale
		}
		ys[i] = v * fs[i]
	}
}
