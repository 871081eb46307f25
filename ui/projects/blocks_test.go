package projects

import (
	"errors"
	"os"
	"slices"
	"testing"

	"netloom/engine/graph"
)

func TestBlocksOfOnesOwn(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	if got := Blocks(home); len(got) != 0 {
		t.Fatalf("a new home has the blocks %v", got)
	}
	part := func(name string) *graph.Fragment {
		d, err := graph.AddNode{Kind: "dense", Name: name}.Apply(graph.New("part"))
		must(t, err)
		return d.Extract([]graph.NodeID{1}, nil)
	}
	must(t, SaveBlock(home, "Two", part("old")))
	must(t, SaveBlock(home, "Two", part("new")))
	must(t, SaveBlock(home, "一", part("x")))
	if got := Blocks(home); !slices.Equal(got, []string{"Two", "一"}) {
		t.Fatalf("the blocks are %v", got)
	}
	f, err := OpenBlock(home, "Two")
	must(t, err)
	if f.Nodes[0].Name != "new" {
		t.Fatalf("the block holds %q", f.Nodes[0].Name)
	}
	for _, bad := range []string{"", "../x", "a/b", " a", "a\nb", ".hidden"} {
		if SaveBlock(home, bad, part("x")) == nil {
			t.Errorf("a block is called %q", bad)
		}
	}
	must(t, RemoveBlock(home, "Two"))
	if _, err := OpenBlock(home, "Two"); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("a removed block is read: %v", err)
	}
}
