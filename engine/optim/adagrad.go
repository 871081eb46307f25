package optim

import (
	"math"

	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// adagrad divides by the root of all squared gradients so far. Keras adds ε under the root and starts the sum at 0.1;
// PyTorch adds ε to the root and starts at 0.
func adagrad() *Kind {
	return &Kind{
		ID: "adagrad", Name: text.Text{EN: "AdaGrad", ZH: "AdaGrad"},
		Help: text.Text{
			EN: "Adds up the square of each weight's gradient and divides by its root: weights that are seldom pulled at take large steps when they are. Good for sparse data such as words; on long runs its steps shrink to nothing.",
			ZH: "累加每个权重梯度的平方并除以其平方根：很少被更新的权重会得到较大的步长。适合词语等稀疏数据；长时间训练时步长会趋近于零。",
		},
		Formula: `a \leftarrow a + g^2, \quad w \leftarrow w - \eta \frac{g}{\sqrt{a + \epsilon}}`,
		Source:  "Duchi, Hazan, Singer: Adaptive subgradient methods, Journal of Machine Learning Research 12 (2011)",
		Params: []param.Param{learningRate(), {
			ID: "initial_accumulator_value", Type: param.Real, Default: graph.Number(0.1), Min: 0, Max: 100,
			Name: text.Text{EN: "Starting sum", ZH: "初始累加值"},
			Help: text.Text{EN: "Where the sum of squares starts: above 0, the first steps are not too bold.", ZH: "平方和的初始值：大于 0 时，最初的步长不会过大。"},
		}, epsilon()},
		Slots: []string{"accumulator"},
		Start: func(s param.Set) []float32 { return []float32{float32(s.Float("initial_accumulator_value"))} },
		Rule:  func(s param.Set) op.Rule { return adagradRule{s.Float("epsilon")} },
	}
}

type adagradRule struct{ epsilon float64 }

func (adagradRule) Loop() kernel.Optimiser { return kernel.AdaGrad }

func (r adagradRule) Prepare(_ int, rate float64, c *kernel.Constants) {
	c[0], c[1] = float32(rate), float32(r.epsilon)
}

func (r adagradRule) Reference(_ int, rate float64, w, g []float64, slots [][]float64) {
	a := slots[0]
	for i := range w {
		a[i] += g[i] * g[i]
		w[i] -= rate * g[i] / math.Sqrt(a[i]+r.epsilon)
	}
}
