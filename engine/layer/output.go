package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// output names what the network gives to the world.
func output() *Kind {
	name := text.Text{EN: "Output", ZH: "输出"}
	return &Kind{
		ID: "output", Category: InputOutput, Name: name, Stacks: true,
		Summary: text.Text{EN: "Names a value as the network's answer, for prediction and export.", ZH: "将某个值命名为网络的输出，用于预测和导出。"},
		Help: text.Text{
			EN: "Passes its input on unchanged. A network without one gives what its first objective reads as the prediction; add an Output where the answer is something else, or where there are several.",
			ZH: "原样传递输入。没有输出层的网络以第一个目标所读取的预测作为输出；当需要其他输出或多个输出时添加此层。",
		},
		Formula:  `y = x`,
		Source:   "ONNX specification, graph outputs",
		Names:    Names{Keras: "Model(outputs=…)", PyTorch: "return", ONNX: "Identity"},
		Keywords: []string{"result", "prediction", "answer", "结果"},
		In:       anyIn(), Out: anyOut(),
		Describe: func(param.Set) text.Message { return text.New("the network's answer", "网络的输出") },
		Infer: func(c *Context) (map[string]Signal, error) {
			in, _ := c.One("in")
			if in.Type == Labels {
				return nil, noLabels(name)
			}
			if in.Rows > 1 { // of stacked batches: one answer a sample holds all its rows
				in = SignalOf(append([]int{in.Rows}, in.Shape...)...)
			}
			return map[string]Signal{"out": in}, nil
		},
		FLOPs: func(*Context) float64 { return 0 },
		Sight: seesPlace,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			in := l.One("in")
			if rows := in.Rows() / l.Batch; rows > 1 {
				return single(l.Graph.Add(op.Reshape, op.ReshapeTo{Shape: append([]int{l.Batch, rows}, in.Shape[1:]...)}, in))
			}
			return map[string]*op.Value{"out": in}, nil
		},
	}
}
