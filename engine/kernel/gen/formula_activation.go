package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// The predicates of comparisons; none holds of NaN but unordered.
const (
	less        = 1
	lessOrEqual = 2
	unordered   = 3
	atLeast     = 13
	greater     = 14
)

// condition is the result of a comparison: a mask register, or for AVX2 a vector of all ones or zeros.
type condition struct {
	vector reg.VecVirtual
	mask   reg.OpmaskVirtual
}

// is compares x with v.
func (f formula) is(x reg.VecVirtual, predicate uint64, v float32) condition {
	if f.lanes == 16 {
		k := K()
		VCMPPS_BCST(Imm(predicate), f.constant(v), x, k)
		return condition{mask: k}
	}
	t := f.vector()
	VCMPPS(Imm(predicate), f.constant(v), x, t)
	return condition{vector: t}
}

// where sets to = from where the condition holds, else 0.
func (f formula) where(c condition, from, to reg.VecVirtual) {
	if f.lanes == 16 {
		VMOVAPS_Z(from, c.mask, to)
	} else {
		VANDPS(c.vector, from, to)
	}
}

// override sets to = from where the condition holds.
func (f formula) override(c condition, from, to reg.VecVirtual) {
	if f.lanes == 16 {
		VMOVAPS(from, c.mask, to)
	} else {
		VBLENDVPS(c.vector, from, to, to)
	}
}

func (f formula) copy(x reg.VecVirtual) reg.VecVirtual {
	t := f.vector()
	VMOVAPS(x, t)
	return t
}

// filled is a register that holds a constant.
func (f formula) filled(v float32) reg.VecVirtual {
	t := f.vector()
	f.fill(v, t)
	return t
}

// The bounds beyond which swish, GELU and mish and their slopes are their limits. Within them no product of an infinity
// with 0 can arise.
const bound = 100

// step sets x = 1 where x > 0, else 0.
func (f formula) step(x reg.VecVirtual) {
	positive, nan := f.is(x, greater, 0), f.is(x, unordered, 0)
	y := f.vector()
	f.where(positive, f.filled(1), y)
	f.override(nan, x, y)
	VMOVAPS(y, x)
}

func (f formula) relu(x reg.VecVirtual) { f.atLeast(0, x) }

func (f formula) relu6(x reg.VecVirtual) {
	f.atLeast(0, x)
	f.atMost(6, x)
}

func (f formula) leakyReLU(x reg.VecVirtual) {
	t := f.vector()
	f.multiply(leak, x, t)
	VMAXPS(t, x, x)
}

// hardSigmoid sets x = min(max(x + 3, 0), 6)/6.
func (f formula) hardSigmoid(x reg.VecVirtual) {
	f.add(3, x, x)
	f.relu6(x)
	f.multiply(1.0/6, x, x)
}

func (f formula) hardSwish(x reg.VecVirtual) {
	f.atLeast(-bound, x)
	t := f.copy(x)
	f.hardSigmoid(t)
	VMULPS(t, x, x)
}

const (
	leak      = 0.2
	seluScale = 1.0507009873554804934193349852946
	seluAlpha = 1.6732632423543772848170429916717
)

// elu sets x = max(x, 0) + e^min(x, 0) − 1: one of the two is 0.
func (f formula) elu(x reg.VecVirtual) {
	t := f.copy(x)
	f.atMost(0, t)
	f.expm1(t)
	f.atLeast(0, x)
	VADDPS(t, x, x)
}

func (f formula) selu(x reg.VecVirtual) {
	t := f.copy(x)
	f.atMost(0, t)
	f.expm1(t)
	f.multiply(seluScale*seluAlpha, t, t)
	f.atLeast(0, x)
	f.multiply(seluScale, x, x)
	VADDPS(t, x, x)
}

// softplus sets x = max(x, 0) + ln(1 + t) with t = e^−|x|.
func (f formula) softplus(x reg.VecVirtual) {
	t := f.vector()
	f.or(signBit, x, t)
	f.atLeast(expLowest, t)
	f.exp(t)
	f.log1p(t)
	f.atLeast(0, x)
	VADDPS(t, x, x)
}

// log1p sets t = ln(1 + t) = 2 artanh s, s = t/(2 + t), for 0 ≤ t ≤ 1. The polynomial in s² is fitted so that the
// relative error is at most 2⁻³³.
func (f formula) log1p(t reg.VecVirtual) {
	s, z, p := f.vector(), f.vector(), f.vector()
	f.add(2, t, s)
	VDIVPS(s, t, s)
	VMULPS(s, s, z)
	f.polynomial(z, p, 0.1214480391473401, 0.10715363936340362, 0.14308298953080031, 0.19999444155999577, 0.33333337750444786)
	VMULPS(z, p, p)
	VADDPS(s, s, s)
	VFMADD213PS(s, s, p)
	VMOVAPS(p, t)
}

// softsign sets x = x/(1 + |x|).
func (f formula) softsign(x reg.VecVirtual) {
	a, d := f.vector(), f.vector()
	f.and(allBut, x, a)
	f.atMost(math.MaxFloat32, a)
	f.and(signBit, x, x)
	f.add(1, a, d)
	VDIVPS(d, a, a)
	VORPS(a, x, x)
}

func (f formula) swish(x reg.VecVirtual) {
	f.atLeast(-bound, x)
	t := f.copy(x)
	f.sigmoid(t)
	VMULPS(t, x, x)
}

// normal gives e^(−x²/2) and the tail Φ(−|x|) of the normal distribution: e^(−x²/2)·t·P(t) with t = 1/(1 + 0.3·|x|), P
// fitted to a relative error of 2⁻²⁸. The rounding of x² is made up for, or the exponential would multiply it.
func (f formula) normal(x reg.VecVirtual) (bell, tail reg.VecVirtual) {
	a, low := f.vector(), f.vector()
	f.and(allBut, x, a)
	f.atMost(normalMost, a)
	bell = f.vector()
	VMULPS(a, a, bell)
	VMOVAPS(a, low)
	VFMSUB213PS(bell, a, low) // what a·a lost
	f.multiply(-0.5, bell, bell)
	f.multiply(-0.5, low, low)
	f.exp(bell)
	VFMADD231PS(bell, low, bell)
	t, p := f.filled(1), f.vector()
	f.addProduct(0.3, a, t)
	VDIVPS(t, f.filled(1), t)
	f.polynomial(t, p, -0.02062360289983123, 0.11243636060112004, -0.22821540101255156, 0.1917869864063541, -0.07942556305735739,
		0.09615795653377562, 0.07838925926947903, 0.11023550816851098, 0.11957180394511992, 0.11968669031638013)
	VMULPS(t, p, p)
	VMULPS(bell, p, p)
	return bell, p
}

// normalMost is where e^(−x²/2) passes below the normal numbers.
const normalMost = 13.2664

// distribution turns the tail Φ(−|x|) into Φ(x).
func (f formula) distribution(x, tail reg.VecVirtual) {
	upper := f.filled(1)
	VSUBPS(tail, upper, upper)
	f.override(f.is(x, greater, 0), upper, tail)
}

// gelu sets x = x·Φ(x).
func (f formula) gelu(x reg.VecVirtual) {
	f.atLeast(-bound, x)
	_, p := f.normal(x)
	f.distribution(x, p)
	VMULPS(p, x, x)
}

// mishParts gives e = eˣ and n = e² + 2e, for which tanh(ln(1 + e)) = n/(n + 2).
func (f formula) mishParts(x reg.VecVirtual) (e, n reg.VecVirtual) {
	e, n = f.copy(x), f.vector()
	f.atLeast(expLowest, e)
	f.atMost(20, e)
	f.exp(e)
	f.add(2, e, n)
	VMULPS(e, n, n)
	return e, n
}

func (f formula) mish(x reg.VecVirtual) {
	f.atLeast(-bound, x)
	_, n := f.mishParts(x)
	d := f.vector()
	f.add(2, n, d)
	VDIVPS(d, n, n)
	VMULPS(n, x, x)
}
