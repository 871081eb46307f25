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
		form := c.Attr.(MatMulUpdateForm)
		args := &kernel.EpilogueArgs{}
		steps, plan := bindPlan(b, c, form.Form, kernel.Epilogue{Consume: true}, args, nil)
		args.Consume = bindUpdate(b, form.Update, c.In[2], c.In[1].Columns(), plan.Blocks()).consume
		return steps
	},
}

// CanFuseUpdate tells whether a product and the update by it can become one: the product gives the gradient as the
// parameter lies in memory, its second factor, which is read anew for each few rows, stays in the second-level cache,
// nothing is to be known of the gradient before (a third input of the update), and the product reads no weight, which
// another update might have changed by then.
func CanFuseUpdate(product, update *Call) bool {
	const nearby = 128 * 1024
	if product.Attr.(MatMulForm) != (MatMulForm{TransA: true}) || len(update.In) != 2 || product.In[1].Size() > nearby {
		return false
	}
	return !isParameter(product.In[0]) && !isParameter(product.In[1])
}

// isParameter tells whether a value is a weight, perhaps under another shape.
func isParameter(v *Value) bool {
	for v.Maker != nil && v.Maker.Op.View {
		v = v.Maker.In[0]
	}
	return v.Role == Parameter
}
