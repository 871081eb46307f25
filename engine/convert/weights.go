package convert

import (
	"netloom/engine/compile"
	"netloom/engine/convert/safetensors"
	"netloom/engine/layer"
)

// Weights lists the trained arrays of a network, without the optimiser's memory, under names that people and
// other tools can read: LAYER.WEIGHT.
func Weights(r *compile.Report, s *compile.State) []safetensors.Tensor {
	names := NewNames()
	var list []safetensors.Tensor
	for _, n := range r.Document.Nodes() {
		e := r.Nodes[n.ID]
		if e.Kind == nil || e.Kind.Weights == nil || !e.Known {
			continue
		}
		stem := names.Identifier(n.Name)
		for _, w := range e.Kind.Weights(&layer.Context{Params: e.Kind.Set(n), In: e.In}) {
			if t := s.Tensor(compile.WeightName(n.ID, w.Name)); t != nil {
				list = append(list, safetensors.Tensor{Name: stem + "." + w.Name, Shape: t.Shape, Data: t.Data})
			}
		}
	}
	return list
}
