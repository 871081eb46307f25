package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/reg"
)

// gru generates what a GRU does to each unit in one step, forward and back.
func gru(w width) {
	gruForward(w)
	gruBackward(w)
}

// gruForward generates one step of n units. gates holds, each n numbers a stride apart, the sums of update gate z and
// reset gate r, what the state brings to the candidate, q, and what the input brings to it; z, r and the candidate g get
// what they become: g = tanh(x + r·q), h = g + z·(before − g) (Cho and others 2014, with the reset after the product).
func gruForward(w width) {
	TEXT("gruForward"+w.name, NOSPLIT, "func(n int, gates *float32, stride uintptr, before, h *float32)")
	Pragma("noescape")
	f := formulas(w)
	n, stride := param64("n"), param64("stride")
	gates := parts(param64("gates"), stride, 4)
	before, h := param64("before"), param64("h")
	overAll(w, n, func(l lane) {
		load := func(from reg.GPVirtual) reg.VecVirtual {
			v := w.vector()
			l.load(from, v)
			return v
		}
		reset := load(gates[1])
		f.sigmoid(reset)
		l.store(reset, gates[1])
		brought, candidate := load(gates[2]), load(gates[3])
		VFMADD231PS(brought, reset, candidate)
		f.tanh(candidate)
		l.store(candidate, gates[3])
		update := load(gates[0])
		f.sigmoid(update)
		l.store(update, gates[0])
		old := load(before)
		VSUBPS(candidate, old, old)
		VFMADD231PS(update, old, candidate)
		l.store(candidate, h)
	})
}

// gruBackward generates the way back through gruForward: from the gradient dh of h it makes the gradients of the sums
// of z, r and the candidate, and that of q, inner; it turns dh into what goes to the state before by itself, dh·z.
func gruBackward(w width) {
	TEXT("gruBackward"+w.name, NOSPLIT, "func(n int, gates, sums *float32, stride uintptr, inner, before, dh *float32)")
	Pragma("noescape")
	f := formulas(w)
	n, stride := param64("n"), param64("stride")
	gates, sums := parts(param64("gates"), stride, 4), parts(param64("sums"), stride, 3)
	inner, before, dh := param64("inner"), param64("before"), param64("dh")
	overAll(w, n, func(l lane) {
		load := func(from reg.GPVirtual) reg.VecVirtual {
			v := w.vector()
			l.load(from, v)
			return v
		}
		up, update, candidate := load(dh), load(gates[0]), load(gates[3])
		old, t, sum := load(before), w.vector(), w.vector()
		VSUBPS(candidate, old, old)
		VMULPS(up, old, old)
		f.slopeOfSigmoid(update, old, t)
		l.store(t, sums[0])
		f.fill(1, t)
		VSUBPS(update, t, sum)
		VFNMADD231PS(candidate, candidate, t) // 1 − tanh²
		VMULPS(up, sum, sum)
		VMULPS(t, sum, sum)
		l.store(sum, sums[2])
		VMULPS(up, update, up)
		l.store(up, dh)
		reset, brought := load(gates[1]), load(gates[2])
		VMULPS(sum, brought, brought)
		f.slopeOfSigmoid(reset, brought, t)
		l.store(t, sums[1])
		VMULPS(reset, sum, sum)
		l.store(sum, inner)
	})
}
