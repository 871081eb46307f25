package compile

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"netloom/engine/graph"
	"netloom/engine/layer"
)

// hostileDimension draws the sizes at which products wrap.
func hostileDimension() *rapid.Generator[int] {
	return rapid.OneOf(
		rapid.SampledFrom([]int{0, 1, 2, 3, 1 << 16, 1<<31 - 1, 1 << 31, 1<<32 - 1, 1 << 32, 1 << 62, math.MaxInt, -1, math.MinInt}),
		rapid.IntRange(0, 1<<20), rapid.IntRange(0, math.MaxInt),
	)
}

// TestSizesAgreeWithBigNumbers compares the products of hostile shapes with those of big.Int: none may wrap.
func TestSizesAgreeWithBigNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shape := rapid.SliceOfN(hostileDimension(), 0, 6).Draw(t, "shape")
		want, negative := big.NewInt(1), false
		for _, d := range shape {
			want.Mul(want, big.NewInt(int64(d)))
			negative = negative || d < 0
		}
		n, ok := product(shape)
		if ok != (!negative && want.IsUint64()) || ok && n != want.Uint64() {
			t.Fatalf("the product of %v is %d, %t; want %s", shape, n, ok, want)
		}
		if negative {
			return
		}
		size, most := layer.Signal{Shape: shape}.Size(), big.NewInt(math.MaxInt)
		if want.Cmp(most) < 0 {
			most = want
		}
		if big.NewInt(int64(size)).Cmp(most) != 0 {
			t.Fatalf("the size of %v is %d, want %s", shape, size, most)
		}
		sum, fit := total([][]int{shape, {5}, shape})
		want.Lsh(want, 1).Add(want, big.NewInt(5))
		bytes := new(big.Int).Lsh(want, 2)
		if fit != (bytes.Cmp(big.NewInt(maxBytes)) <= 0) || fit && big.NewInt(int64(sum)).Cmp(want) != 0 {
			t.Fatalf("the total of %v is %d, %t; want %s", shape, sum, fit, want)
		}
		if got := bytesOf([][]int{shape, {5}, shape}); got.Cmp(bytes) != 0 {
			t.Fatalf("%v takes %s bytes, want %s", shape, got, bytes)
		}
	})
}

// TestHugeNetworksAreRefused has inputs of hostile shapes and layers that fit only one by one: Check refuses them and says
// how many bytes they would take, and nothing is allocated. The labels are 4 of the bytes of an input.
func TestHugeNetworksAreRefused(t *testing.T) {
	for _, c := range []struct {
		name         string
		shape        []int
		units, batch int
		says         string // of the problem; empty where the network fits
	}{
		{"one number", []int{1}, 1, 1, ""},
		{"2³¹ numbers", []int{1 << 31}, 1, 32, "Training takes 575525618060 bytes with batches of 32"},
		{"2³¹ · 3 weights", []int{3}, 1 << 16, 1 << 20, "bytes with batches of 1048576"},
		{"2³² numbers twice", []int{1 << 32, 1 << 32}, 10, 1, "the output for one sample would take 73786976294838206468 bytes"},
		{"2⁶²", []int{1 << 62}, 10, 1, "18446744073709551620 bytes"},
		{"wraps to 0", []int{1 << 32, 1 << 32, 4}, 10, 1, "295147905179352825860 bytes"},
		{"wraps to a small number", []int{1<<62 + 1, 4}, 10, 1, "73786976294838206484 bytes"},
		{"the largest", []int{math.MaxInt, math.MaxInt}, 10, 1, "340282366920938463389587631136930005000 bytes"},
		{"weights alone", []int{1 << 20}, 1 << 16, 1, "the weights would take 274878169088 bytes"},
		{"Adam's copies", []int{1 << 16}, 25000, 1, "Training takes 19661"},
	} {
		d := edit(t, graph.New(c.name),
			graph.AddNode{Kind: "input", Name: "in"},
			graph.AddNode{Kind: "flatten", Name: "flat"},
			graph.AddNode{Kind: "dense", Name: "units", Params: map[string]graph.Value{"units": graph.Number(float64(c.units))}},
			graph.AddNode{Kind: "objective", Name: "end"},
			wire(1, "out", 2, "in"), wire(2, "out", 3, "in"), wire(3, "out", 4, "prediction"), wire(1, "labels", 4, "target"),
			graph.SetSettings{Settings: graph.Settings{Epochs: 1, Batch: c.batch, Seed: 1}},
		)
		r := Check(d, layer.Standard(), data{shape: c.shape, classes: c.units})
		if c.says == "" {
			if !r.Trainable() {
				t.Errorf("%s: %s", c.name, r.Problems[0].Message)
			}
			continue
		}
		if r.Trainable() || r.Problems[0].Code != "too_large" || !strings.Contains(r.Problems[0].Message.String(), c.says) {
			t.Errorf("%s: the problems are %v, want one with %q", c.name, r.Problems, c.says)
			continue
		}
		if _, err := NewState(r, 1); err == nil {
			t.Errorf("%s: weights were drawn for what was refused", c.name)
		}
	}
}
