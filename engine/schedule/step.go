package schedule

import (
	"math"

	"netloom/engine/param"
	"netloom/engine/text"
)

// steps lowers the rate every few epochs, as PyTorch's StepLR does.
func steps() *Kind {
	return &Kind{
		ID: "step", Name: text.Text{EN: "Steps", ZH: "阶梯"},
		Help: text.Text{
			EN: "Multiplies the learning rate by a factor every few epochs: large steps to find the valley, smaller ones to reach its floor.",
			ZH: "每隔几轮将学习率乘以一个系数：先用大步找到谷地，再用小步到达谷底。",
		},
		Formula: `\eta_t = \eta \, \gamma^{\lfloor e / k \rfloor}`,
		Source:  "He, Zhang, Ren, Sun: Deep residual learning for image recognition (2016), section 3.4",
		Params: []param.Param{
			whole("step_epochs", "Every", "间隔", "After how many epochs the rate is lowered again.", "每隔多少轮降低一次学习率。", 10, 1, 100000),
			real("step_factor", "Factor", "系数", "What the rate is multiplied by each time.", "每次乘以的系数。", 0.1, 0, 1),
		},
		rate: func(p param.Set, a At) float64 {
			every := uint64(p.Int("step_epochs")) * uint64(max(1, a.StepsPerEpoch))
			return a.Base * math.Pow(p.Float("step_factor"), float64(a.Step/max(1, every)))
		},
	}
}
