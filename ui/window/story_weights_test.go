package window

import (
	"slices"
	"strings"
	"testing"

	"netloom/engine/compile"
	"netloom/engine/graph"
)

// carriesWeights tells whether two layers of two States hold the same numbers.
func carriesWeights(a *compile.State, of graph.NodeID, b *compile.State, other graph.NodeID) bool {
	for _, name := range []string{"kernel", "bias"} {
		x, y := a.Tensor(compile.WeightName(of, name)), b.Tensor(compile.WeightName(other, name))
		if x == nil || y == nil || !slices.Equal(x.Data, y.Data) {
			return false
		}
	}
	return true
}

// TestCopyingWhatWasTrained trains a network, copies it, and pastes it into a new project with what it has learned; there
// it survives saving, closing and opening again.
func TestCopyingWhatWasTrained(t *testing.T) {
	home := t.TempDir()
	p := sitDown(t, home)
	trained := p.trained()
	old := p.node("Dense 1").ID
	p.key("Ctrl+A")
	p.do("clipboard.copy")
	p.w.newProject()
	p.do("clipboard.paste_weights")
	p.mustRead("Dense 1 and Dense 2: trained weights taken over.")
	if got := p.weightsNow(); !carriesWeights(trained, old, got, p.node("Dense 1").ID) {
		t.Error("the pasted layers have other weights")
	}
	path := p.saveAs("copy.netloom")
	p.leave()
	p = sitDown(t, home)
	p.w.open(path)
	p.until("the copy", func() bool { return p.w.project.path() == path })
	if got := p.weightsNow(); !carriesWeights(trained, old, got, p.node("Dense 1").ID) {
		t.Error("after opening the file again they have other weights")
	}
}

// TestPastingPlainlyBeginsAnew pastes trained layers without what they have learned, also where a paste with weights was
// taken back before.
func TestPastingPlainlyBeginsAnew(t *testing.T) {
	p := sitDown(t, t.TempDir())
	trained := p.trained()
	old := p.node("Dense 1").ID
	p.key("Ctrl+A")
	p.do("clipboard.copy")
	p.w.newProject()
	p.do("clipboard.paste_weights")
	p.key("Ctrl+Z")
	p.do("edit.redo")
	if got := p.weightsNow(); !carriesWeights(trained, old, got, p.node("Dense 1").ID) {
		t.Error("redo gives other weights than paste")
	}
	p.key("Ctrl+Z")
	p.do("clipboard.paste")
	if got := p.weightsNow(); carriesWeights(trained, old, got, p.node("Dense 1").ID) {
		t.Error("a plain paste has taken weights over")
	}
}

// TestWeightsThatDoNotFit pastes one trained layer where another shape reaches it, and one that nothing reaches yet.
func TestWeightsThatDoNotFit(t *testing.T) {
	p := sitDown(t, t.TempDir())
	trained := p.trained()
	old := p.node("Dense 1").ID
	p.w.studio.Select(graph.Selection{Nodes: []graph.NodeID{old}})
	p.do("clipboard.copy")
	p.do("clipboard.paste_weights")
	p.mustRead("trained weights will be used once the inputs are wired")
	d := p.w.studio.Document()
	added := d.Nodes()[len(d.Nodes())-1].ID
	p.w.do(graph.Connect{From: graph.Endpoint{Node: p.node("Flatten").ID, Port: "out"}, To: graph.Endpoint{Node: added, Port: "in"}})
	if got := p.weightsNow(); !carriesWeights(trained, old, got, added) {
		t.Error("once wired, the layer does not have its weights")
	}
	p.w.do(graph.Connect{From: graph.Endpoint{Node: p.node("Dense 2").ID, Port: "out"}, To: graph.Endpoint{Node: added, Port: "in"}})
	p.mustRead("lost")
}

// TestPastingWithWeightsSaysWhyNot offers weights only where some were copied, and refuses what is damaged in one line.
func TestPastingWithWeightsSaysWhyNot(t *testing.T) {
	p := sitDown(t, t.TempDir())
	board := p.w.options.App.Clipboard()
	board.SetContent("a shopping list")
	why := p.w.actions.Find("clipboard.paste_weights").Why
	if !strings.Contains(why(), "Copy some layers first") {
		t.Errorf("with other text copied: %q", why())
	}
	p.key("Ctrl+A")
	p.do("clipboard.copy")
	if !strings.Contains(why(), "no trained weights") {
		t.Errorf("with untrained layers copied: %q", why())
	}
	p.trained()
	p.do("clipboard.copy")
	if why() != "" {
		t.Errorf("with trained layers copied: %q", why())
	}
	layers := len(p.w.studio.Document().Nodes())
	board.SetContent(strings.Replace(board.Content(), `"weights":"`, `"weights":"AAAA`, 1))
	p.do("clipboard.paste_weights")
	p.mustRead("The copied weights are damaged")
	if len(p.w.studio.Document().Nodes()) != layers {
		t.Error("layers with damaged weights are pasted")
	}
}
