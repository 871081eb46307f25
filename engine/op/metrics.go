package op

import "fmt"

// The ops below compare scores (first input) with targets (second) row by row. With a third input, a mask, rows whose
// number is 0 are left out.

// ScoresForm is their attribute. Of several columns the first
// largest is the class that a row names; a single one names class 1 where it is above Threshold, or ½ in a target, else
// class 0.
type ScoresForm struct {
	Threshold float64
	// Top is how many of the largest scores count as right; 0 means 1.
	Top int
}

// scoresAndTargets checks two matrices of one shape.
func scoresAndTargets(output func(in []*Value) Spec) func(any, []*Value) ([]Spec, error) {
	return func(_ any, in []*Value) ([]Spec, error) {
		if len(in) != 2 && len(in) != 3 {
			return nil, fmt.Errorf("takes scores, targets and perhaps a mask, got %d inputs", len(in))
		}
		if len(in[0].Shape) != 2 || in[0].Size() != in[1].Size() {
			return nil, fmt.Errorf("scores of %v do not fit targets of %v", in[0].Shape, in[1].Shape)
		}
		if len(in) == 3 {
			if err := fitsRows(in[2], in[0].Shape[0]); err != nil {
				return nil, err
			}
		}
		return []Spec{output(in)}, nil
	}
}

// eachCompared hands out the rows that count.
func eachCompared(in []Array, do func(y, t []float64)) {
	n := in[0].Shape[1]
	for from := 0; from < len(in[0].Data); from += n {
		if len(in) == 3 && in[2].Data[from*len(in[2].Data)/len(in[0].Data)] == 0 {
			continue
		}
		do(in[0].Data[from:from+n], in[1].Data[from:from+n])
	}
}

// bindCompared reads scores and targets of a bound call by row.
func bindCompared(b *Binding, c *Call) *lossRows {
	n := c.In[0].Columns()
	r := &lossRows{prediction: b.Rows(c.In[0], n), target: b.Rows(c.In[1], n), n: n, rows: c.In[0].Rows()}
	if len(c.In) == 3 {
		r.mask, r.per = b.Rows(c.In[2], 1), r.rows/c.In[2].Size()
	}
	return r
}

// MatchHits counts the rows of scores (first input) that name the class which the row of targets (second) names.
var MatchHits = &Op{
	Name:   "match_hits",
	Shapes: scoresAndTargets(oneNumber),
	Reference: func(attr any, in []Array) []Array {
		out := NewArray(1)
		eachCompared(in, func(y, t []float64) {
			if hit(attr.(ScoresForm), y, t) {
				out.Data[0]++
			}
		})
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return float64(c.In[0].Size()) }, Form: gathering,
	Bind: func(b *Binding, c *Call) []Step {
		f, r := c.Attr.(ScoresForm), bindCompared(b, c)
		return b.total(c, r.rows, func(p Part) float64 {
			hits, y, t := 0.0, r.prediction.Of(p), r.target.Of(p)
			for i := range len(y) / r.n {
				if r.counts(p, i) && hit(f, cut(y, i, r.n), cut(t, i, r.n)) {
					hits++
				}
			}
			return hits
		})
	},
}

// number is what the comparisons work on: float32 where bound, float64 in references.
type number interface{ ~float32 | ~float64 }

func classOf[T number](x []T, threshold float64) int {
	if len(x) == 1 {
		if float64(x[0]) > threshold {
			return 1
		}
		return 0
	}
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}

// hit tells whether fewer than Top scores lie before that of the right class: larger ones, or equal ones of a lower index.
func hit[T number](f ScoresForm, y, t []T) bool {
	right := classOf(t, 0.5)
	if len(y) == 1 {
		return classOf(y, f.Threshold) == right
	}
	before := 0
	for i, v := range y {
		if v > y[right] || v == y[right] && i < right {
			before++
		}
	}
	return before < max(1, f.Top)
}

// Confusion counts, for each class that a target names (rows) and each that the scores name (columns), how often they
// meet.
var Confusion = &Op{
	Name: "confusion",
	Shapes: scoresAndTargets(func(in []*Value) Spec {
		k := max(2, in[0].Columns())
		return Spec{Shape: []int{k * k}, Sum: true}
	}),
	Reference: func(attr any, in []Array) []Array {
		n := in[0].Shape[1]
		k := max(2, n)
		out := NewArray(k * k)
		eachCompared(in, func(y, t []float64) { out.Data[classOf(t, 0.5)*k+classOf(y, attr.(ScoresForm).Threshold)]++ })
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return 2 * float64(c.In[0].Size()) }, Form: gathering,
	Bind: func(b *Binding, c *Call) []Step {
		f, r := c.Attr.(ScoresForm), bindCompared(b, c)
		k := max(2, r.n)
		return b.gatherInto(c, r.rows, func(p Part, share []float32) {
			if p.Opens {
				clear(share)
			}
			y, t := r.prediction.Of(p), r.target.Of(p)
			for i := range len(y) / r.n {
				if r.counts(p, i) {
					share[classOf(cut(t, i, r.n), 0.5)*k+classOf(cut(y, i, r.n), f.Threshold)]++
				}
			}
		})
	},
}

// ErrorSums adds up over the rows, for each column: |y − t|, (y − t)², t, t²: four rows of a matrix, one after the other.
var ErrorSums = &Op{
	Name:   "error_sums",
	Shapes: scoresAndTargets(func(in []*Value) Spec { return Spec{Shape: []int{4 * in[0].Columns()}, Sum: true} }),
	Reference: func(_ any, in []Array) []Array {
		n := in[0].Shape[1]
		out := NewArray(4 * n)
		eachCompared(in, func(y, t []float64) { addErrors(out.Data, y, t) })
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return 8 * float64(c.In[0].Size()) }, Form: gathering,
	Bind: func(b *Binding, c *Call) []Step {
		r := bindCompared(b, c)
		return b.gatherInto(c, r.rows, func(p Part, share []float32) {
			if p.Opens {
				clear(share)
			}
			y, t := r.prediction.Of(p), r.target.Of(p)
			for i := range len(y) / r.n {
				if r.counts(p, i) {
					addErrors(share, cut(y, i, r.n), cut(t, i, r.n))
				}
			}
		})
	},
}

// addErrors adds a row.
func addErrors[T number](sums []T, y, t []T) {
	n := len(y)
	for i, v := range y {
		e := v - t[i]
		sums[i] += max(e, -e)
		sums[n+i] += e * e
		sums[2*n+i] += t[i]
		sums[3*n+i] += t[i] * t[i]
	}
}
