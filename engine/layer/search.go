package layer

import (
	"slices"
	"strings"
)

// Search lists the kinds whose name, in either language or in another tool, or whose keywords hold what is sought, best
// first: the one of that name, then those whose name begins with it, those in whose name a word does, and the others.
// Nothing sought finds all.
func Search(kinds []*Kind, sought string) []*Kind {
	sought = strings.ToLower(strings.TrimSpace(sought))
	if sought == "" {
		return kinds
	}
	var ranks [unfound][]*Kind
	for _, k := range kinds {
		if r := k.rank(sought); r < len(ranks) {
			ranks[r] = append(ranks[r], k)
		}
	}
	return slices.Concat(ranks[:]...)
}

// unfound is the rank of a kind that does not answer a search.
const unfound = 5

// rank is how well a kind answers a search, 0 the best.
func (k *Kind) rank(sought string) int {
	best := unfound
	for _, name := range []string{k.Name.EN, k.Name.ZH} {
		name = strings.ToLower(name)
		switch {
		case name == sought:
			best = 0
		case strings.HasPrefix(name, sought):
			best = min(best, 1)
		case strings.Contains(name, " "+sought):
			best = min(best, 2)
		case strings.Contains(name, sought):
			best = min(best, 3)
		}
	}
	if best < unfound {
		return best
	}
	others := append([]string{k.ID, k.Names.Keras, k.Names.PyTorch, k.Names.ONNX}, k.Keywords...)
	if slices.ContainsFunc(others, func(w string) bool { return strings.Contains(strings.ToLower(w), sought) }) {
		return 4
	}
	return unfound
}
