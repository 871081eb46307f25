package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// windows generates the loops over windows of an image whose channels lie together: for each of some pixels of the
// result and each vector of channels, something is done with every number that the window covers, its taps. x is the
// image, y the result, z what goes with it: a place for each number of the result.
func windows(w width) {
	windowMax(w)
	windowRoute(w)
	windowSum(w)
	windowSpread(w)
}

// window is the frame of such a loop.
type window struct {
	w        width
	x, y, z  reg.GPVirtual // at the present vector of channels
	taps, at reg.GPVirtual // taps left, and the place of the next one's offset
	offset   reg.GPVirtual
}

// tap is the place of the image that the present tap covers.
func (f *window) tap() Mem { return Mem{Base: f.x, Index: f.offset, Scale: 1} }

// eachTap loops over the taps.
func (f *window) eachTap(label string, body func()) {
	MOVQ(paramAt("offsets"), f.at)
	MOVQ(paramAt("taps"), f.taps)
	Label(label)
	MOVQ(Mem{Base: f.at}, f.offset)
	body()
	ADDQ(Imm(8), f.at)
	DECQ(f.taps)
	JNZ(LabelRef(label))
}

// newWindow generates the loops over pixels and vectors; vector does one vector of channels of one pixel. Strides are
// in bytes.
func newWindow(w width, name, z string, vector func(f *window)) {
	signature := "func(pixels, channels, taps int, offsets *int, x *float32, xStride uintptr, y *float32, yStride uintptr"
	switch z {
	case "places":
		signature += ", z *float32"
	case "scale":
		signature += ", scale float32"
	}
	TEXT(name+w.name, NOSPLIT, signature+")")
	Pragma("noescape")
	f := &window{w: w, x: GP64(), y: GP64(), taps: GP64(), at: GP64(), offset: GP64()}
	hasZ := z == "places"
	if hasZ {
		f.z = GP64()
	}
	channels := GP64()
	Label("pixel")
	MOVQ(paramAt("x"), f.x)
	MOVQ(paramAt("y"), f.y)
	if hasZ {
		MOVQ(paramAt("z"), f.z)
	}
	MOVQ(paramAt("channels"), channels)
	Label("vector")
	vector(f)
	for _, p := range []reg.GPVirtual{f.x, f.y, f.z} {
		if p != nil {
			ADDQ(Imm(uint64(w.bytes())), p)
		}
	}
	SUBQ(Imm(uint64(w.lanes)), channels)
	JG(LabelRef("vector"))
	step := GP64()
	move := func(what, by string) {
		MOVQ(paramAt(by), step)
		ADDQ(step, paramAt(what))
	}
	move("x", "xStride")
	move("y", "yStride")
	if hasZ {
		move("z", "yStride")
	}
	DECQ(paramAt("pixels"))
	JNZ(LabelRef("pixel"))
	VZEROUPPER()
	RET()
}

// windowMax: y = the largest number, z = which tap it is, the first of equals. NaN counts as larger than all.
func windowMax(w width) {
	newWindow(w, "windowMax", "places", func(f *window) {
		most, place, v, tap, one := w.vector(), w.vector(), w.vector(), w.vector(), w.vector()
		w.zero(place)
		w.zero(tap)
		ones := ConstData("one"+w.name, U32(0x3f800000))
		VBROADCASTSS(ones, one)
		MOVQ(paramAt("offsets"), f.at)
		MOVQ(Mem{Base: f.at}, f.offset)
		VMOVUPS(f.tap(), most)
		f.eachTap("taps", func() {
			VMOVUPS(f.tap(), v)
			// larger, or NaN while the largest so far is a number
			if w.lanes == 16 {
				larger, isNaN, wasNumber := K(), K(), K()
				VCMPPS(Imm(30), most, v, larger)
				VCMPPS(Imm(3), v, v, isNaN)
				VCMPPS(Imm(7), most, most, wasNumber)
				KANDW(wasNumber, isNaN, isNaN)
				KORW(isNaN, larger, larger)
				VMOVAPS(v, larger, most)
				VMOVAPS(tap, larger, place)
			} else {
				larger, isNaN, wasNumber := YMM(), YMM(), YMM()
				VCMPPS(Imm(30), most, v, larger)
				VCMPPS(Imm(3), v, v, isNaN)
				VCMPPS(Imm(7), most, most, wasNumber)
				VANDPS(wasNumber, isNaN, isNaN)
				VORPS(isNaN, larger, larger)
				VBLENDVPS(larger, v, most, most)
				VBLENDVPS(larger, tap, place, place)
			}
			VADDPS(one, tap, tap)
		})
		VMOVUPS(most, Mem{Base: f.y})
		VMOVUPS(place, Mem{Base: f.z})
	})
}

// windowRoute: to the tap that z names, y is added.
func windowRoute(w width) {
	newWindow(w, "windowRoute", "places", func(f *window) {
		place, v, tap, one, to := w.vector(), w.vector(), w.vector(), w.vector(), w.vector()
		w.zero(tap)
		VBROADCASTSS(ConstData("unit"+w.name, U32(0x3f800000)), one)
		VMOVUPS(Mem{Base: f.z}, place)
		VMOVUPS(Mem{Base: f.y}, v)
		f.eachTap("taps", func() {
			if w.lanes == 16 {
				here := K()
				VCMPPS(Imm(0), tap, place, here)
				VMOVUPS(f.tap(), to)
				VADDPS(v, to, here, to)
			} else {
				here := YMM()
				VCMPPS(Imm(0), tap, place, here)
				VANDPS(v, here, to)
				VADDPS(f.tap(), to, to)
			}
			VMOVUPS(to, f.tap())
			VADDPS(one, tap, tap)
		})
	})
}

// windowSum: y = the sum of all numbers, times scale.
func windowSum(w width) {
	newWindow(w, "windowSum", "scale", func(f *window) {
		sum, scale := w.vector(), w.vector()
		w.zero(sum)
		f.eachTap("taps", func() { VADDPS(f.tap(), sum, sum) })
		VBROADCASTSS(paramAt("scale"), scale)
		VMULPS(scale, sum, sum)
		VMOVUPS(sum, Mem{Base: f.y})
	})
}

// windowSpread: y, times scale, is added to every tap.
func windowSpread(w width) {
	newWindow(w, "windowSpread", "scale", func(f *window) {
		v, scale, to := w.vector(), w.vector(), w.vector()
		VBROADCASTSS(paramAt("scale"), scale)
		VMULPS(Mem{Base: f.y}, scale, v)
		f.eachTap("taps", func() {
			VADDPS(f.tap(), v, to)
			VMOVUPS(to, f.tap())
		})
	})
}
