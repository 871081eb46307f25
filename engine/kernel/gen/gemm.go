package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// tile is a block of C that is held in registers.
type tile struct{ rows, vectors int }

// tiles lists the blocks that are generated. AVX-512 has 32 registers: 14×2 for products whose B lies still, 6×4 for
// large ones, 14×1 for narrow ones. AVX2 has 16: up to 6×2.
func tiles(w width) []tile {
	var list []tile
	most := map[int]int{1: 6, 2: 6}
	if w.lanes == 16 {
		most = map[int]int{1: 14, 2: 14, 4: 6}
	}
	for _, vectors := range []int{1, 2, 4} {
		for rows := 1; rows <= most[vectors]; rows++ {
			list = append(list, tile{rows, vectors})
		}
	}
	return list
}

// rows addresses the rows of A, five to a base register, by base + {0,1,2,3,4}·stride.
type rows struct {
	base            []reg.GPVirtual
	stride, stride3 reg.GPVirtual
}

func newRows(a, stride reg.GPVirtual, n int) rows {
	r := rows{base: []reg.GPVirtual{a}, stride: stride, stride3: GP64()}
	LEAQ(Mem{Base: stride, Index: stride, Scale: 2}, r.stride3)
	for len(r.base)*5 < n {
		next := GP64()
		LEAQ(Mem{Base: r.base[len(r.base)-1], Index: stride, Scale: 4}, next)
		ADDQ(stride, next)
		r.base = append(r.base, next)
	}
	return r
}

func (r rows) at(i int) Mem {
	m := Mem{Base: r.base[i/5]}
	switch i % 5 {
	case 1, 2, 4:
		m.Index, m.Scale = r.stride, uint8(i%5)
	case 3:
		m.Index, m.Scale = r.stride3, 1
	}
	return m
}

func (r rows) advance(by reg.GPVirtual) {
	for _, b := range r.base {
		ADDQ(by, b)
	}
}

// gemm generates C[rows, vectors·lanes] = A·B, or += where accumulate is not 0. A is read element by element at
// (row stride, column stride) in bytes, so that a transposed A costs nothing; B and C by rows at strides in bytes. The
// inner dimension is a number of segments of k each; from one to the next A jumps by so many bytes more, so that the
// window of a convolution is read where it lies, row by row of the image.
// The last vector of each row is masked, so that there is no other code for edges; AVX2, whose masked loads are slow,
// has a second form for whole vectors. ahead walks beside b, and the line it points at is brought to the first-level
// cache: that of the panel which comes next.
func gemm(w width, mr, nv int, masked bool) {
	mask := "mask uint32"
	if w.lanes == 8 {
		mask = "mask *int32"
	}
	name := fmt.Sprintf("gemm%s_%dx%d", w.name, mr, nv)
	if !masked {
		name += "whole"
	}
	TEXT(name, NOSPLIT,
		"func(segments, k int, a *float32, rs, cs, jump uintptr, b, ahead *float32, bs uintptr, c *float32, ldc uintptr, "+mask+", accumulate uint32)")
	Pragma("noescape")
	a := param64("a")
	rs, cs := param64("rs"), param64("cs")
	ar := newRows(a, rs, mr)
	b, bs := param64("b"), param64("bs")
	ahead := param64("ahead")
	edge := newEdge(w, masked)

	acc := make([][]reg.VecVirtual, mr)
	for i := range acc {
		for range nv {
			v := w.vector()
			w.zero(v)
			acc[i] = append(acc[i], v)
		}
	}
	bv := make([]reg.VecVirtual, nv)
	for j := range bv {
		bv[j] = w.vector()
	}
	av := w.vector()
	step := func() {
		for j := range nv {
			at := Mem{Base: b, Disp: w.bytes() * j}
			if j == nv-1 {
				edge.load(at, bv[j])
			} else {
				VMOVUPS(at, bv[j])
			}
		}
		for i := range mr {
			VBROADCASTSS(ar.at(i), av)
			for j := range nv {
				VFMADD231PS(bv[j], av, acc[i][j])
			}
		}
		if nv > 1 { // a single vector is bound by its loads: one more would cost
			PREFETCHT0(Mem{Base: ahead})
			ADDQ(bs, ahead)
		}
		ADDQ(bs, b)
		ar.advance(cs)
	}
	Label("segment")
	k := param64("k")
	quarter := GP64()
	MOVQ(k, quarter)
	SHRQ(Imm(2), quarter)
	JZ(LabelRef("rest"))
	Label("loop")
	for range 4 {
		step()
	}
	DECQ(quarter)
	JNZ(LabelRef("loop"))
	Label("rest")
	ANDQ(Imm(3), k)
	JZ(LabelRef("next"))
	Label("single")
	step()
	DECQ(k)
	JNZ(LabelRef("single"))
	Label("next")
	DECQ(paramAt("segments"))
	JZ(LabelRef("store"))
	for _, base := range ar.base {
		ADDQ(paramAt("jump"), base)
	}
	JMP(LabelRef("segment"))

	Label("store")
	c, ldc := param64("c"), param64("ldc")
	add := Load(Param("accumulate"), GP32())
	TESTL(add, add)
	JZ(LabelRef("write"))
	from := GP64()
	MOVQ(c, from)
	for i := range mr {
		for j := range nv {
			at := Mem{Base: from, Disp: w.bytes() * j}
			if j == nv-1 {
				edge.load(at, bv[0])
			} else {
				VMOVUPS(at, bv[0])
			}
			VADDPS(bv[0], acc[i][j], acc[i][j])
		}
		ADDQ(ldc, from)
	}
	Label("write")
	for i := range mr {
		for j := range nv {
			at := Mem{Base: c, Disp: w.bytes() * j}
			if j == nv-1 {
				edge.store(acc[i][j], at)
			} else {
				VMOVUPS(acc[i][j], at)
			}
		}
		ADDQ(ldc, c)
	}
	VZEROUPPER()
	RET()
}

// edge masks the last vector of a row.
type edge struct {
	w    width
	none bool
	k    reg.OpmaskVirtual
	mask reg.VecVirtual
}

func newEdge(w width, masked bool) edge {
	e := edge{w: w, none: !masked}
	if e.none {
		return e
	}
	if w.lanes == 16 {
		m := Load(Param("mask"), GP32()).(reg.GPVirtual)
		e.k = K()
		KMOVW(m, e.k)
		return e
	}
	m := param64("mask")
	e.mask = YMM()
	VMOVDQU(Mem{Base: m}, e.mask)
	return e
}

func (e edge) load(m Mem, v reg.VecVirtual) {
	if e.none {
		VMOVUPS(m, v)
		return
	}
	if e.w.lanes == 16 {
		VMOVUPS_Z(m, e.k, v)
		return
	}
	VMASKMOVPS(m, e.mask, v)
}

func (e edge) store(v reg.VecVirtual, m Mem) {
	if e.none {
		VMOVUPS(v, m)
		return
	}
	if e.w.lanes == 16 {
		VMOVUPS(v, e.k, m)
		return
	}
	VMASKMOVPS(v, e.mask, m)
}
