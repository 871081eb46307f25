package op

// withoutStart is the form of a way back that does not read the states that the walk started from.
func (f RecurrentForm) withoutStart() RecurrentForm {
	f.Start = false
	return f
}

// andStart adds the shape of the gradient of the states that a walk started from, if they were given.
func (f RecurrentForm) andStart(specs []Spec, like *Value) []Spec {
	if f.Start && len(like.Shape) > 0 {
		return append(specs, Spec{Shape: []int{like.Shape[0], f.Units}})
	}
	return specs
}

// plainStart adds gradients that only a walk from given states has.
func (f RecurrentForm) plainStart(out []Array, more ...Array) []Array {
	if f.Start {
		return append(out, more...)
	}
	return out
}

// startDown is the memory of the i-th output, a gradient of given states; it is empty where there are none.
func (f RecurrentForm) startDown(b *Binding, c *Call, i int) Rows {
	if !f.Start {
		return Rows{}
	}
	return b.Rows(c.Out[i], f.Units)
}

// andMask adds the place of the mask, which has no gradient, to the gradients of a walk's inputs.
func (f RecurrentForm) andMask(down []*Value) []*Value {
	if f.Masked {
		return append(down, nil)
	}
	return down
}

// given leaves out the values that are not there.
func given(values ...*Value) []*Value {
	var list []*Value
	for _, v := range values {
		if v != nil {
			list = append(list, v)
		}
	}
	return list
}

// stateWeights is the gradient of the weights from state to sums: the product of what was before with what came of it,
// over all samples and steps.
func stateWeights(g *Graph, before, sums *Value) *Value {
	flat := func(v *Value) *Value {
		return g.must(Reshape, ReshapeTo{Shape: []int{v.Shape[0] * v.Shape[1], v.Shape[2]}}, v)[0]
	}
	return g.must(MatMul, MatMulForm{TransA: true}, flat(before), flat(sums))[0]
}

// recurrentFLOPs counts the products of states and weights, the second input.
func recurrentFLOPs(c *Call) float64 {
	return 2 * float64(c.Out[0].Shape[0]) * float64(c.Out[0].Shape[1]) * float64(c.In[1].Size())
}

// addTo adds the numbers of x to sum.
func addTo(sum, x []float64) {
	for i := range sum {
		sum[i] += x[i]
	}
}
