package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// stepper generates the loop of one optimiser: a step on a block of weights, rows of n at a stride in bytes; the
// gradient d lies together. x, y and z are the optimiser's memory of the weights, c the constants of the step, as
// engine/kernel/optimiser.go says for each.
type stepper struct {
	w       width
	pw, pd  reg.GPVirtual
	slots   []reg.GPVirtual
	pc      reg.GPVirtual
	index   reg.GPVirtual
	fixed   map[int]reg.VecVirtual // constants that are kept in registers
	numbers map[string]reg.VecVirtual
}

// table holds what the loops need beside the constants of the step.
var tableOf = map[string]int{"half": 0, "one": 4, "tiny": 8, "sign": 12, "magnitude": 16}

// step generates one optimiser with so many slots. The constants listed in keep stay in registers, as do the named
// numbers.
func step(w width, name string, slots int, keep []int, numbers []string, body func(s *stepper)) {
	TEXT(name+w.name, NOSPLIT, "func(rows, n int, stride uintptr, w, d, x, y, z *float32, c *[8]float32)")
	Pragma("noescape")
	rows, n, stride := param64("rows"), param64("n"), param64("stride")
	s := &stepper{w: w, pw: param64("w"), pd: param64("d"), pc: param64("c"), fixed: map[int]reg.VecVirtual{}, numbers: map[string]reg.VecVirtual{}}
	for _, p := range []string{"x", "y", "z"}[:slots] {
		s.slots = append(s.slots, param64(p))
	}
	for _, i := range keep {
		s.fixed[i] = w.broadcast(Mem{Base: s.pc, Disp: 4 * i})
	}
	for _, id := range numbers {
		s.numbers[id] = w.broadcastWord(NewDataAddr(Symbol{Name: "step" + w.name, Static: true}, tableOf[id]))
	}
	restore := flushToZero()
	s.index = GP64()
	Label("row")
	XORQ(s.index, s.index)
	Label("loop")
	body(s)
	ADDQ(Imm(uint64(w.lanes)), s.index)
	CMPQ(s.index, n)
	JLT(LabelRef("loop"))
	LEAQ(Mem{Base: s.pd, Index: n, Scale: 4}, s.pd)
	for _, p := range append([]reg.GPVirtual{s.pw}, s.slots...) {
		ADDQ(stride, p)
	}
	DECQ(rows)
	JNZ(LabelRef("row"))
	restore()
	VZEROUPPER()
	RET()
}

// stepTable writes the numbers that all loops of a width share.
func stepTable(w width) {
	GLOBL("step"+w.name, RODATA|NOPTR)
	for i, bits := range []uint32{0x3f000000, 0x3f800000, 0x03aa2425, 0x80000000, 0x7fffffff} { // ½, 1, 1e-36, sign, the rest
		DATA(4*i, U32(bits))
	}
}

func (s *stepper) at(base reg.GPVirtual) Mem { return Mem{Base: base, Index: s.index, Scale: 4} }

func (s *stepper) load(base reg.GPVirtual) reg.VecVirtual {
	v := s.w.vector()
	VMOVUPS(s.at(base), v)
	return v
}

func (s *stepper) store(v reg.VecVirtual, base reg.GPVirtual) { VMOVUPS(v, s.at(base)) }

// constant gives a constant of the step, from its register or, where it has none, read into a new one.
func (s *stepper) constant(i int) reg.VecVirtual {
	if v := s.fixed[i]; v != nil {
		return v
	}
	return s.w.broadcast(Mem{Base: s.pc, Disp: 4 * i})
}

// follow has a running mean in a slot follow a value: mean = keep·mean + share·value.
func (s *stepper) follow(slot reg.GPVirtual, keep, share int, value reg.VecVirtual) reg.VecVirtual {
	m := s.w.vector()
	VMULPS(s.at(slot), s.constant(keep), m)
	VFMADD231PS(s.constant(share), value, m)
	s.store(m, slot)
	return m
}

func (s *stepper) square(v reg.VecVirtual) reg.VecVirtual {
	q := s.w.vector()
	VMULPS(v, v, q)
	return q
}

// root turns v into its square root, from the processor's estimate, of 12 bits or better, by one step of Goldschmidt's
// method: faster than the exact instruction. A number that v is raised to keeps the estimate from being infinite.
func (s *stepper) root(v reg.VecVirtual) {
	h, e := s.w.vector(), s.w.vector()
	VMAXPS(s.numbers["tiny"], v, v)
	s.rootEstimate(v, h)
	VMULPS(h, v, v) // √v, nearly
	VMULPS(s.numbers["half"], h, h)
	VMOVAPS(s.numbers["half"], e)
	VFNMADD231PS(h, v, e) // ½ − √v·½/√v: half the relative error
	VFMADD231PS(e, v, v)
}

// inverseRoot gives 1/√v in the same way, and leaves √v in v.
func (s *stepper) inverseRoot(v reg.VecVirtual) reg.VecVirtual {
	h, e := s.w.vector(), s.w.vector()
	VMAXPS(s.numbers["tiny"], v, v)
	s.rootEstimate(v, h)
	VMULPS(h, v, v)
	VMULPS(s.numbers["half"], h, h)
	VMOVAPS(s.numbers["half"], e)
	VFNMADD231PS(h, v, e)
	VFMADD231PS(e, v, v)
	VFMADD231PS(e, h, h)
	VADDPS(h, h, h)
	return h
}

func (s *stepper) rootEstimate(from, to reg.VecVirtual) {
	if s.w.lanes == 16 {
		VRSQRT14PS(from, to)
	} else {
		VRSQRTPS(from, to)
	}
}

// inverse gives 1/v from the processor's estimate by one step of Newton's method.
func (s *stepper) inverse(v reg.VecVirtual) reg.VecVirtual {
	h, e := s.w.vector(), s.w.vector()
	if s.w.lanes == 16 {
		VRCP14PS(v, h)
	} else {
		VRCPPS(v, h)
	}
	VMOVAPS(s.numbers["one"], e)
	VFNMADD231PS(h, v, e)
	VFMADD231PS(e, h, h)
	return h
}

// subtract takes a change from the weights.
func (s *stepper) subtract(change reg.VecVirtual) {
	x := s.load(s.pw)
	VSUBPS(change, x, x)
	s.store(x, s.pw)
}

// optimisers generates all of them.
func optimisers(w width) {
	stepTable(w)
	step(w, "sgd", 0, []int{0}, nil, func(s *stepper) {
		x := s.load(s.pw)
		VFNMADD231PS(s.at(s.pd), s.constant(0), x)
		s.store(x, s.pw)
	})
	for _, nesterov := range []bool{false, true} {
		name := "momentum"
		if nesterov {
			name = "nesterov"
		}
		step(w, name, 1, []int{0, 1}, nil, func(s *stepper) {
			d, x, v := s.load(s.pd), s.load(s.pw), w.vector()
			VMULPS(s.at(s.slots[0]), s.constant(1), v)
			VFNMADD231PS(d, s.constant(0), v)
			s.store(v, s.slots[0])
			if nesterov {
				VFMADD231PS(v, s.constant(1), x)
				VFNMADD231PS(d, s.constant(0), x)
			} else {
				VADDPS(v, x, x)
			}
			s.store(x, s.pw)
		})
	}
	scaled(w)
	adams(w)
	step(w, "adamax", 2, []int{0, 1, 2, 3, 4}, []string{"one", "magnitude"}, func(s *stepper) {
		d := s.load(s.pd)
		m, u := s.follow(s.slots[0], 0, 1, d), w.vector()
		VMULPS(s.at(s.slots[1]), s.constant(2), u)
		s.and(s.numbers["magnitude"], d)
		VMAXPS(d, u, u) // of two, NaN in the first operand is kept
		s.store(u, s.slots[1])
		VADDPS(s.constant(4), u, u)
		VMULPS(s.constant(3), m, m)
		VMULPS(s.inverse(u), m, m)
		s.subtract(m)
	})
	step(w, "lion", 1, []int{0, 1, 2, 3, 4, 5}, []string{"one", "sign"}, func(s *stepper) {
		d, c := s.load(s.pd), w.vector()
		VMULPS(s.at(s.slots[0]), s.constant(0), c)
		VFMADD231PS(s.constant(1), d, c)
		s.follow(s.slots[0], 2, 3, d)
		s.signOf(c)
		x := w.vector()
		VMULPS(s.at(s.pw), s.constant(5), x)
		VFNMADD231PS(s.constant(4), c, x)
		s.store(x, s.pw)
	})
}

// adams generates Adam and its kin: m = β₁m + (1−β₁)d, v = β₂v + (1−β₂)d², w −= rate·m/(√v + ε). AdamW first shrinks
// the weights by c[6]; AMSGrad divides by the largest v so far; Nadam has c[6]·d beside rate·m.
func adams(w width) {
	keep, numbers := []int{0, 1, 2, 3, 4, 5}, []string{"half", "one", "tiny"}
	for _, name := range []string{"adam", "adamw", "amsgrad", "nadam"} {
		slots := 2
		if name == "amsgrad" {
			slots = 3
		}
		step(w, name, slots, keep, numbers, func(s *stepper) {
			d := s.load(s.pd)
			m := s.follow(s.slots[0], 0, 1, d)
			squared := s.square(d)
			v := s.follow(s.slots[1], 2, 3, squared)
			if name == "amsgrad" {
				VMAXPS(s.at(s.slots[2]), v, v)
				s.store(v, s.slots[2])
			}
			s.root(v)
			VADDPS(s.constant(5), v, v)
			h := s.inverse(v)
			VMULPS(s.constant(4), m, m)
			if name == "nadam" {
				VFMADD231PS(s.at(s.pd), s.constant(6), m)
			}
			VMULPS(h, m, m)
			if name == "adamw" {
				x := s.constant(6)
				VMULPS(s.at(s.pw), x, x)
				VSUBPS(m, x, x)
				s.store(x, s.pw)
				return
			}
			s.subtract(m)
		})
	}
}

// and clears in v the bits that are not in a mask.
func (s *stepper) and(mask, v reg.VecVirtual) {
	if s.w.lanes == 16 {
		VPANDD(mask, v, v)
	} else {
		VANDPS(mask, v, v)
	}
}

// signOf turns v into −1, 0 or 1; NaN stays.
func (s *stepper) signOf(v reg.VecVirtual) {
	zero, sign := s.w.vector(), s.w.vector()
	s.w.zero(zero)
	const notEqual, unordered = 4, 3
	if s.w.lanes == 16 {
		some, broken := K(), K()
		VCMPPS(Imm(notEqual), zero, v, some)
		VCMPPS(Imm(unordered), v, v, broken)
		VPANDD(s.numbers["sign"], v, sign)
		VPORD(s.numbers["one"], sign, sign)
		VMOVAPS_Z(sign, some, sign)
		VMOVAPS(v, broken, sign)
		VMOVAPS(sign, v)
		return
	}
	some := s.w.vector()
	VCMPPS(Imm(notEqual), zero, v, some)
	VANDPS(s.numbers["sign"], v, sign)
	VORPS(s.numbers["one"], sign, sign)
	VANDPS(some, sign, sign)
	VCMPPS(Imm(unordered), v, v, some)
	VBLENDVPS(some, v, sign, v)
}

// adjust generates z = clamp(c[4]·d + c[0]·w + c[1]·sign(w), ±c[2]) on a block of weights: the gradient with that of the
// penalties on the weights, each number held within bounds. z lies together as d does and may be d.
func adjust(w width) {
	TEXT("adjust"+w.name, NOSPLIT, "func(rows, n int, stride uintptr, z, d, w *float32, c *[5]float32)")
	Pragma("noescape")
	rows, n, stride := param64("rows"), param64("n"), param64("stride")
	pz := param64("z")
	s := &stepper{w: w, pw: param64("w"), pd: param64("d"), pc: param64("c"), fixed: map[int]reg.VecVirtual{}, numbers: map[string]reg.VecVirtual{}}
	for i := range 5 {
		s.fixed[i] = w.broadcast(Mem{Base: s.pc, Disp: 4 * i})
	}
	for _, id := range []string{"one", "sign"} {
		s.numbers[id] = w.broadcastWord(NewDataAddr(Symbol{Name: "step" + w.name, Static: true}, tableOf[id]))
	}
	s.index = GP64()
	Label("row")
	XORQ(s.index, s.index)
	Label("loop")
	x, d := s.load(s.pw), w.vector()
	VMULPS(s.fixed[0], x, d)
	VFMADD231PS(s.at(s.pd), s.fixed[4], d)
	s.signOf(x)
	VFMADD231PS(s.fixed[1], x, d)
	VMINPS(d, s.fixed[2], d) // of two, NaN in the first operand is kept
	VMAXPS(d, s.fixed[3], d)
	s.store(d, pz)
	ADDQ(Imm(uint64(w.lanes)), s.index)
	CMPQ(s.index, n)
	JLT(LabelRef("loop"))
	LEAQ(Mem{Base: s.pd, Index: n, Scale: 4}, s.pd)
	LEAQ(Mem{Base: pz, Index: n, Scale: 4}, pz)
	ADDQ(stride, s.pw)
	DECQ(rows)
	JNZ(LabelRef("row"))
	VZEROUPPER()
	RET()
}

// squares generates the sums of absolute values and of squares of n numbers, one partial sum of each a lane.
func squares(w width) {
	TEXT("squares"+w.name, NOSPLIT, "func(n int, x, sums *float32)")
	Pragma("noescape")
	n, px, ps := param64("n"), param64("x"), param64("sums")
	magnitude := w.broadcastWord(NewDataAddr(Symbol{Name: "step" + w.name, Static: true}, tableOf["magnitude"]))
	absolute, square, v := w.vector(), w.vector(), w.vector()
	w.zero(absolute)
	w.zero(square)
	s := &stepper{w: w}
	index := GP64()
	XORQ(index, index)
	Label("loop")
	VMOVUPS(Mem{Base: px, Index: index, Scale: 4}, v)
	VFMADD231PS(v, v, square)
	s.and(magnitude, v)
	VADDPS(v, absolute, absolute)
	ADDQ(Imm(uint64(w.lanes)), index)
	CMPQ(index, n)
	JLT(LabelRef("loop"))
	VMOVUPS(absolute, Mem{Base: ps})
	VMOVUPS(square, Mem{Base: ps, Disp: w.bytes()})
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
