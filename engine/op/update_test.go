package op

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"netloom/engine/kernel"
)

// plainStep is gradient descent, for tests of what surrounds a rule; the rules themselves are compared in engine/parity.
type plainStep struct{}

func (plainStep) Loop() kernel.Optimiser                           { return kernel.SGD }
func (plainStep) Prepare(_ int, rate float64, c *kernel.Constants) { c[0] = float32(rate) }
func (plainStep) Reference(_ int, rate float64, w, g []float64, _ [][]float64) {
	for i := range w {
		w[i] -= rate * g[i]
	}
}

// perform runs the steps of one call.
func perform(b *Binding, c *Call) {
	steps := c.Op.Bind(b, c)
	slices.SortStableFunc(steps, func(a, b Step) int { return a.Stage - b.Stage })
	b.Begin()
	for _, s := range steps {
		for chunk := range s.Chunks {
			s.Run(chunk, chunk%b.Workers)
		}
	}
}

func drawn(r *rand.Rand, n int) []float32 {
	x := kernel.Aligned(n)
	for i := range x {
		x[i] = r.Float32()*2 - 1
	}
	return x
}

// TestUpdates makes one step, by itself and within the product that gives the gradient, with all that can be done to a
// gradient on the way: the two must agree with the definition, and the gradient must stay as it was.
func TestUpdates(t *testing.T) {
	const rate = 0.5
	rules := map[string]UpdateRule{
		"plain":   {Rule: plainStep{}, Objective: 1},
		"penalty": {Rule: plainStep{}, Objective: 1, Penalty: PenaltyForm{L1: 0.1, L2: 0.2}},
		"clip":    {Rule: plainStep{}, Objective: 1, Penalty: PenaltyForm{L2: 0.2}, Clip: 0.3},
	}
	for _, level := range kernel.Available() {
		for name, rule := range rules {
			for _, s := range [][3]int{{1, 1, 1}, {5, 7, 3}, {130, 300, 9}} {
				for _, way := range []string{"alone", "scaled", "fused"} {
					t.Run(fmt.Sprintf("%s/%s/%v/%s", level, name, s, way), func(t *testing.T) {
						m, n, k := s[0], s[1], s[2]
						r := rand.New(rand.NewPCG(1, 2))
						g, memory := &Graph{}, Arrays{}
						value := func(role Role, shape ...int) *Value {
							v := g.NewValue("v", role, Float32, shape...)
							memory[v] = drawn(r, v.Size())
							return v
						}
						x, y, w := value(Input, k, m), value(Input, k, n), value(Parameter, m, n)
						gradient, factor := value(Input, m, n), value(Input, 1)
						array := func(v *Value) Array {
							a := NewArray(v.Shape...)
							for i, f := range memory[v] {
								a.Data[i] = float64(f)
							}
							return a
						}
						product := productReference(MatMulForm{TransA: true}, array(x), array(y))
						scale := 1.0
						for i, p := range product.Data {
							memory[gradient][i] = float32(p)
						}
						switch way {
						case "alone":
							g.AddUpdate(w, gradient, nil, rule)
						case "scaled":
							scale = float64(memory[factor][0])
							g.AddUpdate(w, gradient, factor, rule)
						case "fused":
							g.Calls = append(g.Calls, &Call{
								Op: MatMulUpdate, Attr: MatMulUpdateForm{Form: MatMulForm{TransA: true}, Update: rule}, In: []*Value{x, y, w}, Updates: []*Value{w},
							})
						}
						want, before := array(w).Data, slices.Clone(memory[gradient])
						for i := range want {
							d := scale*product.Data[i] + 2*float64(rule.Penalty.L2)*want[i] + math.Copysign(float64(rule.Penalty.L1), want[i])
							if c := float64(rule.Clip); c > 0 {
								d = max(-c, min(c, d))
							}
							want[i] -= rate * d
						}
						perform(NewBinding(kernel.For(level), &Moment{Rates: []float32{9, rate}}, 2, 1, memory), g.Calls[0])
						for i, v := range memory[w] {
							if math.Abs(float64(v)-want[i]) > 2e-6*float64(k) {
								t.Fatalf("weight %d is %v, want %v", i, v, want[i])
							}
						}
						if !slices.Equal(before, memory[gradient]) {
							t.Error("the gradient has changed, and others may read it")
						}
					})
				}
			}
		}
	}
}

func TestMaxNorm(t *testing.T) {
	for _, level := range kernel.Available() {
		for _, shape := range [][]int{{1, 1}, {5, 3}, {3, 3, 2, 130}, {40, 65}} {
			g, memory := &Graph{}, Arrays{}
			w := g.NewValue("w", Parameter, Float32, shape...)
			memory[w] = drawn(rand.New(rand.NewPCG(3, 4)), w.Size())
			units := shape[len(shape)-1]
			const bound = 0.9
			norms := make([]float64, units)
			for i, v := range memory[w] {
				norms[i%units] += float64(v) * float64(v)
			}
			want := make([]float64, w.Size())
			for i, v := range memory[w] {
				want[i] = float64(v) * min(1, bound/math.Sqrt(norms[i%units]))
			}
			g.AddMaxNorm(w, bound)
			perform(NewBinding(kernel.For(level), &Moment{}, 2, 1, memory), g.Calls[0])
			for i, v := range memory[w] {
				if math.Abs(float64(v)-want[i]) > 1e-6 {
					t.Fatalf("%s %v: weight %d is %v, want %v", level, shape, i, v, want[i])
				}
			}
		}
	}
}

func penalties() []sample {
	return []sample{
		{attr: PenaltyForm{L1: 0.1, L2: 0.2}, in: [][]int{{3, 5}, {7}}, weights: []int{0, 1}},
		{attr: PenaltyForm{L2: 0.5}, in: [][]int{{170, 100}, {1, 1}}, weights: []int{0, 1}},
	}
}

// clipFactors has gradients whose norm is above the bound, and some whose is not.
func clipFactors() []sample {
	return []sample{
		{attr: ClipBound(0.5), in: [][]int{{3, 5}, {7}}, weights: []int{0, 1}},
		{attr: ClipBound(200), in: [][]int{{170, 100}, {1, 1}}, weights: []int{0, 1}},
	}
}
