package optim

import (
	"math"

	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// adamax is Adam with the largest gradient in place of the mean square. Keras adds ε to it; PyTorch adds ε to |g| before
// the larger is taken.
func adamax() *Kind {
	return &Kind{
		ID: "adamax", Name: text.Text{EN: "AdaMax", ZH: "AdaMax"},
		Help: text.Text{
			EN: "Adam that divides by the largest recent gradient of each weight instead of the root of its mean square. Steps are bounded by the learning rate, which makes it steady where gradients are sometimes huge.",
			ZH: "以每个权重近期最大梯度（而非均方根）为除数的 Adam。步长不超过学习率，因此在梯度偶尔很大时更稳定。",
		},
		Formula: `u \leftarrow \max(\beta_2 u, |g|), \quad w \leftarrow w - \frac{\eta}{1 - \beta_1^t} \frac{m}{u + \epsilon}`,
		Source:  "Kingma, Ba: Adam: a method for stochastic optimization, section 7.1, ICLR (2015)",
		Params:  adamParams(),
		Slots:   []string{"m", "u"},
		Rule:    func(s param.Set) op.Rule { return adamaxRule{adamOf(s)} },
	}
}

type adamaxRule struct{ adamRule }

func (adamaxRule) Loop() kernel.Optimiser { return kernel.AdaMax }

func (r adamaxRule) rate(t int, rate float64) float64 {
	return rate / (1 - math.Pow(r.beta1, float64(t)))
}

func (r adamaxRule) Prepare(t int, rate float64, c *kernel.Constants) {
	*c = kernel.Constants{float32(r.beta1), float32(1 - r.beta1), float32(r.beta2), float32(r.rate(t, rate)), float32(r.epsilon)}
}

func (r adamaxRule) Reference(t int, rate float64, w, g []float64, slots [][]float64) {
	m, u := slots[0], slots[1]
	for i := range w {
		m[i] = r.beta1*m[i] + (1-r.beta1)*g[i]
		u[i] = max(r.beta2*u[i], math.Abs(g[i]))
		w[i] -= r.rate(t, rate) * m[i] / (u[i] + r.epsilon)
	}
}
