package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// lane moves the elements of one round of a loop between memory and registers: a whole vector, or in the last round
// what is left.
type lane struct {
	load  func(base reg.GPVirtual, to reg.VecVirtual)
	store func(from reg.VecVirtual, base reg.GPVirtual)
}

// overAll generates a loop over n elements, n positive and else of any size. What is beyond the end is neither read nor
// written.
func overAll(w width, n reg.GPVirtual, body func(lane)) {
	overRest(w, n, body)
	VZEROUPPER()
	RET()
}

// overRest is overAll without the return.
func overRest(w width, n reg.GPVirtual, body func(lane)) { overNamed(w, n, "", body) }

// overNamed is overRest with a mark for its labels, for functions that loop several times.
func overNamed(w width, n reg.GPVirtual, mark string, body func(lane)) {
	index, left := GP64(), GP64()
	at := func(base reg.GPVirtual) Mem { return Mem{Base: base, Index: index, Scale: 4} }
	XORQ(index, index)
	MOVQ(n, left)
	SUBQ(Imm(uint64(w.lanes)), left)
	JLT(LabelRef("rest" + mark))
	Label("loop" + mark)
	body(lane{
		load:  func(base reg.GPVirtual, to reg.VecVirtual) { VMOVUPS(at(base), to) },
		store: func(from reg.VecVirtual, base reg.GPVirtual) { VMOVUPS(from, at(base)) },
	})
	ADDQ(Imm(uint64(w.lanes)), index)
	SUBQ(Imm(uint64(w.lanes)), left)
	JGE(LabelRef("loop" + mark))
	Label("rest" + mark)
	ADDQ(Imm(uint64(w.lanes)), left)
	JZ(LabelRef("end" + mark))
	if w.lanes == 16 {
		bits, mask := GP64(), K()
		MOVQ(U64(0xffff), bits)
		BZHIQ(left, bits, bits)
		KMOVW(bits.As32(), mask)
		body(lane{
			load:  func(base reg.GPVirtual, to reg.VecVirtual) { VMOVUPS_Z(at(base), mask, to) },
			store: func(from reg.VecVirtual, base reg.GPVirtual) { VMOVUPS(from, mask, at(base)) },
		})
	} else {
		mask, table := w.vector(), GP64()
		LEAQ(NewDataAddr(NewStaticSymbol("maskTable"), 4*w.lanes), table)
		SHLQ(Imm(2), left)
		SUBQ(left, table)
		VMOVUPS(Mem{Base: table}, mask)
		body(lane{
			load:  func(base reg.GPVirtual, to reg.VecVirtual) { VMASKMOVPS(at(base), mask, to) },
			store: func(from reg.VecVirtual, base reg.GPVirtual) { VMASKMOVPS(from, mask, at(base)) },
		})
	}
	Label("end" + mark)
}

// maskTable holds all ones and then all zeros: from the right place on, the mask of so many elements.
func maskTable() {
	GLOBL("maskTable", RODATA|NOPTR)
	for i := range 2 * avx2.lanes {
		v := U32(0)
		if i < avx2.lanes {
			v = U32(0xffffffff)
		}
		DATA(4*i, v)
	}
}

// functions generates y = f(x) and down = up·f′ for the activation functions.
func functions(w width) {
	f := formulas(w)
	unary := func(name string, apply func(x reg.VecVirtual)) {
		TEXT(name+w.name, NOSPLIT, "func(n int, y, x *float32)")
		Pragma("noescape")
		n, py, px := param64("n"), param64("y"), param64("x")
		overAll(w, n, func(l lane) {
			x := w.vector()
			l.load(px, x)
			apply(x)
			l.store(x, py)
		})
	}
	slope := func(name string, multiply func(d, s reg.VecVirtual)) {
		TEXT(name+"Slope"+w.name, NOSPLIT, "func(n int, down, up, s *float32)")
		Pragma("noescape")
		n, pd, pu, ps := param64("n"), param64("down"), param64("up"), param64("s")
		overAll(w, n, func(l lane) {
			d, s := w.vector(), w.vector()
			l.load(pu, d)
			l.load(ps, s)
			multiply(d, s)
			l.store(d, pd)
		})
	}
	for _, a := range []struct {
		name  string
		apply func(x reg.VecVirtual)
		slope func(d, s reg.VecVirtual)
	}{
		{"step", f.step, f.stepSlope},
		{"relu", f.relu, f.reluSlope},
		{"relu6", f.relu6, f.relu6Slope},
		{"leakyReLU", f.leakyReLU, f.leakyReLUSlope},
		{"hardSigmoid", f.hardSigmoid, f.hardSigmoidSlope},
		{"sigmoid", f.sigmoid, f.sigmoidSlope},
		{"tanh", f.tanh, f.tanhSlope},
		{"elu", f.elu, f.eluSlope},
		{"selu", f.selu, f.seluSlope},
		{"softplus", f.softplus, f.softplusSlope},
		{"softsign", f.softsign, f.softsignSlope},
		{"swish", f.swish, f.swishSlope},
		{"hardSwish", f.hardSwish, f.hardSwishSlope},
		{"gelu", f.gelu, f.geluSlope},
		{"mish", f.mish, f.mishSlope},
	} {
		unary(a.name, a.apply)
		slope(a.name, a.slope)
	}
}
