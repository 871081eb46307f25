package op

// Groups is the attribute of GroupOf: the rows of each sample that belong to each group, one group after the other.
type Groups struct {
	Batch int
	Rows  []int
}

// GroupOf numbers the rows that Concat has put together, a sample at a time: those of the last group are 0.
var GroupOf = &Op{
	Name: "group_of",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		g := attr.(Groups)
		return []Spec{{Shape: []int{g.Batch * g.perSample()}, Type: Int32, Batched: true}}, count(in, 0)
	},
	FLOPs: zeroFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		g := c.Attr.(Groups)
		y := b.Labels(c.Out[0], g.perSample())
		return b.rowWise(c, g.perSample(), func(p Part) {
			for i := range y.Of(p) {
				y.Of(p)[i] = g.of(i % g.perSample())
			}
		})
	},
}

func (g Groups) perSample() int {
	n := 0
	for _, r := range g.Rows {
		n += r
	}
	return n
}

func (g Groups) of(row int) int32 {
	for i, r := range g.Rows {
		if row < r {
			return int32(len(g.Rows) - 1 - i)
		}
		row -= r
	}
	return 0
}
