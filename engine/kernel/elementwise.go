package kernel

import "math"

// Add sets z = x + y. All have the length of z.
func (k *Kernels) Add(z, x, y []float32) {
	n := k.whole(len(z))
	if n > 0 {
		k.add(n, &z[0], &x[0], &y[0])
	}
	for i := n; i < len(z); i++ {
		z[i] = x[i] + y[i]
	}
}

// Multiply sets z = x·y, element by element.
func (k *Kernels) Multiply(z, x, y []float32) {
	n := k.whole(len(z))
	if n > 0 {
		k.multiply(n, &z[0], &x[0], &y[0])
	}
	for i := n; i < len(z); i++ {
		z[i] = x[i] * y[i]
	}
}

// ReLU sets z = max(x, 0).
func (k *Kernels) ReLU(z, x []float32) { k.Apply(ReLU, z, x) }

// ReLUGradient sets z = up where x > 0, else 0; x may be ReLU's output as well.
func (k *Kernels) ReLUGradient(z, up, x []float32) { k.Slope(ReLU, z, up, x) }

// AddRows adds each row of x, of len(s) columns, to s, in ascending order.
func (k *Kernels) AddRows(s, x []float32) {
	n := len(s)
	if n == 0 || len(x) < n {
		return
	}
	whole, rows := k.whole(n), len(x)/n
	if whole > 0 {
		k.sumRows(rows, whole, bytesOf(n), &s[0], &x[0])
	}
	if whole < n {
		sumRowsPortable(rows, n-whole, bytesOf(n), &s[whole], &x[whole])
	}
}

// AddBias sets y = x + bias for every row of len(bias) columns. y may be x.
func (k *Kernels) AddBias(y, x, bias []float32) {
	n := len(bias)
	if n == 0 || len(x) < n {
		return
	}
	whole, rows := k.whole(n), len(x)/n
	if whole > 0 {
		k.addBias(rows, whole, bytesOf(n), &y[0], &x[0], &bias[0])
	}
	if whole < n {
		addBiasPortable(rows, n-whole, bytesOf(n), &y[whole], &x[whole], &bias[whole])
	}
}

func sumRowsPortable(rows, n int, stride uintptr, s, x *float32) {
	sums := view(s, n)
	for i := range rows {
		for j, v := range view(pixelOf(x, i, stride), n) {
			sums[j] += v
		}
	}
}

func addBiasPortable(rows, n int, stride uintptr, y, x, bias *float32) {
	b := view(bias, n)
	for i := range rows {
		ys := view(pixelOf(y, i, stride), n)
		for j, v := range view(pixelOf(x, i, stride), n) {
			ys[j] = v + b[j]
		}
	}
}

// GatherBytes copies the elements from a to b of the chosen rows of bytes, as numbers times scale. Rows have length
// elements in src and in dst, where the i-th chosen row becomes the i-th.
func (k *Kernels) GatherBytes(dst []float32, src []uint8, length int, rows []int32, a, b int, scale float32) {
	n := k.whole(b - a)
	for i, r := range rows {
		from := src[int(r)*length+a : int(r)*length+b]
		to := dst[i*length+a : i*length+b]
		if n > 0 {
			k.bytes(n, &to[0], &from[0], scale)
		}
		for j := n; j < len(to); j++ {
			to[j] = float32(from[j]) * scale
		}
	}
}

// Exp sets y = exp(x), to within two units in the last place for −87 ≤ x ≤ 88.
func (k *Kernels) Exp(y, x []float32) {
	n := k.whole(len(y))
	if n > 0 {
		k.exp(n, &y[0], &x[0])
	}
	for i := n; i < len(y); i++ {
		y[i] = float32(math.Exp(float64(x[i])))
	}
}

// Finite tells whether no element is infinite or not a number: the sum of x·0 is then 0.
func (k *Kernels) Finite(x []float32) bool {
	for _, v := range x {
		if v-v != 0 {
			return false
		}
	}
	return true
}
