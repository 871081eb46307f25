package kernel

import "math"

func lstmForwardPortable(n int, gates *float32, stride uintptr, before, c, bent, h *float32) {
	var g [lstmGates][]float32
	for i := range g {
		g[i] = view(pixelOf(gates, i, stride), n)
	}
	old, cells, bends, states := view(before, n), view(c, n), view(bent, n), view(h, n)
	for j := range n {
		for _, i := range []int{0, 1, 3} {
			g[i][j] = float32(sigmoid(float64(g[i][j])))
		}
		g[2][j] = float32(math.Tanh(float64(g[2][j])))
		cells[j] = g[1][j]*old[j] + g[0][j]*g[2][j]
		bends[j] = float32(math.Tanh(float64(cells[j])))
		states[j] = g[3][j] * bends[j]
	}
}

func lstmBackwardPortable(n int, gates, sums *float32, stride uintptr, before, bent, dh, dc *float32) {
	var g, d [lstmGates][]float32
	for i := range g {
		g[i], d[i] = view(pixelOf(gates, i, stride), n), view(pixelOf(sums, i, stride), n)
	}
	old, bends, up, cell := view(before, n), view(bent, n), view(dh, n), view(dc, n)
	slope := func(y float32) float32 { return y * (1 - y) }
	for j := range n {
		input, forget, candidate, output := g[0][j], g[1][j], g[2][j], g[3][j]
		c := cell[j] + up[j]*output*(1-bends[j]*bends[j])
		d[0][j] = c * candidate * slope(input)
		d[1][j] = c * old[j] * slope(forget)
		d[2][j] = c * input * (1 - candidate*candidate)
		d[3][j] = up[j] * bends[j] * slope(output)
		cell[j] = c * forget
	}
}

func tanhBackwardPortable(n int, down, up, y *float32) {
	d, u, t := view(down, n), view(up, n), view(y, n)
	for i := range d {
		d[i] = u[i] * (1 - t[i]*t[i])
	}
}
