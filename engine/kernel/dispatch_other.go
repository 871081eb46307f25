//go:build !amd64 || purego

package kernel

// Available lists the levels of this processor: without assembly for it, only the portable one.
func Available() []Level { return []Level{Portable} }

func accelerated(Level) *Kernels { return portable() }

func runTile(_ Level, t tile, x *block) { tilePortable(t, x) }

func runMaskReLU(_ Level, n int, y, bias, factor *float32, c *[4]uint32) {
	maskReLUPortable(n, y, bias, factor, c)
}

func runFactors(_ Level, n int, factor *float32, c *[4]uint32) { factorsPortable(n, factor, c) }

func runCorrelate(_ Level, c *correlation) { correlatePortable(c) }

// Pause tells the processor that this core waits in a loop.
func Pause() {}

// Prefetch brings bytes that will be read soon towards the cache, where the processor can be told.
func Prefetch([]uint8) {}
