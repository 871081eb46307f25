package optim

import (
	"netloom/engine/graph"
	"netloom/engine/param"
	"netloom/engine/text"
)

func learningRate() param.Param {
	return param.Param{
		ID: "learning_rate", Type: param.Real, Default: graph.Number(0.001), Min: 0, Max: 100, OpenMin: true, Logarithmic: true,
		Name: text.Text{EN: "Learning rate", ZH: "学习率"},
		Help: text.Text{EN: "How far the weights move in each step.", ZH: "每一步权重移动的幅度。"},
	}
}

// share is a parameter from 0 up to but not including 1: what a running mean keeps of what it was.
func share(id, en, zh, help, helpZH string, preset float64) param.Param {
	return param.Param{
		ID: id, Type: param.Real, Default: graph.Number(preset), Min: 0, Max: 1, OpenMax: true,
		Name: text.Text{EN: en, ZH: zh}, Help: text.Text{EN: help, ZH: helpZH},
	}
}

func inertia() param.Param {
	return share("momentum", "Momentum", "动量", "The share of the last step that is kept.", "保留上一步的比例。", 0.9)
}

func beta1() param.Param {
	return share("beta_1", "β₁", "β₁", "How slowly the mean of the gradient follows.", "梯度均值更新的缓慢程度。", 0.9)
}

func beta2(preset float64) param.Param {
	return share("beta_2", "β₂", "β₂", "How slowly the mean of its square follows.", "梯度平方均值更新的缓慢程度。", preset)
}

func rho(preset float64) param.Param {
	return share("rho", "ρ", "ρ", "How slowly the mean of the squared gradient follows.", "梯度平方均值更新的缓慢程度。", preset)
}

func epsilon() param.Param {
	return param.Param{
		ID: "epsilon", Type: param.Real, Default: graph.Number(1e-7), Min: 0, Max: 1, OpenMin: true, Logarithmic: true,
		Name: text.Text{EN: "ε", ZH: "ε"},
		Help: text.Text{EN: "Keeps the division from exploding where gradients vanish.", ZH: "防止梯度趋零时除法溢出。"},
	}
}

func weightDecay(preset float64) param.Param {
	return param.Param{
		ID: "weight_decay", Type: param.Real, Default: graph.Number(preset), Min: 0, Max: 10,
		Name: text.Text{EN: "Weight decay", ZH: "权重衰减"},
		Help: text.Text{
			EN: "The share of every weight, times the learning rate, that is lost in each step. Unlike L2 it does not pass through the gradient.",
			ZH: "每一步中每个权重损失的比例（乘以学习率）。与 L2 不同，它不经过梯度。",
		},
	}
}
