package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// attention generates what is done to rows of scores: y = x·by, the largest numbers, y = exp(x·scale − shift) with its sum, the sum of x·y,
// and the slope of softmax. Sums are left one a lane.
func attention(w width) {
	scaleRow(w)
	rowTops(w)
	expSum(w)
	dotRow(w)
	softmaxSlope(w)
}

// number broadcasts a float32 parameter.
func (w width) number(name string) reg.VecVirtual {
	v := w.vector()
	VBROADCASTSS(paramAt(name), v)
	return v
}

func scaleRow(w width) {
	TEXT("scaleRow"+w.name, NOSPLIT, "func(n int, y, x *float32, by float32)")
	Pragma("noescape")
	n, y, x, by := param64("n"), param64("y"), param64("x"), w.number("by")
	overAll(w, n, func(l lane) {
		v := w.vector()
		l.load(x, v)
		VMULPS(by, v, v)
		l.store(v, y)
	})
}

// rowTops generates the largest number of each lane; n is a multiple of the lanes. It passes over NaN.
func rowTops(w width) {
	TEXT("rowTops"+w.name, NOSPLIT, "func(n int, tops, x *float32)")
	Pragma("noescape")
	n, tops, x := param64("n"), param64("tops"), param64("x")
	top, v := w.vector(), w.vector()
	VBROADCASTSS(formulas(w).constant(float32(math.Inf(-1))), top)
	VMOVUPS(top, Mem{Base: tops})
	over(w, n, func(at func(reg.GPVirtual) Mem) {
		VMOVUPS(at(x), v)
		VMAXPS(top, v, top) // of two numbers of which one is NaN, the first operand: what was there
		VMOVUPS(top, Mem{Base: tops})
	})
}

func expSum(w width) {
	TEXT("expSum"+w.name, NOSPLIT, "func(n int, y, x, sums *float32, scale, shift float32)")
	Pragma("noescape")
	f := formulas(w)
	n, y, x, sums := param64("n"), param64("y"), param64("x"), param64("sums")
	scale, shift, sum := w.number("scale"), w.number("shift"), w.vector()
	w.zero(sum)
	VMOVUPS(sum, Mem{Base: sums})
	overAll(w, n, func(l lane) {
		v := w.vector()
		l.load(x, v)
		VFMSUB213PS(shift, scale, v)
		f.atLeast(expLowest, v)
		f.exp(v)
		l.store(v, y)
		l.load(y, v) // lanes beyond the end are 0 again
		VADDPS(v, sum, sum)
		VMOVUPS(sum, Mem{Base: sums})
	})
}

func dotRow(w width) {
	TEXT("dotRow"+w.name, NOSPLIT, "func(n int, sums, x, y *float32)")
	Pragma("noescape")
	n, sums, x, y := param64("n"), param64("sums"), param64("x"), param64("y")
	sum := w.vector()
	w.zero(sum)
	VMOVUPS(sum, Mem{Base: sums})
	overAll(w, n, func(l lane) {
		a, b := w.vector(), w.vector()
		l.load(x, a)
		l.load(y, b)
		VFMADD231PS(a, b, sum)
		VMOVUPS(sum, Mem{Base: sums})
	})
}

// softmaxSlope generates down = p·(up − dot)·scale.
func softmaxSlope(w width) {
	TEXT("softmaxSlope"+w.name, NOSPLIT, "func(n int, down, p, up *float32, dot, scale float32)")
	Pragma("noescape")
	n, down, p, up := param64("n"), param64("down"), param64("p"), param64("up")
	dot, scale := w.number("dot"), w.number("scale")
	overAll(w, n, func(l lane) {
		a, b := w.vector(), w.vector()
		l.load(up, a)
		l.load(p, b)
		VSUBPS(dot, a, a)
		VMULPS(scale, b, b)
		VMULPS(a, b, b)
		l.store(b, down)
	})
}
