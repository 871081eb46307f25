package schedule

import (
	"math"

	"netloom/engine/graph"
	"netloom/engine/param"
	"netloom/engine/text"
)

// oneCycle raises the rate and lowers it far below where it began, in two halves of cosine waves, as PyTorch's OneCycleLR
// does.
func oneCycle() *Kind {
	return &Kind{
		ID: "one_cycle", Name: text.Text{EN: "One cycle", ZH: "单周期"},
		Help: text.Text{
			EN: "Starts low, rises to the learning rate that is set, and falls to almost nothing by the end. It bears a higher peak than a constant rate does, and often needs far fewer epochs. Find the peak with the learning-rate finder.",
			ZH: "从较低值开始，上升到所设学习率，最后降到几乎为零。可承受比恒定学习率更高的峰值，往往只需少得多的轮数。可用学习率查找器确定峰值。",
		},
		Formula: `\eta / d \nearrow \eta \searrow \eta / (d \, d_1)`,
		Source:  "Smith, Topin: Super-convergence: very fast training of neural networks using large learning rates (2018)",
		Params: []param.Param{
			{
				ID: "peak_at", Type: param.Real, Default: graph.Number(0.3), Min: 0, Max: 1, OpenMin: true, OpenMax: true,
				Name: text.Text{EN: "Peak at", ZH: "峰值位置"},
				Help: text.Text{EN: "The share of the run after which the rate is highest.", ZH: "学习率达到最高时所处的训练进度比例。"},
			},
			real("start_divisor", "Starts at 1/", "起始除数", "The rate starts at the peak divided by this.", "起始学习率为峰值除以该值。", 25, 1, 1e6),
			real("end_divisor", "Ends at 1/", "结束除数", "The rate ends at its start divided by this.", "结束学习率为起始值除以该值。", 1e4, 1, 1e9),
		},
		rate: func(p param.Set, a At) float64 {
			total, step := a.total(), float64(a.Step)
			start := a.Base / p.Float("start_divisor")
			end := start / p.Float("end_divisor")
			peak, last := p.Float("peak_at")*total-1, total-1
			if step < peak {
				return between(start, a.Base, step/peak)
			}
			return between(a.Base, end, min(1, (step-peak)/(last-peak)))
		},
		warms: true,
	}
}

// between goes from one number to another along half a cosine wave.
func between(from, to, part float64) float64 {
	return to + (from-to)*(1+math.Cos(math.Pi*part))/2
}
