package schedule

import (
	"math"

	"netloom/engine/graph"
	"netloom/engine/param"
	"netloom/engine/text"
)

// warmup is the number of epochs in which the rate rises from near 0.
func warmup() param.Param {
	return param.Param{
		ID: "warmup", Type: param.Real, Default: graph.Number(0), Min: 0, Max: 1000,
		Name: text.Text{EN: "Warm-up", ZH: "预热"}, Unit: text.Text{EN: "epochs", ZH: "轮"},
		Help: text.Text{
			EN: "For so many epochs (parts count) the rate rises in a line from near 0, so that the first steps, taken from random weights, do no harm. 0 starts at once.",
			ZH: "在这么多轮内（可为小数），学习率从接近 0 线性上升，避免最初从随机权重出发的步子造成破坏。0 表示不预热。",
		},
	}
}

// warmSteps is the warm-up in steps.
func warmSteps(p param.Set, a At) uint64 {
	return uint64(math.Round(max(0, p.Float("warmup")) * float64(a.StepsPerEpoch)))
}

// real is a parameter that is a number.
func real(id, en, zh, help, helpZH string, preset, least, most float64) param.Param {
	return param.Param{
		ID: id, Type: param.Real, Default: graph.Number(preset), Min: least, Max: most,
		Name: text.Text{EN: en, ZH: zh}, Help: text.Text{EN: help, ZH: helpZH},
	}
}

// whole is a parameter that is a whole number.
func whole(id, en, zh, help, helpZH string, preset, least, most float64) param.Param {
	p := real(id, en, zh, help, helpZH, preset, least, most)
	p.Type = param.Integer
	return p
}
