package layer

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// gru is the gated recurrent unit, in the form in which the reset gate acts after the product (Keras' reset_after,
// PyTorch's only one).
func gru() *Kind {
	name := text.Text{EN: "GRU", ZH: "GRU"}
	cell := gruCell()
	return &Kind{
		ID: "gru", Category: Recurrent, Name: name,
		Summary: text.Text{EN: "A recurrent layer whose two gates say what is kept and what is renewed.", ZH: "带两个门的循环层，由门决定保留什么、更新什么。"},
		Help: text.Text{
			EN: "The update gate mixes the old state with a new one; the reset gate says how much of the old state the new one may look at. There is no cell beside the state, so it has three quarters of an LSTM's weights, trains faster, and on many tasks is as good; where long memory matters try both." + portsHelp().EN,
			ZH: "更新门把旧状态与新状态混合；重置门决定新状态能看到多少旧状态。它没有独立的记忆单元，权重数是 LSTM 的四分之三，训练更快，在许多任务上效果相当；需要长期记忆时不妨两者都试。" + portsHelp().ZH,
		},
		Formula:  `h_t = z_t h_{t-1} + (1 - z_t) \tanh\left( x_t W_g + b_g + r_t (h_{t-1} U_g + c_g) \right)`,
		Source:   "Cho and others: Learning phrase representations using RNN encoder–decoder, EMNLP (2014)",
		Names:    Names{Keras: "GRU (reset_after=True)", PyTorch: "nn.GRU", ONNX: "GRU (linear_before_reset=1)"},
		Keywords: []string{"recurrent", "gate", "sequence", "memory", "门控循环单元"},
		In:       recurrentIn(false), Out: recurrentOut(false),
		Params: append(recurrentParams(64), statefulParam()), Describe: describeRecurrent, Infer: inferRecurrent(name, false),
		Weights: cell.weights, FLOPs: cell.flops, Sight: seesWhole, Lower: cell.lower,
	}
}

// gruCell has the gates update, reset, candidate.
func gruCell() recurrentCell { return recurrentCell{walk: op.GRU, gates: 3, stateBias: true} }
