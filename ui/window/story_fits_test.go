package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
)

// A person clicks a port, reads in the inspector where the wire fits and why it does not fit elsewhere, and has the program
// repair what does not.
func TestStoryReadsWhereAWireFits(t *testing.T) {
	p := sitDownWith(t, Options{Document: sketch(t)})
	p.clickNode("Dense")
	p.mustRead("Units")
	p.clickAt(p.port("Max pool", "out", false))
	p.mustRead("Wire from Max pool")
	p.mustRead("image · 13×13×32 · 5,408 numbers")
	p.mustRead("It fits here")
	p.mustRead("Click on a free place to search for layers that fit")
	if p.reads("Units") {
		t.Fatal("the inspector still shows the layer")
	}
	p.w.canvas.PointerMove(p.port("Max pool", "out", false).AddXY(30, 60), 0)
	p.line("Dense").MouseIn(nil)
	p.mustRead("Dense cannot take this wire")
	p.mustRead("Preview of the repair")
	p.mustRead("692,672 after the repair")
	before := len(p.w.studio.Document().Nodes())
	p.line("Needs a vector. Flatten mends it.").Tapped(nil)
	d := p.w.studio.Document()
	into := d.Into(p.node("Dense").ID)
	if len(d.Nodes()) != before+1 || len(into) != 1 || d.Node(into[0].From.Node).Kind != "flatten" {
		t.Fatal("the repair was not made")
	}
	if p.reads("Wire from Max pool") || p.reads("after the repair") || p.reads("cannot take this wire") {
		t.Fatal("what was said of the wire stays")
	}
	p.mustRead("Units")
	p.key("Ctrl+Z")
	if len(p.w.studio.Document().Nodes()) != before {
		t.Fatal("the repair is more than one step")
	}
	p.hold(p.port("Max pool", "out", false), p.port("Max pool", "out", false).AddXY(60, 90))
	p.mustRead("Drop on a free place to search for layers that fit")
	p.line("Batch norm").MouseIn(nil)
	if h, _ := p.w.canvas.InHand(); h.Aimed {
		t.Fatal("the list takes the wire from the mouse")
	}
	p.key("Escape")
	if p.reads("It fits here") {
		t.Fatal("Escape does not let go")
	}
}

// The same by the keyboard alone: the wire is taken up, led to what fits and to what does not, and mended.
func TestStoryLeadsAWireByKeys(t *testing.T) {
	p := sitDownWith(t, Options{Document: sketch(t)})
	start := p.w.studio.Document()
	p.clickNode("Max pool")
	p.key("Shift+W")
	p.mustRead("Wire from Max pool")
	aim := func() string {
		h, _ := p.w.canvas.InHand()
		if !h.Aimed {
			t.Fatal("the wire leads nowhere")
		}
		return p.w.studio.Document().Node(h.Aim.Node).Name
	}
	for _, step := range []struct{ key, want string }{{"Tab", "Batch norm"}, {"Tab", "Conv 2D 2"}, {"Shift+Tab", "Batch norm"}, {"Down", "Dense"}} {
		p.key(step.key)
		if got := aim(); got != step.want {
			t.Fatalf("%s leads to %s, want %s", step.key, got, step.want)
		}
	}
	p.mustRead("Dense cannot take this wire")
	p.key("Escape")
	if p.w.studio.Document() != start || p.reads("Wire from Max pool") {
		t.Fatal("Escape does not let go of everything")
	}
	p.key("Shift+W")
	p.key("Tab")
	p.key("Down")
	p.key("Return")
	into := p.w.studio.Document().Into(p.node("Dense").ID)
	if len(into) != 1 || p.w.studio.Document().Node(into[0].From.Node).Kind != "flatten" {
		t.Fatal("Enter does not take the repair")
	}
	p.key("Shift+W")
	p.key("Return")
	into = p.w.studio.Document().Into(p.node("Conv 2D 2").ID)
	if len(into) != 1 || into[0].From != (graph.Endpoint{Node: p.node("Max pool").ID, Port: "out"}) {
		t.Fatal("Enter does not connect")
	}
}

// What is going on with a wire ends with its desk: another project shows its own page.
func TestStoryOpensAnotherProjectWithAWireInHand(t *testing.T) {
	p := sitDownWith(t, Options{Document: sketch(t)})
	p.clickAt(p.port("Max pool", "out", false))
	p.mustRead("It fits here")
	p.key("Ctrl+N")
	if p.reads("It fits here") || p.reads("Click on a free place") {
		t.Fatal("the wire of the other project is still in hand")
	}
	p.w.window.Resize(fyne.NewSize(1000, 700))
	p.mustRead("The canvas is empty")
}
