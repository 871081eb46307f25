package op

// must adds a call whose shapes fit by construction: a gradient has the shape of what it is the gradient of. A
// failure is a mistake in an op's declaration, which the tests of every op would show; the program's boundary turns
// it into an error value (see compile.Build).
func (g *Graph) must(o *Op, attr any, in ...*Value) []*Value {
	out, err := g.Add(o, attr, in...)
	if err != nil {
		panic(err)
	}
	return out
}

// Sum adds two values of one shape, as gradients that meet are added.
func (g *Graph) Sum(a, b *Value) *Value { return g.must(Add, nil, a, b)[0] }
