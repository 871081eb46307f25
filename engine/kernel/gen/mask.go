package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// masks generates the loops of dropout. c holds the key, the index of the first element, the threshold and the bits of
// the scale, each a 32-bit word. An element is kept where the hash of its index reaches the threshold: the finaliser of
// MurmurHash3 (Appleby) over index·φ + key.
func masks(w width) {
	w.hashTables()
	maskReLU(w)
	factors(w)
}

// hashTables lays down the constants that the loops share.
func (w width) hashTables() {
	GLOBL("lanes"+w.name, RODATA|NOPTR)
	for i := range w.lanes {
		DATA(4*i, U32(uint32(i)))
	}
	GLOBL("hash"+w.name, RODATA|NOPTR)
	for i, v := range []uint32{0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, uint32(w.lanes)} {
		DATA(4*i, U32(v))
	}
}

// hasher has the registers of the hash of neighbouring indices.
type hasher struct {
	w                                       width
	key, index, threshold, scale            reg.VecVirtual
	golden, first, second, advance, scratch reg.VecVirtual
}

func newHasher(w width, c reg.GPVirtual) hasher {
	lanes, constants := NewDataAddr(Symbol{Name: "lanes" + w.name, Static: true}, 0), NewDataAddr(Symbol{Name: "hash" + w.name, Static: true}, 0)
	h := hasher{
		w: w, key: w.broadcastWord(Mem{Base: c}), index: w.broadcastWord(Mem{Base: c, Disp: 4}),
		threshold: w.broadcastWord(Mem{Base: c, Disp: 8}), scale: w.broadcast(Mem{Base: c, Disp: 12}),
		golden: w.broadcastWord(constants.Offset(0)), first: w.broadcastWord(constants.Offset(4)),
		second: w.broadcastWord(constants.Offset(8)), advance: w.broadcastWord(constants.Offset(12)), scratch: w.vector(),
	}
	VPADDD(lanes, h.index, h.index)
	return h
}

// next sets x to the hashes of the present indices, 31 bits each so that a signed comparison serves, and goes on to the
// next ones.
func (h hasher) next(x reg.VecVirtual) {
	fold := func(by uint64) {
		VPSRLD(Imm(by), x, h.scratch)
		if h.w.lanes == 16 {
			VPXORD(h.scratch, x, x)
		} else {
			VPXOR(h.scratch, x, x)
		}
	}
	VPMULLD(h.golden, h.index, x)
	VPADDD(h.key, x, x)
	fold(16)
	VPMULLD(h.first, x, x)
	fold(13)
	VPMULLD(h.second, x, x)
	fold(16)
	VPSRLD(Imm(1), x, x)
	VPADDD(h.advance, h.index, h.index)
}

// factors generates f = scale where the hash says keep, else 0.
func factors(w width) {
	TEXT("factors"+w.name, NOSPLIT, "func(n int, factor *float32, c *[4]uint32)")
	Pragma("noescape")
	n, pf, pc := param64("n"), param64("factor"), param64("c")
	h := newHasher(w, pc)
	x := w.vector()
	over(w, n, func(at func(reg.GPVirtual) Mem) {
		h.next(x)
		if w.lanes == 16 {
			k := K()
			VPCMPD(Imm(5), h.threshold, x, k) // x ≥ threshold
			VMOVAPS_Z(h.scale, k, x)
		} else {
			VPCMPGTD(x, h.threshold, x) // threshold > x: dropped
			VPANDN(h.scale, x, x)
		}
		VMOVUPS(x, at(pf))
	})
}

// maskReLU generates one row of bias, ReLU and dropout: y = (y + b)·f with f = scale where y + b > 0 and the hash says
// keep, else 0.
func maskReLU(w width) {
	TEXT("maskReLU"+w.name, NOSPLIT, "func(n int, y, bias, factor *float32, c *[4]uint32)")
	Pragma("noescape")
	n, py, pb, pf, pc := param64("n"), param64("y"), param64("bias"), param64("factor"), param64("c")
	h := newHasher(w, pc)
	zero := w.vector()
	w.zero(zero)
	x, y, t := w.vector(), w.vector(), h.scratch
	over(w, n, func(at func(reg.GPVirtual) Mem) {
		h.next(x)
		VMOVUPS(at(py), y)
		VADDPS(at(pb), y, y)
		if w.lanes == 16 {
			k := K()
			positive := K()
			VCMPPS(Imm(14), zero, y, positive)
			VPCMPD(Imm(5), h.threshold, x, positive, k) // x ≥ threshold, where positive
			VMOVAPS_Z(h.scale, k, t)
		} else {
			VPCMPGTD(x, h.threshold, t) // threshold > x: dropped
			VPANDN(h.scale, t, t)
			VCMPPS(Imm(14), zero, y, x)
			VANDPS(x, t, t)
		}
		VMOVUPS(t, at(pf))
		VMULPS(t, y, y)
		VMOVUPS(y, at(py))
	})
}
