package optim

import (
	"math"

	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// adam scales each weight's step by how much its gradient varies.
func adam() *Kind {
	rate := func(id, en, zh, help, helpZH string, preset float64) param.Param {
		return param.Param{
			ID: id, Type: param.Real, Default: graph.Number(preset), Min: 0, Max: 1, OpenMax: true,
			Name: text.Text{EN: en, ZH: zh}, Help: text.Text{EN: help, ZH: helpZH},
		}
	}
	return &Kind{
		ID: "adam", Name: text.Text{EN: "Adam", ZH: "Adam"},
		Help: text.Text{
			EN: "Keeps a running mean of each weight's gradient and of its square, and divides the one by the root of the other: every weight moves by about the learning rate, whatever the size of its gradient. A good first choice.",
			ZH: "记录每个权重梯度及其平方的滑动平均，并用前者除以后者的平方根：无论梯度大小，每个权重大约移动一个学习率的距离。是很好的首选。",
		},
		Formula: `w \leftarrow w - \eta \frac{\hat m}{\sqrt{\hat v} + \epsilon}`,
		Source:  "Kingma, Ba: Adam: a method for stochastic optimization, ICLR (2015)",
		Params: []param.Param{
			learningRate(),
			rate("beta_1", "β₁", "β₁", "How slowly the mean of the gradient follows.", "梯度均值更新的缓慢程度。", 0.9),
			rate("beta_2", "β₂", "β₂", "How slowly the mean of its square follows.", "梯度平方均值更新的缓慢程度。", 0.999),
			{
				ID: "epsilon", Type: param.Real, Default: graph.Number(1e-7), Min: 0, Max: 1, OpenMin: true, Logarithmic: true,
				Name: text.Text{EN: "ε", ZH: "ε"},
				Help: text.Text{EN: "Keeps the division from exploding where gradients vanish.", ZH: "防止梯度趋零时除法溢出。"},
			},
		},
		Slots: []string{"m", "v"},
		Rule: func(s param.Set) op.Rule {
			return AdamRule{s.Float("beta_1"), s.Float("beta_2"), s.Float("epsilon")}
		},
	}
}

// AdamRule is Adam with its constants.
type AdamRule struct{ Beta1, Beta2, Epsilon float64 }

// Prepare folds the bias corrections of Kingma and Ba's algorithm 1 into the rate, in the form of its section 2 and of
// Keras: rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ), with ε added to the uncorrected √v.
func (r AdamRule) Prepare(m *op.Moment, c *op.Constants) {
	t := float64(m.Step + 1)
	c[0] = float32(float64(m.LearningRate) * math.Sqrt(1-math.Pow(r.Beta2, t)) / (1 - math.Pow(r.Beta1, t)))
}

// Apply makes one step.
func (r AdamRule) Apply(k *kernel.Kernels, c *op.Constants, b kernel.Block, w, g []float32, slots [][]float32) {
	k.Adam(b, w, g, slots[0], slots[1], kernel.AdamStep{
		Beta1: float32(r.Beta1), Beta2: float32(r.Beta2), LearningRate: c[0], Epsilon: float32(r.Epsilon),
	})
}

// Reference makes one step in float64; t counts steps from 1.
func (r AdamRule) Reference(t int, rate float64, w, g []float64, slots [][]float64) {
	m, v := slots[0], slots[1]
	rate *= math.Sqrt(1-math.Pow(r.Beta2, float64(t))) / (1 - math.Pow(r.Beta1, float64(t)))
	for i := range w {
		m[i] = r.Beta1*m[i] + (1-r.Beta1)*g[i]
		v[i] = r.Beta2*v[i] + (1-r.Beta2)*g[i]*g[i]
		w[i] -= rate * m[i] / (math.Sqrt(v[i]) + r.Epsilon)
	}
}
