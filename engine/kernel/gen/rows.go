package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// rowLoops generates what is done to all rows of a matrix at once; strides are in bytes, n is a multiple of the lanes.
func rowLoops(w width) {
	addBias(w)
	sumRows(w)
}

// addBias generates y = x + bias for every row.
func addBias(w width) {
	TEXT("addBias"+w.name, NOSPLIT, "func(rows, n int, stride uintptr, y, x, bias *float32)")
	Pragma("noescape")
	rows, n, stride := param64("rows"), param64("n"), param64("stride")
	y, x, bias := param64("y"), param64("x"), param64("bias")
	v, index := w.vector(), GP64()
	at := func(p reg.GPVirtual) Mem { return Mem{Base: p, Index: index, Scale: 4} }
	Label("row")
	XORQ(index, index)
	Label("loop")
	VMOVUPS(at(x), v)
	VADDPS(at(bias), v, v)
	VMOVUPS(v, at(y))
	ADDQ(Imm(uint64(w.lanes)), index)
	CMPQ(index, n)
	JLT(LabelRef("loop"))
	ADDQ(stride, x)
	ADDQ(stride, y)
	DECQ(rows)
	JNZ(LabelRef("row"))
	VZEROUPPER()
	RET()
}

// sumRows generates s = s + the sum of all rows, each column in ascending order.
func sumRows(w width) {
	TEXT("sumRows"+w.name, NOSPLIT, "func(rows, n int, stride uintptr, s, x *float32)")
	Pragma("noescape")
	n, stride, s, x := param64("n"), param64("stride"), param64("s"), param64("x")
	sum, p, rows := w.vector(), GP64(), GP64()
	Label("column")
	MOVQ(paramAt("rows"), rows)
	MOVQ(x, p)
	VMOVUPS(Mem{Base: s}, sum)
	Label("row")
	VADDPS(Mem{Base: p}, sum, sum)
	ADDQ(stride, p)
	DECQ(rows)
	JNZ(LabelRef("row"))
	VMOVUPS(sum, Mem{Base: s})
	ADDQ(Imm(uint64(w.bytes())), s)
	ADDQ(Imm(uint64(w.bytes())), x)
	SUBQ(Imm(uint64(w.lanes)), n)
	JG(LabelRef("column"))
	VZEROUPPER()
	RET()
}
