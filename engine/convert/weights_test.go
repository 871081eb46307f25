package convert

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"netloom/assets/data/mnist"
	"netloom/assets/examples"
	"netloom/engine/compile"
	"netloom/engine/convert/safetensors"
	"netloom/engine/data"
	"netloom/engine/layer"
)

// TestExampleHasItsWeights counts the numbers of the article's network: 101,770, under names that say whose they are.
func TestExampleHasItsWeights(t *testing.T) {
	d, err := examples.Open("mnist-mlp")
	if err != nil {
		t.Fatal(err)
	}
	r := compile.Check(d, layer.Standard(), data.NewRegistry(mnist.Source()))
	s, err := compile.NewState(r, 1)
	if err != nil {
		t.Fatal(err)
	}
	list := Weights(r, s)
	var b bytes.Buffer
	if err := safetensors.Write(&b, list, nil); err != nil {
		t.Fatal(err)
	}
	read, _, err := safetensors.Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	numbers := 0
	var names []string
	for i, x := range read {
		numbers += len(x.Data)
		names = append(names, x.Name)
		j := slices.IndexFunc(list, func(w safetensors.Tensor) bool { return w.Name == x.Name })
		if j < 0 || !slices.Equal(list[j].Data, x.Data) || !slices.Equal(list[j].Shape, x.Shape) {
			t.Errorf("tensor %d, %q, is not what was written", i, x.Name)
		}
	}
	if got := strings.Join(names, " "); numbers != 101_770 || got != "dense_1.bias dense_1.kernel dense_2.bias dense_2.kernel" {
		t.Errorf("the file holds %d numbers: %s", numbers, got)
	}
}

// TestNamesAreIdentifiers gives any names that people may choose: what comes out is an identifier in every tool, used once.
func TestNamesAreIdentifiers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, given := NewNames(), map[string]bool{}
		wanted := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"Dense 1", "dense-1", "dense_1", "dense_1_2", "1", "层", "", "layer", "İ", "a.b/c", "__"}))
		for range rapid.IntRange(1, 20).Draw(t, "names") {
			name := n.Identifier(wanted.Draw(t, "name"))
			plain := func(r rune) bool {
				return r == '_' || r < unicode.MaxASCII && (unicode.IsLower(r) || unicode.IsDigit(r))
			}
			if name == "" || given[name] || name[0] >= '0' && name[0] <= '9' || strings.IndexFunc(name, func(r rune) bool { return !plain(r) }) >= 0 {
				t.Fatalf("%q is no identifier, or was given before", name)
			}
			given[name] = true
		}
	})
}
