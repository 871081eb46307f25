package optim

import (
	"math"

	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// amsgrad is Adam that divides by the largest mean square so far. As with Adam, PyTorch differs in where ε is added.
func amsgrad() *Kind {
	return &Kind{
		ID: "amsgrad", Name: text.Text{EN: "AMSGrad", ZH: "AMSGrad"},
		Help: text.Text{
			EN: "Adam that remembers the largest mean square of each weight's gradient and divides by that: a rare large gradient is not forgotten, so that steps never grow again. It mends cases in which Adam does not converge.",
			ZH: "记住每个权重梯度平方均值最大值并以其为除数的 Adam：罕见的大梯度不会被遗忘，步长不会再次变大。可修正 Adam 不收敛的情形。",
		},
		Formula: `\hat v \leftarrow \max(\hat v, v), \quad w \leftarrow w - \eta_t \frac{m}{\sqrt{\hat v} + \epsilon}`,
		Source:  "Reddi, Kale, Kumar: On the convergence of Adam and beyond, ICLR (2018)",
		Params:  adamParams(),
		Slots:   []string{"m", "v", "v_hat"},
		Rule:    func(s param.Set) op.Rule { return amsgradRule{adamOf(s)} },
	}
}

type amsgradRule struct{ adamRule }

func (amsgradRule) Loop() kernel.Optimiser { return kernel.AMSGrad }

func (r amsgradRule) Reference(t int, rate float64, w, g []float64, slots [][]float64) {
	m, v, most := slots[0], slots[1], slots[2]
	for i := range w {
		r.moments(g[i], &m[i], &v[i])
		most[i] = max(most[i], v[i])
		w[i] -= r.corrected(t, rate) * m[i] / (math.Sqrt(most[i]) + r.epsilon)
	}
}
