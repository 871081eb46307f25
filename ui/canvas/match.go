package canvas

import (
	"slices"
	"strings"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/param"
)

// search is what somebody looks for in a network: words of which a layer must have all.
type search struct {
	words []string
	kinds map[*layer.Kind][]string // what each kind is called, in small letters
	usual map[unset]bool           // whether a layer of a kind has a word as a value while nothing is set
}

// unset is a kind with a word that is looked for.
type unset struct {
	kind *layer.Kind
	word string
}

func newSearch(query string) search {
	return search{words: strings.Fields(strings.ToLower(query)), kinds: map[*layer.Kind][]string{}, usual: map[unset]bool{}}
}

// finds tells whether a layer has all the words: in its name, in what its kind is called in either language or in another
// tool, or as the value of a parameter.
func (s search) finds(n *graph.Node, k *layer.Kind) bool {
	name := strings.ToLower(n.Name)
	for _, w := range s.words {
		if !strings.Contains(name, w) && !s.named(n, k, w) && !s.valued(n, k, w) {
			return false
		}
	}
	return len(s.words) > 0
}

// named tells whether a word stands in what a layer's kind is called.
func (s search) named(n *graph.Node, k *layer.Kind, word string) bool {
	if k == nil {
		return strings.Contains(strings.ToLower(n.Kind), word)
	}
	called, known := s.kinds[k]
	if !known {
		for _, c := range k.Called() {
			called = append(called, strings.ToLower(c))
		}
		s.kinds[k] = called
	}
	return slices.ContainsFunc(called, func(c string) bool { return strings.Contains(c, word) })
}

// valued tells whether a layer has the word as a value.
func (s search) valued(n *graph.Node, k *layer.Kind, word string) bool {
	if len(n.Params) > 0 {
		return valued(n, k, word)
	}
	has, known := s.usual[unset{k, word}]
	if !known {
		has = valued(n, k, word)
		s.usual[unset{k, word}] = has
	}
	return has
}

// valued tells whether a parameter that matters has the word as its value. Of a number it must be the whole: who looks
// for 12 does not mean 128.
func valued(n *graph.Node, k *layer.Kind, word string) bool {
	if k == nil {
		return false
	}
	set := k.Set(n)
	return slices.ContainsFunc(set.Declared, func(p param.Param) bool {
		if !set.Applies(p) {
			return false
		}
		switch v := set.Value(p.ID); p.Type {
		case param.Choice:
			i := slices.IndexFunc(p.Options, func(o param.Option) bool { return o.ID == v.Text() })
			return i >= 0 && slices.ContainsFunc([]string{p.Options[i].ID, p.Options[i].Name.EN, p.Options[i].Name.ZH}, func(name string) bool {
				return strings.Contains(strings.ToLower(name), word)
			})
		case param.Words, param.Dataset, param.Names:
			return strings.Contains(strings.ToLower(v.Text()), word)
		case param.Integer, param.Real:
			return v.String() == word
		case param.Numbers:
			return shapeOf(v) == strings.NewReplacer("x", "×", "*", "×", ",", "×").Replace(word)
		}
		return false
	})
}

// shapeOf writes a list of numbers as sizes: 3×3.
func shapeOf(v graph.Value) string {
	var parts []string
	for _, x := range v.Numbers() {
		parts = append(parts, graph.Number(x).String())
	}
	return strings.Join(parts, "×")
}
