package schedule

import (
	"netloom/engine/param"
	"netloom/engine/text"
)

// constant leaves the rate as it is set.
func constant() *Kind {
	return &Kind{
		ID: "constant", Name: text.Text{EN: "Constant", ZH: "恒定"},
		Help:    text.Text{EN: "The learning rate stays as it is set.", ZH: "学习率保持不变。"},
		Formula: `\eta_t = \eta`,
		Source:  "Goodfellow, Bengio, Courville: Deep Learning, section 8.3.1",
		rate:    func(_ param.Set, a At) float64 { return a.Base },
	}
}
