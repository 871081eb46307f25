package optim

import (
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// momentum is gradient descent with a velocity. The velocity holds the rate, as in Keras; PyTorch's v = βv + g, w −= ηv
// gives the same weights while the rate stays.
func momentum() *Kind {
	return &Kind{
		ID: "momentum", Name: text.Text{EN: "Momentum", ZH: "动量"},
		Help: text.Text{
			EN: "Weights roll: each step keeps a share of the last, so that steps along a valley add up and those across it cancel.",
			ZH: "权重像小球一样滚动：每一步保留上一步的一部分，沿谷底方向累积，横向抵消。",
		},
		Formula: `v \leftarrow \beta v - \eta g, \quad w \leftarrow w + v`,
		Source:  "Polyak: Some methods of speeding up the convergence of iteration methods (1964), in the form of Sutskever et al. (2013)",
		Params:  []param.Param{learningRate(), inertia()},
		Slots:   []string{"velocity"},
		Rule:    func(s param.Set) op.Rule { return momentumRule{beta: s.Float("momentum")} },
	}
}

// momentumRule is momentum, or Nesterov's, which looks ahead along the velocity.
type momentumRule struct {
	beta      float64
	lookAhead bool
}

func (r momentumRule) Loop() kernel.Optimiser {
	if r.lookAhead {
		return kernel.Nesterov
	}
	return kernel.Momentum
}

func (r momentumRule) Prepare(_ int, rate float64, c *kernel.Constants) {
	c[0], c[1] = float32(rate), float32(r.beta)
}

func (r momentumRule) Reference(_ int, rate float64, w, g []float64, slots [][]float64) {
	v := slots[0]
	for i := range w {
		v[i] = r.beta*v[i] - rate*g[i]
		if r.lookAhead {
			w[i] += r.beta*v[i] - rate*g[i]
		} else {
			w[i] += v[i]
		}
	}
}
