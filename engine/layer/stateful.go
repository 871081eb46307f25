package layer

import (
	"netloom/engine/graph"
	"netloom/engine/param"
	"netloom/engine/text"
)

// statefulID is the parameter by which a recurrent layer goes on where the batch before has ended.
const statefulID = "stateful"

func statefulParam() param.Param {
	return param.Param{
		ID: statefulID, Type: param.Truth, Default: graph.Bool(false),
		Name: text.Text{EN: "Keeps its state", ZH: "保持状态"},
		Help: text.Text{
			EN: "Each row of a batch goes on from the state in which the same row of the batch before has ended, so that a sequence may be cut into many samples; the state is zeros again at the start of each epoch. The samples are then taken in the order of the data, not shuffled: with batches of n, each must go on where the one n samples before it ends. A gradient does not reach back into the batch before. An exported ONNX model starts each run from zeros. Keras and PyTorch: stateful=True, or the last states handed to the next call.",
			ZH: "每批的每一行从上一批同一行结束时的状态继续，因此一个序列可以切成许多样本；每轮开始时状态归零。此时样本按数据的顺序读取而不打乱：批量为 n 时，每个样本必须接在它之前第 n 个样本之后。梯度不会传回上一批。导出的 ONNX 模型每次运行都从零开始。Keras 与 PyTorch：stateful=True，或把末状态传给下一次调用。",
		},
	}
}
