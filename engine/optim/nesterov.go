package optim

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// nesterov is momentum that looks ahead.
func nesterov() *Kind {
	return &Kind{
		ID: "nesterov", Name: text.Text{EN: "Nesterov", ZH: "Nesterov 动量"},
		Help: text.Text{
			EN: "Momentum that looks ahead: the step is corrected by the gradient at the place to which the velocity leads. It overshoots less than plain momentum.",
			ZH: "会“向前看”的动量：用速度将要到达之处的梯度修正这一步。比普通动量更少越过谷底。",
		},
		Formula: `v \leftarrow \beta v - \eta g, \quad w \leftarrow w + \beta v - \eta g`,
		Source:  "Nesterov: A method of solving a convex programming problem with convergence rate O(1/k²) (1983), in the form of Sutskever et al. (2013)",
		Params:  []param.Param{learningRate(), inertia()},
		Slots:   []string{"velocity"},
		Rule:    func(s param.Set) op.Rule { return momentumRule{beta: s.Float("momentum"), lookAhead: true} },
	}
}
