package op

import "fmt"

// ScoresForm is the attribute of the ops that compare scores with targets row by row. Of several columns the first
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
		if err := count(in, 2); err != nil {
			return nil, err
		}
		if len(in[0].Shape) != 2 || in[0].Size() != in[1].Size() {
			return nil, fmt.Errorf("scores of %v do not fit targets of %v", in[0].Shape, in[1].Shape)
		}
		return []Spec{output(in)}, nil
	}
}

// MatchHits counts the rows of scores (first input) that name the class which the row of targets (second) names.
var MatchHits = &Op{
	Name:   "match_hits",
	Shapes: scoresAndTargets(oneNumber),
	Reference: func(attr any, in []Array) []Array {
		out, n := NewArray(1), in[0].Shape[1]
		for from := 0; from < len(in[0].Data); from += n {
			if hit(attr.(ScoresForm), in[0].Data[from:from+n], in[1].Data[from:from+n]) {
				out.Data[0]++
			}
		}
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return float64(c.In[0].Size()) }, Form: gathering,
	Bind: func(b *Binding, c *Call) []Step {
		n, f := c.In[0].Columns(), c.Attr.(ScoresForm)
		scores, targets := b.Rows(c.In[0], n), b.Rows(c.In[1], n)
		return b.total(c, c.In[0].Rows(), func(p Part) float64 {
			hits, y, t := 0.0, scores.Of(p), targets.Of(p)
			for i := 0; i < len(y); i += n {
				if hit(f, y[i:i+n], t[i:i+n]) {
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
		for from := 0; from < len(in[0].Data); from += n {
			out.Data[classOf(in[1].Data[from:from+n], 0.5)*k+classOf(in[0].Data[from:from+n], attr.(ScoresForm).Threshold)]++
		}
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return 2 * float64(c.In[0].Size()) }, Form: gathering,
	Bind: func(b *Binding, c *Call) []Step {
		n, f := c.In[0].Columns(), c.Attr.(ScoresForm)
		k := max(2, n)
		scores, targets := b.Rows(c.In[0], n), b.Rows(c.In[1], n)
		return b.gatherInto(c, c.In[0].Rows(), func(p Part, share []float32) {
			if p.Opens {
				clear(share)
			}
			y, t := scores.Of(p), targets.Of(p)
			for i := 0; i < len(y); i += n {
				share[classOf(t[i:i+n], 0.5)*k+classOf(y[i:i+n], f.Threshold)]++
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
		for i, y := range in[0].Data {
			addErrors(out.Data, i%n, n, y, in[1].Data[i])
		}
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return 8 * float64(c.In[0].Size()) }, Form: gathering,
	Bind: func(b *Binding, c *Call) []Step {
		n := c.In[0].Columns()
		scores, targets := b.Rows(c.In[0], n), b.Rows(c.In[1], n)
		return b.gatherInto(c, c.In[0].Rows(), func(p Part, share []float32) {
			if p.Opens {
				clear(share)
			}
			y, t := scores.Of(p), targets.Of(p)
			for i, v := range y {
				addErrors(share, i%n, n, v, t[i])
			}
		})
	},
}

func addErrors[T number](sums []T, column, n int, y, t T) {
	e := y - t
	sums[column] += max(e, -e)
	sums[n+column] += e * e
	sums[2*n+column] += t
	sums[3*n+column] += t * t
}
