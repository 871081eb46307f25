package data

import "math/rand/v2"

// Order fills dst with the numbers 0 to n−1 in the order in which an epoch, counted from 0, sees the samples: the
// shuffle of Fisher and Yates on the PCG generator (O'Neill 2014), seeded by the run and the epoch alone.
func Order(seed uint64, epoch, n int, dst []int32) {
	for i := range n {
		dst[i] = int32(i)
	}
	r := rand.New(rand.NewPCG(seed, uint64(epoch)+1))
	r.Shuffle(n, func(i, j int) { dst[i], dst[j] = dst[j], dst[i] })
}
