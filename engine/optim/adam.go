package optim

import (
	"math"

	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// adam scales each weight's step by how much its gradient varies. ε is added to the uncorrected √v, as in section 2 of
// the paper and in Keras; PyTorch adds it after the correction.
func adam() *Kind {
	return &Kind{
		ID: "adam", Name: text.Text{EN: "Adam", ZH: "Adam"},
		Help: text.Text{
			EN: "Keeps a running mean of each weight's gradient and of its square, and divides the one by the root of the other: every weight moves by about the learning rate, whatever the size of its gradient. A good first choice.",
			ZH: "记录每个权重梯度及其平方的滑动平均，并用前者除以后者的平方根：无论梯度大小，每个权重大约移动一个学习率的距离。是很好的首选。",
		},
		Formula: `w \leftarrow w - \eta \frac{\hat m}{\sqrt{\hat v} + \epsilon}`,
		Source:  "Kingma, Ba: Adam: a method for stochastic optimization, ICLR (2015)",
		Params:  adamParams(),
		Slots:   []string{"m", "v"},
		Rule:    func(s param.Set) op.Rule { return adamOf(s) },
	}
}

func adamParams(more ...param.Param) []param.Param {
	return append([]param.Param{learningRate(), beta1(), beta2(0.999), epsilon()}, more...)
}

// adamRule is Adam with its constants; its kin are made of it.
type adamRule struct{ beta1, beta2, epsilon float64 }

func adamOf(s param.Set) adamRule {
	return adamRule{s.Float("beta_1"), s.Float("beta_2"), s.Float("epsilon")}
}

func (adamRule) Loop() kernel.Optimiser { return kernel.Adam }

// corrected is the rate with the bias corrections in it: rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ).
func (r adamRule) corrected(t int, rate float64) float64 {
	return rate * math.Sqrt(1-math.Pow(r.beta2, float64(t))) / (1 - math.Pow(r.beta1, float64(t)))
}

func (r adamRule) Prepare(t int, rate float64, c *kernel.Constants) {
	*c = kernel.Constants{
		float32(r.beta1), float32(1 - r.beta1), float32(r.beta2), float32(1 - r.beta2), float32(r.corrected(t, rate)), float32(r.epsilon),
	}
}

// moments has the running means of one weight follow its gradient.
func (r adamRule) moments(g float64, m, v *float64) {
	*m = r.beta1**m + (1-r.beta1)*g
	*v = r.beta2**v + (1-r.beta2)*g*g
}

func (r adamRule) Reference(t int, rate float64, w, g []float64, slots [][]float64) {
	m, v := slots[0], slots[1]
	for i := range w {
		r.moments(g[i], &m[i], &v[i])
		w[i] -= r.corrected(t, rate) * m[i] / (math.Sqrt(v[i]) + r.epsilon)
	}
}
