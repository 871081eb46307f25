package layer

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// simpleRNN is the textbook's recurrent layer.
func simpleRNN() *Kind {
	name := text.Text{EN: "Simple RNN", ZH: "简单循环层"}
	cell := rnnCell()
	return &Kind{
		ID: "simple_rnn", Category: Recurrent, Name: name,
		Summary: text.Text{EN: "Reads a sequence step by step and remembers a list of numbers on the way.", ZH: "逐步读取序列，并在过程中记住一组数字。"},
		Help: text.Text{
			EN: "At each step the new state is a bent mix of the input and of the state before, with the same weights at every step. It is the simplest memory there is; over many steps its gradient fades or explodes, so that it forgets what lies far back: LSTM and GRU were made against that. Textbooks give it an output y_t = W_hy h_t + b_y beside the state: here that is a Dense layer behind it, which with “Every step” works on each step." + portsHelp().EN,
			ZH: "每一步的新状态由当前输入与前一状态混合并经 tanh 得到，各步使用相同的权重。这是最简单的记忆；步数多时梯度会消失或爆炸，从而忘记较早的内容：LSTM 与 GRU 正是为此而设计。教科书中除状态外还有输出 y_t = W_hy h_t + b_y：在这里由其后的全连接层实现；打开“输出每一步”时，它作用于每一步。" + portsHelp().ZH,
		},
		Formula: `h_t = \tanh\left( x_t W + h_{t-1} U + b \right)`, Source: "Elman: Finding structure in time, Cognitive Science 14 (1990)",
		Names:    Names{Keras: "SimpleRNN", PyTorch: "nn.RNN", ONNX: "RNN"},
		Keywords: []string{"recurrent", "elman", "sequence", "memory", "循环"},
		In:       recurrentIn(false), Out: recurrentOut(false),
		Params: append(recurrentParams(64), statefulParam()), Describe: describeRecurrent, Infer: inferRecurrent(name, false),
		Weights: cell.weights, FLOPs: cell.flops, Sight: seesWhole, Lower: cell.lower,
	}
}

// rnnCell has one sum and no gates.
func rnnCell() recurrentCell { return recurrentCell{walk: op.RNN, gates: 1} }
