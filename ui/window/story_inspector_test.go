package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/train"
)

// beside is the text that stands after another, as a fact's value after its name.
func (p *person) beside(name string) string {
	p.t.Helper()
	last, value := "", ""
	p.walk(func(o fyne.CanvasObject) {
		if x, ok := o.(*fynecanvas.Text); ok && x.Text != "" {
			if last == name {
				value = x.Text
			}
			last = x.Text
		}
	})
	return value
}

// trained trains until some steps have been done, and stops.
func (p *person) trained() *compile.State {
	p.t.Helper()
	p.click("Run")
	p.until("some steps", func() bool { return p.w.studio.Progress().GlobalStep > 20 })
	p.key("Ctrl+.")
	p.until("stopped", func() bool { return !p.w.studio.Progress().State.Active() })
	w, err := p.w.studio.Session().Weights(p.t.Context())
	p.check(err)
	return w
}

// weightsNow waits for the session of the document as it is and gives its weights.
func (p *person) weightsNow() *compile.State {
	p.t.Helper()
	p.until("a session of the network", func() bool {
		s := p.w.studio.Session()
		return s != nil && train.NetworkHash(s.Document()) == train.NetworkHash(p.w.studio.Document())
	})
	w, err := p.w.studio.Session().Weights(p.t.Context())
	p.check(err)
	return w
}

func sameWeights(a, b *compile.State, id graph.NodeID) bool {
	name := compile.WeightName(id, "kernel")
	return slices.Equal(a.Tensor(name).Data, b.Tensor(name).Data)
}

// Before anything runs, the window says what training will take on this machine, and follows each edit.
func TestStoryCostBeforeRunning(t *testing.T) {
	p := sitDown(t, "")
	p.until("a measured epoch", func() bool { return p.w.studio.Cost().Measured })
	epoch := p.beside("An epoch")
	if epoch == "" || strings.Contains(epoch, "≈") {
		t.Errorf("a measured epoch is shown as %q", epoch)
	}
	p.mustRead(epoch + " an epoch") // in the status bar
	memory := p.beside("Memory in training")
	p.clickNode("Dense 1")
	p.setParameter("Units", "512/2")
	if c := p.w.studio.Cost(); c.Measured || c.Epoch <= 0 {
		t.Errorf("right after the edit: %+v", c)
	}
	p.mustRead("≈ ")
	p.until("measured again", func() bool { return p.w.studio.Cost().Measured })
	p.w.studio.Select(graph.Selection{})
	if now := p.beside("Memory in training"); now == memory || now == "" {
		t.Errorf("with twice the units training still takes %s", now)
	}
	p.mustRead("60,000 + 10,000 to test")
}

// An edit that changes shapes says which layers lose what they have learned; the others keep theirs, and undo brings
// everything back.
func TestStoryTrainedWeightsSurviveEdits(t *testing.T) {
	p := sitDown(t, "")
	p.untilReady()
	learned := p.trained()
	first, last := p.node("Dense 1").ID, p.node("Dense 2").ID

	p.clickNode("Dropout")
	p.setParameter("Rate", "0.5")
	if p.reads("lost") {
		t.Error("another rate is said to cost weights")
	}
	if w := p.weightsNow(); !sameWeights(w, learned, first) || !sameWeights(w, learned, last) {
		t.Error("another rate costs the weights")
	}

	p.clickNode("Dense 1")
	p.setParameter("Units", "64")
	p.mustRead("Dense 1 and Dense 2 lost their trained weights: their shapes changed. Undo brings them back.")
	if w := p.weightsNow(); w.Tensor(compile.WeightName(first, "kernel")).Shape[1] != 64 {
		t.Error("the new network has the old shapes")
	}
	p.key("Ctrl+Z")
	if w := p.weightsNow(); !sameWeights(w, learned, first) || !sameWeights(w, learned, last) {
		t.Error("undo does not bring the weights back")
	}

	// Without its bias Dense 2 keeps its kernel; with another layer before it, it would not.
	p.check(p.w.studio.Do(graph.SetParam{Nodes: []graph.NodeID{last}, Param: "bias", Value: graph.Bool(false)}))
	if w := p.weightsNow(); !sameWeights(w, learned, last) {
		t.Error("without its bias Dense 2 has lost its kernel")
	}
	from, to := p.port("Dropout", "out", false), p.port("Dense 2", "in", true)
	p.dragIn("Dense", fyne.NewPos((from.X+to.X)/2, (from.Y+to.Y)/2))
	p.clickNode("Dense")
	p.setParameter("Units", "20")
	p.mustRead("Dense 2 lost its trained weights: their shape changed. The others keep theirs; undo brings them back.")
	if w := p.weightsNow(); !sameWeights(w, learned, first) {
		t.Error("Dense 1 has not kept its weights")
	}
}

// Another number of epochs is no other network: the run goes on where it was.
func TestStoryMoreEpochsGoOn(t *testing.T) {
	p := sitDown(t, "")
	p.untilReady()
	p.trained()
	step := p.w.studio.Session().Progress().GlobalStep
	field := p.w.toolbar.epochs
	p.w.window.Canvas().Focus(field)
	field.SetText("")
	p.write("3+4")
	p.key("Return")
	p.until("a session of seven epochs", func() bool {
		s := p.w.studio.Session()
		return s != nil && s.Document().Settings().Epochs == 7
	})
	if got := p.w.studio.Session().Progress().GlobalStep; got != step {
		t.Errorf("the run stands at step %d, not %d", got, step)
	}
}

// Two layers are changed at once, and taken back at once.
func TestStoryTwoLayersAtOnce(t *testing.T) {
	p := sitDown(t, "")
	before := p.w.studio.Document()
	p.w.studio.Select(graph.Selection{Nodes: []graph.NodeID{p.node("Dense 1").ID, p.node("Dense 2").ID}})
	p.mustRead("2 layers selected")
	p.setParameter("Units", "2^6/4")
	for _, name := range []string{"Dense 1", "Dense 2"} {
		if got := p.node(name).Params["units"].Float(); got != 16 {
			t.Errorf("%s has %v units", name, got)
		}
	}
	p.key("Ctrl+Z")
	if p.w.studio.Document() != before {
		t.Error("one undo does not take both back")
	}
}

// Someone looks up what each layer is called elsewhere, and copies that by one click.
func TestStoryNamesInOtherTools(t *testing.T) {
	p := sitDown(t, "")
	p.w.newProject()
	for _, k := range p.w.options.Layers.All() {
		p.w.do(graph.AddNode{Kind: k.ID, Name: "it"})
		p.w.studio.Select(graph.Selection{Nodes: []graph.NodeID{p.node("it").ID}})
		for tool, name := range map[string]string{"Keras": k.Names.Keras, "PyTorch": k.Names.PyTorch, "ONNX": k.Names.ONNX} {
			p.mustRead(tool)
			if name == "" {
				p.mustRead(strings.Fields(k.Names.ONNXNone.EN)[0])
				continue
			}
			p.click("Copy " + name)
			if got := p.w.options.App.Clipboard().Content(); got != name {
				t.Errorf("%s: the click copies %q, not what %s calls it: %q", k.ID, got, tool, name)
			}
			p.mustRead("Copied: " + name)
		}
		p.key("Ctrl+Z")
	}
}
