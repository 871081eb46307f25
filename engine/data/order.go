package data

import (
	"math/bits"
	"math/rand/v2"
)

// Order fills dst with the numbers 0 to n−1 in the order in which an epoch, counted from 0, sees the samples. It is the
// shuffle of Fisher and Yates (Knuth, The Art of Computer Programming 3.4.2, algorithm P, from the last element down)
// on the generator PCG-DXSM (O'Neill 2014; seeded with seed and epoch+1 as its two words), with numbers brought into range by
// multiplication and rejection (Lemire 2019). The order depends on the seed, the epoch and n alone. It allocates nothing.
func Order(seed uint64, epoch, n int, dst []int32) {
	dst = dst[:n]
	for i := range dst {
		dst[i] = int32(i)
	}
	var r rand.PCG
	r.Seed(seed, uint64(epoch)+1)
	shuffle(&r, dst)
}

// shuffle puts the elements in a random order.
func shuffle(r *rand.PCG, x []int32) {
	for i := len(x) - 1; i > 0; i-- {
		j := below(r, uint64(i)+1)
		x[i], x[j] = x[j], x[i]
	}
}

// below draws a number from 0 to n−1, each with the same chance.
func below(r *rand.PCG, n uint64) uint64 {
	if n&(n-1) == 0 {
		return r.Uint64() & (n - 1)
	}
	high, low := bits.Mul64(r.Uint64(), n)
	if low >= n {
		return high
	}
	for threshold := -n % n; low < threshold; {
		high, low = bits.Mul64(r.Uint64(), n)
	}
	return high
}
