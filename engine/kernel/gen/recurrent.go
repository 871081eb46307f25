package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// recurrent generates what recurrent layers do to each unit in one step, forward and back.
func recurrent(w width) {
	lstmForward(w)
	lstmBackward(w)
	tanhBackward(w)
}

// parts gives pointers to pieces that lie one after the other, a stride in bytes apart.
func parts(first, stride reg.GPVirtual, n int) []reg.GPVirtual {
	list := []reg.GPVirtual{first}
	for range n - 1 {
		next := GP64()
		LEAQ(Mem{Base: list[len(list)-1], Index: stride, Scale: 1}, next)
		list = append(list, next)
	}
	return list
}

// lstmForward generates one step of n units. gates holds the sums of input, forget, candidate and output gate, each n
// numbers a stride apart, and gets what they become; c = forget·before + input·candidate, bent = tanh(c),
// h = output·bent (Hochreiter, Schmidhuber 1997; Gers, Schmidhuber, Cummins 2000).
func lstmForward(w width) {
	TEXT("lstmForward"+w.name, NOSPLIT, "func(n int, gates *float32, stride uintptr, before, c, bent, h *float32)")
	Pragma("noescape")
	f := formulas(w)
	n, stride := param64("n"), param64("stride")
	gates := parts(param64("gates"), stride, 4)
	before, c, bent, h := param64("before"), param64("c"), param64("bent"), param64("h")
	overAll(w, n, func(l lane) {
		gate := func(i int, bend func(reg.VecVirtual)) reg.VecVirtual {
			v := w.vector()
			l.load(gates[i], v)
			bend(v)
			l.store(v, gates[i])
			return v
		}
		cell, old := w.vector(), w.vector()
		input := gate(0, f.sigmoid)
		candidate := gate(2, f.tanh)
		VMULPS(candidate, input, cell)
		forget := gate(1, f.sigmoid)
		l.load(before, old)
		VFMADD231PS(old, forget, cell)
		l.store(cell, c)
		f.tanh(cell)
		l.store(cell, bent)
		output := gate(3, f.sigmoid)
		VMULPS(output, cell, cell)
		l.store(cell, h)
	})
}

// lstmBackward generates the way back through lstmForward: from the gradient dh of h and dc of the next step's cell it
// makes the gradients of the four sums, and turns dc into that of the cell before.
func lstmBackward(w width) {
	TEXT("lstmBackward"+w.name, NOSPLIT, "func(n int, gates, sums *float32, stride uintptr, before, bent, dh, dc *float32)")
	Pragma("noescape")
	f := formulas(w)
	n, stride := param64("n"), param64("stride")
	gates, sums := param64("gates"), param64("sums")
	before, bent, dh, dc := param64("before"), param64("bent"), param64("dh"), param64("dc")
	stride3 := GP64()
	LEAQ(Mem{Base: stride, Index: stride, Scale: 2}, stride3)
	// The third and fourth gates are reached from pointers that are moved there and back: registers are few.
	far := func(p reg.GPVirtual, gate int, work func()) {
		by := []reg.GPVirtual{nil, stride, nil, stride3}[gate]
		if gate == 2 {
			ADDQ(stride, p)
			by = stride
		}
		if by != nil {
			ADDQ(by, p)
		}
		work()
		if by != nil {
			SUBQ(by, p)
		}
		if gate == 2 {
			SUBQ(stride, p)
		}
	}
	overAll(w, n, func(l lane) {
		load := func(gate int) reg.VecVirtual {
			v := w.vector()
			far(gates, gate, func() { l.load(gates, v) })
			return v
		}
		store := func(gate int, v reg.VecVirtual) { far(sums, gate, func() { l.store(v, sums) }) }
		up, cell, bend, t := w.vector(), w.vector(), w.vector(), w.vector()
		l.load(dh, up)
		l.load(dc, cell)
		l.load(bent, bend)
		output := load(3)
		f.fill(1, t)
		VFNMADD231PS(bend, bend, t) // 1 − tanh²
		VMULPS(output, t, t)
		VFMADD231PS(up, t, cell) // the whole gradient of the cell
		VMULPS(bend, up, up)
		f.slopeOfSigmoid(output, up, t)
		store(3, t)
		input, candidate := load(0), load(2)
		f.fill(1, t)
		VFNMADD231PS(candidate, candidate, t)
		VMULPS(input, t, t)
		VMULPS(cell, t, t)
		store(2, t)
		VMULPS(cell, candidate, candidate)
		f.slopeOfSigmoid(input, candidate, t)
		store(0, t)
		forget := load(1)
		l.load(before, up)
		VMULPS(cell, up, up)
		f.slopeOfSigmoid(forget, up, t)
		store(1, t)
		VMULPS(forget, cell, cell)
		l.store(cell, dc)
	})
}

// slopeOfSigmoid sets to = up·y·(1 − y).
func (f formula) slopeOfSigmoid(y, up, to reg.VecVirtual) {
	f.fill(1, to)
	VSUBPS(y, to, to)
	VMULPS(y, to, to)
	VMULPS(up, to, to)
}

// tanhBackward generates down = up·(1 − y²), where y is a tanh.
func tanhBackward(w width) {
	TEXT("tanhBackward"+w.name, NOSPLIT, "func(n int, down, up, y *float32)")
	Pragma("noescape")
	f := formulas(w)
	n, down, up, y := param64("n"), param64("down"), param64("up"), param64("y")
	overAll(w, n, func(l lane) {
		v, u, t := w.vector(), w.vector(), w.vector()
		l.load(y, v)
		l.load(up, u)
		f.fill(1, t)
		VFNMADD231PS(v, v, t)
		VMULPS(u, t, t)
		l.store(t, down)
	})
}
