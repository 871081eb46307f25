package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// distance generates z = (x − y)·scale and Σ (x − y)².
func distance(w width) {
	TEXT("difference"+w.name, NOSPLIT, "func(n int, scale float32, z, x, y *float32)")
	Pragma("noescape")
	n, pz, px, py := param64("n"), param64("z"), param64("x"), param64("y")
	scale := w.broadcast(paramAt("scale"))
	overAll(w, n, func(l lane) {
		x, y := w.vector(), w.vector()
		l.load(px, x)
		l.load(py, y)
		VSUBPS(y, x, x)
		VMULPS(scale, x, x)
		l.store(x, pz)
	})

	TEXT("distance"+w.name, NOSPLIT, "func(n int, x, y *float32) float32")
	Pragma("noescape")
	n, px, py = param64("n"), param64("x"), param64("y")
	sum := w.vector()
	w.zero(sum)
	overRest(w, n, func(l lane) {
		x, y := w.vector(), w.vector()
		l.load(px, x)
		l.load(py, y)
		VSUBPS(y, x, x)
		VFMADD231PS(x, x, sum)
	})
	Store(w.total(sum), ReturnIndex(0))
	VZEROUPPER()
	RET()
}

// total adds up the lanes of a register, halves first.
func (w width) total(v reg.VecVirtual) reg.VecVirtual {
	y := v
	if w.lanes == 16 {
		high := YMM()
		y = YMM()
		VEXTRACTF64X4(Imm(1), v, high)
		VADDPS(v.AsY(), high, y)
	}
	low, high := XMM(), XMM()
	VEXTRACTF128(Imm(1), y, high)
	VADDPS(y.AsX(), high, low)
	VMOVHLPS(low, low, high)
	VADDPS(high, low, low)
	VMOVSHDUP(low, high)
	VADDSS(high, low, low)
	return low
}
