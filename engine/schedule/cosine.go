package schedule

import (
	"math"

	"netloom/engine/param"
	"netloom/engine/text"
)

// cosine lowers the rate along half a wave over the run, as Keras' CosineDecay does.
func cosine() *Kind {
	return &Kind{
		ID: "cosine", Name: text.Text{EN: "Cosine", ZH: "余弦"},
		Help: text.Text{
			EN: "Lowers the learning rate along half a cosine wave, slowly at first, fast in the middle, slowly at the end, to reach its lowest with the last epoch.",
			ZH: "沿半个余弦波降低学习率：开始慢、中间快、结尾慢，在最后一轮达到最低。",
		},
		Formula: `\eta_t = \eta \left( \alpha + (1 - \alpha) \frac{1 + \cos(\pi t / T)}{2} \right)`,
		Source:  "Loshchilov, Hutter: SGDR: stochastic gradient descent with warm restarts, ICLR (2017)",
		Params: []param.Param{
			real("final_share", "Left at the end", "最终保留", "The share of the rate that is left at the end.", "结束时保留的学习率比例。", 0, 0, 1),
		},
		rate: func(p param.Set, a At) float64 {
			left := p.Float("final_share")
			// What a warm-up has taken is missing at the end.
			length := max(1, a.total()-float64(warmSteps(p, a)))
			part := min(1, float64(a.Step)/length)
			return a.Base * (left + (1-left)*(1+math.Cos(math.Pi*part))/2)
		},
	}
}
