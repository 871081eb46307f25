package schedule

import (
	"math"

	"netloom/engine/param"
	"netloom/engine/text"
)

// exponential lowers the rate a little with every step, as Keras' ExponentialDecay does.
func exponential() *Kind {
	return &Kind{
		ID: "exponential", Name: text.Text{EN: "Exponential", ZH: "指数衰减"},
		Help: text.Text{
			EN: "Lowers the learning rate a little with every step, so that each epoch leaves the same share of it.",
			ZH: "每一步都略微降低学习率，使每一轮结束时保留相同的比例。",
		},
		Formula: `\eta_t = \eta \, \gamma^{e}`,
		Source:  "Goodfellow, Bengio, Courville: Deep Learning, section 8.3.1",
		Params: []param.Param{
			real("epoch_factor", "Left after an epoch", "每轮保留", "The share of the rate that is left after each epoch.", "每轮之后保留的学习率比例。", 0.9, 0, 1),
		},
		rate: func(p param.Set, a At) float64 { return a.Base * math.Pow(p.Float("epoch_factor"), a.epoch()) },
	}
}
