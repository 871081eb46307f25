package kernel

import "unsafe"

// correlation is a sum of products of two arrays, for each channel by itself: y[i] = Σ x[i, row, column]·z[row, column].
// The generated loops read it by its fields' places (see gen/correlate.go), and leave x, z, y and channels changed.
type correlation struct {
	n             int // results; first, since the loops are given its address
	x, z, y       *float32
	rows, columns int // of z
	channels      int
	xStep         uintptr // bytes from one result's numbers to the next one's
	xColumn       uintptr // bytes from one column's numbers to the next one's
	xJump         int     // bytes from behind a row to the next
	zStep         uintptr // bytes from one column to the next, rows following each other
	yStep         uintptr
	accumulate    int // 1: add to y
}

func correlatePortable(c *correlation) {
	for i := range c.n {
		y := view(pixelOf(c.y, i, c.yStep), c.channels)
		if c.accumulate == 0 {
			clear(y)
		}
		x, z := pixelOf(c.x, i, c.xStep), c.z
		for range c.rows {
			for range c.columns {
				zs := view(z, c.channels)
				for j, v := range view(x, c.channels) {
					y[j] += v * zs[j]
				}
				x, z = pixelOf(x, 1, c.xColumn), pixelOf(z, 1, c.zStep)
			}
			x = (*float32)(unsafe.Add(unsafe.Pointer(x), c.xJump))
		}
	}
}
