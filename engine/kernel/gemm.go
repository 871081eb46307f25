package kernel

// Gemm describes a product C[M,N] = A[M,K]·B[K,N] of row-major matrices. A is read at ARow and ACol, the distances in
// floats between rows and between columns, so that a transposed A costs nothing. With TransB, B is given as [N,K], and
// LDB is the distance between its rows.
type Gemm struct {
	M, N, K    int
	ARow, ACol int
	LDB, LDC   int
	TransB     bool
	Single     bool // one chunk: whoever runs it shares the work out in another way
	Epilogue   Epilogue
}

// Epilogue is what is done to each block of C while it is still in the nearest cache.
type Epilogue struct {
	Accumulate bool // C += A·B
	Bias       bool // add Args.Bias[column]
	MaskReLU   bool // with Bias: ReLU and dropout by Args.Mask; what was multiplied by goes to Args.Factor
	Multiply   bool // multiply by Args.Factor
	// Consume hands each finished block to Args.Consume instead of keeping it in C: the gradient of a weight goes to
	// the optimiser without touching memory. C is not used. Blocks are those of Blocks, in some order.
	Consume bool
}

// EpilogueArgs are the arrays and numbers that an epilogue uses; Factor has the shape and layout of C.
type EpilogueArgs struct {
	Bias    []float32
	Factor  []float32
	Mask    Mask
	Consume func(index int, block []float32) // block lies together, row after row
}

// tile is a block of C held in registers.
type tile struct{ rows, vectors int }

// block is one tile's work: c = a·b, or c += a·b with accumulate. All distances are in floats. The inner dimension is a
// number of segments of some depth each; the segments of b lie together, those of a are aSegment apart.
type block struct {
	segments, depth         int
	a                       *float32
	aRow, aColumn, aSegment int
	b                       *float32
	ahead                   *float32 // walks beside b; what it points at is fetched for the next tile
	bRow                    int
	c                       *float32
	cRow, columns           int
	accumulate              bool
}

// fit says which tiles a level has.
type fit struct {
	lanes          int
	rows, vectors  int // of the usual tile
	narrow         int // rows of a tile of one vector
	wideRows, wide int // of the tile for large products; 0 where there is none
}

// GemmPlan is a product with everything decided: tiles, packing, and chunks that do not depend on who runs them. Chunks
// are a grid of row ranges and column ranges, or, where few rows meet a long inner dimension, ranges of that: each chunk
// then reads only its own rows of B, the very rows that the same core updates later when B is a weight, and its share of
// the sum is added to the others' by Reduce.
type GemmPlan struct {
	k                   *Kernels
	g                   Gemm
	rowStep, colStep    int  // size of a chunk
	rowParts, columns   int  // chunks along rows and along columns
	pack                bool // panels of B are copied together first
	deep                int  // rows of B at a time
	deepStep, deepParts int  // inner ranges; 1 part where the sum is not split
	rows                int  // of a tile
	vectors             int
}

// deep is how many rows of B are multiplied before C is written: a panel of them fits the second-level cache.
const (
	deep    = 1024
	crowded = 256
)

// PlanGemm decides how a product is computed.
func (k *Kernels) PlanGemm(g Gemm) *GemmPlan {
	p := &GemmPlan{k: k, g: g, rows: k.fit.rows, vectors: k.fit.vectors}
	width := k.fit.lanes
	if g.N <= width {
		p.vectors, p.rows = 1, k.fit.narrow
	}
	large := g.M >= 192 && g.N >= 192 && g.K >= 192
	// The rows of a B this wide lie on pages of their own: read much of each while it is at hand.
	far := g.N >= 4096
	// Rows of A a multiple of 4 KiB apart fall into one set of the first-level cache: few rows at a time.
	colliding := g.ARow*4%4096 == 0 && g.ACol == 1
	if k.fit.wide > 0 && (large || colliding || far) && g.N > 2*width {
		p.vectors, p.rows = k.fit.wide, k.fit.wideRows
	}
	p.pack = g.TransB || large && g.N > width*p.vectors && !g.Single
	// Rows of B a multiple of 1 KiB apart crowd few sets of the second-level cache: fewer at a time stay there.
	p.deep = deep
	if !p.pack && g.LDB*4%1024 == 0 {
		p.deep = crowded
	}
	p.cut()
	return p
}

// cut splits the product into chunks of some microseconds, of which there need not be too many: along columns first, then along rows where columns are few or where
// each chunk would read all of a large B.
func (p *GemmPlan) cut() {
	g, panel := p.g, p.k.fit.lanes*p.vectors
	flops := 2 * float64(g.M) * float64(g.N) * float64(g.K)
	const perChunk, most = 0.4e6, 64
	want := min(int(flops/perChunk)+1, most)
	p.deepParts, p.deepStep = 1, g.K
	tilesDown, panels := ceil(g.M, p.rows), ceil(g.N, panel)
	switch {
	case g.Single:
		p.columns, p.rowParts = 1, 1
	case g.Epilogue.Consume:
		p.columns = ceil(g.N, widest)
		p.rowParts = min(tilesDown, ceil(want, p.columns))
	case p.splits():
		p.columns, p.rowParts = 1, 1
		p.deepParts = innerParts
		p.deepStep = InnerStep(g.K)
	case g.M > 2*p.rows && g.M >= g.N && !p.pack:
		p.columns = 1
		p.rowParts = min(tilesDown, want)
	default:
		p.columns = min(panels, want)
		p.rowParts = 1
	}
	p.colStep = ceil(panels, p.columns) * panel
	p.columns = ceil(g.N, p.colStep)
	p.rowStep = ceil(tilesDown, p.rowParts) * p.rows
	p.rowParts = ceil(g.M, p.rowStep)
}

// widest is how many columns of a gradient are handed to Consume at once.
const widest = 512

// innerParts is how many ranges a long inner dimension is split into. It does not depend on the number of cores, since
// the order of additions does.
const innerParts = 4

// InnerStep is the length of the ranges into which an inner dimension is split: whole cache lines.
func InnerStep(k int) int {
	const line = 16
	return ceil(ceil(k, innerParts), line) * line
}

// splits tells whether to split the inner dimension: a long one, with few sums to be kept for each part.
func (p *GemmPlan) splits() bool {
	g := p.g
	return g.ACol == 1 && !p.pack && g.M <= 64 && g.K >= 256 && g.K >= 2*g.N && g.M*g.N <= 1<<14 && !g.Epilogue.Accumulate
}

func ceil(a, b int) int { return (a + b - 1) / b }

// Part is a block of C.
type Part struct{ Row, Rows, Column, Columns int }

// Blocks lists the blocks that Consume is given, by index.
func (p *GemmPlan) Blocks() []Part {
	var list []Part
	for chunk := range p.Chunks() {
		r0, r1, c0, c1 := p.bounds(chunk)
		for r := r0; r < r1; r += p.rows {
			list = append(list, Part{r, min(p.rows, r1-r), c0, c1 - c0})
		}
	}
	return list
}

// bounds gives the rows and columns of a chunk.
func (p *GemmPlan) bounds(chunk int) (r0, r1, c0, c1 int) {
	r0, c0 = chunk%p.rowParts*p.rowStep, chunk/p.rowParts*p.colStep
	return r0, min(r0+p.rowStep, p.g.M), c0, min(c0+p.colStep, p.g.N)
}

// Chunks is the number of parts that may run side by side.
func (p *GemmPlan) Chunks() int { return p.rowParts * p.columns * p.deepParts }

// PartialFloats is the size of the buffer for the parts of split sums, shared by all workers; 0 where C itself serves.
func (p *GemmPlan) PartialFloats() int {
	if p.deepParts == 1 {
		return 0
	}
	return p.deepParts * p.g.M * p.g.N
}

// ScratchFloats is the size of the buffer that each worker brings.
func (p *GemmPlan) ScratchFloats() int {
	n := 0
	if p.pack {
		n = min(p.g.K, p.deep) * p.k.fit.lanes * p.vectors
	}
	if p.g.Epilogue.Consume {
		n += p.rows * p.colStep
	}
	return n
}

// Run computes one chunk. scratch is the worker's own. Where PartialFloats is not 0, c is that buffer, and Reduce makes
// the product of it once all chunks are done.
func (p *GemmPlan) Run(chunk int, a, b, c, scratch []float32, args *EpilogueArgs) {
	g := &p.g
	if p.deepParts > 1 {
		from := chunk * p.deepStep
		depth := min(p.deepStep, g.K-from)
		part := c[chunk*g.M*g.N:][:g.M*g.N]
		if depth <= 0 {
			clear(part)
			return
		}
		p.inner(0, g.M, 0, g.N, from, depth, false, a, b, part, g.N, scratch)
		return
	}
	r0, r1, c0, c1 := p.bounds(chunk)
	if g.Epilogue.Consume {
		p.consume(chunk, r0, r1, c0, c1, a, b, scratch, args)
		return
	}
	p.product(r0, r1, c0, c1, a, b, c[r0*g.LDC+c0:], g.LDC, scratch)
	p.finish(r0, r1, c0, c1, c, args)
}

// consume computes one tile's rows at a time into scratch and hands them on.
func (p *GemmPlan) consume(chunk, r0, r1, c0, c1 int, a, b, scratch []float32, args *EpilogueArgs) {
	block := scratch[:p.rows*p.colStep]
	rest := scratch[p.rows*p.colStep:]
	width := c1 - c0
	index := p.firstBlock(chunk)
	for r := r0; r < r1; r += p.rows {
		n := min(p.rows, r1-r)
		p.product(r, r+n, c0, c1, a, b, block, width, rest)
		args.Consume(index, block[:n*width])
		index++
	}
}

// firstBlock is the index of a chunk's first block: whole columns of chunks before, then row ranges above.
func (p *GemmPlan) firstBlock(chunk int) int {
	return chunk/p.rowParts*ceil(p.g.M, p.rows) + chunk%p.rowParts*(p.rowStep/p.rows)
}

// product computes rows r0 to r1 and columns c0 to c1 of C; c starts at that corner.
func (p *GemmPlan) product(r0, r1, c0, c1 int, a, b, c []float32, ldc int, scratch []float32) {
	g := &p.g
	if g.K == 0 && !g.Epilogue.Accumulate { // an empty sum
		for r := range r1 - r0 {
			clear(c[r*ldc:][:c1-c0])
		}
	}
	for k0 := 0; k0 < g.K; k0 += p.deep {
		p.inner(r0, r1, c0, c1, k0, min(p.deep, g.K-k0), g.Epilogue.Accumulate || k0 > 0, a, b, c, ldc, scratch)
	}
}

// inner computes the share of a block of C that comes from depth rows of B from k0 on.
func (p *GemmPlan) inner(r0, r1, c0, c1, k0, depth int, accumulate bool, a, b, c []float32, ldc int, scratch []float32) {
	g := &p.g
	panel := p.k.fit.lanes * p.vectors
	for j := c0; j < c1; j += panel {
		columns := min(panel, c1-j)
		if p.pack {
			p.packPanel(scratch, b, k0, depth, j, columns)
			p.panel(r0, r1, depth, a[k0*g.ACol:], scratch, panel, c[j-c0:], ldc, columns, 0, accumulate)
			continue
		}
		next := min(panel, c1-j-columns)
		p.panel(r0, r1, depth, a[k0*g.ACol:], b[k0*g.LDB+j:], g.LDB, c[j-c0:], ldc, columns, next, accumulate)
	}
}

// Reduce adds up the parts of split sums, in their order, and applies the epilogue.
func (p *GemmPlan) Reduce(partial, c []float32, args *EpilogueArgs) {
	g := &p.g
	size := g.M * g.N
	for r := range g.M {
		row := c[r*g.LDC:][:g.N]
		p.k.Add(row, partial[r*g.N:][:g.N], partial[size+r*g.N:][:g.N])
		for part := 2; part < p.deepParts; part++ {
			p.k.Add(row, row, partial[part*size+r*g.N:][:g.N])
		}
	}
	p.finish(0, g.M, 0, g.N, c, args)
}

// panel computes one panel of columns. Rows are shared out evenly, so that no last tile is short. While the later tiles
// work, each fetches one cache line of every row of the next panel, which has next columns, so that a B that lies far
// away is there when it is needed.
func (p *GemmPlan) panel(r0, r1, depth int, a, b []float32, stride int, c []float32, ldc, columns, next int, accumulate bool) {
	g := &p.g
	lanes := p.k.fit.lanes
	vectors := (columns + lanes - 1) / lanes
	if vectors == 3 { // not generated: the fourth vector would lie outside
		p.panel(r0, r1, depth, a, b, stride, c, ldc, 2*lanes, 0, accumulate)
		p.panel(r0, r1, depth, a, b[2*lanes:], stride, c[2*lanes:], ldc, columns-2*lanes, 0, accumulate)
		return
	}
	const line = 16
	x := block{
		segments: 1, depth: depth, aRow: g.ARow, aColumn: g.ACol, b: &b[0], ahead: &b[0], bRow: stride,
		cRow: ldc, columns: columns, accumulate: accumulate,
	}
	left := (r1 - r0 + p.rows - 1) / p.rows
	fetched := 0
	for i := r0; i < r1; left-- {
		rows := (r1 - i + left - 1) / left
		if i > r0 && fetched < next {
			x.ahead = &b[columns+fetched]
			fetched += line
		} else {
			x.ahead = x.b
		}
		x.a, x.c = &a[i*g.ARow], &c[(i-r0)*ldc]
		runTile(p.k.Level, tile{rows, vectors}, &x)
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
	p.k.turn(to, panel, b[j*g.LDB+k0:], g.LDB, columns, depth)
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
