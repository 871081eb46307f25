package match

import (
	"cmp"
	"slices"

	"netloom/engine/layer"
)

// Best lists what fits what is typed, the best first; what fits equally well stays in its order. Nothing typed fits all.
func Best[T any](list []T, typed string, of func(T) Candidate) []T {
	type scored struct {
		what  T
		score float64
	}
	var found []scored
	for _, x := range list {
		if m, ok := Find(typed, of(x)); ok {
			found = append(found, scored{x, m.Score})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	best := make([]T, len(found))
	for i, x := range found {
		best[i] = x.what
	}
	return best
}

// Kind is a kind of layers as it is found: by its names in both languages and in other tools, and by its keywords.
func Kind(k *layer.Kind) Candidate {
	return Candidate{
		Names: []string{k.Name.EN, k.Name.ZH},
		Also:  append([]string{k.ID, k.Names.Keras, k.Names.PyTorch, k.Names.ONNX}, k.Keywords...),
	}
}

// Kinds lists the kinds of layers that fit what is typed, the best first.
func Kinds(kinds []*layer.Kind, typed string) []*layer.Kind { return Best(kinds, typed, Kind) }
