package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/reg"
)

// prelu generates one row of the parametric ReLU, y = max(x, 0) + a·min(x, 0), of its gradient, down = up·(1 or a), and
// of the sum that is the gradient in a, sum += up·min(x, 0).
func prelu(w width) {
	f := formulas(w)
	ternary := func(name string, names [4]string, body func(z, x, y reg.VecVirtual)) {
		TEXT(name+w.name, NOSPLIT, "func(n int, "+names[0]+", "+names[1]+", "+names[2]+", "+names[3]+" *float32)")
		Pragma("noescape")
		n := param64("n")
		var p [4]reg.GPVirtual
		for i, s := range names {
			p[i] = param64(s)
		}
		overAll(w, n, func(l lane) {
			x, y, z := w.vector(), w.vector(), w.vector()
			l.load(p[1], x)
			l.load(p[2], y)
			l.load(p[3], z)
			body(x, y, z)
			l.store(x, p[0])
		})
	}
	ternary("prelu", [4]string{"z", "x", "again", "a"}, func(x, again, a reg.VecVirtual) {
		f.atMost(0, again)
		f.atLeast(0, x)
		VFMADD231PS(again, a, x)
	})
	ternary("preluGradient", [4]string{"down", "up", "x", "a"}, func(up, x, a reg.VecVirtual) {
		f.override(f.is(x, greater, 0), f.filled(1), a)
		VMULPS(a, up, up)
	})
	ternary("preluSum", [4]string{"sum", "again", "up", "x"}, func(sum, up, x reg.VecVirtual) {
		f.atMost(0, x)
		VFMADD231PS(up, x, sum)
	})
}
