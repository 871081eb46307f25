package kernel

// Conv describes a two-dimensional convolution of one sample: an image of Height × Width × Channels, channels last, and
// Filters windows of KernelHeight × KernelWidth × Channels/Groups. It is cross-correlation, as everywhere in this
// field: y[i,j,f] = Σ x[i·stride + u·dilation − top, j·stride + v·dilation − left, c] · w[u,v,c,f].
type Conv struct {
	Height, Width, Channels, Filters int
	KernelHeight, KernelWidth        int
	StrideY, StrideX                 int
	DilationY, DilationX             int
	Top, Bottom, Left, Right         int // rows and columns of zeros around the image
	Groups                           int // channels and filters in so many separate bundles
}

// OutHeight is the number of rows of the result.
func (c Conv) OutHeight() int {
	return placesAlong(c.paddedHeight(), c.DilationY*(c.KernelHeight-1)+1, c.StrideY)
}

// OutWidth is the number of columns of the result.
func (c Conv) OutWidth() int {
	return placesAlong(c.paddedWidth(), c.DilationX*(c.KernelWidth-1)+1, c.StrideX)
}

func (c Conv) paddedHeight() int { return c.Height + c.Top + c.Bottom }
func (c Conv) paddedWidth() int  { return c.Width + c.Left + c.Right }

// ImageFloats is the size of the image.
func (c Conv) ImageFloats() int { return c.Height * c.Width * c.Channels }

// ResultFloats is the size of the result.
func (c Conv) ResultFloats() int { return c.OutHeight() * c.OutWidth() * c.Filters }

// WeightFloats is the size of the windows, ordered [KernelHeight][KernelWidth][Channels/Groups][Filters].
func (c Conv) WeightFloats() int {
	return c.KernelHeight * c.KernelWidth * c.Channels / c.Groups * c.Filters
}

// FLOPs counts the operations of the convolution of one sample.
func (c Conv) FLOPs() float64 {
	return 2 * float64(c.OutHeight()) * float64(c.OutWidth()) * float64(c.WeightFloats())
}

// together tells whether the numbers that one row of a window covers lie together in memory: then the whole row is one
// run of the inner dimension.
func (c Conv) together() bool { return c.DilationX == 1 && c.Groups == 1 }

// padded tells whether zeros are needed around the image.
func (c Conv) padded() bool { return c.Top+c.Bottom+c.Left+c.Right > 0 }

// PadFloats is the size of the scratch in which an image is given its zeros; 0 where none are needed.
func (c Conv) PadFloats() int {
	if !c.padded() {
		return 0
	}
	return c.paddedHeight() * c.paddedWidth() * c.Channels
}

// pad copies an image into scratch with zeros around it, and gives it back where none are needed.
func (c Conv) pad(x, scratch []float32) []float32 {
	if !c.padded() {
		return x
	}
	line, width := c.paddedWidth()*c.Channels, c.Width*c.Channels
	to := scratch[:c.paddedHeight()*line]
	clear(to[:c.Top*line])
	for i := range c.Height {
		row := to[(c.Top+i)*line:][:line]
		clear(row[:c.Left*c.Channels])
		copy(row[c.Left*c.Channels:], x[i*width:(i+1)*width])
		clear(row[c.Left*c.Channels+width:])
	}
	clear(to[(c.Top+c.Height)*line:])
	return to
}

// Conv computes y from an image x and windows w. scratch has at least PadFloats. There is no copy of the windows' views
// of the image: each row of pixels is a product whose inner dimension walks through the image itself.
func (k *Kernels) Conv(c Conv, x, w, y, scratch []float32) {
	p := c.pad(x, scratch)
	if c.depthwise() {
		k.depthwiseConv(&c, p, w, y)
		return
	}
	line := c.paddedWidth() * c.Channels
	g := grid{
		lines: c.OutHeight(), pixels: c.OutWidth(), aLine: c.StrideY * line, aPixel: c.StrideX * c.Channels,
		cLine: c.OutWidth() * c.Filters, cPixel: c.Filters, bRow: c.Filters,
	}
	if c.together() {
		g.segments, g.depth, g.aSegment = c.KernelHeight, c.KernelWidth*c.Channels, c.DilationY*line
		g.columns = c.Filters
		g.edge = edge{0, c.StrideY, c.DilationY, c.Top, c.Top + c.Height}
		k.grid(&g, p, w, y, false)
		return
	}
	channels, filters := c.Channels/c.Groups, c.Filters/c.Groups
	g.segments, g.depth, g.aSegment, g.columns = c.KernelWidth, channels, c.DilationX*c.Channels, filters
	for b := range c.Groups {
		for u := range c.KernelHeight {
			k.grid(&g, p[u*c.DilationY*line+b*channels:], w[u*c.KernelWidth*channels*c.Filters+b*filters:], y[b*filters:], u > 0)
		}
	}
}

// ConvWeight computes the gradient dw of the windows from an image x and the gradient dy of the result, or adds it.
func (k *Kernels) ConvWeight(c Conv, x, dy, dw, scratch []float32, accumulate bool) {
	p := c.pad(x, scratch)
	if c.depthwise() {
		k.depthwiseWeight(&c, p, dy, dw, accumulate)
		return
	}
	line := c.paddedWidth() * c.Channels
	channels, filters := c.Channels/c.Groups, c.Filters/c.Groups
	r := rowsOf{aRow: 1, block: block{
		segments: c.OutHeight(), depth: c.OutWidth(), aColumn: c.StrideX * c.Channels, aSegment: c.StrideY * line,
		bRow: c.Filters, cRow: c.Filters, accumulate: accumulate,
	}}
	if c.together() {
		r.rows, r.columns = c.KernelWidth*c.Channels, c.Filters
		for u := range c.KernelHeight {
			k.rows(&r, p[u*c.DilationY*line:], dy, dw[u*r.rows*c.Filters:])
		}
		return
	}
	r.rows, r.columns = channels, filters
	for b := range c.Groups {
		for u := range c.KernelHeight {
			for v := range c.KernelWidth {
				k.rows(&r, p[u*c.DilationY*line+v*c.DilationX*c.Channels+b*channels:], dy[b*filters:],
					dw[(u*c.KernelWidth+v)*channels*c.Filters+b*filters:])
			}
		}
	}
}

// grid is a product for each pixel of a result: lines of pixels, each pixel a row of C and a view of A.
type grid struct {
	lines, pixels             int
	aLine, aPixel             int
	segments, depth, aSegment int // the inner dimension: see block
	bRow                      int
	cLine, cPixel, columns    int
	edge                      edge
}

// edge says which rows of A's image hold more than padding: a segment that reads another adds nothing and is left out.
// Line i begins at row first + i·step, and its segments are gap rows apart.
type edge struct{ first, step, gap, from, to int }

// segments is the range of a line's segments that count.
func (e *edge) segments(line, all int) (from, to int) {
	if e.gap == 0 {
		return 0, all
	}
	row := e.first + line*e.step
	return min(all, max(0, ceil(e.from-row, e.gap))), max(0, min(all, ceil(e.to-row, e.gap)))
}

// grid computes c = a·b at every pixel, or adds it.
func (k *Kernels) grid(g *grid, a, b, c []float32, accumulate bool) {
	r := rowsOf{rows: g.pixels, aRow: g.aPixel, columns: g.columns, block: block{
		segments: g.segments, depth: g.depth, aColumn: 1, aSegment: g.aSegment, bRow: g.bRow, cRow: g.cPixel, accumulate: accumulate,
	}}
	panel := k.panelFor(g.pixels, g.columns)
	for j := 0; j < g.columns; j += panel {
		r.columns = min(panel, g.columns-j)
		for i := range g.lines {
			from, to := g.edge.segments(i, g.segments)
			if from >= to {
				if !accumulate {
					clearRows(c[i*g.cLine+j:], g.pixels, r.columns, g.cPixel)
				}
				continue
			}
			r.block.segments = to - from
			k.rows(&r, a[i*g.aLine+from*g.aSegment:], b[from*g.depth*g.bRow+j:], c[i*g.cLine+j:])
		}
	}
}

func clearRows(c []float32, rows, columns, stride int) {
	for i := range rows {
		clear(c[i*stride:][:columns])
	}
}

// rowsOf is some rows of a product with all else decided.
type rowsOf struct {
	rows, aRow, columns int
	block               block // what is the same for all tiles
}

// panelFor is how many columns tiles of so many rows have: wide ones for few rows.
func (k *Kernels) panelFor(rows, columns int) int {
	vectors := k.fit.vectors
	if k.fit.wide > 0 && rows <= k.fit.wideRows && columns > vectors*k.fit.lanes {
		vectors = k.fit.wide
	}
	return vectors * k.fit.lanes
}

// rows computes c = a·b, or adds it, tile by tile; rows are shared out evenly.
func (k *Kernels) rows(r *rowsOf, a, b, c []float32) {
	lanes := k.fit.lanes
	panel := k.panelFor(r.rows, r.columns)
	x := r.block
	x.aRow = r.aRow
	for j := 0; j < r.columns; {
		columns := min(panel, r.columns-j)
		vectors := ceil(columns, lanes)
		if vectors == 3 { // not generated
			vectors, columns = 2, 2*lanes
		}
		most := k.fit.rows
		switch {
		case vectors == 1:
			most = k.fit.narrow
		case vectors > 2:
			most = k.fit.wideRows
		}
		x.columns = columns
		x.b = &b[j]
		x.ahead = x.b
		left := ceil(r.rows, most)
		for i := 0; i < r.rows; left-- {
			n := ceil(r.rows-i, left)
			x.a, x.c = &a[i*r.aRow], &c[i*x.cRow+j]
			runTile(k.Level, tile{n, vectors}, &x)
			i += n
		}
		j += columns
	}
}
