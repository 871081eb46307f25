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
	taps, width, step := c.taps(), c.KernelWidth*c.Channels, c.StrideX*c.Channels
	// The windows from inner to outer lie in the image whole.
	inner := min(c.OutWidth(), ceil(c.Left, c.StrideX))
	outer := max(inner, min(c.OutWidth(), max(0, c.Width+c.Left-c.KernelWidth+c.StrideX)/c.StrideX))
	for j := range inner {
		addClipped(to, sent[j*taps:][:width], j*step-c.Left*c.Channels)
	}
	for j := inner; j < outer; j++ {
		row, from := to[j*step-c.Left*c.Channels:][:width], sent[j*taps:][:width]
		for len(from) >= 4 && len(row) >= 4 {
			row[0] += from[0]
			row[1] += from[1]
			row[2] += from[2]
			row[3] += from[3]
			row, from = row[4:], from[4:]
		}
		for l, v := range from {
			row[l] += v
		}
	}
	for j := outer; j < c.OutWidth(); j++ {
		addClipped(to, sent[j*taps:][:width], j*step-c.Left*c.Channels)
	}
}

// addClipped adds some numbers from a place on that may lie before the beginning, as far as they fit.
func addClipped(to, from []float32, at int) {
	if at < 0 {
		from = from[min(-at, len(from)):]
		at = 0
	}
	for l, v := range from[:max(0, min(len(from), len(to)-at))] {
		to[at+l] += v
	}
}
