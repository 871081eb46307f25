package kernel

import "math"

// Optimiser names the loop by which an optimiser makes one step.
type Optimiser uint8

// The loops, with what the constants c and the slots x, y and z are to each. d is the gradient.
const (
	SGD            Optimiser = iota // w −= c₀·d
	Momentum                        // x = c₁·x − c₀·d, w += x
	Nesterov                        // x = c₁·x − c₀·d, w += c₁·x − c₀·d
	AdaGrad                         // x += d², w −= c₀·d/√(x + c₁)
	RMSProp                         // x = c₀·x + c₁·d², w −= c₂·d/√(x + c₃)
	RMSPropRolling                  // x = c₀·x + c₁·d², y = c₀·y + c₁·d, z = c₄·z + c₂·d/√(max(x − c₅·y², 0) + c₃), w −= z
	AdaDelta                        // x = c₀·x + c₁·d², s = d·√(y + c₃)/√(x + c₃), y = c₀·y + c₁·s², w −= c₂·s
	Adam                            // x = c₀·x + c₁·d, y = c₂·y + c₃·d², w −= c₄·x/(√y + c₅)
	AMSGrad                         // the same, with z = max(z, y) in place of √'s y
	AdamW                           // the same as Adam, from c₆·w
	Nadam                           // x and y as Adam's, w −= (c₄·x + c₆·d)/(√y + c₅)
	AdaMax                          // x = c₀·x + c₁·d, y = max(c₂·y, |d|), w −= c₃·x/(y + c₄)
	Lion                            // s = sign(c₀·x + c₁·d), x = c₂·x + c₃·d, w = c₅·w − c₄·s
	optimisers                      // how many there are
)

// Constants are what an optimiser's loop multiplies by in one step.
type Constants = [8]float32

// stepLoop makes a step on rows of n numbers, n a positive multiple of the lanes. A row of the weights and slots starts
// stride bytes after the one before; the gradient lies together.
type stepLoop = func(rows, n int, stride uintptr, w, d, x, y, z *float32, c *Constants)

// stepLoops are the loops of one level.
type stepLoops = [optimisers]stepLoop

// Block is a part of a weight: rows of columns, Stride apart in the weight and its optimiser's memory. The gradient of
// a block lies together, row after row.
type Block struct{ Rows, Columns, Stride int }

// Line is a block of n weights that lie together.
func Line(n int) Block { return Block{Rows: 1, Columns: n, Stride: n} }

// joined sees rows that lie together as one.
func (b Block) joined() Block {
	if b.Stride == b.Columns {
		return Line(b.Rows * b.Columns)
	}
	return b
}

// Step makes one step of an optimiser on a block of weights w with gradient d; slots are as many as the optimiser has.
func (k *Kernels) Step(o Optimiser, b Block, w, d []float32, slots [][]float32, c *Constants) {
	b = b.joined()
	if b.Rows == 0 || b.Columns == 0 {
		return
	}
	var s [3]*float32
	for i := range slots {
		s[i] = &slots[i][0]
	}
	n := k.whole(b.Columns)
	if n == b.Columns {
		k.steps[o](b.Rows, n, bytesOf(b.Stride), &w[0], &d[0], s[0], s[1], s[2], c)
		return
	}
	for r := range b.Rows {
		from := r * b.Stride
		if n > 0 {
			k.steps[o](1, n, bytesOf(n), &w[from], &d[r*b.Columns], after(s[0], from), after(s[1], from), after(s[2], from), c)
		}
		from += n
		steps[o](1, b.Columns-n, 0, &w[from], &d[r*b.Columns+n], after(s[0], from), after(s[1], from), after(s[2], from), c)
	}
}

// after is the element n after p, or nil where there is none.
func after(p *float32, n int) *float32 {
	if p == nil {
		return nil
	}
	return at(p, n)
}

// Adjustment changes a gradient on its way to the optimiser: it is multiplied by a factor, the gradients of the penalties
// on weights are added, and each number is held within bounds.
type Adjustment struct {
	twiceL2, l1, most, least float32
	on                       bool
}

// NewAdjustment adds 2·l2·w + l1·sign(w), and holds each number within ±clip; a clip of 0 does not.
func NewAdjustment(l1, l2, clip float32) Adjustment {
	a := Adjustment{twiceL2: 2 * l2, l1: l1, most: clip, least: -clip, on: l1 != 0 || l2 != 0 || clip > 0}
	if !(clip > 0) {
		a.most, a.least = infinite, -infinite
	}
	return a
}

// On tells whether it changes anything.
func (a *Adjustment) On() bool { return a.on }

// Adjust writes to z the adjusted gradient factor·d of a block of weights; z lies together as d does, and may be d.
func (k *Kernels) Adjust(b Block, z, d, w []float32, a *Adjustment, factor float32) {
	b = b.joined()
	if b.Rows == 0 || b.Columns == 0 {
		return
	}
	c := [5]float32{a.twiceL2, a.l1, a.most, a.least, factor}
	n := k.whole(b.Columns)
	if n == b.Columns {
		runAdjust(k.Level, b.Rows, n, b.Stride, &z[0], &d[0], &w[0], &c)
		return
	}
	for r := range b.Rows {
		i, j := r*b.Columns, r*b.Stride
		if n > 0 {
			runAdjust(k.Level, 1, n, n, &z[i], &d[i], &w[j], &c)
		}
		adjustPortable(1, b.Columns-n, 0, &z[i+n], &d[i+n], &w[j+n], &c)
	}
}

// Sums gives the sum of the absolute values and that of the squares.
func (k *Kernels) Sums(x []float32) (absolute, squares float64) {
	// Lanes are added up in float64 every so often, so that long arrays lose nothing.
	const run = 4096
	for from := 0; from < len(x); from += run {
		part := x[from:min(from+run, len(x))]
		n := 0
		if k.Level != Portable {
			n = k.whole(len(part))
		}
		if n > 0 {
			var sums [32]float32
			runSquares(k.Level, n, &part[0], &sums[0])
			for i := range k.lanes {
				absolute += float64(sums[i])
				squares += float64(sums[k.lanes+i])
			}
		}
		for _, v := range part[n:] {
			absolute += math.Abs(float64(v))
			squares += float64(v) * float64(v)
		}
	}
	return absolute, squares
}
