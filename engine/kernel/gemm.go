package kernel

// Gemm describes a product C[M,N] = A[M,K]·B[K,N] of row-major matrices. A is read at ARow and ACol, the distances in
// floats between rows and between columns, so that a transposed A costs nothing. With TransB, B is given as [N,K], and
// LDB is the distance between its rows.
type Gemm struct {
	M, N, K    int
	ARow, ACol int
	LDB, LDC   int
	TransB     bool
	Epilogue   Epilogue
}

// Epilogue is what is done to each block of C while it is still in the nearest cache.
type Epilogue struct {
	Accumulate bool // C += A·B
	Bias       bool // add Args.Bias[column]
	MaskReLU   bool // with Bias: ReLU and dropout by Args.Mask; what was multiplied by goes to Args.Factor
	Multiply   bool // multiply by Args.Factor
	// Consume hands each finished block of whole rows to Args.Consume instead of keeping it in C: the gradient of a
	// weight goes to the optimiser without touching memory. C is not used.
	Consume bool
}

// EpilogueArgs are the arrays and numbers that an epilogue uses; Factor has the shape and layout of C.
type EpilogueArgs struct {
	Bias    []float32
	Factor  []float32
	Mask    Mask
	Consume func(firstRow, rows int, block []float32) // block has rows·N numbers
}

// tile is a block of C held in registers.
type tile struct{ rows, vectors int }

// fit says which tiles a level has.
type fit struct {
	lanes          int
	rows, vectors  int // of the usual tile
	narrow         int // rows of a tile of one vector
	wideRows, wide int // of the tile for large products; 0 where there is none
}

// GemmPlan is a product with everything decided: tiles, packing, and chunks that do not depend on who runs them.
type GemmPlan struct {
	k       *Kernels
	g       Gemm
	byRow   bool // chunks are ranges of rows, otherwise of columns
	step    int  // rows or columns in a chunk
	chunks  int
	pack    bool // panels of B are copied together first
	rows    int  // of a tile
	vectors int
	block   int // rows handed to Consume at once
}

// deep is how many rows of B are multiplied before C is written: a panel of them fits the second-level cache.
const deep = 1024

// PlanGemm decides how a product is computed.
func (k *Kernels) PlanGemm(g Gemm) *GemmPlan {
	p := &GemmPlan{k: k, g: g, rows: k.fit.rows, vectors: k.fit.vectors}
	width := k.fit.lanes
	if g.N <= width {
		p.vectors, p.rows = 1, k.fit.narrow
	}
	large := g.M >= 192 && g.N >= 192 && g.K >= 192
	// Rows of A a multiple of 4 KiB apart fall into one set of the first-level cache: few rows at a time.
	colliding := g.ARow*4%4096 == 0 && g.ACol == 1
	if k.fit.wide > 0 && (large || colliding) && g.N > 2*width {
		p.vectors, p.rows = k.fit.wide, k.fit.wideRows
	}
	p.pack = g.TransB || large && g.N > width*p.vectors
	p.cut()
	return p
}

// cut splits the product into chunks of some 50 µs or less, of at least a few tiles, along rows where a chunk then
// reads its own part of A, or along columns where rows are few.
func (p *GemmPlan) cut() {
	g, panel := p.g, p.k.fit.lanes*p.vectors
	flops := 2 * float64(g.M) * float64(g.N) * float64(g.K)
	const perChunk = 1.5e6
	want := int(flops/perChunk) + 1
	p.byRow = g.Epilogue.Consume || g.M > 2*p.rows && g.M >= g.N && !p.pack
	if p.byRow {
		most := (g.M + p.rows - 1) / p.rows
		if g.Epilogue.Consume {
			p.block = p.rows
		}
		per := (most + min(want, most) - 1) / min(want, most)
		p.step = per * p.rows
		p.chunks = (g.M + p.step - 1) / p.step
		return
	}
	most := (g.N + panel - 1) / panel
	per := (most + min(want, most) - 1) / min(want, most)
	p.step = per * panel
	p.chunks = (g.N + p.step - 1) / p.step
}

// Chunks is the number of parts that may run side by side.
func (p *GemmPlan) Chunks() int { return p.chunks }

// ScratchFloats is the size of the buffer that each worker brings.
func (p *GemmPlan) ScratchFloats() int {
	n := 0
	if p.pack {
		n = min(p.g.K, deep) * p.k.fit.lanes * p.vectors
	}
	if p.g.Epilogue.Consume {
		n += p.block * p.g.N
	}
	return n
}

// Run computes one chunk. scratch is the worker's own.
func (p *GemmPlan) Run(chunk int, a, b, c, scratch []float32, args *EpilogueArgs) {
	g := &p.g
	r0, r1, c0, c1 := 0, g.M, 0, g.N
	if p.byRow {
		r0, r1 = chunk*p.step, min((chunk+1)*p.step, g.M)
	} else {
		c0, c1 = chunk*p.step, min((chunk+1)*p.step, g.N)
	}
	if g.Epilogue.Consume {
		p.consume(r0, r1, a, b, scratch, args)
		return
	}
	p.product(r0, r1, c0, c1, a, b, c[r0*g.LDC:], scratch)
	p.finish(r0, r1, c0, c1, c, args)
}

// consume computes a few rows at a time into scratch and hands them on.
func (p *GemmPlan) consume(r0, r1 int, a, b, scratch []float32, args *EpilogueArgs) {
	g := &p.g
	block := scratch[:p.block*g.N]
	rest := scratch[p.block*g.N:]
	for r := r0; r < r1; r += p.block {
		n := min(p.block, r1-r)
		p.product(r, r+n, 0, g.N, a, b, block, rest)
		args.Consume(r, n, block[:n*g.N])
	}
}

// product computes rows r0 to r1 and columns c0 to c1 of C; c starts at row r0.
func (p *GemmPlan) product(r0, r1, c0, c1 int, a, b, c, scratch []float32) {
	g := &p.g
	ldc := g.LDC
	if g.Epilogue.Consume {
		ldc = g.N
	}
	panel := p.k.fit.lanes * p.vectors
	if g.K == 0 {
		return
	}
	for k0 := 0; k0 < g.K; k0 += deep {
		depth := min(deep, g.K-k0)
		accumulate := g.Epilogue.Accumulate || k0 > 0
		for j := c0; j < c1; j += panel {
			columns := min(panel, c1-j)
			from, stride := b, g.LDB
			if p.pack {
				p.packPanel(scratch, b, k0, depth, j, columns)
				from, stride = scratch, panel
			} else {
				from = b[k0*g.LDB+j:]
			}
			p.panel(r0, r1, depth, a[k0*g.ACol:], from, stride, c[j:], ldc, columns, accumulate)
		}
	}
}

// panel computes one panel of columns. Rows are shared out evenly, so that no last tile is short.
func (p *GemmPlan) panel(r0, r1, depth int, a, b []float32, stride int, c []float32, ldc, columns int, accumulate bool) {
	g := &p.g
	lanes := p.k.fit.lanes
	vectors := (columns + lanes - 1) / lanes
	if vectors == 3 { // not generated: the fourth vector would lie outside
		p.panel(r0, r1, depth, a, b, stride, c, ldc, 2*lanes, accumulate)
		p.panel(r0, r1, depth, a, b[2*lanes:], stride, c[2*lanes:], ldc, columns-2*lanes, accumulate)
		return
	}
	left := (r1 - r0 + p.rows - 1) / p.rows
	for i := r0; i < r1; left-- {
		rows := (r1 - i + left - 1) / left
		p.k.tile(tile{rows, vectors}, depth, &a[i*g.ARow], g.ARow, g.ACol, &b[0], stride, &c[(i-r0)*ldc], ldc, columns, accumulate)
		i += rows
	}
}

// packPanel copies a panel of B together, transposing it if it is given transposed.
func (p *GemmPlan) packPanel(to, b []float32, k0, depth, j, columns int) {
	g := &p.g
	panel := p.k.fit.lanes * p.vectors
	if !g.TransB {
		for l := range depth {
			copy(to[l*panel:l*panel+columns], b[(k0+l)*g.LDB+j:])
		}
		return
	}
	for n := range columns {
		row := b[(j+n)*g.LDB+k0:][:depth]
		for l, v := range row {
			to[l*panel+n] = v
		}
	}
}

// finish applies the epilogue to a block of C.
func (p *GemmPlan) finish(r0, r1, c0, c1 int, c []float32, args *EpilogueArgs) {
	g, e := &p.g, p.g.Epilogue
	if !e.Bias && !e.Multiply {
		return
	}
	for r := r0; r < r1; r++ {
		at := r * g.LDC
		row := c[at+c0 : at+c1]
		switch {
		case e.MaskReLU:
			p.k.BiasReLUMask(row, args.Bias[c0:c1], args.Factor[at+c0:at+c1], r*g.N+c0, args.Mask)
		case e.Bias:
			p.k.Add(row, row, args.Bias[c0:c1])
		}
		if e.Multiply {
			p.k.Multiply(row, row, args.Factor[at+c0:at+c1])
		}
	}
}
