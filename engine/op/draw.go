package op

import (
	"math"

	"netloom/engine/kernel"
)

// Drawn says what numbers are drawn at random for each sample.
type Drawn interface {
	// Count is how many there are.
	Count() int
	// Draw fills them in.
	Draw(to []float32, d *Dice)
}

// Dice gives random numbers for one sample: they follow from the run's seed, the step, the layer and the sample, so that
// who draws them does not matter.
type Dice struct{ key, index uint32 }

// Between is the next number, evenly spread from one bound to the other.
func (d *Dice) Between(from, to float64) float64 {
	v := kernel.Uniform(d.key, d.index)
	d.index++
	return from + v*(to-from)
}

// throws bounds how many numbers a sample may draw.
const throws = 8

// Draw draws numbers for each sample of a batch (its input, of which nothing is read): [batch, count].
var Draw = &Op{
	Name: "draw",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		if err := count(in, 1); err != nil {
			return nil, err
		}
		return []Spec{{Shape: []int{in[0].Rows(), attr.(Drawn).Count()}}}, nil
	},
	FLOPs: elementwiseFLOPs(10), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		drawn := c.Attr.(Drawn)
		n := drawn.Count()
		to, dice, key := b.Rows(c.Out[0], n), make([]Dice, b.Workers), uint32(0)
		b.keyOf(c, &key)
		return b.images(c, func(p Part) {
			d := &dice[p.Worker]
			for i := range to.Count(p, n) {
				*d = Dice{key, uint32((p.From*to.Per()/n + i) * throws)}
				drawn.Draw(cut(to.Of(p), i, n), d)
			}
		})
	},
}

// AffineRange is an attribute of Draw: the matrix of a Warp of images of Height × Width. The image is turned and enlarged
// about its middle, then shifted.
type AffineRange struct {
	Height, Width int
	Angle         [2]float64 // counter-clockwise, in degrees
	Zoom          [2]float64 // how many times larger; what is drawn evenly is how much smaller
	Down, Right   [2]float64 // in heights and widths
	FlipY, FlipX  float64    // how probable it is that top and bottom, or left and right, change places
}

// Count is six: the numbers of a matrix.
func (AffineRange) Count() int { return len(kernel.Affine{}) }

// Draw draws a matrix.
func (a AffineRange) Draw(to []float32, d *Dice) {
	angle := d.Between(a.Angle[0], a.Angle[1]) * math.Pi / 180
	step := d.Between(1/a.Zoom[1], 1/a.Zoom[0])
	down, right := d.Between(a.Down[0], a.Down[1])*float64(a.Height), d.Between(a.Right[0], a.Right[1])*float64(a.Width)
	flipY, flipX := d.sign(a.FlipY), d.sign(a.FlipX)
	sin, cos := math.Sincos(angle)
	// Read at the middle + F·R·step·(pixel − middle − shift).
	m := [4]float64{flipY * step * cos, flipY * step * sin, -flipX * step * sin, flipX * step * cos}
	y, x := float64(a.Height-1)/2, float64(a.Width-1)/2
	to[0], to[1], to[2] = float32(m[0]), float32(m[1]), float32(y-m[0]*(y+down)-m[1]*(x+right))
	to[3], to[4], to[5] = float32(m[2]), float32(m[3]), float32(x-m[2]*(y+down)-m[3]*(x+right))
}

// sign is −1 with a probability.
func (d *Dice) sign(probability float64) float64 {
	if d.Between(0, 1) < probability {
		return -1
	}
	return 1
}

// FactorRange is an attribute of Draw: one number between two.
type FactorRange [2]float64

// Count is one.
func (FactorRange) Count() int { return 1 }

// Draw draws the factor.
func (f FactorRange) Draw(to []float32, d *Dice) { to[0] = float32(d.Between(f[0], f[1])) }

// BoxRange is an attribute of Draw: a box of some rows and columns whose middle lies anywhere in the image, or, as often
// as it is not drawn, an empty one.
type BoxRange struct {
	Height, Width int // of the image
	Rows, Columns int
	Probability   float64
}

// Count is four: rows from and to, columns from and to.
func (BoxRange) Count() int { return 4 }

// Draw draws the box.
func (b BoxRange) Draw(to []float32, d *Dice) {
	y, x := int(d.Between(0, float64(b.Height))), int(d.Between(0, float64(b.Width)))
	rows, columns := b.Rows, b.Columns
	if d.Between(0, 1) >= b.Probability {
		rows, columns = 0, 0
	}
	top, left := y-rows/2, x-columns/2
	to[0], to[1], to[2], to[3] = float32(top), float32(top+rows), float32(left), float32(left+columns)
}
