package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/reg"
)

// norms generates the loops of normalisation, by columns and by rows.
func norms(w width) {
	normColumns(w)
	normRows(w)
}

// streams declares a loop over arrays of which each round loads all but the first into registers; body gives what is
// stored in the first.
func (w width) streams(name, arrays string, names []string, body func(v []reg.VecVirtual) reg.VecVirtual) {
	TEXT(name+w.name, NOSPLIT, "func(n int, "+arrays+" *float32)")
	Pragma("noescape")
	n := param64("n")
	var p []reg.GPVirtual
	for _, s := range names {
		p = append(p, param64(s))
	}
	overAll(w, n, func(l lane) {
		var v []reg.VecVirtual
		for _, q := range p[1:] {
			x := w.vector()
			l.load(q, x)
			v = append(v, x)
		}
		l.store(body(v), p[0])
	})
}

// normColumns generates what looks at columns, whose constants lie in arrays: y = (x − m)·s + b, the sums of (x − m)²
// and of up·(x − m), and down = (up − q)·s + (x − m)·p.
func normColumns(w width) {
	w.streams("centre", "y, x, m, s, b", []string{"y", "x", "m", "s", "b"}, func(v []reg.VecVirtual) reg.VecVirtual {
		x, m, s, b := v[0], v[1], v[2], v[3]
		VSUBPS(m, x, x)
		VFMADD231PS(x, s, b)
		return b
	})
	w.streams("addSquares", "sum, again, x, m", []string{"sum", "again", "x", "m"}, func(v []reg.VecVirtual) reg.VecVirtual {
		sum, x, m := v[0], v[1], v[2]
		VSUBPS(m, x, x)
		VFMADD231PS(x, x, sum)
		return sum
	})
	w.streams("addProducts", "sum, again, up, x, m", []string{"sum", "again", "up", "x", "m"}, func(v []reg.VecVirtual) reg.VecVirtual {
		sum, up, x, m := v[0], v[1], v[2], v[3]
		VSUBPS(m, x, x)
		VFMADD231PS(x, up, sum)
		return sum
	})
	w.streams("centreBack", "down, up, x, m, s, p, q", []string{"down", "up", "x", "m", "s", "p", "q"}, func(v []reg.VecVirtual) reg.VecVirtual {
		up, x, m, s, p, q := v[0], v[1], v[2], v[3], v[4], v[5]
		VSUBPS(m, x, x)
		VSUBPS(q, up, up)
		VMULPS(p, x, x)
		VFMADD231PS(up, s, x)
		return x
	})
}

// normRows generates what looks at a row: Σ x, Σ x·y, y = (x + shift)·scale, and down = (up − a − x·b)·r.
func normRows(w width) {
	TEXT("sumRow"+w.name, NOSPLIT, "func(n int, x *float32) float32")
	Pragma("noescape")
	n, px := param64("n"), param64("x")
	sum := w.vector()
	w.zero(sum)
	overRest(w, n, func(l lane) {
		x := w.vector()
		l.load(px, x)
		VADDPS(x, sum, sum)
	})
	Store(w.total(sum), ReturnIndex(0))
	VZEROUPPER()
	RET()

	TEXT("productRow"+w.name, NOSPLIT, "func(n int, x, y *float32) float32")
	Pragma("noescape")
	n, px = param64("n"), param64("x")
	py := param64("y")
	sum = w.vector()
	w.zero(sum)
	overRest(w, n, func(l lane) {
		x, y := w.vector(), w.vector()
		l.load(px, x)
		l.load(py, y)
		VFMADD231PS(x, y, sum)
	})
	Store(w.total(sum), ReturnIndex(0))
	VZEROUPPER()
	RET()

	TEXT("shiftRow"+w.name, NOSPLIT, "func(n int, shift, scale float32, y, x *float32)")
	Pragma("noescape")
	n, py, px = param64("n"), param64("y"), param64("x")
	shift, scale := w.broadcast(paramAt("shift")), w.broadcast(paramAt("scale"))
	overAll(w, n, func(l lane) {
		x := w.vector()
		l.load(px, x)
		VADDPS(shift, x, x)
		VMULPS(scale, x, x)
		l.store(x, py)
	})

	TEXT("slopeRow"+w.name, NOSPLIT, "func(n int, a, b, r float32, down, up, x *float32)")
	Pragma("noescape")
	n, px = param64("n"), param64("x")
	down, up := param64("down"), param64("up")
	a, b, r := w.broadcast(paramAt("a")), w.broadcast(paramAt("b")), w.broadcast(paramAt("r"))
	overAll(w, n, func(l lane) {
		u, x := w.vector(), w.vector()
		l.load(up, u)
		l.load(px, x)
		VSUBPS(a, u, u)
		VFNMADD231PS(x, b, u)
		VMULPS(r, u, u)
		l.store(u, down)
	})
}
