package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// norms generates the loops of normalisation, by columns and by rows.
func norms(w width) {
	normColumns(w)
	normRows(w)
	standardRows(w)
	slopeRows(w)
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

// everywhere fills a register with the lowest number of another.
func (w width) everywhere(v reg.VecVirtual) reg.VecVirtual {
	all := w.vector()
	VBROADCASTSS(v.AsX(), all)
	return all
}

// scalarAt loads a parameter into the lowest lane.
func scalarAt(name string) reg.VecVirtual {
	v := XMM()
	VMOVSS(paramAt(name), v)
	return v
}

// standardRows generates, for rows of n numbers, y = (x − mean)·r with the mean Σx·ofMean and r = 1/√(Σ(x − mean)²·share + ε),
// and keeps each r. What rounding the mean has missed is the mean of what is left, and is taken off as well.
func standardRows(w width) {
	TEXT("standardRows"+w.name, NOSPLIT, "func(rows, n int, ofMean, share, epsilon float32, y, x, factors *float32)")
	Pragma("noescape")
	n, py, px, pf := param64("n"), param64("y"), param64("x"), param64("factors")
	rows := param64("rows")
	one, bits := XMM(), GP32()
	MOVL(U32(0x3f800000), bits)
	VMOVD(bits, one)
	Label("row")
	sum := w.vector()
	w.zero(sum)
	overNamed(w, n, "Sum", func(l lane) {
		x := w.vector()
		l.load(px, x)
		VADDPS(x, sum, sum)
	})
	mean := w.total(sum)
	VMULSS(scalarAt("ofMean"), mean, mean)
	means, squares, rest := w.everywhere(mean), w.vector(), w.vector()
	w.zero(squares)
	w.zero(rest)
	overNamed(w, n, "Centre", func(l lane) {
		x := w.vector()
		l.load(px, x)
		VSUBPS(means, x, x)
		l.store(x, py)
		l.load(py, x) // what lies beyond the end is 0 again
		VFMADD231PS(x, x, squares)
		VADDPS(x, rest, rest)
	})
	r, missed := w.total(squares), w.total(rest)
	VMULSS(scalarAt("share"), r, r)
	VMULSS(scalarAt("ofMean"), missed, missed)
	VFNMADD231SS(missed, missed, r)
	VADDSS(scalarAt("epsilon"), r, r)
	VSQRTSS(r, r, r)
	VDIVSS(r, one, r)
	VMOVSS(r.AsX(), Mem{Base: pf})
	factor, correction := w.everywhere(r), w.everywhere(missed)
	overNamed(w, n, "Scale", func(l lane) {
		y := w.vector()
		l.load(py, y)
		VSUBPS(correction, y, y)
		VMULPS(factor, y, y)
		l.store(y, py)
	})
	nextRow(n, py, px)
	ADDQ(Imm(4), pf)
	DECQ(rows)
	JNZ(LabelRef("row"))
	VZEROUPPER()
	RET()
}

// nextRow moves pointers by n numbers.
func nextRow(n reg.GPVirtual, pointers ...reg.GPVirtual) {
	for _, p := range pointers {
		LEAQ(Mem{Base: p, Index: n, Scale: 4}, p)
	}
}

// slopeRows generates, for rows of n numbers, down = (up − a − y·b)·r with a = Σup·ofMean and b = Σup·y·share.
func slopeRows(w width) {
	TEXT("slopeRows"+w.name, NOSPLIT, "func(rows, n int, ofMean, share float32, down, up, y, factors *float32)")
	Pragma("noescape")
	rows, n := param64("rows"), param64("n")
	pd, pu, py, pf := param64("down"), param64("up"), param64("y"), param64("factors")
	Label("row")
	sum, product := w.vector(), w.vector()
	w.zero(sum)
	w.zero(product)
	overNamed(w, n, "Sum", func(l lane) {
		u, y := w.vector(), w.vector()
		l.load(pu, u)
		l.load(py, y)
		VADDPS(u, sum, sum)
		VFMADD231PS(u, y, product)
	})
	a, b := w.total(sum), w.total(product)
	VMULSS(scalarAt("ofMean"), a, a)
	VMULSS(scalarAt("share"), b, b)
	as, bs := w.everywhere(a), w.everywhere(b)
	r := w.broadcast(Mem{Base: pf})
	overNamed(w, n, "Slope", func(l lane) {
		u, y := w.vector(), w.vector()
		l.load(pu, u)
		l.load(py, y)
		VSUBPS(as, u, u)
		VFNMADD231PS(y, bs, u)
		VMULPS(r, u, u)
		l.store(u, pd)
	})
	nextRow(n, pd, pu, py)
	ADDQ(Imm(4), pf)
	DECQ(rows)
	JNZ(LabelRef("row"))
	VZEROUPPER()
	RET()
}
