//go:build !amd64 || purego

package kernel

func stepsOf(Level) stepLoops { return steps }

func runAdjust(_ Level, rows, n, stride int, z, d, w *float32, c *[5]float32) {
	adjustPortable(rows, n, bytesOf(stride), z, d, w, c)
}

// runSquares is for vectors alone.
func runSquares(Level, int, *float32, *float32) {}
