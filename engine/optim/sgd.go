package optim

import (
	"netloom/engine/graph"
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

func learningRate() param.Param {
	return param.Param{
		ID: "learning_rate", Type: param.Real, Default: graph.Number(0.001), Min: 0, Max: 100, OpenMin: true, Logarithmic: true,
		Name: text.Text{EN: "Learning rate", ZH: "学习率"},
		Help: text.Text{EN: "How far the weights move in each step.", ZH: "每一步权重移动的幅度。"},
	}
}

type sgdRule struct{}

func (sgdRule) Prepare(m *op.Moment, c *op.Constants) { c[0] = m.LearningRate }

func (sgdRule) Apply(k *kernel.Kernels, c *op.Constants, b kernel.Block, w, g []float32, _ [][]float32) {
	k.SGD(b, w, g, c[0])
}

func (sgdRule) Reference(_ int, rate float64, w, g []float64, _ [][]float64) {
	for i := range w {
		w[i] -= rate * g[i]
	}
}
