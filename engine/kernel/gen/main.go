// Command gen writes the assembly of engine/kernel: the same loops for AVX2 (8 lanes) and AVX-512 (16 lanes).
//
// It is a module of its own, so that the program does not depend on the generator.
package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// width is one instruction set: its name in function names, and its lanes of float32.
type width struct {
	name  string
	lanes int
}

var (
	avx2   = width{"AVX2", 8}
	avx512 = width{"AVX512", 16}
)

// vector gives an unused register of the width.
func (w width) vector() reg.VecVirtual {
	if w.lanes == 16 {
		return ZMM()
	}
	return YMM()
}

func (w width) bytes() int { return 4 * w.lanes }

// zero clears a register.
func (w width) zero(v reg.VecVirtual) {
	if w.lanes == 16 {
		VPXORD(v, v, v)
	} else {
		VXORPS(v, v, v)
	}
}

// broadcast fills a register with a float32 parameter or memory word.
func (w width) broadcast(m Mem) reg.VecVirtual {
	v := w.vector()
	VBROADCASTSS(m, v)
	return v
}

// broadcastWord fills a register with a 32-bit whole number from memory.
func (w width) broadcastWord(m Mem) reg.VecVirtual {
	v := w.vector()
	VPBROADCASTD(m, v)
	return v
}

func param64(name string) reg.GPVirtual { return Load(Param(name), GP64()).(reg.GPVirtual) }

// paramAt is the place of a parameter in memory, for those that no register is kept for.
func paramAt(name string) Mem {
	p, err := Param(name).Resolve()
	if err != nil {
		panic(err)
	}
	return p.Addr
}

func main() {
	ConstraintExpr("amd64,!purego")
	for _, w := range []width{avx2, avx512} {
		peak(w)
		for _, t := range tiles(w) {
			gemm(w, t.rows, t.vectors, true)
			if w.lanes == 8 {
				gemm(w, t.rows, t.vectors, false)
			}
		}
		optimisers(w)
		adjust(w)
		squares(w)
		elementwise(w)
		masks(w)
		rowLoops(w)
		exponential(w)
		bytesToFloats(w)
		windows(w)
		correlate(w)
		recurrent(w)
		gru(w)
		attention(w)
		functions(w)
		prelu(w)
		norms(w)
		distance(w)
	}
	maskTable()
	writeConstants()
	transpose()
	pause()
	prefetch()
	Generate()
}

// pause tells the processor that the caller waits in a loop.
func pause() {
	TEXT("pause", NOSPLIT, "func()")
	for range 4 {
		PAUSE()
	}
	RET()
}

// peak runs n rounds of independent multiplications with addition, to measure what the processor can do at most.
func peak(w width) {
	TEXT("peak"+w.name, NOSPLIT, "func(n int)")
	n := param64("n")
	registers := 12
	if w.lanes == 16 {
		registers = 24
	}
	var r []reg.VecVirtual
	for range registers {
		v := w.vector()
		w.zero(v)
		r = append(r, v)
	}
	Label("loop")
	for range 2 {
		for _, v := range r {
			VFMADD231PS(v, v, v)
		}
	}
	DECQ(n)
	JNZ(LabelRef("loop"))
	VZEROUPPER()
	RET()
}
