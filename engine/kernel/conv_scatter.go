package kernel

// Images of few channels, such as the grey ones of MNIST, would leave most lanes of a tile empty. There the gradient of
// the image is computed the other way round: each pixel of the result gives what it sends to every number that its
// window covers, as one row of a product, and the rows are added into the image (col2im).

// scattered tells whether ConvInput works that way.
func (c Conv) scattered() bool {
	const few = 4
	return c.Channels <= few && c.Groups == 1 && c.DilationY == 1 && c.DilationX == 1
}

// taps is how many numbers a window covers.
func (c Conv) taps() int { return c.KernelHeight * c.KernelWidth * c.Channels }

// scatter computes dx from dy and the windows turned over: [filter][row][column][channel].
func (k *Kernels) scatter(c *Conv, dy, turned, dx, scratch []float32) {
	clear(dx)
	taps, pixels := c.taps(), c.OutWidth()
	sent := scratch[:pixels*taps]
	r := rowsOf{rows: pixels, aRow: c.Filters, columns: taps, block: block{
		segments: 1, depth: c.Filters, aColumn: 1, bRow: taps, cRow: taps,
	}}
	for i := range c.OutHeight() {
		k.rows(&r, dy[i*pixels*c.Filters:], turned, sent)
		for u := range c.KernelHeight {
			y := i*c.StrideY + u - c.Top
			if y < 0 || y >= c.Height {
				continue
			}
			c.addRow(dx[y*c.Width*c.Channels:][:c.Width*c.Channels], sent[u*c.KernelWidth*c.Channels:])
		}
	}
}

// addRow adds what one row of windows sends to one row of the image.
func (c *Conv) addRow(to, sent []float32) {
	taps, width := c.taps(), c.KernelWidth*c.Channels
	for j := range c.OutWidth() {
		at := (j*c.StrideX - c.Left) * c.Channels
		from := sent[j*taps:][:width]
		if at < 0 {
			from = from[min(-at, width):]
			at = 0
		}
		if n := len(to) - at; len(from) > n {
			from = from[:max(0, n)]
		}
		row := to[at:][:len(from)]
		for l, v := range from {
			row[l] += v
		}
	}
}
