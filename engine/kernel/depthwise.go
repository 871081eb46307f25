package kernel

// A depthwise convolution has a window of its own for each channel, so that there are no products of matrices: each
// channel is a lane of its own.

// depthwise tells whether a convolution is one, with one filter a channel.
func (c Conv) depthwise() bool {
	return c.Groups == c.Channels && c.Filters == c.Channels && c.Channels > 1
}

// depthwiseConv computes y from an image p that has its zeros. Neighbouring pixels of the result share the reading of
// the weights.
func (k *Kernels) depthwiseConv(c *Conv, p, w, y []float32) {
	line := c.paddedWidth() * c.Channels
	x := correlation{
		n: c.OutWidth(), rows: c.KernelHeight, columns: c.KernelWidth,
		xStep: bytesOf(c.StrideX * c.Channels), xColumn: bytesOf(c.DilationX * c.Channels),
		xJump: 4 * (c.DilationY*line - c.KernelWidth*c.DilationX*c.Channels),
		zStep: bytesOf(c.Channels), yStep: bytesOf(c.Channels),
	}
	for i := range c.OutHeight() {
		x.x, x.z, x.y, x.channels, x.done = &p[i*c.StrideY*line], &w[0], &y[i*c.OutWidth()*c.Channels], c.Channels, 0
		runCorrelate(k.Level, &x)
	}
}

// depthwiseWeight computes the gradient dw of the windows, or adds it: a row of a window takes what all pixels of the
// result send it.
func (k *Kernels) depthwiseWeight(c *Conv, p, dy, dw []float32, accumulate bool) {
	line := c.paddedWidth() * c.Channels
	x := correlation{
		n: c.KernelWidth, rows: c.OutHeight(), columns: c.OutWidth(),
		xStep: bytesOf(c.DilationX * c.Channels), xColumn: bytesOf(c.StrideX * c.Channels),
		xJump: 4 * (c.StrideY*line - c.OutWidth()*c.StrideX*c.Channels),
		zStep: bytesOf(c.Channels), yStep: bytesOf(c.Channels),
	}
	if accumulate {
		x.accumulate = 1
	}
	for u := range c.KernelHeight {
		x.x, x.z, x.y, x.channels, x.done = &p[u*c.DilationY*line], &dy[0], &dw[u*c.KernelWidth*c.Channels], c.Channels, 0
		runCorrelate(k.Level, &x)
	}
}

// depthwisePhase computes the pixels of one phase of the image's gradient: see inputPhase. a is where the first one's
// window begins in the framed result, g how its lines and pixels lie.
func (k *Kernels) depthwisePhase(c *Conv, p phase, g *grid, line int, a, turned, dx []float32) {
	x := correlation{
		n: g.pixels, rows: p.height, columns: p.width,
		xStep: bytesOf(g.aPixel), xColumn: bytesOf(c.DilationX * c.Channels),
		xJump: 4 * (c.DilationY*line - p.width*c.DilationX*c.Channels),
		zStep: bytesOf(c.Channels), yStep: bytesOf(g.cPixel),
	}
	for i := range g.lines {
		x.x, x.z, x.y, x.channels, x.done = &a[i*g.aLine], &turned[p.at], &dx[i*g.cLine], c.Channels, 0
		runCorrelate(k.Level, &x)
	}
}
