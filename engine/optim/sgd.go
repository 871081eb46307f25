package optim

import (
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// sgd is plain stochastic gradient descent.
func sgd() *Kind {
	return &Kind{
		ID: "sgd", Name: text.Text{EN: "SGD", ZH: "SGD"},
		Help: text.Text{
			EN: "Moves each weight against its gradient by the learning rate. Simple and predictable; usually needs a larger rate than Adam.",
			ZH: "每个权重按学习率沿负梯度移动。简单可预测；通常需要比 Adam 更大的学习率。",
		},
		Formula: `w \leftarrow w - \eta g`,
		Source:  "Robbins, Monro: A stochastic approximation method (1951)",
		Params:  []param.Param{learningRate()},
		Rule:    func(param.Set) op.Rule { return sgdRule{} },
	}
}

type sgdRule struct{}

func (sgdRule) Loop() kernel.Optimiser { return kernel.SGD }

func (sgdRule) Prepare(_ int, rate float64, c *kernel.Constants) { c[0] = float32(rate) }

func (sgdRule) Reference(_ int, rate float64, w, g []float64, _ [][]float64) {
	for i := range w {
		w[i] -= rate * g[i]
	}
}
