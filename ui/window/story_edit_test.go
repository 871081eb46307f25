package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"netloom/engine/text"
	"netloom/ui/action"
)

// A beginner draws a network from nothing: drags layers in, wires them, and is told at each step what is missing.
func TestStoryDrawsANetworkFromNothing(t *testing.T) {
	p := sitDown(t, "")
	p.choose("File", "New project")
	p.mustRead("Drag a layer here, or start from an example")
	p.dragIn("Input", fyne.NewPos(120, 120))
	p.dragIn("Flatten", fyne.NewPos(330, 120))
	p.dragIn("Dense", fyne.NewPos(540, 120))
	p.dragIn("Objective", fyne.NewPos(330, 330))
	if n := len(p.w.studio.Document().Nodes()); n != 4 {
		t.Fatalf("%d layers stand on the canvas", n)
	}
	if p.button("Run").Enabled() {
		t.Error("Run can be pressed although nothing is wired")
	}
	if why := p.button("Run").Tip(); !strings.Contains(why, "wire") {
		t.Errorf("Run does not say what is missing: %q", why)
	}
	p.clickNode("Dense")
	p.setParameter("Units", "10")
	p.drag(p.port("Input", "out", false), p.port("Flatten", "in", true))
	p.drag(p.port("Flatten", "out", false), p.port("Dense", "in", true))
	p.drag(p.port("Dense", "out", false), p.port("Objective", "prediction", true))
	p.drag(p.port("Input", "labels", false), p.port("Objective", "target", true))
	p.mustRead("No problems")
	if !p.button("Run").Enabled() {
		t.Errorf("Run cannot be pressed: %s", p.button("Run").Tip())
	}
	p.untilReady()
}

// A wrong wire is refused while it is dragged, with the numbers, and the repair is one key away.
func TestStoryWrongWireIsRefusedWithItsReason(t *testing.T) {
	p := sitDown(t, "")
	before := p.w.studio.Document()
	at := p.port("Dense 1", "in", true).AddXY(16, 18)
	p.hold(p.port("MNIST", "out", false), at)
	p.mustRead("Dense 1 cannot take this wire")
	p.mustRead("carries 28×28×1")
	p.mustRead("needs a vector (N)")
	if p.w.studio.Document() != before {
		t.Error("the network changed while the wire was dragged")
	}
	p.key("Return")
	if p.reads("cannot take this wire") {
		t.Error("the reason stays after the repair")
	}
	if !p.button("Run").Enabled() {
		t.Errorf("after the repair the network cannot be trained: %s", p.button("Run").Tip())
	}
	inserted := 0
	for _, n := range p.w.studio.Document().Nodes() {
		if n.Kind == "flatten" {
			inserted++
		}
	}
	if inserted != 2 {
		t.Errorf("there are %d Flatten layers after the repair", inserted)
	}
	p.key("Ctrl+Z")
	if p.w.studio.Document() != before {
		t.Error("undo does not give back the very network from before")
	}
}

// What was done can be taken back and made again, from keys, buttons and menus, and each says what it would do.
func TestStoryUndoAndRedo(t *testing.T) {
	p := sitDown(t, "")
	start := p.w.studio.Document()
	p.clickNode("Dropout")
	p.key("Delete")
	if p.reads("Dropout 2") || len(p.w.studio.Document().Nodes()) != len(start.Nodes())-1 {
		t.Fatal("the layer was not deleted")
	}
	deleted := p.w.studio.Document()
	p.click("Edit")
	p.mustRead("Undo: Delete layer")
	p.line("Undo: Delete layer").Tapped(nil)
	if p.w.studio.Document() != start {
		t.Fatal("the menu's undo does not give back the network from before")
	}
	p.key("Ctrl+Shift+Z")
	if p.w.studio.Document() != deleted {
		t.Fatal("redo does not make the step again")
	}
	p.click("Undo")
	if p.w.studio.Document() != start || p.button("There is nothing to undo").Enabled() {
		t.Fatal("the toolbar's undo still thinks there is more")
	}
}

// An engineer changes a layer in the inspector; what cannot be is refused there with the bounds, and shapes follow.
func TestStoryInspectorChecksWhatIsTyped(t *testing.T) {
	p := sitDown(t, "")
	p.clickNode("Dense 1")
	p.mustRead("100,480")
	before := p.w.studio.Document()
	p.setParameter("Units", "-3")
	if p.w.studio.Document() != before {
		t.Error("a layer with -3 units was accepted")
	}
	p.mustRead("Units is -3: it must lie between 1 and 65536")
	p.setParameter("Units", "64")
	p.mustRead("50,240")
	if got := p.node("Dense 1").Params["units"].Float(); got != 64 {
		t.Errorf("the layer has %v units", got)
	}
	p.key("Ctrl+Z")
	if p.w.studio.Document() != before {
		t.Error("undo does not take the change back")
	}
}

// Someone without a mouse adds a layer, renames it, moves it, takes it away, trains and stops.
func TestStoryKeyboardOnly(t *testing.T) {
	p := sitDown(t, "")
	p.key("/")
	p.write("drop")
	p.key("Return")
	n := p.node("Dropout 2")
	p.key("Escape") // leaves the search
	p.w.window.Canvas().Unfocus()
	p.key("F2")
	p.key("Ctrl+A")
	p.write("Forget some")
	p.key("Return")
	if got := p.w.studio.Document().Node(n.ID).Name; got != "Forget some" {
		t.Fatalf("the layer is called %q", got)
	}
	p.key("Right")
	if moved := p.w.studio.Document().Node(n.ID).At; moved.X <= n.At.X {
		t.Errorf("the arrow key left the layer at %v", moved)
	}
	p.key("Delete")
	if p.w.studio.Document().Node(n.ID) != nil {
		t.Fatal("the layer was not deleted")
	}
	zoom := p.w.canvas.Zoom()
	p.key("Ctrl+-")
	if p.w.canvas.Zoom() >= zoom {
		t.Error("Ctrl+- does not zoom out")
	}
	p.key("Home")
	p.key("Ctrl+Return")
	p.until("training", func() bool { return p.w.studio.Progress().GlobalStep > 0 })
	p.key("Ctrl+.")
	p.until("stopped", func() bool { return !p.w.studio.Progress().State.Active() })
}

// Every command stands in a menu under a name in both languages, and one that cannot be used says why.
func TestStoryEveryCommandIsInAMenu(t *testing.T) {
	p := sitDown(t, "")
	for _, l := range []text.Language{text.English, text.Chinese} {
		p.w.words.Use(l)
		seen := 0
		for _, m := range action.Menus() {
			p.click(p.w.words.Get("menu." + string(m)))
			for _, a := range p.w.actions.In(m) {
				name := p.w.name(a)
				if name == a.Key || strings.TrimSpace(name) == "" {
					t.Errorf("%s has no name in %s", a.ID, l)
				}
				row := p.line(name)
				if !a.Enabled() && (row.Tip == "" || row.Tap != nil) {
					t.Errorf("%s cannot be used, and its row says %q", a.ID, row.Tip)
				}
				seen++
			}
			for _, o := range p.w.window.Canvas().Overlays().List() {
				p.w.window.Canvas().Overlays().Remove(o)
			}
		}
		if rest := len(p.w.actions.In(action.None)); seen+rest != len(p.w.actions) || rest != len(p.w.nudgeActions())+len(p.w.numberedTabs())+len(p.w.holdActions()) {
			t.Errorf("%d of %d commands stand in a menu, and %d need not", seen, len(p.w.actions), rest)
		}
	}
}

// The canvas shows the layer's outline while it is dragged in, and dropping on a wire puts it into that wire.
func TestStoryDropsALayerIntoAWire(t *testing.T) {
	p := sitDown(t, "")
	from, to := p.port("Dropout", "out", false), p.port("Dense 2", "in", true)
	p.dragIn("Dense", fyne.NewPos((from.X+to.X)/2, (from.Y+to.Y)/2))
	p.mustRead("No problems")
	n := p.node("Dense")
	into := p.w.studio.Document().Into(p.node("Dense 2").ID)
	if len(into) != 1 || into[0].From.Node != n.ID {
		t.Errorf("Dense 2 reads from %v, not from the layer that was dropped", into)
	}
}
