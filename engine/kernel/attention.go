package kernel

import "math"

// Attention describes dot-product attention (Vaswani and others 2017) over one sample. Queries and results are
// [Queries][Heads·…], keys and values [Keys][Heads·…], probabilities [Heads][Queries][Keys].
type Attention struct {
	Heads, Queries, Keys int
	Depth, ValueDepth    int // of a head
	Causal               bool
	Scale                float32
}

// attentionLoops are what is done to rows of scores; counts are above 0, sums have a number a lane.
type attentionLoops struct {
	scaleRow     func(n int, y, x *float32, by float32)
	rowTops      func(n int, tops, x *float32) // n is a multiple of the lanes
	expSum       func(n int, y, x, sums *float32, scale, shift float32)
	dotRow       func(n int, sums, x, y *float32)
	softmaxSlope func(n int, down, p, up *float32, dot, scale float32)
}

const mostLanes = 16

// Scale sets y = x·by.
func (k *Kernels) Scale(y, x []float32, by float32) {
	if len(y) > 0 {
		k.attention.scaleRow(len(y), &y[0], &x[0], by)
	}
}

// rowSum adds up what a loop has left in sums.
func (k *Kernels) rowSum(sums []float32) float32 {
	sum := float32(0)
	for _, v := range sums[:k.lanes] {
		sum += v
	}
	return sum
}

// product computes c = a·b for matrices of which rows, and the columns of a, lie some distance apart.
func (k *Kernels) product(rows, columns, depth int, a []float32, aRow, aColumn int, b []float32, bRow int, c []float32, cRow int) {
	r := rowsOf{rows: rows, aRow: aRow, columns: columns, block: block{segments: 1, depth: depth, aColumn: aColumn, bRow: bRow, cRow: cRow}}
	k.rows(&r, a, b, c)
}

// AttentionFloats is the size of the scratch of both ways.
func (a Attention) AttentionFloats() int {
	return a.Heads*max(a.Depth, a.ValueDepth)*a.Keys + 2*a.Queries*a.Keys + mostLanes
}

// Attend computes p = softmax(scale·q·kᵀ) and y = p·v, or with factors f, of dropout, y = (p∘f)·v. Keys whose mask is 0
// get no share; nor do, with Causal, keys that come after the query. A query for which none is left gets zeros.
func (k *Kernels) Attend(a Attention, q, key, v, mask, p, f, y, scratch []float32) {
	turned, rest := scratch[:a.Heads*a.Depth*a.Keys], scratch[a.Heads*a.Depth*a.Keys:]
	sums, shares := rest[:mostLanes], rest[mostLanes:]
	k.Transpose(turned, key, a.Keys, a.Heads*a.Depth)
	for h := range a.Heads {
		of := p[h*a.Queries*a.Keys:][:a.Queries*a.Keys]
		k.product(a.Queries, a.Keys, a.Depth, q[h*a.Depth:], a.Heads*a.Depth, 1, turned[h*a.Depth*a.Keys:], a.Keys, of, a.Keys)
		for i := range a.Queries {
			k.share(of[i*a.Keys:(i+1)*a.Keys], a.seen(i), mask, a.Scale, sums)
		}
		if f != nil {
			shares = shares[:len(of)]
			k.Multiply(shares, of, f[h*len(of):][:len(of)])
			of = shares
		}
		k.product(a.Queries, a.ValueDepth, a.Keys, of, a.Keys, 1, v[h*a.ValueDepth:], a.Heads*a.ValueDepth, y[h*a.ValueDepth:], a.Heads*a.ValueDepth)
	}
}

// seen is how many keys a query may look at.
func (a Attention) seen(query int) int {
	if a.Causal {
		return min(query+1, a.Keys)
	}
	return a.Keys
}

// share turns a row of scores into shares of the first n.
func (k *Kernels) share(row []float32, n int, mask []float32, scale float32, sums []float32) {
	clear(row[n:])
	row = row[:n]
	if mask != nil {
		for j, m := range mask[:n] {
			if m == 0 {
				row[j] = float32(math.Inf(-1))
			}
		}
	}
	top := k.largest(row, sums)
	if math.IsInf(float64(top), -1) {
		clear(row)
		return
	}
	k.attention.expSum(n, &row[0], &row[0], &sums[0], scale, scale*top)
	k.Scale(row, row, 1/k.rowSum(sums))
}

// largest is the largest number of a row; NaN is passed over.
func (k *Kernels) largest(row, tops []float32) float32 {
	top, whole := float32(math.Inf(-1)), k.whole(len(row))
	if whole > 0 {
		k.attention.rowTops(whole, &tops[0], &row[0])
		top = most(top, tops[:k.lanes])
	}
	return most(top, row[whole:])
}

func most(top float32, of []float32) float32 {
	for _, x := range of {
		if x > top {
			top = x
		}
	}
	return top
}

// AttendBack computes the gradients of q, key and v from that of y.
func (k *Kernels) AttendBack(a Attention, up, q, key, v, p, f, dq, dkey, dv, scratch []float32) {
	turned, rest := scratch[:a.Heads*a.ValueDepth*a.Keys], scratch[a.Heads*a.ValueDepth*a.Keys:]
	sums, n := rest[:mostLanes], a.Queries*a.Keys
	down, shares := rest[mostLanes:][:n], rest[mostLanes+n:][:n]
	k.Transpose(turned, v, a.Keys, a.Heads*a.ValueDepth)
	for h := range a.Heads {
		of, row, valueRow := p[h*n:][:n], a.Heads*a.Depth, a.Heads*a.ValueDepth
		k.product(a.Queries, a.Keys, a.ValueDepth, up[h*a.ValueDepth:], valueRow, 1, turned[h*a.ValueDepth*a.Keys:], a.Keys, down, a.Keys)
		given := of
		if f != nil {
			k.Multiply(down, down, f[h*n:][:n])
			k.Multiply(shares, of, f[h*n:][:n])
			given = shares
		}
		k.product(a.Keys, a.ValueDepth, a.Queries, given, 1, a.Keys, up[h*a.ValueDepth:], valueRow, dv[h*a.ValueDepth:], valueRow)
		for i := range a.Queries {
			d, s := down[i*a.Keys:(i+1)*a.Keys], of[i*a.Keys:(i+1)*a.Keys]
			k.attention.dotRow(a.Keys, &sums[0], &d[0], &s[0])
			k.attention.softmaxSlope(a.Keys, &d[0], &s[0], &d[0], k.rowSum(sums), a.Scale)
		}
		k.product(a.Queries, a.Depth, a.Keys, down, a.Keys, 1, key[h*a.Depth:], row, dq[h*a.Depth:], row)
		k.product(a.Keys, a.Depth, a.Queries, down, 1, a.Keys, q[h*a.Depth:], row, dkey[h*a.Depth:], row)
	}
}
