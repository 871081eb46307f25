package kernel

import "math"

func gruForwardPortable(n int, gates *float32, stride uintptr, before, h *float32) {
	var g [gruKept][]float32
	for i := range g {
		g[i] = view(pixelOf(gates, i, stride), n)
	}
	old, states := view(before, n), view(h, n)
	for j := range n {
		z, r := float32(sigmoid(float64(g[0][j]))), float32(sigmoid(float64(g[1][j])))
		candidate := float32(math.Tanh(float64(g[3][j] + r*g[2][j])))
		g[0][j], g[1][j], g[3][j] = z, r, candidate
		states[j] = candidate + z*(old[j]-candidate)
	}
}

func gruBackwardPortable(n int, gates, sums *float32, stride uintptr, inner, before, dh *float32) {
	var g [gruKept][]float32
	for i := range g {
		g[i] = view(pixelOf(gates, i, stride), n)
	}
	var d [gruGates][]float32
	for i := range d {
		d[i] = view(pixelOf(sums, i, stride), n)
	}
	q, old, up := view(inner, n), view(before, n), view(dh, n)
	for j := range n {
		z, r, brought, candidate := g[0][j], g[1][j], g[2][j], g[3][j]
		sum := up[j] * (1 - z) * (1 - candidate*candidate)
		d[0][j] = up[j] * (old[j] - candidate) * (z * (1 - z))
		d[1][j] = sum * brought * (r * (1 - r))
		d[2][j] = sum
		q[j] = sum * r
		up[j] *= z
	}
}
