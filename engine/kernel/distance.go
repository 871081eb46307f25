package kernel

// ScaledDifference sets z = (x − y)·scale.
func (k *Kernels) ScaledDifference(z, x, y []float32, scale float32) {
	if len(z) > 0 {
		k.difference(len(z), scale, &z[0], &x[0], &y[0])
	}
}

// SquaredDistance is Σ (x − y)², in an order that depends on the length and the instruction set alone.
func (k *Kernels) SquaredDistance(x, y []float32) float64 {
	// Pieces bound how many roundings of float32 fall on one sum.
	const piece = 1024
	total := 0.0
	for from := 0; from < len(x); from += piece {
		n := min(piece, len(x)-from)
		total += float64(k.distance(n, &x[from], &y[from]))
	}
	return total
}

func differencePortable(n int, scale float32, z, x, y *float32) {
	zs, xs, ys := view(z, n), view(x, n), view(y, n)
	for i := range zs {
		zs[i] = (xs[i] - ys[i]) * scale
	}
}

func distancePortable(n int, x, y *float32) float32 {
	xs, ys, sum := view(x, n), view(y, n), 0.0
	for i := range xs {
		d := float64(xs[i]) - float64(ys[i])
		sum += d * d
	}
	return float32(sum)
}
