package kernel

// The gradient of an image, which is also the transposed convolution, is a convolution itself: of the result's
// gradient, with the windows turned around and their channels and filters exchanged. With a stride s, a pixel is
// reached only by every s-th row and column of a window, and which these are depends on the pixel's place modulo s: its
// phase. Each phase is a convolution of its own with a smaller window, so that no zero is ever multiplied.

// Where windows have gaps besides, phases do not help: they are then laid, with stride 1, over a result that is spread
// by the stride.

// phase is the part of the windows that reaches the pixels of one place modulo the stride.
type phase struct {
	height, width int // of the smaller window
	at            int // where its weights begin among the turned ones
}

// Phases is how many there are along each side.
func (c Conv) Phases() (y, x int) {
	if c.scattered() || c.DilationY > 1 || c.DilationX > 1 {
		return 1, 1
	}
	return c.StrideY, c.StrideX
}

func (c Conv) phase(ry, rx int) phase {
	p := phase{}
	sy, sx := c.Phases()
	for y := range sy {
		for x := range sx {
			h, w := taps(c.KernelHeight, sy, y), taps(c.KernelWidth, sx, x)
			if y == ry && x == rx {
				p.height, p.width = h, w
				return p
			}
			p.at += h * w * c.Filters * (c.Channels / c.Groups)
		}
	}
	return p
}

// taps counts the rows r, r+s, r+2s… of a window.
func taps(size, stride, r int) int { return max(0, ceil(size-r, stride)) }

// Turn turns the windows of one phase around for ConvInput. to holds WeightFloats numbers, in bundles of groups:
// [phase][row][column][group][filter][channel].
func (k *Kernels) Turn(c Conv, ry, rx int, to, w []float32) {
	if c.scattered() {
		k.Transpose(to, w, c.taps(), c.Filters)
		return
	}
	p := c.phase(ry, rx)
	sy, sx := c.Phases()
	channels, filters := c.Channels/c.Groups, c.Filters/c.Groups
	for a := range p.height {
		for b := range p.width {
			u, v := ry+(p.height-1-a)*sy, rx+(p.width-1-b)*sx
			from := w[(u*c.KernelWidth+v)*channels*c.Filters:]
			tap := to[p.at+(a*p.width+b)*c.Filters*channels:]
			for g := range c.Groups {
				k.turn(tap[g*filters*channels:], channels, from[g*filters:], c.Filters, channels, filters)
			}
		}
	}
}

// around is how many zeros the result needs on each side so that no window leaves it.
func (c Conv) around() (y, x int) {
	sy, sx := c.Phases()
	return c.DilationY * (ceil(c.KernelHeight, sy) - 1), c.DilationX * (ceil(c.KernelWidth, sx) - 1)
}

// InputFloats is the size of the scratch that ConvInput needs.
func (c Conv) InputFloats() int {
	if c.scattered() {
		return c.scattering().floats()
	}
	y, x := c.around()
	h, w := c.reach()
	return (h + 2*y) * (w + 2*x) * c.Filters
}

// reach is the size of the result that pixels may ask for: some lie beyond its last row or column.
func (c Conv) reach() (h, w int) {
	sy, sx := c.Phases()
	gapY, gapX := c.StrideY/sy, c.StrideX/sx // between the result's rows and columns where it is spread
	return max((c.OutHeight()-1)*gapY+1, (c.Height-1+c.Top)/sy+1), max((c.OutWidth()-1)*gapX+1, (c.Width-1+c.Left)/sx+1)
}

// ConvInput computes the gradient dx of the image from the gradient dy of the result and the turned windows.
func (k *Kernels) ConvInput(c Conv, dy, turned, dx, scratch []float32) {
	if c.scattered() {
		k.scatter(&c, dy, turned, dx, scratch)
		return
	}
	aroundY, aroundX := c.around()
	h, w := c.reach()
	line := (w + 2*aroundX) * c.Filters
	frame := scratch[:(h+2*aroundY)*line]
	sy, sx := c.Phases()
	c.lay(frame[aroundY*line+aroundX*c.Filters:], dy, c.StrideY/sy*line, c.StrideX/sx*c.Filters, frame)
	for ry := range sy {
		for rx := range sx {
			k.inputPhase(&c, ry, rx, frame, line, turned, dx)
		}
	}
}

// lay copies a result into a cleared frame at distances between its rows and its pixels.
func (c Conv) lay(to, dy []float32, row, pixel int, frame []float32) {
	clear(frame)
	width := c.OutWidth() * c.Filters
	for i := range c.OutHeight() {
		from := dy[i*width : (i+1)*width]
		if pixel == c.Filters {
			copy(to[i*row:], from)
			continue
		}
		for j := range c.OutWidth() {
			copy(to[i*row+j*pixel:], from[j*c.Filters:(j+1)*c.Filters])
		}
	}
}

// inputPhase computes the pixels of one phase.
func (k *Kernels) inputPhase(c *Conv, ry, rx int, frame []float32, line int, turned, dx []float32) {
	sy, sx := c.Phases()
	y0, x0 := firstOf(ry, c.Top, sy), firstOf(rx, c.Left, sx)
	if y0 >= c.Height || x0 >= c.Width {
		return
	}
	p := c.phase(ry, rx)
	channels, filters := c.Channels/c.Groups, c.Filters/c.Groups
	aroundY, aroundX := c.around()
	g := grid{
		lines: ceil(c.Height-y0, sy), pixels: ceil(c.Width-x0, sx), aLine: line, aPixel: c.Filters,
		cLine: sy * c.Width * c.Channels, cPixel: sx * c.Channels, bRow: channels, columns: channels,
	}
	out := dx[(y0*c.Width+x0)*c.Channels:]
	if p.height == 0 || p.width == 0 {
		for i := range g.lines {
			clearRows(out[i*g.cLine:], g.pixels, c.Channels, g.cPixel)
		}
		return
	}
	// The pixel's last tap: (y0 + top)/stride, its first lies the smaller window before.
	qy := (y0+c.Top)/sy - c.DilationY*(p.height-1) + aroundY
	qx := (x0+c.Left)/sx - c.DilationX*(p.width-1) + aroundX
	a, b := frame[qy*line+qx*c.Filters:], turned[p.at:]
	if c.together() {
		g.segments, g.depth, g.aSegment = p.height, p.width*c.Filters, c.DilationY*line
		g.edge = edge{qy, 1, c.DilationY, aroundY, aroundY + (c.OutHeight()-1)*(c.StrideY/sy) + 1}
		k.grid(&g, a, b, out, false)
		return
	}
	if c.depthwise() {
		k.depthwisePhase(c, p, &g, line, a, turned, out)
		return
	}
	g.depth = filters
	for bundle := range c.Groups {
		for u := range p.height {
			for v := range p.width {
				g.segments = 1
				k.grid(&g, a[u*c.DilationY*line+v*c.DilationX*c.Filters+bundle*filters:],
					b[((u*p.width+v)*c.Groups+bundle)*filters*channels:], out[bundle*channels:], u+v > 0)
			}
		}
	}
}

// firstOf is the first pixel whose place, moved by the padding, is r modulo the stride.
func firstOf(r, padding, stride int) int { return ((r-padding)%stride + stride) % stride }
