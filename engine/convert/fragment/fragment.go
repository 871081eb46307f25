// Package fragment puts the trained weights of copied layers into a graph.Fragment, as a safetensors file whose arrays are
// named LAYER/WEIGHT by the fragment's own ids, and takes them out again. What it reads may come from anyone.
package fragment

import (
	"bytes"
	"math"
	"slices"
	"strings"

	"netloom/engine/compile"
	"netloom/engine/convert/safetensors"
	"netloom/engine/graph"
	"netloom/engine/text"
)

// Pack puts into a fragment of a checked network the weights that a State has of its layers, as far as they fit. An error
// says why the fragment goes without any.
func Pack(f *graph.Fragment, weights *compile.State, r *compile.Report) error {
	f.Weights = nil
	var list []safetensors.Tensor
	size := 0
	for _, n := range f.Nodes {
		for _, t := range weights.Layer(r, n.ID) {
			if !finite(t.Data) {
				return text.Errorf("the weights were left out: those of %q are no longer numbers", "权重未被复制：%q 的权重已不是有效数值", n.Name)
			}
			list = append(list, safetensors.Tensor{Name: t.Name, Shape: t.Shape, Data: t.Data})
			size += 4 * len(t.Data)
		}
	}
	if len(list) == 0 {
		return nil
	}
	var b bytes.Buffer
	if size <= graph.MaxWeights {
		if err := safetensors.Write(&b, list, nil); err != nil {
			return err
		}
	}
	if size = max(size, b.Len()); size > graph.MaxWeights {
		const mebi = 1 << 20
		return text.Errorf("the weights were left out: they take %d MiB, and the clipboard takes %d MiB; copy fewer layers at once, or save the project",
			"权重未被复制：它们需要 %d MiB，而剪贴板最多容纳 %d MiB；请一次少复制一些层，或保存项目", (size+mebi-1)/mebi, graph.MaxWeights/mebi)
	}
	f.Weights = b.Bytes()
	return nil
}

// Unpack reads the weights that a fragment carries; nil where it carries none.
func Unpack(f *graph.Fragment) (*compile.State, error) {
	if len(f.Weights) == 0 {
		return nil, nil
	}
	damaged := func(cause any) error {
		return text.Errorf("the copied weights are damaged: %v", "复制的权重已损坏：%v", cause)
	}
	if len(f.Weights) > graph.MaxWeights {
		return nil, damaged(text.New("they take %d bytes, more than the %d that can be read", "共 %d 字节，超过可读取的 %d 字节", len(f.Weights), graph.MaxWeights))
	}
	list, _, err := safetensors.Read(f.Weights)
	if err != nil {
		return nil, damaged(err)
	}
	var tensors []compile.Tensor
	for _, t := range list {
		of := func(n *graph.Node) bool { return strings.HasPrefix(t.Name, compile.WeightName(n.ID, "")) }
		switch {
		case compile.IsSlot(t.Name) || !slices.ContainsFunc(f.Nodes, of):
			return nil, damaged(text.New("%q is no weight of a copied layer", "%q 不是所复制的层的权重", t.Name))
		case !finite(t.Data):
			return nil, damaged(text.New("%q holds values that are not numbers", "%q 含有无效数值", t.Name))
		}
		tensors = append(tensors, compile.Tensor{Name: t.Name, Shape: t.Shape, Data: t.Data})
	}
	return compile.NewKept(tensors), nil
}

// Renamed gives the weights of a fragment's layers the names that they have where the layers were inserted, of which the
// first got an id and the others those that follow.
func Renamed(f *graph.Fragment, weights *compile.State, first graph.NodeID) *compile.State {
	var tensors []compile.Tensor
	for i, n := range f.Nodes {
		for _, t := range weights.Tensors() {
			if name, ok := strings.CutPrefix(t.Name, compile.WeightName(n.ID, "")); ok {
				tensors = append(tensors, compile.Tensor{Name: compile.WeightName(first+graph.NodeID(i), name), Shape: t.Shape, Data: t.Data})
			}
		}
	}
	return compile.NewKept(tensors)
}

func finite(data []float32) bool {
	return !slices.ContainsFunc(data, func(v float32) bool { return math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) })
}
