package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/kit"
)

// selected fails unless just this layer is selected.
func (p *person) selected(name string) {
	p.t.Helper()
	s := p.w.studio.Selection()
	if len(s.Nodes) != 1 || s.Nodes[0] != p.node(name).ID {
		p.t.Errorf("selected are %v, not %s", s.Nodes, name)
	}
}

// shortFlatten wires the images past Flatten into the first Dense: a problem that has a repair.
func (p *person) shortFlatten() {
	p.t.Helper()
	dense := p.node("Dense 1").ID
	p.check(p.w.studio.Do(graph.Batch{Edits: []graph.Edit{
		graph.Disconnect{Wires: []graph.WireID{p.w.studio.Document().Into(dense)[0].ID}},
		graph.Connect{From: graph.Endpoint{Node: p.node("MNIST").ID, Port: "out"}, To: graph.Endpoint{Node: dense, Port: "in"}},
	}}))
}

// Someone looks for all Dense layers, goes from one to the next, and closes the search.
func TestStoryFindsLayers(t *testing.T) {
	p := sitDown(t, "")
	p.key("F3")
	p.mustRead("Search for something first")
	p.key("Ctrl+F")
	p.write("dense")
	p.mustRead("1 of 2")
	p.selected("Dense 1")
	p.key("Return")
	p.mustRead("2 of 2")
	p.selected("Dense 2")
	p.key("F3")
	p.selected("Dense 1")
	p.key("Escape")
	if p.reads("1 of 2") {
		t.Error("the search stays after Escape")
	}
	p.key("F3")
	p.selected("Dense 2")
	p.key("Ctrl+F")
	p.write("relu") // in the place of what was looked for before
	p.mustRead("1 of 1")
	p.selected("Dense 1")
	p.w.words.Use(text.Chinese)
	p.mustRead("第 1 个，共 1 个")
}

// The minimap is hidden once and stays hidden at the next start.
func TestStoryTheMinimapStaysHidden(t *testing.T) {
	home := t.TempDir()
	p := sitDown(t, home)
	if !p.w.canvas.MinimapShown() {
		t.Fatal("at the first start there is no minimap")
	}
	p.choose("View", "Minimap")
	p.leave()
	p = sitDown(t, home)
	if p.w.canvas.MinimapShown() {
		t.Error("the minimap is back at the next start")
	}
	p.choose("View", "Minimap")
	if !p.w.canvas.MinimapShown() {
		t.Error("the menu does not bring the minimap back")
	}
}

// A wrong network: the status bar tells how much is wrong, its list says what and where, and mends it.
func TestStoryProblemsLeadToTheirLayers(t *testing.T) {
	p := sitDown(t, "")
	p.key("F8")
	p.mustRead("There are no problems")
	p.shortFlatten()
	p.mustRead("Errors: 1, warnings: 1")
	p.key("F8")
	p.selected("Dense 1")
	p.key("F8")
	p.selected("Flatten")
	p.key("F8")
	p.selected("Dense 1")
	p.w.canvas.ClearSelection()

	status := p.w.status.problems.Text
	test.Tap(p.line(status))
	p.mustRead("Problems")
	if list, ok := p.w.window.Canvas().Focused().(*kit.List); !ok || list.Rows() != 2 {
		t.Fatalf("the keyboard is in %T", p.w.window.Canvas().Focused())
	}
	p.key("Down")
	p.key("Return")
	p.selected("Flatten")
	if len(p.w.window.Canvas().Overlays().List()) > 0 {
		t.Error("the list stays open over the layer that it led to")
	}

	p.choose("View", "Problems…")
	p.click("Insert Flatten: 28×28×1 → 784")
	if n := len(p.w.studio.Report().Problems); n != 1 {
		t.Errorf("after the repair there are %d problems", n)
	}
	if list, ok := p.w.window.Canvas().Focused().(*kit.List); ok && list.Rows() != 1 {
		t.Error("the list does not follow the document")
	}
	p.check(p.w.studio.Do(graph.RemoveNodes{Nodes: []graph.NodeID{p.node("Flatten").ID}}))
	if p.w.listing != nil || len(p.w.window.Canvas().Overlays().List()) > 0 {
		t.Error("the list stays although there are no problems any more")
	}
}

// Someone without a mouse and without sight of the canvas works in the outline alone.
func TestStoryOutlineByKeyboard(t *testing.T) {
	p := sitDown(t, "")
	d := p.w.studio.Document
	p.key("Ctrl+Shift+O")
	p.mustRead("Cross-entropy")
	said := p.line("Dropout").Tip
	if want := "Dropout, Dropout layer, output 128, from Dense 1, to Dense 2"; said != want {
		t.Errorf("the row of Dropout says %q, not %q", said, want)
	}

	p.key("Down")
	p.key("Down")
	if !p.w.studio.Selection().Empty() {
		t.Error("the arrows select already")
	}
	p.key("Return")
	p.selected("Dense 1")
	p.key("F2")
	p.key("Ctrl+A")
	p.write("Hidden")
	p.key("Return")
	p.mustRead("Hidden")
	p.selected("Hidden")

	at := p.node("Hidden").At
	p.key("Ctrl+Down")
	p.key("Ctrl+Right")
	if now := p.node("Hidden").At; now.Y <= at.Y || now.X <= at.X {
		t.Errorf("Ctrl with the arrows leaves the layer at %v", now)
	}
	p.key("Ctrl+Z")
	if now := p.node("Hidden").At; now != at {
		t.Errorf("undo leaves the layer at %v", now)
	}

	p.key("Right") // along the wire
	p.key("Space")
	if s := p.w.studio.Selection().Nodes; !slices.Equal(s, []graph.NodeID{p.node("Hidden").ID, p.node("Dropout").ID}) {
		t.Errorf("selected are %v", s)
	}
	p.key("Space")
	p.selected("Hidden")
	p.key("Menu")
	p.line("Rename")
	p.selected("Dropout") // the menu is for the row that the keyboard is on
	for _, o := range p.w.window.Canvas().Overlays().List() {
		o.Hide()
	}
	p.key("Delete")
	if slices.ContainsFunc(d().Nodes(), func(n *graph.Node) bool { return n.Name == "Dropout" }) {
		t.Fatal("the layer was not deleted")
	}
	p.key("Return") // the row that has taken its place
	p.selected("Dense 2")
	p.key("Escape")
	if p.w.window.Canvas().Focused() != nil {
		t.Error("Escape does not give the keyboard back to the canvas")
	}
}

// Selection in the outline and on the canvas are one.
func TestStoryOutlineFollowsTheCanvas(t *testing.T) {
	p := sitDown(t, "")
	p.key("Ctrl+Shift+O")
	p.w.window.Canvas().Unfocus()
	p.clickNode("Dense 2")
	p.w.side.Outline.Focus()
	p.key("Up")
	p.key("Return")
	p.selected("Dropout")
	p.line("Flatten").Tapped(nil)
	p.selected("Flatten")
	p.check(p.w.studio.Do(graph.AddFrame{Title: "Classifier", Nodes: []graph.NodeID{p.node("Dense 1").ID, p.node("Dropout").ID, p.node("Dense 2").ID}}))
	p.line("Classifier").Tapped(nil)
	if s := p.w.studio.Selection(); len(s.Frames) != 1 {
		t.Errorf("a tap on a frame's row selects %v", s)
	}
	p.mustRead("3 layers")
	p.key("Left")
	if slices.Contains(p.inOutline(), "Dropout") {
		t.Error("Left does not close the frame")
	}
	p.w.look.Use("light", 1) // all panels are made anew
	if slices.Contains(p.inOutline(), "Dropout") || !slices.Contains(p.inOutline(), "Classifier") {
		t.Errorf("after a change of theme the outline shows %q", p.inOutline())
	}
	p.key("/")
	p.write("drop")
	if slices.Contains(p.inOutline(), "Classifier") {
		t.Error("searching for layers to add leaves the outline open")
	}
}

// inOutline are the words that the outline shows; none while another tab is open.
func (p *person) inOutline() []string {
	var list []string
	var visit func(fyne.CanvasObject)
	visit = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *fynecanvas.Text:
			list = append(list, o.Text)
		case *fyne.Container:
			for _, child := range o.Objects {
				visit(child)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				visit(child)
			}
		}
	}
	visit(p.w.side.Outline.Container)
	return list
}

// All steps are in a list, which goes to any of them; saving keeps them.
func TestStoryHistory(t *testing.T) {
	p := sitDown(t, t.TempDir())
	start := p.w.studio.Document()
	p.clickNode("Dropout")
	p.key("Delete")
	p.clickNode("Dense 1")
	p.setParameter("Units", "64")
	p.key("Right")
	after := p.w.studio.Document()
	p.saveAs("history.netloom")

	p.choose("Edit", "History…")
	p.mustRead("Opened")
	p.line("Delete layer").Tapped(nil)
	if h := p.w.studio.History(); h.At() != 1 || h.Len() != 3 {
		t.Fatalf("%d of %d steps are done", h.At(), h.Len())
	}
	p.line("Opened").Tapped(nil)
	if p.w.studio.Document() != start {
		t.Error("the first row does not lead to how the project was opened")
	}
	p.key("End")
	p.key("Return")
	if p.w.studio.Document() != after {
		t.Error("the last row does not lead to the newest step")
	}
	p.key("Escape")
	if len(p.w.window.Canvas().Overlays().List()) > 0 {
		t.Error("Escape does not close the list")
	}
}

// No word of it is missing in either language.
func TestStoryFindingIsTranslated(t *testing.T) {
	for _, l := range []text.Language{text.English, text.Chinese} {
		p := sitDown(t, "")
		p.w.words.Use(l)
		p.shortFlatten()
		p.key("Ctrl+Shift+O")
		p.key("Ctrl+F")
		p.write("128")
		p.choose(p.w.words.Get("menu.view"), p.w.words.Get("action.problems"))
		for _, s := range p.words() {
			for _, area := range []string{"outline.", "find.", "problems.", "history."} {
				if strings.HasPrefix(s, area) {
					t.Errorf("in %s a key is to be read: %q", l, s)
				}
			}
		}
		p.leave()
	}
}
