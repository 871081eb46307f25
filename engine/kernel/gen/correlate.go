package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// The fields of kernel.correlation, in bytes from its beginning.
const (
	corrN = 8 * iota
	corrX
	corrZ
	corrY
	corrRows
	corrColumns
	corrChannels
	corrXStep
	corrXColumn
	corrXJump
	corrZStep
	corrYStep
	corrAccumulate
	corrDone
)

// correlator is the frame of the loop.
type correlator struct {
	w            width
	f            Mem           // the fields
	x, y, n      reg.GPVirtual // at the present block, and how many results are left
	step, triple reg.GPVirtual // between the numbers of neighbouring results, and three times that
	at, far      reg.GPVirtual // the present tap: for the first result, and for the fifth or the next tap
	z            reg.GPVirtual
	rows, left   reg.GPVirtual
	xColumn      reg.GPVirtual
	zStep        reg.GPVirtual
	mask         reg.VecVirtual // AVX2's, of the last vector
	bits         reg.OpmaskVirtual
	sums         []reg.VecVirtual // of the block
	v, product   reg.VecVirtual
}

// correlate generates y[i] = Σ x[i·step + row·… + column·…]·z[row, column], or adds it, for each channel by itself. The
// results go in blocks, so that what is read of z serves several; blocks of few results take two columns at once, each
// with sums of its own, so that additions need not wait for each other.
func correlate(w width) {
	TEXT("correlate"+w.name, NOSPLIT, "func(c *int)")
	Pragma("noescape")
	c := &correlator{
		w: w, f: Mem{Base: param64("c")}, x: GP64(), y: GP64(), n: GP64(), step: GP64(), triple: GP64(), at: GP64(), far: GP64(),
		z: GP64(), rows: GP64(), left: GP64(), xColumn: GP64(), zStep: GP64(),
	}
	for range 8 {
		c.sums = append(c.sums, w.vector())
	}
	c.v, c.product = w.vector(), w.vector()
	MOVQ(c.f.Offset(corrXStep), c.step)
	LEAQ(Mem{Base: c.step, Index: c.step, Scale: 2}, c.triple)
	MOVQ(c.f.Offset(corrXColumn), c.xColumn)
	MOVQ(c.f.Offset(corrZStep), c.zStep)
	Label("vector")
	SUBQ(Imm(uint64(w.lanes)), c.f.Offset(corrChannels))
	JLT(LabelRef("rest"))
	c.results("whole")
	ADDQ(Imm(uint64(w.bytes())), c.f.Offset(corrDone))
	JMP(LabelRef("vector"))
	Label("rest")
	MOVQ(c.f.Offset(corrChannels), c.left)
	ADDQ(Imm(uint64(w.lanes)), c.left)
	JZ(LabelRef("end"))
	if w.lanes == 16 {
		c.bits = K()
		MOVQ(U64(0xffff), c.rows)
		BZHIQ(c.left, c.rows, c.rows)
		KMOVW(c.rows.As32(), c.bits)
	} else {
		c.mask = w.vector()
		LEAQ(NewDataAddr(NewStaticSymbol("maskTable"), 4*w.lanes), c.rows)
		SHLQ(Imm(2), c.left)
		SUBQ(c.left, c.rows)
		VMOVUPS(Mem{Base: c.rows}, c.mask)
	}
	c.results("part")
	Label("end")
	VZEROUPPER()
	RET()
}

func (c *correlator) masked() bool { return c.bits != nil || c.mask != nil }

func (c *correlator) load(from Mem, to reg.VecVirtual) {
	switch {
	case c.bits != nil:
		VMOVUPS_Z(from, c.bits, to)
	case c.mask != nil:
		VMASKMOVPS(from, c.mask, to)
	default:
		VMOVUPS(from, to)
	}
}

func (c *correlator) store(from reg.VecVirtual, to Mem) {
	switch {
	case c.bits != nil:
		VMOVUPS(from, c.bits, to)
	case c.mask != nil:
		VMASKMOVPS(from, c.mask, to)
	default:
		VMOVUPS(from, to)
	}
}

// addProduct adds x·z to a sum.
func (c *correlator) addProduct(x Mem, z, sum reg.VecVirtual) {
	if !c.masked() {
		VFMADD231PS(x, z, sum)
		return
	}
	c.load(x, c.product)
	VFMADD231PS(c.product, z, sum)
}

// pointer sets a register to where an array's present vector of channels begins. The fields themselves stay: a pointer in
// Go's memory must never lie behind the end of its array.
func (c *correlator) pointer(field int, to reg.GPVirtual) {
	MOVQ(c.f.Offset(field), to)
	ADDQ(c.f.Offset(corrDone), to)
}

// results generates one vector of channels of all results.
func (c *correlator) results(name string) {
	c.pointer(corrX, c.x)
	c.pointer(corrY, c.y)
	MOVQ(c.f.Offset(corrN), c.n)
	c.blocks(name, 8, JGE, JLT)
	c.blocks(name, 5, JEQ, JNE)
	c.blocks(name, 4, JGE, JLT)
	c.blocks(name, 3, JEQ, JNE)
	c.blocks(name, 2, JGE, JLT)
	c.blocks(name, 1, JEQ, JNE)
}

// blocks generates blocks of so many results while the number of those left compares to it as given.
func (c *correlator) blocks(name string, size int, again, not func(Op)) {
	label := fmt.Sprintf("%s_%d", name, size)
	CMPQ(c.n, Imm(uint64(size)))
	not(LabelRef(label + "_end"))
	Label(label)
	c.block(label, size)
	for range size {
		ADDQ(c.step, c.x)
	}
	SUBQ(Imm(uint64(size)), c.n)
	CMPQ(c.n, Imm(uint64(size)))
	again(LabelRef(label))
	Label(label + "_end")
}

func (c *correlator) block(label string, size int) {
	sums, others := c.sums[:size], []reg.VecVirtual(nil)
	if size <= 4 {
		others = c.sums[size : 2*size]
	}
	for _, v := range c.sums[:size+len(others)] {
		c.w.zero(v)
	}
	MOVQ(c.x, c.at)
	if size > 5 {
		LEAQ(Mem{Base: c.x, Index: c.step, Scale: 4}, c.far)
	}
	c.pointer(corrZ, c.z)
	MOVQ(c.f.Offset(corrRows), c.rows)
	Label(label + "_row")
	MOVQ(c.f.Offset(corrColumns), c.left)
	if others != nil {
		c.pairs(label, sums, others)
	} else {
		Label(label + "_column")
		c.tap(c.at, c.far, Mem{Base: c.z}, sums)
		ADDQ(c.xColumn, c.at)
		if size > 5 {
			ADDQ(c.xColumn, c.far)
		}
		ADDQ(c.zStep, c.z)
		DECQ(c.left)
		JNZ(LabelRef(label + "_column"))
	}
	ADDQ(c.f.Offset(corrXJump), c.at)
	if size > 5 {
		ADDQ(c.f.Offset(corrXJump), c.far)
	}
	DECQ(c.rows)
	JNZ(LabelRef(label + "_row"))
	for i, v := range others {
		VADDPS(v, sums[i], sums[i])
	}
	c.finish(label, sums)
}

// pairs takes the columns of a row two by two.
func (c *correlator) pairs(label string, sums, others []reg.VecVirtual) {
	SUBQ(Imm(2), c.left)
	JLT(LabelRef(label + "_odd"))
	LEAQ(Mem{Base: c.at, Index: c.xColumn, Scale: 1}, c.far)
	Label(label + "_pair")
	c.tap(c.at, nil, Mem{Base: c.z}, sums)
	c.tap(c.far, nil, Mem{Base: c.z, Index: c.zStep, Scale: 1}, others)
	LEAQ(Mem{Base: c.at, Index: c.xColumn, Scale: 2}, c.at)
	LEAQ(Mem{Base: c.far, Index: c.xColumn, Scale: 2}, c.far)
	LEAQ(Mem{Base: c.z, Index: c.zStep, Scale: 2}, c.z)
	SUBQ(Imm(2), c.left)
	JGE(LabelRef(label + "_pair"))
	Label(label + "_odd")
	ADDQ(Imm(2), c.left)
	JZ(LabelRef(label + "_even"))
	c.tap(c.at, nil, Mem{Base: c.z}, sums)
	ADDQ(c.xColumn, c.at)
	ADDQ(c.zStep, c.z)
	Label(label + "_even")
}

// tap adds the products of one number of z.
func (c *correlator) tap(at, far reg.GPVirtual, z Mem, sums []reg.VecVirtual) {
	c.load(z, c.v)
	places := []Mem{
		{Base: at},
		{Base: at, Index: c.step, Scale: 1},
		{Base: at, Index: c.step, Scale: 2},
		{Base: at, Index: c.triple, Scale: 1},
		{Base: at, Index: c.step, Scale: 4},
		{Base: far, Index: c.step, Scale: 1},
		{Base: far, Index: c.step, Scale: 2},
		{Base: far, Index: c.triple, Scale: 1},
	}
	for i, sum := range sums {
		c.addProduct(places[i], c.v, sum)
	}
}

// finish stores the sums, or adds them to what is there.
func (c *correlator) finish(label string, sums []reg.VecVirtual) {
	CMPQ(c.f.Offset(corrAccumulate), Imm(0))
	JEQ(LabelRef(label + "_store"))
	MOVQ(c.y, c.at)
	for i, v := range sums {
		if i > 0 {
			ADDQ(c.f.Offset(corrYStep), c.at)
		}
		c.load(Mem{Base: c.at}, c.v)
		VADDPS(c.v, v, v)
	}
	Label(label + "_store")
	for _, v := range sums {
		c.store(v, Mem{Base: c.y})
		ADDQ(c.f.Offset(corrYStep), c.y)
	}
}
