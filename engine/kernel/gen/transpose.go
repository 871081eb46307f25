package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// transpose generates the turning over of eight rows, of 8·blocks numbers each, into 8·blocks rows of eight; strides are
// in bytes. Eight by eight numbers at a time are exchanged within registers: pairs, then pairs of pairs, then halves.
func transpose() {
	TEXT("transposeAVX2", NOSPLIT, "func(blocks int, to *float32, toStride uintptr, from *float32, fromStride uintptr)")
	Pragma("noescape")
	blocks, to, from := param64("blocks"), param64("to"), param64("from")
	toStride, fromStride := param64("toStride"), param64("fromStride")
	triple := func(stride reg.GPVirtual) reg.GPVirtual {
		t := GP64()
		LEAQ(Mem{Base: stride, Index: stride, Scale: 2}, t)
		return t
	}
	to3, from3 := triple(toStride), triple(fromStride)
	rowsAt := func(base, upper, stride, stride3 reg.GPVirtual) []Mem {
		var list []Mem
		for _, b := range []reg.GPVirtual{base, upper} {
			list = append(list, Mem{Base: b}, Mem{Base: b, Index: stride, Scale: 1}, Mem{Base: b, Index: stride, Scale: 2}, Mem{Base: b, Index: stride3, Scale: 1})
		}
		return list
	}
	toUpper, fromUpper := GP64(), GP64()
	LEAQ(Mem{Base: from, Index: fromStride, Scale: 4}, fromUpper)
	Label("block")
	LEAQ(Mem{Base: to, Index: toStride, Scale: 4}, toUpper)
	rows, out := rowsAt(from, fromUpper, fromStride, from3), rowsAt(to, toUpper, toStride, to3)
	var r, pairs, fours [8]reg.VecVirtual
	for i := range r {
		r[i] = YMM()
		VMOVUPS(rows[i], r[i])
	}
	for i := 0; i < 8; i += 2 {
		pairs[i], pairs[i+1] = YMM(), YMM()
		VUNPCKLPS(r[i+1], r[i], pairs[i])
		VUNPCKHPS(r[i+1], r[i], pairs[i+1])
	}
	for i := 0; i < 8; i += 4 {
		for j := range 2 {
			a, b := YMM(), YMM()
			VSHUFPS(Imm(0x44), pairs[i+2+j], pairs[i+j], a)
			VSHUFPS(Imm(0xee), pairs[i+2+j], pairs[i+j], b)
			fours[i+2*j], fours[i+2*j+1] = a, b
		}
	}
	for i := range 4 {
		low, high := YMM(), YMM()
		VPERM2F128(Imm(0x20), fours[i+4], fours[i], low)
		VPERM2F128(Imm(0x31), fours[i+4], fours[i], high)
		VMOVUPS(low, out[i])
		VMOVUPS(high, out[i+4])
	}
	for _, p := range []reg.GPVirtual{from, fromUpper} {
		ADDQ(Imm(32), p)
	}
	LEAQ(Mem{Base: to, Index: toStride, Scale: 8}, to)
	DECQ(blocks)
	JNZ(LabelRef("block"))
	VZEROUPPER()
	RET()
}
