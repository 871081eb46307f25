package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"netloom/engine/graph"
)

// counted counts what a person does with the keyboard: a key, or a word and Enter.
type counted struct {
	*person
	keys, words int
}

func (p *counted) hit(keys string) { p.key(keys); p.keys++ }

// enter types a word into the list that is open and takes what it finds.
func (p *counted) enter(word string) {
	p.t.Helper()
	p.write(word)
	p.words++
	p.hit("Return")
}

// Someone without a mouse builds a convolutional network from nothing and starts it.
func TestStoryBuildsACNNByKeyboard(t *testing.T) {
	p := &counted{person: sitDown(t, "")}
	p.hit("Ctrl+N")
	p.hit("A")
	p.mustRead("Add a layer")
	p.enter("input")
	for _, layer := range []string{"conv 2d", "max pool", "flatten", "dense", "objective"} {
		p.hit("W")
		p.enter(layer)
	}
	p.clickNode("Dense") // the inspector's fields are reached by Tab; here the test goes there at once
	p.setParameter("Units", "10")
	p.hit("Escape")
	p.mustRead("No problems")
	if !p.button("Run").Enabled() {
		t.Fatalf("Run cannot be pressed: %s", p.button("Run").Tip())
	}
	if p.keys+p.words > 28 {
		t.Errorf("it took %d keys and %d words", p.keys, p.words)
	}
	t.Logf("%d keys and %d words", p.keys, p.words)
	p.hit("Ctrl+Return")
	p.until("training", func() bool { return p.w.studio.Progress().GlobalStep > 0 })
	p.hit("Ctrl+.")
	p.until("stopped", func() bool { return !p.w.studio.Progress().State.Active() })
}

// A person pulls a wire into the empty canvas, is asked what should read it, and regrets it; then cuts a wire, mends it by
// two clicks, and puts a layer that lies about into a wire.
func TestStoryWiresByHand(t *testing.T) {
	p := sitDown(t, "")
	start := p.w.studio.Document()
	p.drag(p.port("Flatten", "out", false), p.port("Flatten", "out", false).AddXY(40, 110))
	p.mustRead("What should read from Flatten?")
	p.mustRead("Every unit reads every number of the input, with a w…")
	p.write("max pool")
	p.mustRead("No layer of that name fits here")
	p.key("Escape")
	if p.reads("What should read from Flatten?") || p.w.studio.Document() != start {
		t.Fatal("Escape leaves something behind")
	}
	c := p.w.canvas
	from, to := p.port("Flatten", "out", false), p.port("Dense 1", "in", true)
	middle := fyne.NewPos((from.X+to.X)/2, from.Y)
	c.PointerDown(middle.AddXY(0, -30), desktop.MouseButtonSecondary, fyne.KeyModifierControl)
	c.PointerMove(middle.AddXY(1, 30), fyne.KeyModifierControl)
	c.PointerUp(middle.AddXY(1, 30), desktop.MouseButtonSecondary, fyne.KeyModifierControl)
	p.mustRead("Nothing is wired to Input of Dense 1")
	p.click("Edit")
	p.mustRead("Undo: Cut a wire")
	p.w.window.Canvas().Overlays().Remove(p.w.window.Canvas().Overlays().Top())
	p.clickAt(from)
	c.PointerMove(to.AddXY(-8, 6), 0)
	p.clickAt(to)
	p.mustRead("No problems")
	empty := fyne.NewPos(c.Size().Width/2, c.Size().Height-30)
	p.clickAt(empty)
	p.clickAt(empty) // at once
	p.mustRead("Add a layer")
	p.write("dropout")
	p.key("Return")
	free := p.node("Dropout 2")
	p.drag(c.NodePosition(free.ID), middle.AddXY(0, -20))
	into := p.w.studio.Document().Into(p.node("Dense 1").ID)
	if len(into) != 1 || into[0].From != (graph.Endpoint{Node: free.ID, Port: "out"}) {
		t.Fatalf("Dense 1 reads %v, not the layer that was dragged onto its wire", into)
	}
	p.mustRead("No problems")
	p.clickNode("Dropout 2")
	p.key("R")
	p.write("gaussian")
	p.key("Return")
	if n := p.w.studio.Document().Node(free.ID); n.Kind != "gaussian_noise" {
		t.Fatalf("the layer is still %s", n.Kind)
	}
	p.mustRead("No problems")
	p.key("Ctrl+Delete")
	if p.w.studio.Document().Node(free.ID) != nil {
		t.Fatal("the layer is still there")
	}
	p.mustRead("No problems")
}

// clickAt clicks a place of the canvas.
func (p *person) clickAt(at fyne.Position) {
	p.w.canvas.PointerDown(at, desktop.MouseButtonPrimary, 0)
	p.w.canvas.PointerUp(at, desktop.MouseButtonPrimary, 0)
}
