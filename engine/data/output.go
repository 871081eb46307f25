package data

import (
	"io"
	"strings"

	"netloom/engine/text"
)

// WriteOutput writes what a network predicted, in the form that a file name's extension asks for: .npy for one output, .npz
// for any number under their names, .csv for a table with one sample a row.
func WriteOutput(w io.Writer, extension string, outputs []Named) error {
	switch strings.ToLower(extension) {
	case ".npy":
		if len(outputs) != 1 {
			return text.Errorf("a .npy file holds one array, and the network has %d outputs: write a .npz file",
				".npy 文件只含一个数组，而网络有 %d 个输出：请写入 .npz 文件", len(outputs))
		}
		return WriteNPY(w, outputs[0].Tensor)
	case ".npz":
		return WriteNPZ(w, outputs)
	case ".csv":
		return WriteCSV(w, outputs)
	}
	return text.Errorf("files of type %q are not written: name a .npy, .npz or .csv file", "不支持写入类型 %q 的文件：请给出 .npy、.npz 或 .csv 文件名", extension)
}
