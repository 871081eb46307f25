package optim

import (
	"math"

	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// rmsprop divides by the root of a running mean of squared gradients. Keras adds ε under the root and keeps 0.9;
// PyTorch adds ε to the root and keeps 0.99.
func rmsprop() *Kind {
	return &Kind{
		ID: "rmsprop", Name: text.Text{EN: "RMSProp", ZH: "RMSProp"},
		Help: text.Text{
			EN: "AdaGrad that forgets: divides by the root of a running mean of the squared gradient, so that its steps do not shrink with time. Often chosen for recurrent networks and for reinforcement learning. It can roll on like Momentum, and it can be centred: then it divides by how much the gradient varies about its own mean, so that a gradient that is always the same makes larger steps.",
			ZH: "会“遗忘”的 AdaGrad：除以梯度平方滑动平均的平方根，步长不会随时间缩小。常用于循环网络和强化学习。还可以像动量法那样保留上一步，也可以中心化：此时除以梯度相对其均值的波动，方向始终一致的梯度会走得更远。",
		},
		Formula: `v \leftarrow \rho v + (1 - \rho) g^2, \quad w \leftarrow w - \eta \frac{g}{\sqrt{v + \epsilon}}`,
		Source:  "Tieleman, Hinton: Lecture 6.5, Neural networks for machine learning (2012)",
		Params: []param.Param{
			learningRate(), rho(0.9), epsilon(),
			share("momentum", "Momentum", "动量", "The share of the last step that is kept.", "保留上一步的比例。", 0),
			{
				ID: "centered", Type: param.Truth, Default: graph.Bool(false),
				Name: text.Text{EN: "Centred", ZH: "中心化"},
				Help: text.Text{EN: "Divides by the deviation of the gradient instead of its size.", ZH: "除以梯度的标准差，而不是其大小。"},
			},
		},
		SlotsFor: func(s param.Set) []string {
			if rmspropOf(s).plain() {
				return []string{"mean_square"}
			}
			return []string{"mean_square", "mean", "velocity"}
		},
		Rule: func(s param.Set) op.Rule { return rmspropOf(s) },
	}
}

type rmspropRule struct {
	rho, epsilon, momentum float64
	centred                bool
}

func rmspropOf(s param.Set) rmspropRule {
	return rmspropRule{s.Float("rho"), s.Float("epsilon"), s.Float("momentum"), s.Bool("centered")}
}

// plain tells whether nothing but the mean square need be remembered.
func (r rmspropRule) plain() bool { return r.momentum == 0 && !r.centred }

func (r rmspropRule) Loop() kernel.Optimiser {
	if r.plain() {
		return kernel.RMSProp
	}
	return kernel.RMSPropRolling
}

func (r rmspropRule) Prepare(_ int, rate float64, c *kernel.Constants) {
	*c = kernel.Constants{float32(r.rho), float32(1 - r.rho), float32(rate), float32(r.epsilon), float32(r.momentum), 0}
	if r.centred {
		c[5] = 1
	}
}

func (r rmspropRule) Reference(_ int, rate float64, w, g []float64, slots [][]float64) {
	square := slots[0]
	for i := range w {
		square[i] = r.rho*square[i] + (1-r.rho)*g[i]*g[i]
		if r.plain() {
			w[i] -= rate * g[i] / math.Sqrt(square[i]+r.epsilon)
			continue
		}
		mean, velocity := slots[1], slots[2]
		mean[i] = r.rho*mean[i] + (1-r.rho)*g[i]
		size := square[i]
		if r.centred {
			size -= mean[i] * mean[i]
		}
		velocity[i] = r.momentum*velocity[i] + rate*g[i]/math.Sqrt(max(size, 0)+r.epsilon)
		w[i] -= velocity[i]
	}
}
