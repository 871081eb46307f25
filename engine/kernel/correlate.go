package kernel

// correlation is a sum of products of two arrays, for each channel by itself: y[i] = Σ x[i, row, column]·z[row, column].
// The generated loops read it by its fields' places (see gen/correlate.go), and count channels down and done up.
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
	done          int // bytes of channels
}

func correlatePortable(c *correlation) {
	for i := range c.n {
		y := view(pixelOf(c.y, i, c.yStep), c.channels)
		if c.accumulate == 0 {
			clear(y)
		}
		x, z := i*int(c.xStep), 0 // in bytes: past the end there is no pointer
		for range c.rows {
			for range c.columns {
				zs := view(tapOf(c.z, z), c.channels)
				for j, v := range view(tapOf(c.x, x), c.channels) {
					y[j] += v * zs[j]
				}
				x, z = x+int(c.xColumn), z+int(c.zStep)
			}
			x += c.xJump
		}
	}
}
