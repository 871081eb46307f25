package panel

import (
	"netloom/engine/graph"
	"netloom/engine/param"
	"netloom/engine/text"
)

// Setting is one of the training settings, declared as a layer's parameters are.
type Setting struct {
	Param param.Param
	Get   func(graph.Settings) graph.Value
	Set   func(*graph.Settings, graph.Value)
}

// Settings lists them.
func Settings() []Setting {
	preset := graph.DefaultSettings()
	number := func(id string, t param.Type, least, most float64, name, help text.Text, get func(graph.Settings) float64, set func(*graph.Settings, float64)) Setting {
		return Setting{
			Param: param.Param{ID: id, Type: t, Min: least, Max: most, Name: name, Help: help, Default: graph.Number(get(preset))},
			Get:   func(s graph.Settings) graph.Value { return graph.Number(get(s)) },
			Set:   func(s *graph.Settings, v graph.Value) { set(s, v.Float()) },
		}
	}
	manifold := func(s Setting) Setting { s.Param.Logarithmic = true; return s }
	return []Setting{
		number("epochs", param.Integer, 1, 1e6, text.Text{EN: "Epochs", ZH: "轮数"},
			text.Text{EN: "How often training goes through all of the data.", ZH: "训练遍历全部数据的次数。"},
			func(s graph.Settings) float64 { return float64(s.Epochs) }, func(s *graph.Settings, v float64) { s.Epochs = int(v) }),
		manifold(number("batch", param.Integer, 1, 1<<20, text.Text{EN: "Batch", ZH: "批量"},
			text.Text{EN: "How many samples are looked at before the weights move. Larger is faster and smoother, smaller often learns better.", ZH: "每次更新权重前查看多少个样本。越大越快越平稳，较小时往往学得更好。"},
			func(s graph.Settings) float64 { return float64(s.Batch) }, func(s *graph.Settings, v float64) { s.Batch = int(v) })),
		number("seed", param.Integer, 0, 1<<31, text.Text{EN: "Seed", ZH: "随机种子"},
			text.Text{EN: "From it follow the first weights, the order of the samples and all noise: the same seed gives the same run.", ZH: "初始权重、样本顺序和所有噪声都由它决定：种子相同，训练过程就相同。"},
			func(s graph.Settings) float64 { return float64(s.Seed) }, func(s *graph.Settings, v float64) { s.Seed = uint64(v) }),
		number("validation", param.Real, 0, 0.9, text.Text{EN: "Held out", ZH: "验证比例"},
			text.Text{EN: "The share of the training data that is not trained but measured after each epoch. 0 measures the test data instead.", ZH: "从训练数据中留出、不参与训练而在每轮后用于评估的比例。0 表示改用测试数据。"},
			func(s graph.Settings) float64 { return s.Validation }, func(s *graph.Settings, v float64) { s.Validation = v }),
		number("patience", param.Integer, 0, 1e6, text.Text{EN: "Patience", ZH: "耐心"},
			text.Text{EN: "Ends the run when so many epochs have brought nothing better, and puts back the best weights. 0 never stops early.", ZH: "连续这么多轮没有改善时结束训练，并恢复最佳权重。0 表示从不提前停止。"},
			func(s graph.Settings) float64 { return float64(s.Patience) }, func(s *graph.Settings, v float64) { s.Patience = int(v) }),
		number("min_change", param.Real, 0, 1e6, text.Text{EN: "Least change", ZH: "最小变化"},
			text.Text{EN: "By how much an epoch must be better than the best before to count as better.", ZH: "一轮比此前最佳好多少才算改善。"},
			func(s graph.Settings) float64 { return s.MinChange }, func(s *graph.Settings, v float64) { s.MinChange = v }),
		{
			Param: param.Param{
				ID: "monitor", Type: param.Choice, Default: graph.String(""), Name: text.Text{EN: "Patience watches", ZH: "耐心监视"},
				Help:    text.Text{EN: "What must get better for an epoch to count.", ZH: "哪个指标改善才算改善。"},
				Options: []param.Option{{ID: "", Name: text.Text{EN: "Validation loss", ZH: "验证损失"}}, {ID: graph.MonitorAccuracy, Name: text.Text{EN: "Accuracy", ZH: "准确率"}}},
			},
			Get: func(s graph.Settings) graph.Value {
				if s.Monitor == graph.MonitorLoss {
					return graph.String("")
				}
				return graph.String(s.Monitor)
			},
			Set: func(s *graph.Settings, v graph.Value) { s.Monitor = v.Text() },
		},
	}
}

// FindSetting finds a setting by its id.
func FindSetting(id string) Setting {
	for _, s := range Settings() {
		if s.Param.ID == id {
			return s
		}
	}
	panic("there is no setting " + id)
}
