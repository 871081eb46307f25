package kernel

import (
	"math"
	"unsafe"
)

// view is n elements from p on.
func view[T any](p *T, n int) []T { return unsafe.Slice(p, n) }

// portable gives the loops in Go alone.
func portable() *Kernels {
	return &Kernels{
		Level: Portable, lanes: 1, fit: fit{lanes: 8, rows: 4, narrow: 4, vectors: 1},
		add: func(n int, z, x, y *float32) {
			zs, xs, ys := view(z, n), view(x, n), view(y, n)
			for i := range zs {
				zs[i] = xs[i] + ys[i]
			}
		},
		multiply: func(n int, z, x, y *float32) {
			zs, xs, ys := view(z, n), view(x, n), view(y, n)
			for i := range zs {
				zs[i] = xs[i] * ys[i]
			}
		},
		exp: func(n int, y, x *float32) {
			ys, xs := view(y, n), view(x, n)
			for i := range ys {
				ys[i] = float32(math.Exp(float64(xs[i])))
			}
		},
		functions: portableFunctions(), difference: differencePortable, distance: distancePortable, norm: portableNorms(),
		prelu: preluPortable, preluGradient: preluGradientPortable, preluSum: preluSumPortable,
		bytes: func(n int, y *float32, x *uint8, scale float32) {
			ys, xs := view(y, n), view(x, n)
			for i := range ys {
				ys[i] = float32(xs[i]) * scale
			}
		},
		gruForward: gruForwardPortable, gruBackward: gruBackwardPortable,
		attention:   portableAttention(),
		lstmForward: lstmForwardPortable, lstmBackward: lstmBackwardPortable, tanhBackward: tanhBackwardPortable,
		sumRows: sumRowsPortable, addBias: addBiasPortable,
		windowMax: windowMaxPortable, windowRoute: windowRoutePortable,
		windowSum: windowSumPortable, windowSpread: windowSpreadPortable,
		peak:      peakPortable,
		peakFLOPs: 16,
	}
}

// tilePortable computes one tile of up to four rows and eight columns in registers' stead.
func tilePortable(t tile, x *block) {
	var acc [4][8]float32
	for s := range x.segments {
		for l := range x.depth {
			brow := view(at(x.b, (s*x.depth+l)*x.bRow), x.columns)
			for i := range t.rows {
				av := *at(x.a, i*x.aRow+s*x.aSegment+l*x.aColumn)
				row := &acc[i]
				for j, bv := range brow {
					row[j&7] += av * bv
				}
			}
		}
	}
	for i := range t.rows {
		crow := view(at(x.c, i*x.cRow), x.columns)
		for j := range crow {
			if x.accumulate {
				crow[j] += acc[i][j]
			} else {
				crow[j] = acc[i][j]
			}
		}
	}
}

// at is the element n after p.
func at(p *float32, n int) *float32 { return (*float32)(unsafe.Add(unsafe.Pointer(p), 4*n)) }

// peakPortable runs independent multiplications with addition.
func peakPortable(n int) {
	a := [8]float32{1, 2, 3, 4, 5, 6, 7, 8}
	for range n {
		for i := range a {
			a[i] = a[i]*0.5 + 1
		}
	}
	sink(a[0])
}

//go:noinline
func sink(float32) {}
