package kernel

import "math"

func portableAttention() attentionLoops {
	return attentionLoops{scaleRowPortable, rowTopsPortable, expSumPortable, dotRowPortable, softmaxSlopePortable}
}

func scaleRowPortable(n int, y, x *float32, by float32) {
	ys, xs := view(y, n), view(x, n)
	for i, v := range xs {
		ys[i] = v * by
	}
}

// rowTopsPortable has one lane.
func rowTopsPortable(n int, tops, x *float32) { *tops = most(float32(math.Inf(-1)), view(x, n)) }

// expSumPortable leaves the whole sum in the first lane.
func expSumPortable(n int, y, x, sums *float32, scale, shift float32) {
	ys, xs := view(y, n), view(x, n)
	sum := float32(0)
	for i, v := range xs {
		ys[i] = float32(math.Exp(float64(v*scale - shift)))
		sum += ys[i]
	}
	*sums = sum
}

func dotRowPortable(n int, sums, x, y *float32) {
	xs, ys := view(x, n), view(y, n)
	sum := float32(0)
	for i, v := range xs {
		sum += v * ys[i]
	}
	*sums = sum
}

func softmaxSlopePortable(n int, down, p, up *float32, dot, scale float32) {
	downs, ps, ups := view(down, n), view(p, n), view(up, n)
	for i, v := range ps {
		downs[i] = v * scale * (ups[i] - dot)
	}
}
