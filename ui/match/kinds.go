package match

import (
	"cmp"
	"slices"

	"netloom/engine/layer"
)

// Kinds lists the kinds of layers that fit what is typed, by their names in both languages and in other tools and by their
// keywords, the best first. Nothing typed fits all.
func Kinds(kinds []*layer.Kind, typed string) []*layer.Kind {
	score := map[*layer.Kind]float64{}
	var list []*layer.Kind
	for _, k := range kinds {
		m, ok := Find(typed, Candidate{
			Names: []string{k.Name.EN, k.Name.ZH},
			Also:  append([]string{k.ID, k.Names.Keras, k.Names.PyTorch, k.Names.ONNX}, k.Keywords...),
		})
		if ok {
			list, score[k] = append(list, k), m.Score
		}
	}
	slices.SortStableFunc(list, func(a, b *layer.Kind) int { return cmp.Compare(score[b], score[a]) })
	return list
}
