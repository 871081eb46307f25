package optim

import (
	"math"

	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// adamw is Adam with weight decay of its own. All weights decay, biases too, as they do in Keras and PyTorch unless
// some are left out by hand; the default is Keras', PyTorch's is 0.01.
func adamw() *Kind {
	return &Kind{
		ID: "adamw", Name: text.Text{EN: "AdamW", ZH: "AdamW"},
		Help: text.Text{
			EN: "Adam that also lets every weight decay a little in each step, apart from the gradient. With Adam, L2 is divided by the size of the gradient and hardly acts; this does. The usual choice for transformers.",
			ZH: "在 Adam 的基础上，每一步让所有权重略微衰减，且与梯度无关。在 Adam 中 L2 会被梯度大小除去而几乎不起作用，AdamW 则有效。是 Transformer 的常用选择。",
		},
		Formula: `w \leftarrow w - \eta \lambda w - \eta \frac{\hat m}{\sqrt{\hat v} + \epsilon}`,
		Source:  "Loshchilov, Hutter: Decoupled weight decay regularization, ICLR (2019)",
		Params:  adamParams(weightDecay(0.004)),
		Slots:   []string{"m", "v"},
		Rule:    func(s param.Set) op.Rule { return adamwRule{adamOf(s), s.Float("weight_decay")} },
	}
}

type adamwRule struct {
	adamRule
	decay float64
}

func (adamwRule) Loop() kernel.Optimiser { return kernel.AdamW }

func (r adamwRule) Prepare(t int, rate float64, c *kernel.Constants) {
	r.adamRule.Prepare(t, rate, c)
	c[6] = float32(1 - rate*r.decay)
}

func (r adamwRule) Reference(t int, rate float64, w, g []float64, slots [][]float64) {
	m, v := slots[0], slots[1]
	for i := range w {
		r.moments(g[i], &m[i], &v[i])
		w[i] -= rate*r.decay*w[i] + r.corrected(t, rate)*m[i]/(math.Sqrt(v[i])+r.epsilon)
	}
}
