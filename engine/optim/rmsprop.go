package optim

import (
	"math"

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
			EN: "AdaGrad that forgets: divides by the root of a running mean of the squared gradient, so that its steps do not shrink with time. Often chosen for recurrent networks and for reinforcement learning.",
			ZH: "会“遗忘”的 AdaGrad：除以梯度平方滑动平均的平方根，步长不会随时间缩小。常用于循环网络和强化学习。",
		},
		Formula: `v \leftarrow \rho v + (1 - \rho) g^2, \quad w \leftarrow w - \eta \frac{g}{\sqrt{v + \epsilon}}`,
		Source:  "Tieleman, Hinton: Lecture 6.5, Neural networks for machine learning (2012)",
		Params:  []param.Param{learningRate(), rho(0.9), epsilon()},
		Slots:   []string{"mean_square"},
		Rule:    func(s param.Set) op.Rule { return rmspropRule{s.Float("rho"), s.Float("epsilon")} },
	}
}

type rmspropRule struct{ rho, epsilon float64 }

func (rmspropRule) Loop() kernel.Optimiser { return kernel.RMSProp }

func (r rmspropRule) Prepare(_ int, rate float64, c *kernel.Constants) {
	*c = kernel.Constants{float32(r.rho), float32(1 - r.rho), float32(rate), float32(r.epsilon)}
}

func (r rmspropRule) Reference(_ int, rate float64, w, g []float64, slots [][]float64) {
	v := slots[0]
	for i := range w {
		v[i] = r.rho*v[i] + (1-r.rho)*g[i]*g[i]
		w[i] -= rate * g[i] / math.Sqrt(v[i]+r.epsilon)
	}
}
