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

// flushToZero has numbers too small for the normal form treated as 0 until restore is called. The moments of weights
// that get no gradient decay through that range, where arithmetic is some hundred times slower.
func flushToZero() (restore func()) {
	const flushAndZero = 0x8040
	saved, changed := AllocLocal(8), AllocLocal(8)
	STMXCSR(saved)
	word := GP32()
	MOVL(saved, word)
	ORL(U32(flushAndZero), word)
	MOVL(word, changed)
	LDMXCSR(changed)
	return func() { LDMXCSR(saved) }
}

// elementwise generates z = x + y, z = x·y, z = max(x, 0), and z = x where y > 0, else 0.
func elementwise(w width) {
	binary := func(name string, body func(x, y reg.VecVirtual)) {
		TEXT(name+w.name, NOSPLIT, "func(n int, z, x, y *float32)")
		Pragma("noescape")
		n, pz, px, py := param64("n"), param64("z"), param64("x"), param64("y")
		x, y := w.vector(), w.vector()
		zero := w.vector()
		w.zero(zero)
		over(w, n, func(at func(reg.GPVirtual) Mem) {
			VMOVUPS(at(px), x)
			VMOVUPS(at(py), y)
			body(x, y)
			VMOVUPS(x, at(pz))
		})
	}
	binary("add", func(x, y reg.VecVirtual) { VADDPS(y, x, x) })
	binary("multiply", func(x, y reg.VecVirtual) { VMULPS(y, x, x) })
	zero := func() reg.VecVirtual { v := w.vector(); w.zero(v); return v }
	binary("relu", func(x, _ reg.VecVirtual) { VMAXPS(x, zero(), x) }) // of two, NaN in the first operand is kept
	binary("reluGradient", func(x, y reg.VecVirtual) {
		if w.lanes == 16 {
			k := K()
			VCMPPS(Imm(14), zero(), y, k) // y > 0
			VMOVAPS_Z(x, k, x)
			return
		}
		m := w.vector()
		VCMPPS(Imm(14), zero(), y, m)
		VANDPS(m, x, x)
	})
}

// maskReLU generates one row of bias, ReLU and dropout: y = (y + b)·f with f = scale where y + b > 0 and the hash of
// the element's index says keep, else 0. c holds the key, the index of the first element, the threshold and the bits
// of the scale, each a 32-bit word. The hash is the finaliser of MurmurHash3 (Appleby) over index·φ + key.
func maskReLU(w width) {
	TEXT("maskReLU"+w.name, NOSPLIT, "func(n int, y, bias, factor *float32, c *[4]uint32)")
	Pragma("noescape")
	n, py, pb, pf, pc := param64("n"), param64("y"), param64("bias"), param64("factor"), param64("c")
	key, index := w.broadcastWord(Mem{Base: pc}), w.broadcastWord(Mem{Base: pc, Disp: 4})
	threshold, scale := w.broadcastWord(Mem{Base: pc, Disp: 8}), w.broadcast(Mem{Base: pc, Disp: 12})
	lanes := GLOBL("lanes"+w.name, RODATA|NOPTR)
	for i := range w.lanes {
		DATA(4*i, U32(uint32(i)))
	}
	constants := GLOBL("hash"+w.name, RODATA|NOPTR)
	for i, v := range []uint32{0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, uint32(w.lanes)} {
		DATA(4*i, U32(v))
	}
	add := func(x, y reg.VecVirtual) { VPADDD(y, x, x) }
	if w.lanes == 16 {
		l := w.vector()
		VMOVDQU32(lanes, l)
		add(index, l)
	} else {
		VPADDD(lanes, index, index)
	}
	golden, first, second := w.broadcastWord(constants.Offset(0)), w.broadcastWord(constants.Offset(4)), w.broadcastWord(constants.Offset(8))
	advance := w.broadcastWord(constants.Offset(12))
	zero := w.vector()
	w.zero(zero)
	x, y, t := w.vector(), w.vector(), w.vector()
	fold := func(by uint64) {
		VPSRLD(Imm(by), x, t)
		if w.lanes == 16 {
			VPXORD(t, x, x)
		} else {
			VPXOR(t, x, x)
		}
	}
	over(w, n, func(at func(reg.GPVirtual) Mem) {
		VPMULLD(golden, index, x)
		VPADDD(key, x, x)
		fold(16)
		VPMULLD(first, x, x)
		fold(13)
		VPMULLD(second, x, x)
		fold(16)
		VPSRLD(Imm(1), x, x) // 31 bits, so that a signed comparison serves
		VMOVUPS(at(py), y)
		VADDPS(at(pb), y, y)
		if w.lanes == 16 {
			k := K()
			positive := K()
			VCMPPS(Imm(14), zero, y, positive)
			VPCMPD(Imm(5), threshold, x, positive, k) // x ≥ threshold, where positive
			VMOVAPS_Z(scale, k, t)
		} else {
			VPCMPGTD(x, threshold, t) // threshold > x: dropped
			VPANDN(scale, t, t)
			VCMPPS(Imm(14), zero, y, x)
			VANDPS(x, t, t)
		}
		VMOVUPS(t, at(pf))
		VMULPS(t, y, y)
		VMOVUPS(y, at(py))
		VPADDD(advance, index, index)
	})
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
