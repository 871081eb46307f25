package optim

import (
	"math"

	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// adadelta scales steps by the size of the steps before.
func adadelta() *Kind {
	return &Kind{
		ID: "adadelta", Name: text.Text{EN: "AdaDelta", ZH: "AdaDelta"},
		Help: text.Text{
			EN: "Divides by the root of a running mean of the squared gradient, as RMSProp does, and multiplies by that of the squared steps, so that steps have the unit of the weights. The paper's learning rate is 1.",
			ZH: "像 RMSProp 一样除以梯度平方滑动平均的平方根，再乘以步长平方滑动平均的平方根，使步长与权重同量纲。论文中的学习率为 1。",
		},
		Formula: `\Delta = -\frac{\sqrt{d + \epsilon}}{\sqrt{a + \epsilon}} g, \quad w \leftarrow w + \eta \Delta, \quad d \leftarrow \rho d + (1 - \rho) \Delta^2`,
		Source:  "Zeiler: ADADELTA: an adaptive learning rate method (2012)",
		Params:  []param.Param{learningRate(), rho(0.95), epsilon()},
		Slots:   []string{"mean_square", "mean_step"},
		Rule:    func(s param.Set) op.Rule { return adadeltaRule{s.Float("rho"), s.Float("epsilon")} },
	}
}

type adadeltaRule struct{ rho, epsilon float64 }

func (adadeltaRule) Loop() kernel.Optimiser { return kernel.AdaDelta }

func (r adadeltaRule) Prepare(_ int, rate float64, c *kernel.Constants) {
	*c = kernel.Constants{float32(r.rho), float32(1 - r.rho), float32(rate), float32(r.epsilon)}
}

func (r adadeltaRule) Reference(_ int, rate float64, w, g []float64, slots [][]float64) {
	a, d := slots[0], slots[1]
	for i := range w {
		a[i] = r.rho*a[i] + (1-r.rho)*g[i]*g[i]
		step := math.Sqrt(d[i]+r.epsilon) / math.Sqrt(a[i]+r.epsilon) * g[i]
		d[i] = r.rho*d[i] + (1-r.rho)*step*step
		w[i] -= rate * step
	}
}
