package op

import (
	"fmt"

	"netloom/engine/kernel"
)

// MatMulUpdateForm is the attribute of MatMulUpdate.
type MatMulUpdateForm struct {
	Form   MatMulForm
	Update UpdateRule
}

// MatMulUpdate is MatMul whose result is the gradient of a parameter (third input), followed by Update: each few rows
// of the gradient go to the optimiser while they are in the nearest cache, and the whole never reaches memory.
var MatMulUpdate = &Op{
	Name: "matmul_update",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		if err := count(in, 3); err != nil {
			return nil, err
		}
		m, n, _, err := dimensions(attr.(MatMulUpdateForm).Form, in)
		if err == nil && in[2].Size() != m*n {
			err = fmt.Errorf("a gradient of %d numbers does not fit a parameter of %d", m*n, in[2].Size())
		}
		return nil, err
	},
	FLOPs: productFLOPs,
	Bind: func(b *Binding, c *Call) []Step {
		u := c.Attr.(MatMulUpdateForm)
		w := b.Float(c.In[2])
		var slots [][]float32
		for _, s := range u.Update.Slots {
			slots = append(slots, b.Float(s))
		}
		n := c.In[1].Columns()
		args := &kernel.EpilogueArgs{Consume: func(first, rows int, block []float32) {
			from, to := first*n, (first+rows)*n
			var parts [4][]float32
			for i, s := range slots {
				parts[i] = s[from:to]
			}
			u.Update.Rule.Apply(b.Kernels, b.Moment, w[from:to], block, parts[:len(slots)])
		}}
		return bindProduct(b, c, u.Form, kernel.Epilogue{Consume: true}, args, nil)
	},
}

// CanFuseUpdate tells whether a product and the update by it can become one: the product gives the gradient as the
// parameter lies in memory, and the rule works on any range.
func CanFuseUpdate(product, update *Call) bool {
	return product.Attr.(MatMulForm) == MatMulForm{TransA: true} && len(update.Attr.(UpdateRule).Slots) <= 4
}
