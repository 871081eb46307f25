package optim

import (
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// momentum is gradient descent with a velocity.
func momentum() *Kind {
	return &Kind{
		ID: "momentum", Name: text.Text{EN: "Momentum", ZH: "动量"},
		Help: text.Text{
			EN: "Weights roll: each step keeps a share of the last, so that steps along a valley add up and those across it cancel.",
			ZH: "权重像小球一样滚动：每一步保留上一步的一部分，沿谷底方向累积，横向抵消。",
		},
		Formula: `v \leftarrow \beta v - \eta g, \quad w \leftarrow w + v`,
		Source:  "Polyak: Some methods of speeding up the convergence of iteration methods (1964), in the form of Sutskever et al. (2013)",
		Params: []param.Param{learningRate(), {
			ID: "momentum", Type: param.Real, Default: graph.Number(0.9), Min: 0, Max: 1, OpenMax: true,
			Name: text.Text{EN: "Momentum", ZH: "动量"},
			Help: text.Text{EN: "The share of the last step that is kept.", ZH: "保留上一步的比例。"},
		}},
		Slots: []string{"velocity"},
		Rule:  func(s param.Set) op.Rule { return momentumRule{float32(s.Float("momentum"))} },
	}
}

type momentumRule struct{ beta float32 }

func (momentumRule) Prepare(m *op.Moment, c *op.Constants) { c[0] = m.LearningRate }

func (r momentumRule) Apply(k *kernel.Kernels, c *op.Constants, b kernel.Block, w, g []float32, slots [][]float32) {
	k.Momentum(b, w, g, slots[0], c[0], r.beta, false)
}

func (r momentumRule) Reference(_ int, rate float64, w, g []float64, slots [][]float64) {
	v := slots[0]
	for i := range w {
		v[i] = float64(r.beta)*v[i] - rate*g[i]
		w[i] += v[i]
	}
}
