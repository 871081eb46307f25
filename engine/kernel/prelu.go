package kernel

// PReLU sets y = max(x, 0) + a·min(x, 0), with one a for each of the columns.
func (k *Kernels) PReLU(y, x, a []float32) {
	for n := len(a); len(y) >= n && n > 0; y, x = y[n:], x[n:] {
		k.prelu(n, &y[0], &x[0], &x[0], &a[0])
	}
}

// PReLUGradient sets down = up where x > 0, else up·a.
func (k *Kernels) PReLUGradient(down, up, x, a []float32) {
	for n := len(a); len(down) >= n && n > 0; down, up, x = down[n:], up[n:], x[n:] {
		k.preluGradient(n, &down[0], &up[0], &x[0], &a[0])
	}
}

// PReLUSum adds up·min(x, 0) of each row to sum, in ascending order: the gradient in a.
func (k *Kernels) PReLUSum(sum, up, x []float32) {
	for n := len(sum); len(up) >= n && n > 0; up, x = up[n:], x[n:] {
		k.preluSum(n, &sum[0], &sum[0], &up[0], &x[0])
	}
}

func preluPortable(n int, z, x, _, a *float32) {
	zs, xs, as := view(z, n), view(x, n), view(a, n)
	for i, v := range xs {
		zs[i] = max(v, 0) + as[i]*min(v, 0)
	}
}

func preluGradientPortable(n int, down, up, x, a *float32) {
	downs, ups, xs, as := view(down, n), view(up, n), view(x, n), view(a, n)
	for i, v := range xs {
		slope := as[i]
		if v > 0 {
			slope = 1
		}
		downs[i] = ups[i] * slope
	}
}

func preluSumPortable(n int, sum, _, up, x *float32) {
	sums, ups, xs := view(sum, n), view(up, n), view(x, n)
	for i, v := range xs {
		sums[i] += ups[i] * min(v, 0)
	}
}
