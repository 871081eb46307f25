//go:build amd64 && !purego

package kernel

import "golang.org/x/sys/cpu"

// Available lists the levels of this processor, slowest first.
func Available() []Level {
	list := []Level{Portable}
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		list = append(list, AVX2)
		if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VL {
			list = append(list, AVX512)
		}
	}
	return list
}

// accelerated gives the loops of a level that is available.
func accelerated(l Level) *Kernels {
	switch l {
	case AVX2:
		return &Kernels{
			Level: AVX2, lanes: 8, fit: fit{lanes: 8, rows: 6, narrow: 6, vectors: 2},
			add: addAVX2, multiply: multiplyAVX2,
			exp: expAVX2, bytes: bytesAVX2, sumRows: sumRowsAVX2, addBias: addBiasAVX2,
			gruForward: gruForwardAVX2, gruBackward: gruBackwardAVX2,
			attention:   attentionLoops{scaleRowAVX2, rowTopsAVX2, expSumAVX2, dotRowAVX2, softmaxSlopeAVX2},
			lstmForward: lstmForwardAVX2, lstmBackward: lstmBackwardAVX2, tanhBackward: tanhBackwardAVX2,
			transpose: transposeAVX2,
			windowMax: windowMaxAVX2, windowRoute: windowRouteAVX2, windowSum: windowSumAVX2, windowSpread: windowSpreadAVX2,
			functions: functionsAVX2(), difference: differenceAVX2, distance: distanceAVX2,
			norm:  normLoops{centreAVX2, addSquaresAVX2, addProductsAVX2, centreBackAVX2, sumRowAVX2, productRowAVX2, shiftRowAVX2, slopeRowAVX2, standardRowsAVX2, slopeRowsAVX2},
			prelu: preluAVX2, preluGradient: preluGradientAVX2, preluSum: preluSumAVX2,
			peak: peakAVX2, peakFLOPs: 2 * 12 * 8 * 2,
		}
	case AVX512:
		return &Kernels{
			Level: AVX512, lanes: 16, fit: fit{lanes: 16, rows: 14, narrow: 14, vectors: 2, wideRows: 6, wide: 4},
			add: addAVX512, multiply: multiplyAVX512,
			exp: expAVX512, bytes: bytesAVX512, sumRows: sumRowsAVX512, addBias: addBiasAVX512,
			gruForward: gruForwardAVX512, gruBackward: gruBackwardAVX512,
			attention:   attentionLoops{scaleRowAVX512, rowTopsAVX512, expSumAVX512, dotRowAVX512, softmaxSlopeAVX512},
			lstmForward: lstmForwardAVX512, lstmBackward: lstmBackwardAVX512, tanhBackward: tanhBackwardAVX512,
			transpose: transposeAVX2,
			windowMax: windowMaxAVX512, windowRoute: windowRouteAVX512, windowSum: windowSumAVX512, windowSpread: windowSpreadAVX512,
			functions: functionsAVX512(), difference: differenceAVX512, distance: distanceAVX512,
			norm:  normLoops{centreAVX512, addSquaresAVX512, addProductsAVX512, centreBackAVX512, sumRowAVX512, productRowAVX512, shiftRowAVX512, slopeRowAVX512, standardRowsAVX512, slopeRowsAVX512},
			prelu: preluAVX512, preluGradient: preluGradientAVX512, preluSum: preluSumAVX512,
			peak: peakAVX512, peakFLOPs: 2 * 24 * 16 * 2,
		}
	default:
		return portable()
	}
}

// The loops that take constants by address are called by name, not through the table: through it the compiler would
// have to put the constants on the heap.

func runTile(l Level, t tile, x *block) {
	switch l {
	case AVX512:
		tileAVX512(t, x)
	case AVX2:
		tileAVX2(t, x)
	default:
		tilePortable(t, x)
	}
}

func runMaskReLU(l Level, n int, y, bias, factor *float32, c *[4]uint32) {
	switch l {
	case AVX512:
		maskReLUAVX512(n, y, bias, factor, c)
	case AVX2:
		maskReLUAVX2(n, y, bias, factor, c)
	default:
		maskReLUPortable(n, y, bias, factor, c)
	}
}

func runFactors(l Level, n int, factor *float32, c *[4]uint32) {
	switch l {
	case AVX512:
		factorsAVX512(n, factor, c)
	case AVX2:
		factorsAVX2(n, factor, c)
	default:
		factorsPortable(n, factor, c)
	}
}

func runCorrelate(l Level, c *correlation) {
	switch l {
	case AVX512:
		correlateAVX512(&c.n)
	case AVX2:
		correlateAVX2(&c.n)
	default:
		correlatePortable(c)
	}
}

// Pause tells the processor that this core waits in a loop.
func Pause() { pause() }

// Prefetch brings bytes that will be read soon towards the cache.
func Prefetch(x []uint8) {
	if len(x) > 0 {
		prefetch(len(x), &x[0])
	}
}
