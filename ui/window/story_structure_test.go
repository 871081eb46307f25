package window

import (
	"strings"
	"testing"

	"netloom/engine/graph"
)

// TestCopyingBetweenWindows copies layers in one window and pastes them into another, by the text on the clipboard.
func TestCopyingBetweenWindows(t *testing.T) {
	p := sitDown(t, t.TempDir())
	d := p.w.studio.Document()
	p.w.studio.Select(graph.Selection{Nodes: []graph.NodeID{d.Nodes()[2].ID, d.Nodes()[3].ID}})
	p.do("clipboard.copy")
	copied := p.w.options.App.Clipboard().Content()
	if !strings.Contains(copied, `"netloom/fragment"`) || !strings.Contains(copied, d.Nodes()[2].Name) {
		t.Fatalf("on the clipboard is %q", copied)
	}
	q := sitDown(t, t.TempDir())
	q.w.newProject()
	before := len(q.w.studio.Document().Nodes())
	q.w.options.App.Clipboard().SetContent("something else")
	q.w.invoke(q.w.actions.Find("clipboard.paste"))
	if len(q.w.studio.Document().Nodes()) != before {
		t.Fatal("any text can be pasted")
	}
	q.w.options.App.Clipboard().SetContent(copied)
	q.w.invoke(q.w.actions.Find("clipboard.paste"))
	q.w.invoke(q.w.actions.Find("clipboard.paste"))
	got := q.w.studio.Document()
	if len(got.Nodes()) != before+4 || len(got.Wires()) != 2 {
		t.Fatalf("pasted twice: %d layers, %d wires", len(got.Nodes()), len(got.Wires()))
	}
	if s := q.w.studio.Selection(); len(s.Nodes) != 2 || got.Node(s.Nodes[0]).At == got.Nodes()[before].At {
		t.Fatalf("the second copy is selected: %v, and lies on the first", s)
	}
}

// TestMuteBypassAndFreeze changes by the menu what takes part in the network.
func TestMuteBypassAndFreeze(t *testing.T) {
	p := sitDown(t, t.TempDir())
	d := p.w.studio.Document()
	input, dense, dropout := d.Nodes()[0].ID, d.Nodes()[2].ID, d.Nodes()[3].ID
	choose := func(ids ...graph.NodeID) { p.w.studio.Select(graph.Selection{Nodes: ids}) }
	do := func(id string) { p.w.invoke(p.w.actions.Find(id)) }
	choose(dropout)
	do("structure.bypass")
	if !p.w.studio.Report().Trainable() || p.w.studio.Document().Node(dropout).State != graph.Bypassed {
		t.Fatalf("with dropout bypassed: %v", p.w.studio.Report().Problems)
	}
	do("structure.bypass")
	if p.w.studio.Document().Node(dropout).State != graph.Active {
		t.Fatal("it cannot be taken back into the network")
	}
	do("structure.mute")
	if p.w.studio.Report().Trainable() || !p.w.actions.Find("structure.mute").Checked() {
		t.Fatal("with dropout muted nothing reaches what comes after it")
	}
	choose(input)
	if why := p.w.actions.Find("structure.bypass").Why(); !strings.Contains(why, d.Node(input).Name) {
		t.Fatalf("why the input cannot be bypassed: %q", why)
	}
	choose(dense)
	do("structure.freeze")
	if v := p.w.studio.Document().Node(dense).Params["trainable"]; v.Bool() || v.Kind() == graph.NoValue {
		t.Fatal("the dense layer is not frozen")
	}
	do("structure.freeze")
	if _, set := p.w.studio.Document().Node(dense).Params["trainable"]; set {
		t.Fatal("it stays frozen")
	}
}

// TestABlockOfOnesOwn keeps two framed layers as a block, and puts it and one that ships into another project.
func TestABlockOfOnesOwn(t *testing.T) {
	home := t.TempDir()
	p := sitDown(t, home)
	d := p.w.studio.Document()
	p.w.studio.Select(graph.Selection{Nodes: []graph.NodeID{d.Nodes()[2].ID, d.Nodes()[3].ID}})
	p.w.do(graph.AddFrame{Title: "Hidden", Nodes: p.w.studio.Selection().Nodes})
	p.do("structure.save_block")
	p.leave()
	p = sitDown(t, home)
	p.w.newProject()
	p.w.side.Search()
	p.write("hidd")
	p.key("Return")
	d = p.w.studio.Document()
	if len(d.Frames()) != 1 || d.Frames()[0].Title != "Hidden" || len(d.Frames()[0].Nodes) != 2 {
		t.Fatalf("the block comes as %d frames and %d layers", len(d.Frames()), len(d.Nodes()))
	}
	for _, b := range p.w.blocks() {
		if !b.Own {
			p.w.addBlock(b, graph.Point{X: 500, Y: 500})
		}
	}
	if got := len(p.w.studio.Document().Frames()); got != 5 {
		t.Fatalf("with all that ship there are %d frames", got)
	}
}

// TestTheInspectorShowsAFrame gives a frame another colour and collapses it by the inspector.
func TestTheInspectorShowsAFrame(t *testing.T) {
	p := sitDown(t, t.TempDir())
	d := p.w.studio.Document()
	p.w.do(graph.AddFrame{Title: "Hidden", Nodes: []graph.NodeID{d.Nodes()[2].ID, d.Nodes()[3].ID}})
	id := p.w.studio.Document().Frames()[0].ID
	p.w.studio.Select(graph.Selection{Frames: []graph.FrameID{id}})
	p.mustRead("100,480")
	p.click("Collapse to a block")
	if f := p.w.studio.Document().Frame(id); !f.Collapsed {
		t.Fatal("the frame is not collapsed")
	}
	p.click("Open the block")
	if f := p.w.studio.Document().Frame(id); f.Collapsed {
		t.Fatal("the frame is not open again")
	}
}
