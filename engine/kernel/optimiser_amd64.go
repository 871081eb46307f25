//go:build amd64 && !purego

package kernel

// stepsOf gives the optimisers' loops of a level that is available.
func stepsOf(l Level) stepLoops {
	switch l {
	case AVX2:
		return stepLoops{
			SGD: sgdAVX2, Momentum: momentumAVX2, Nesterov: nesterovAVX2, AdaGrad: adagradAVX2,
			RMSProp: rmspropAVX2, RMSPropRolling: rmspropRollingAVX2, AdaDelta: adadeltaAVX2, Adam: adamAVX2, AMSGrad: amsgradAVX2,
			AdamW: adamwAVX2, Nadam: nadamAVX2, AdaMax: adamaxAVX2, Lion: lionAVX2,
		}
	case AVX512:
		return stepLoops{
			SGD: sgdAVX512, Momentum: momentumAVX512, Nesterov: nesterovAVX512, AdaGrad: adagradAVX512,
			RMSProp: rmspropAVX512, RMSPropRolling: rmspropRollingAVX512, AdaDelta: adadeltaAVX512, Adam: adamAVX512, AMSGrad: amsgradAVX512,
			AdamW: adamwAVX512, Nadam: nadamAVX512, AdaMax: adamaxAVX512, Lion: lionAVX512,
		}
	default:
		return steps
	}
}

func runAdjust(l Level, rows, n, stride int, z, d, w *float32, c *[5]float32) {
	switch l {
	case AVX512:
		adjustAVX512(rows, n, bytesOf(stride), z, d, w, c)
	case AVX2:
		adjustAVX2(rows, n, bytesOf(stride), z, d, w, c)
	default:
		adjustPortable(rows, n, bytesOf(stride), z, d, w, c)
	}
}

func runSquares(l Level, n int, x, sums *float32) {
	if l == AVX512 {
		squaresAVX512(n, x, sums)
	} else {
		squaresAVX2(n, x, sums)
	}
}
