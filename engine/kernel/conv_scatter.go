package kernel

// Images of few channels, such as the grey ones of MNIST, would leave most lanes of a tile empty. There the gradient of
// the image is computed the other way round: each pixel of the result gives what it sends to every number that its
// window covers, as one row of a product, and the rows are added into the image (col2im).
//
// To add many at once, the product is turned over: what all pixels send by one tap lies together then, and since the
// pixels of one phase of the image (see conv_input.go) are as dense as those of the result, it is added to a plane of
// that phase and channel as a whole, moved by the tap's place. The planes are woven into the image at the end.

// scattered tells whether ConvInput works that way.
func (c Conv) scattered() bool {
	const few = 4
	return c.Channels <= few && c.Groups == 1 && c.DilationY == 1 && c.DilationX == 1
}

// taps is how many numbers a window covers.
func (c Conv) taps() int { return c.KernelHeight * c.KernelWidth * c.Channels }

// scattering is how the numbers lie on their way into the image.
type scattering struct {
	width  int // of a plane, and of the lines of the result, which have zeros behind them for what reaches beyond
	plane  int // the size of a plane
	planes int // one for each phase and channel
	lines  int // of the result at a time: their products stay in the nearest cache
	pixels int // of so many lines: a multiple of 16, so that no loop has a rest
	taps   int // a multiple of 8
}

func (c Conv) scattering() scattering {
	const enough, vector, block = 256, 16, 8
	s := scattering{width: c.OutWidth() + ceil(c.KernelWidth, c.StrideX) - 1, planes: c.StrideY * c.StrideX * c.Channels}
	s.lines = max(1, min(c.OutHeight(), enough/s.width))
	s.pixels = ceil(s.lines*s.width, vector) * vector
	s.taps = ceil(c.taps(), block) * block
	// The last lines' pixels, with those that fill up, lie in the plane whatever the tap.
	furthest := (ceil(c.OutHeight(), s.lines)-1)*s.lines + ceil(c.KernelHeight, c.StrideY) - 1
	s.plane = furthest*s.width + ceil(c.KernelWidth, c.StrideX) - 1 + s.pixels
	return s
}

func (s scattering) floats() int { return s.planes*s.plane + 2*s.pixels*s.taps }

// scatter computes dx from dy and the windows turned over: [filter][row][column][channel].
func (k *Kernels) scatter(c *Conv, dy, turned, dx, scratch []float32) {
	s := c.scattering()
	planes, rest := scratch[:s.planes*s.plane], scratch[s.planes*s.plane:]
	sent, byTap := rest[:s.pixels*s.taps], rest[s.pixels*s.taps:][:s.pixels*s.taps]
	clear(planes)
	clear(sent)
	taps, line := c.taps(), c.OutWidth()*c.Filters
	r := rowsOf{rows: c.OutWidth(), aRow: c.Filters, columns: taps, block: block{
		segments: 1, depth: c.Filters, aColumn: 1, bRow: taps, cRow: s.taps,
	}}
	for first := 0; first < c.OutHeight(); first += s.lines {
		lines := min(s.lines, c.OutHeight()-first)
		for i := range lines {
			k.rows(&r, dy[(first+i)*line:], turned, sent[i*s.width*s.taps:])
		}
		clear(sent[lines*s.width*s.taps:])
		k.turn(byTap, s.pixels, sent, s.taps, s.pixels, s.taps)
		k.addTaps(c, &s, planes[first*s.width:], byTap)
	}
	c.weave(&s, dx, planes)
}

// addTaps adds what some lines of the result send to the planes, tap by tap.
func (k *Kernels) addTaps(c *Conv, s *scattering, planes, byTap []float32) {
	for u := range c.KernelHeight {
		for v := range c.KernelWidth {
			phase := u%c.StrideY*c.StrideX + v%c.StrideX
			moved := u/c.StrideY*s.width + v/c.StrideX
			for channel := range c.Channels {
				to := planes[(phase*c.Channels+channel)*s.plane+moved:][:s.pixels]
				k.Add(to, to, byTap[((u*c.KernelWidth+v)*c.Channels+channel)*s.pixels:][:s.pixels])
			}
		}
	}
}

// weave puts the image together from its planes; no window reaches what lies beyond them.
func (c *Conv) weave(s *scattering, dx, planes []float32) {
	height := c.OutHeight() + ceil(c.KernelHeight, c.StrideY) - 1
	for y := range c.Height {
		row := dx[y*c.Width*c.Channels:][:c.Width*c.Channels]
		q, phase := (y+c.Top)/c.StrideY, (y+c.Top)%c.StrideY
		if q >= height {
			clear(row)
			continue
		}
		for x := range min(c.StrideX, c.Width) {
			from, column := (c.Left+x)/c.StrideX, (c.Left+x)%c.StrideX
			for channel := range c.Channels {
				plane := planes[((phase*c.StrideX+column)*c.Channels+channel)*s.plane+q*s.width:][:s.width]
				spread(row[x*c.Channels+channel:], plane[min(from, s.width):], c.StrideX*c.Channels)
			}
		}
	}
}

// spread copies numbers to every so many places, and zeros where they are at an end.
func spread(to, from []float32, step int) {
	i := 0
	for _, v := range from {
		if i >= len(to) {
			return
		}
		to[i] = v
		i += step
	}
	for ; i < len(to); i += step {
		to[i] = 0
	}
}
