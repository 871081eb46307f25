package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/reg"
)

// Each of these multiplies d, the gradient from above, by a function's slope, told from its output y or its input x,
// which it may change.

func (f formula) stepSlope(d, _ reg.VecVirtual) { f.zero(d) }

func (f formula) reluSlope(d, y reg.VecVirtual) { f.where(f.is(y, greater, 0), d, d) }

func (f formula) relu6Slope(d, y reg.VecVirtual) {
	f.reluSlope(d, y)
	f.where(f.is(y, less, 6), d, d)
}

func (f formula) leakyReLUSlope(d, y reg.VecVirtual) {
	t := f.vector()
	f.multiply(leak, d, t)
	positive := f.is(y, greater, 0)
	f.override(positive, d, t)
	VMOVAPS(t, d)
}

func (f formula) hardSigmoidSlope(d, y reg.VecVirtual) {
	f.multiply(1.0/6, d, d)
	f.reluSlope(d, y)
	f.where(f.is(y, less, 1), d, d)
}

// sigmoidSlope is y·(1 − y).
func (f formula) sigmoidSlope(d, y reg.VecVirtual) {
	VMULPS(y, d, d)
	VFNMADD213PS(d, d, y) // d − d·y
	VMOVAPS(y, d)
}

// tanhSlope is 1 − y².
func (f formula) tanhSlope(d, y reg.VecVirtual) {
	t := f.filled(1)
	VFNMADD231PS(y, y, t)
	VMULPS(t, d, d)
}

// eluSlope is 1 above 0, and else y + 1.
func (f formula) eluSlope(d, y reg.VecVirtual) {
	f.atMost(0, y)
	f.add(1, y, y)
	VMULPS(y, d, d)
}

func (f formula) seluSlope(d, y reg.VecVirtual) {
	positive := f.is(y, greater, 0)
	f.add(seluScale*seluAlpha, y, y)
	f.override(positive, f.filled(seluScale), y)
	VMULPS(y, d, d)
}

// softplusSlope is the sigmoid of x: 1 − e^−y.
func (f formula) softplusSlope(d, y reg.VecVirtual) {
	f.xor(signBit, y, y)
	f.expm1(y)
	f.xor(signBit, y, y)
	VMULPS(y, d, d)
}

// softsignSlope is 1/(1 + |x|)².
func (f formula) softsignSlope(d, x reg.VecVirtual) {
	f.and(allBut, x, x)
	f.add(1, x, x)
	VMULPS(x, x, x)
	VDIVPS(x, d, d)
}

// swishSlope is σ·(1 + x·(1 − σ)) with 1 − σ = e·σ, e = e⁻ˣ.
func (f formula) swishSlope(d, x reg.VecVirtual) {
	f.atLeast(-85, x) // where e and σ are both normal numbers
	f.atMost(bound, x)
	e, s, t := f.vector(), f.filled(1), f.vector()
	f.xor(signBit, x, e)
	f.atLeast(expLowest, e)
	f.exp(e)
	f.add(1, e, t)
	VDIVPS(t, s, s)
	VMULPS(s, e, e)
	f.multiplyAdd(x, 1, e)
	VMULPS(s, e, e)
	VMULPS(e, d, d)
}

// hardSwishSlope is 0 up to −3, 1 from 3, and (2x + 3)/6 between.
func (f formula) hardSwishSlope(d, x reg.VecVirtual) {
	low, high := f.is(x, lessOrEqual, -3), f.is(x, atLeast, 3)
	t := f.filled(0.5)
	f.addProduct(1.0/3, x, t)
	zero := f.vector()
	f.zero(zero)
	f.override(low, zero, t)
	f.override(high, f.filled(1), t)
	VMULPS(t, d, d)
}

// geluSlope is Φ(x) + x·φ(x).
func (f formula) geluSlope(d, x reg.VecVirtual) {
	f.atLeast(-bound, x)
	f.atMost(bound, x)
	bell, p := f.normal(x)
	f.distribution(x, p)
	f.multiply(0.3989422804014327, bell, bell) // 1/√(2π)
	VFMADD231PS(bell, x, p)
	VMULPS(p, d, d)
}

// mishSlope is n/(n + 2) + x·4e(1 + e)/(n + 2)², the second part being x·σ(x)·(1 − tanh²).
func (f formula) mishSlope(d, x reg.VecVirtual) {
	f.atLeast(-bound, x)
	f.atMost(bound, x)
	e, n := f.mishParts(x)
	m, r := f.vector(), f.filled(1)
	f.add(2, n, m)
	VDIVPS(m, r, r) // 1/(n + 2)
	VMULPS(r, n, n)
	VMOVAPS(e, m)
	VFMADD213PS(e, e, m) // e² + e
	f.multiply(4, m, m)
	VMULPS(r, m, m)
	VMULPS(r, m, m)
	VFMADD231PS(m, x, n)
	VMULPS(n, d, d)
}
