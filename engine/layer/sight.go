package layer

// Sight says how much of its input one place of a layer's output depends on: from the sights of all layers on the way
// follows the receptive field. The zero Sight reads the same place only.
type Sight struct {
	// Window is how many places the output reads along each side of an image, or along a sequence; nil is one.
	Window []int
	// Step is how far the windows of two neighbours lie apart, less than 1 where the output is finer than the input; nil
	// is 1.
	Step []float64
	// Whole marks what depends on all places.
	Whole bool
	// Source marks where the network's input begins.
	Source bool
}

// seesPlace is the sight of what works on each place by itself.
func seesPlace(*Context) Sight { return Sight{} }

// seesWhole is the sight of what joins all places.
func seesWhole(*Context) Sight { return Sight{Whole: true} }

// seesUnits is the sight of units that read a whole list, but of a sequence each step by itself.
func seesUnits(c *Context) Sight {
	in, _ := c.One("in")
	return Sight{Whole: len(in.Shape) == 1}
}

// seesKernel is the sight of a convolution of images.
func seesKernel(c *Context) Sight {
	k, stride, gap := c.Params.Ints("kernel_size"), c.Params.Ints("strides"), c.Params.Ints("dilation")
	return Sight{
		Window: []int{reach(k[0], gap[0]), reach(k[1], gap[1])},
		Step:   []float64{float64(stride[0]), float64(stride[1])},
	}
}

// seesStepKernel is the sight of a convolution along a sequence.
func seesStepKernel(c *Context) Sight {
	return Sight{
		Window: []int{reach(c.Params.Int("kernel_size"), c.Params.Int("dilation"))},
		Step:   []float64{c.Params.Float("strides")},
	}
}

// seesPool is the sight of a pooling of images.
func seesPool(c *Context) Sight {
	k, stride := c.Params.Ints("pool_size"), c.Params.Ints("strides")
	return Sight{Window: k, Step: []float64{float64(stride[0]), float64(stride[1])}}
}

// seesStepPool is the sight of a pooling along a sequence.
func seesStepPool(c *Context) Sight {
	return Sight{Window: []int{c.Params.Int("pool_size")}, Step: []float64{c.Params.Float("strides")}}
}

// seesPainted is the sight of a transposed convolution: the patterns that overlap in one pixel.
func seesPainted(c *Context) Sight {
	k, stride, gap := c.Params.Ints("kernel_size"), c.Params.Ints("strides"), c.Params.Ints("dilation")
	return Sight{
		Window: []int{(reach(k[0], gap[0]) + stride[0] - 1) / stride[0], (reach(k[1], gap[1]) + stride[1] - 1) / stride[1]},
		Step:   []float64{1 / float64(stride[0]), 1 / float64(stride[1])},
	}
}

// seesEnlarged is the sight of an enlarged image: one pixel, or the two that are blended along each side.
func seesEnlarged(c *Context) Sight {
	f := c.Params.Ints("size")
	s := Sight{Window: []int{1, 1}, Step: []float64{1 / float64(f[0]), 1 / float64(f[1])}}
	if c.Params.Text("interpolation") == "bilinear" {
		for i := range f {
			if f[i] > 1 {
				s.Window[i] = 2
			}
		}
	}
	return s
}
