package schedule

import (
	"netloom/engine/param"
	"netloom/engine/text"
)

// onPlateau lowers the rate where the loss has stopped falling, as Keras' ReduceLROnPlateau does.
func onPlateau() *Kind {
	return &Kind{
		ID: "on_plateau", Name: text.Text{EN: "On plateau", ZH: "遇平台降低"},
		Help: text.Text{
			EN: "Watches the validation loss after each epoch, and lowers the learning rate when it has not fallen for some epochs. Hold out validation data, or it watches the test data.",
			ZH: "观察每轮之后的验证损失；若连续几轮没有下降，则降低学习率。请保留验证数据，否则将观察测试数据。",
		},
		Formula: `\eta \leftarrow \gamma \eta \; \mathrm{if} \; L_{val} \geq L_{best} - \delta`,
		Source:  "Keras: ReduceLROnPlateau",
		Params: []param.Param{
			real("plateau_factor", "Factor", "系数", "What the rate is multiplied by.", "学习率乘以的系数。", 0.1, 0, 1),
			whole("plateau_patience", "Patience", "耐心", "How many epochs without improvement are borne.", "可容忍多少轮没有改善。", 10, 0, 10000),
			real("plateau_change", "Least change", "最小变化", "A loss that falls by less has not improved.", "下降小于该值不算改善。", 1e-4, 0, 1000),
			whole("plateau_rest", "Rest", "冷却", "For how many epochs after a change nothing is counted.", "调整之后多少轮内不计数。", 0, 0, 10000),
			real("plateau_least", "Lowest rate", "最低学习率", "The rate is not lowered below this.", "学习率不会低于该值。", 0, 0, 100),
		},
		rate:  func(_ param.Set, a At) float64 { return a.Base * a.State.Factor },
		watch: watchPlateau,
	}
}

func watchPlateau(p param.Set, base float64, s State, loss float64) State {
	if s.Rest > 0 {
		s.Rest--
		s.Wait = 0
	}
	if !s.Seen || loss < s.Best-p.Float("plateau_change") {
		s.Best, s.Wait, s.Seen = loss, 0, true
		return s
	}
	if s.Rest > 0 {
		return s
	}
	s.Wait++
	if least := p.Float("plateau_least"); s.Wait >= p.Int("plateau_patience") && base*s.Factor > least {
		s.Factor = max(s.Factor*p.Float("plateau_factor"), least/base)
		s.Rest, s.Wait = p.Int("plateau_rest"), 0
	}
	return s
}
