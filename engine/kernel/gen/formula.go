package main

import (
	"math"
	"slices"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// formula emits mathematical functions of whole vectors, to stand inside any generated loop: each works on a register
// in place, takes two to four registers for the moment, and reads its constants from memory.
type formula struct {
	width
	constants *[]uint32
}

// formulas are those of a width. Its table is written by writeConstants, once all loops have been emitted.
func formulas(w width) formula { return formula{w, &constants[w.lanes/16]} }

// constants are the bits of what the formulas of each width use.
var constants [2][]uint32

// writeConstants writes the tables: for AVX2 each constant over all lanes, while AVX-512 can repeat one word by itself.
func writeConstants() {
	for _, w := range []width{avx2, avx512} {
		f := formulas(w)
		GLOBL(f.tableName(), RODATA|NOPTR)
		for i, bits := range *f.constants {
			for j := range f.repeats() {
				DATA(4*(i*f.repeats()+j), U32(bits))
			}
		}
	}
}

func (f formula) tableName() string { return "formula" + f.name }

func (f formula) repeats() int {
	if f.lanes == 16 {
		return 1
	}
	return f.lanes
}

// word is the place of a constant, given by its bits.
func (f formula) word(bits uint32) Mem {
	at := slices.Index(*f.constants, bits)
	if at < 0 {
		at = len(*f.constants)
		*f.constants = append(*f.constants, bits)
	}
	return NewDataAddr(NewStaticSymbol(f.tableName()), 4*at*f.repeats())
}

func (f formula) constant(v float32) Mem { return f.word(math.Float32bits(v)) }

// fill sets a register to a constant.
func (f formula) fill(v float32, to reg.VecVirtual) { VBROADCASTSS(f.constant(v), to) }

// add sets to = x + v.
func (f formula) add(v float32, x, to reg.VecVirtual) {
	if f.lanes == 16 {
		VADDPS_BCST(f.constant(v), x, to)
	} else {
		VADDPS(f.constant(v), x, to)
	}
}

// multiply sets to = x·v.
func (f formula) multiply(v float32, x, to reg.VecVirtual) {
	if f.lanes == 16 {
		VMULPS_BCST(f.constant(v), x, to)
	} else {
		VMULPS(f.constant(v), x, to)
	}
}

// addProduct sets to += x·v.
func (f formula) addProduct(v float32, x, to reg.VecVirtual) {
	if f.lanes == 16 {
		VFMADD231PS_BCST(f.constant(v), x, to)
	} else {
		VFMADD231PS(f.constant(v), x, to)
	}
}

// multiplyAdd sets to = to·x + v.
func (f formula) multiplyAdd(x reg.VecVirtual, v float32, to reg.VecVirtual) {
	if f.lanes == 16 {
		VFMADD213PS_BCST(f.constant(v), x, to)
	} else {
		VFMADD213PS(f.constant(v), x, to)
	}
}

// polynomial sets to = (…(c₀·x + c₁)·x + …) + cₙ.
func (f formula) polynomial(x, to reg.VecVirtual, coefficients ...float32) {
	f.fill(coefficients[0], to)
	for _, c := range coefficients[1:] {
		f.multiplyAdd(x, c, to)
	}
}

const (
	signBit = 0x80000000
	allBut  = 0x7fffffff
)

// and sets to = x AND bits; or and xor likewise.
func (f formula) and(bits uint32, x, to reg.VecVirtual) {
	if f.lanes == 16 {
		VANDPS_BCST(f.word(bits), x, to)
	} else {
		VANDPS(f.word(bits), x, to)
	}
}

func (f formula) or(bits uint32, x, to reg.VecVirtual) {
	if f.lanes == 16 {
		VORPS_BCST(f.word(bits), x, to)
	} else {
		VORPS(f.word(bits), x, to)
	}
}

func (f formula) xor(bits uint32, x, to reg.VecVirtual) {
	if f.lanes == 16 {
		VXORPS_BCST(f.word(bits), x, to)
	} else {
		VXORPS(f.word(bits), x, to)
	}
}

// atMost bounds x from above; NaN stays NaN, as it does in atLeast.
func (f formula) atMost(v float32, x reg.VecVirtual) {
	t := f.vector()
	f.fill(v, t)
	VMINPS(x, t, x)
}

func (f formula) atLeast(v float32, x reg.VecVirtual) {
	t := f.vector()
	f.fill(v, t)
	VMAXPS(x, t, x)
}

// The parts of exp: x = k·ln 2 + r for a whole k and |r| ≤ ln 2 / 2. The coefficients are those of Cephes' expf (Moshier).
const (
	log2e     = 1.44269504088896341
	ln2High   = 0.693359375
	ln2Low    = -2.12194440e-4
	magic     = 3<<22 + 127 // added to a small number, it leaves its whole part + 127 in the lowest bits
	expLowest = -88
	expMost   = 89
)

// split turns x, from expLowest to expMost, into 2ᵏ and eʳ − 1, which it leaves in x: eˣ = 2ᵏ·(x + 1). 2ᵏ is 0 for
// x < −87.7 and +Inf for x > 88.3.
func (f formula) split(x, power reg.VecVirtual) {
	k := f.vector()
	f.fill(magic, power)
	f.addProduct(log2e, x, power)
	f.add(-magic, power, k)
	f.addProduct(-ln2High, k, x)
	f.addProduct(-ln2Low, k, x)
	VPSLLD(Imm(23), power, power)
	p := k
	f.polynomial(x, p, 1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1)
	VMULPS(x, p, p)
	VFMADD213PS(x, p, x) // x·p + x
}

// exp sets x = eˣ for x from expLowest to 88.3, up to which 2ᵏ is finite.
func (f formula) exp(x reg.VecVirtual) {
	power := f.vector()
	f.split(x, power)
	VFMADD213PS(power, power, x)
}

// expm1 sets x = eˣ − 1 for x ≤ 88, also where the result is tiny.
func (f formula) expm1(x reg.VecVirtual) {
	power, t := f.vector(), f.vector()
	f.atLeast(-30, x)
	f.split(x, power)
	f.add(-1, power, t)
	VFMADD213PS(t, power, x)
}

// tanh sets x = tanh x = e/(e + 2) with e = e²ˣ − 1, taken of |x|, so that nothing cancels.
func (f formula) tanh(x reg.VecVirtual) {
	sign, t := f.vector(), f.vector()
	f.and(signBit, x, sign)
	f.and(allBut, x, x)
	f.atMost(10, x)
	VADDPS(x, x, x)
	power := f.vector()
	f.split(x, power)
	f.add(-1, power, t)
	VFMADD213PS(t, power, x)
	f.add(2, x, t)
	VDIVPS(t, x, x)
	VORPS(sign, x, x)
}

// sigmoid sets x = 1/(1 + e⁻ˣ). The power may be infinite, and is multiplied by what is above 0.
func (f formula) sigmoid(x reg.VecVirtual) {
	one := f.vector()
	f.xor(signBit, x, x)
	f.atLeast(expLowest, x)
	f.atMost(expMost, x)
	power := f.vector()
	f.split(x, power)
	f.fill(1, one)
	VADDPS(one, x, x)
	VFMADD213PS(one, power, x)
	VDIVPS(x, one, x)
}
