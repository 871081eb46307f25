package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// over generates a loop over n elements, n a positive multiple of the lanes; body is given the byte index register.
func over(w width, n reg.GPVirtual, body func(at func(base reg.GPVirtual) Mem)) {
	index := GP64()
	XORQ(index, index)
	Label("loop")
	body(func(base reg.GPVirtual) Mem { return Mem{Base: base, Index: index, Scale: 4} })
	ADDQ(Imm(uint64(w.lanes)), index)
	CMPQ(index, n)
	JLT(LabelRef("loop"))
	VZEROUPPER()
	RET()
}

// elementwise generates z = x + y and z = x·y.
func elementwise(w width) {
	binary := func(name string, body func(x, y reg.VecVirtual)) {
		TEXT(name+w.name, NOSPLIT, "func(n int, z, x, y *float32)")
		Pragma("noescape")
		n, pz, px, py := param64("n"), param64("z"), param64("x"), param64("y")
		x, y := w.vector(), w.vector()
		over(w, n, func(at func(reg.GPVirtual) Mem) {
			VMOVUPS(at(px), x)
			VMOVUPS(at(py), y)
			body(x, y)
			VMOVUPS(x, at(pz))
		})
	}
	binary("add", func(x, y reg.VecVirtual) { VADDPS(y, x, x) })
	binary("multiply", func(x, y reg.VecVirtual) { VMULPS(y, x, x) })
}

// exponential generates y = exp(x) for x ≤ 88: x = n·ln 2 + r with |r| ≤ ln 2 / 2, exp(r) by the polynomial of
// Cephes' expf (Moshier), scaled by 2ⁿ. Below −87 the result is 0 or the smallest normal number.
func exponential(w width) {
	TEXT("exp"+w.name, NOSPLIT, "func(n int, y, x *float32)")
	Pragma("noescape")
	n, py, px := param64("n"), param64("y"), param64("x")
	values := []float32{
		-87.3, 1.44269504088896341, 0.693359375, -2.12194440e-4,
		1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1, 88.3,
	}
	table := GLOBL("exponential"+w.name, RODATA|NOPTR)
	for i, v := range values {
		DATA(4*i, U32(math.Float32bits(v)))
	}
	var c []reg.VecVirtual
	for i := range values {
		if w.lanes == 8 && i > 9 {
			break // 16 registers: the last two are read where they are used
		}
		c = append(c, w.broadcast(table.Offset(4*i)))
	}
	x, k, p := w.vector(), w.vector(), w.vector()
	over(w, n, func(at func(reg.GPVirtual) Mem) {
		VMOVUPS(at(px), x)
		VMAXPS(x, c[0], x) // in this order NaN stays NaN
		VBROADCASTSS(table.Offset(44), k)
		VMINPS(x, k, x)
		VMULPS(c[1], x, k)
		if w.lanes == 16 {
			VRNDSCALEPS(Imm(0), k, k)
		} else {
			VROUNDPS(Imm(0), k, k)
		}
		VFNMADD231PS(c[2], k, x)
		VFNMADD231PS(c[3], k, x)
		VMOVAPS(c[4], p)
		for i := 5; i <= 9; i++ {
			VFMADD213PS(c[i], x, p)
		}
		VMULPS(x, p, p)
		VFMADD213PS(x, x, p) // p·x + x, with p = p·x: r² p(r) + r
		VBROADCASTSS(table.Offset(40), x)
		VADDPS(x, p, p)
		VCVTPS2DQ(k, k)
		VPSLLD(Imm(23), k, k)
		VPADDD(k, p, p)
		VMOVUPS(p, at(py))
	})
}

// bytesToFloats generates y = x·scale for bytes x.
func bytesToFloats(w width) {
	TEXT("bytes"+w.name, NOSPLIT, "func(n int, y *float32, x *uint8, scale float32)")
	Pragma("noescape")
	n, py, px := param64("n"), param64("y"), param64("x")
	scale := w.vector()
	s := XMM()
	MOVSS(NewParamAddr("scale", 24), s)
	VBROADCASTSS(s, scale)
	v := w.vector()
	index := GP64()
	XORQ(index, index)
	Label("loop")
	VPMOVZXBD(Mem{Base: px, Index: index, Scale: 1}, v)
	VCVTDQ2PS(v, v)
	VMULPS(scale, v, v)
	VMOVUPS(v, Mem{Base: py, Index: index, Scale: 4})
	ADDQ(Imm(uint64(w.lanes)), index)
	CMPQ(index, n)
	JLT(LabelRef("loop"))
	VZEROUPPER()
	RET()
}

// prefetch brings n bytes, a multiple of 64, towards the second-level cache.
func prefetch() {
	TEXT("prefetch", NOSPLIT, "func(n int, x *uint8)")
	Pragma("noescape")
	n, x := param64("n"), param64("x")
	Label("loop")
	PREFETCHT1(Mem{Base: x})
	ADDQ(Imm(64), x)
	SUBQ(Imm(64), n)
	JG(LabelRef("loop"))
	RET()
}
