package kernel

// The gradient of an image, which is also the transposed convolution, is a convolution itself: of the result's
// gradient, with the windows turned around and their channels and filters exchanged. With a stride s, a pixel is
// reached only by every s-th row and column of a window, and which these are depends on the pixel's place modulo s: its
// phase. Each phase is a convolution of its own with a smaller window, so that no zero is ever multiplied.

// phase is the part of the windows that reaches the pixels of one place modulo the stride.
type phase struct {
	height, width int // of the smaller window
	at            int // where its weights begin among the turned ones
}

func (c Conv) phase(ry, rx int) phase {
	p := phase{}
	for y := range c.StrideY {
		for x := range c.StrideX {
			h, w := taps(c.KernelHeight, c.StrideY, y), taps(c.KernelWidth, c.StrideX, x)
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
func (c Conv) Turn(ry, rx int, to, w []float32) {
	p := c.phase(ry, rx)
	channels, filters := c.Channels/c.Groups, c.Filters/c.Groups
	for a := range p.height {
		for b := range p.width {
			u, v := ry+(p.height-1-a)*c.StrideY, rx+(p.width-1-b)*c.StrideX
			from := w[(u*c.KernelWidth+v)*channels*c.Filters:]
			tap := to[p.at+(a*p.width+b)*c.Filters*channels:]
			for g := range c.Groups {
				for i := range channels {
					row := from[i*c.Filters+g*filters:][:filters]
					for j, x := range row {
						tap[(g*filters+j)*channels+i] = x
					}
				}
			}
		}
	}
}

// spread tells whether phases do not help: windows with gaps are then laid over a result that is spread by the stride.
func (c Conv) spread() bool {
	return (c.DilationY > 1 || c.DilationX > 1) && (c.StrideY > 1 || c.StrideX > 1)
}

// around is how many zeros the result needs on each side so that no window leaves it.
func (c Conv) around() (y, x int) {
	return c.DilationY * (ceil(c.KernelHeight, c.StrideY) - 1), c.DilationX * (ceil(c.KernelWidth, c.StrideX) - 1)
}

// InputFloats is the size of the scratch that ConvInput needs.
func (c Conv) InputFloats() int {
	y, x := c.around()
	h, w := c.reach()
	return (h + 2*y) * (w + 2*x) * c.Filters
}

// reach is the size of the result that pixels may ask for: some lie beyond its last row or column.
func (c Conv) reach() (h, w int) {
	return max(c.OutHeight(), (c.Height-1+c.Top)/c.StrideY+1), max(c.OutWidth(), (c.Width-1+c.Left)/c.StrideX+1)
}

// ConvInput computes the gradient dx of the image from the gradient dy of the result and the turned windows.
func (k *Kernels) ConvInput(c Conv, dy, turned, dx, scratch []float32) {
	aroundY, aroundX := c.around()
	h, w := c.reach()
	line := (w + 2*aroundX) * c.Filters
	frame := scratch[:(h+2*aroundY)*line]
	width := c.OutWidth() * c.Filters
	clear(frame)
	for i := range c.OutHeight() {
		copy(frame[(aroundY+i)*line+aroundX*c.Filters:], dy[i*width:(i+1)*width])
	}
	for ry := range c.StrideY {
		for rx := range c.StrideX {
			k.inputPhase(&c, ry, rx, frame, line, turned, dx)
		}
	}
}

// inputPhase computes the pixels of one phase.
func (k *Kernels) inputPhase(c *Conv, ry, rx int, frame []float32, line int, turned, dx []float32) {
	y0, x0 := firstOf(ry, c.Top, c.StrideY), firstOf(rx, c.Left, c.StrideX)
	if y0 >= c.Height || x0 >= c.Width {
		return
	}
	p := c.phase(ry, rx)
	channels, filters := c.Channels/c.Groups, c.Filters/c.Groups
	aroundY, aroundX := c.around()
	g := grid{
		lines: ceil(c.Height-y0, c.StrideY), pixels: ceil(c.Width-x0, c.StrideX), aLine: line, aPixel: c.Filters,
		cLine: c.StrideY * c.Width * c.Channels, cPixel: c.StrideX * c.Channels, bRow: channels, columns: channels,
	}
	out := dx[(y0*c.Width+x0)*c.Channels:]
	if p.height == 0 || p.width == 0 {
		for i := range g.lines {
			for j := range g.pixels {
				clear(out[i*g.cLine+j*g.cPixel:][:c.Channels])
			}
		}
		return
	}
	// The pixel's last tap: (y0 + top)/stride, its first lies the smaller window before.
	qy := (y0+c.Top)/c.StrideY - c.DilationY*(p.height-1) + aroundY
	qx := (x0+c.Left)/c.StrideX - c.DilationX*(p.width-1) + aroundX
	a, b := frame[qy*line+qx*c.Filters:], turned[p.at:]
	if c.together() {
		g.segments, g.depth, g.aSegment = p.height, p.width*c.Filters, c.DilationY*line
		k.grid(&g, a, b, out, false)
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
