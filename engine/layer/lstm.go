package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// lstm is the long short-term memory.
func lstm() *Kind {
	name := text.Text{EN: "LSTM", ZH: "LSTM"}
	cell := lstmCell()
	return &Kind{
		ID: "lstm", Category: Recurrent, Name: name,
		Summary: text.Text{EN: "A recurrent layer with a memory that gates write, keep and read.", ZH: "带记忆单元的循环层，由门控制写入、保留与读取。"},
		Help: text.Text{
			EN: "Each unit keeps a cell beside its state. Three gates between 0 and 1 say how much of the new is written, how much of the old is kept, and how much is shown; the gradient passes along the cell without being squeezed at each step, so that it remembers over hundreds of steps. It has four times the weights of a simple RNN." + portsHelp().EN,
			ZH: "每个单元除状态外还有一个记忆单元。三个介于 0 和 1 之间的门决定写入多少新内容、保留多少旧内容、输出多少；梯度沿记忆单元传递而不会在每一步被压缩，因此能记住数百步之前的内容。其权重数是简单循环层的四倍。" + portsHelp().ZH,
		},
		Formula:  `c_t = f_t \, c_{t-1} + i_t \tanh(x_t W_g + h_{t-1} U_g + b_g), \quad h_t = o_t \tanh c_t`,
		Source:   "Hochreiter, Schmidhuber: Long short-term memory, Neural Computation 9 (1997)",
		Names:    Names{Keras: "LSTM", PyTorch: "nn.LSTM", ONNX: "LSTM"},
		Keywords: []string{"recurrent", "gate", "sequence", "memory", "长短期记忆"},
		In:       recurrentIn(true), Out: recurrentOut(true),
		Params: append(recurrentParams(64), forgetBiasParam(), statefulParam()), Describe: describeRecurrent, Infer: inferRecurrent(name, true),
		Weights: cell.weights, FLOPs: cell.flops, Sight: seesWhole, Lower: cell.lower,
	}
}

// lstmCell has the gates input, forget, candidate, output.
func lstmCell() recurrentCell {
	return recurrentCell{walk: op.LSTM, gates: 4, cells: true, bias: func(s param.Set, units int) (ones [2]int) {
		if s.Bool("unit_forget_bias") {
			ones = [2]int{units, 2 * units}
		}
		return ones
	}}
}

func forgetBiasParam() param.Param {
	return param.Param{
		ID: "unit_forget_bias", Type: param.Truth, Default: graph.Bool(true),
		Name: text.Text{EN: "Remember at first", ZH: "初始时记住"},
		Help: text.Text{EN: "Starts the bias of the forget gates at 1, so that the cells keep what they hold until training says otherwise (Gers, Schmidhuber, Cummins 2000).", ZH: "让遗忘门的偏置从 1 开始，使记忆单元在训练改变之前保留其内容（Gers、Schmidhuber、Cummins，2000）。"},
	}
}
