package optim

import (
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// lion steps by the sign of a mean of the gradient.
func lion() *Kind {
	return &Kind{
		ID: "lion", Name: text.Text{EN: "Lion", ZH: "Lion"},
		Help: text.Text{
			EN: "Moves every weight by exactly the learning rate, up or down, as the sign of a running mean of its gradient says. It keeps half of Adam's memory; take a rate three to ten times smaller than Adam's.",
			ZH: "根据梯度滑动平均的符号，让每个权重恰好上移或下移一个学习率。所需内存是 Adam 的一半；学习率应取 Adam 的三分之一到十分之一。",
		},
		Formula: `w \leftarrow w - \eta \left( \mathrm{sign}(\beta_1 m + (1 - \beta_1) g) + \lambda w \right), \quad m \leftarrow \beta_2 m + (1 - \beta_2) g`,
		Source:  "Chen et al.: Symbolic discovery of optimization algorithms, NeurIPS (2023)",
		Params: []param.Param{
			learningRate(), beta1(), share("beta_2", "β₂", "β₂", "How slowly the mean that is kept follows.", "所保留均值更新的缓慢程度。", 0.99), weightDecay(0),
		},
		Slots: []string{"m"},
		Rule: func(s param.Set) op.Rule {
			return lionRule{s.Float("beta_1"), s.Float("beta_2"), s.Float("weight_decay")}
		},
	}
}

type lionRule struct{ beta1, beta2, decay float64 }

func (lionRule) Loop() kernel.Optimiser { return kernel.Lion }

func (r lionRule) Prepare(_ int, rate float64, c *kernel.Constants) {
	*c = kernel.Constants{
		float32(r.beta1), float32(1 - r.beta1), float32(r.beta2), float32(1 - r.beta2), float32(rate), float32(1 - rate*r.decay),
	}
}

func (r lionRule) Reference(_ int, rate float64, w, g []float64, slots [][]float64) {
	m := slots[0]
	for i := range w {
		c := r.beta1*m[i] + (1-r.beta1)*g[i]
		m[i] = r.beta2*m[i] + (1-r.beta2)*g[i]
		w[i] -= rate * r.decay * w[i]
		switch {
		case c > 0:
			w[i] -= rate
		case c < 0:
			w[i] += rate
		}
	}
}
