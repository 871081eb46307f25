package window

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/engine/train"
	"netloom/ui/look"
	"netloom/ui/view"
)

// step is how many batches have been trained.
func (p *person) step() uint64 { return p.w.studio.Progress().GlobalStep }

// state is what the run is doing.
func (p *person) state() train.State { return p.w.studio.Progress().State }

// epochs types a number of epochs into the toolbar.
func (p *person) epochs(n string) {
	p.t.Helper()
	p.w.window.Canvas().Focus(p.w.toolbar.epochs)
	p.w.toolbar.epochs.SetText("")
	p.write(n)
	p.key("Return")
	p.w.window.Canvas().Unfocus()
}

// The first minute: the program opens on the example, one press of Run shows accuracy rise, Pause and Stop answer.
func TestStoryFirstMinute(t *testing.T) {
	p := sitDown(t, "")
	p.mustRead("mnist-mlp")
	p.mustRead("Press Run to see the curve")
	p.until("predictions of the untrained network", func() bool { return !p.reads("Classifiers show predictions here") })
	wrong := p.wrong()
	if wrong < 60 {
		t.Errorf("the untrained network is wrong in only %d of 96 images", wrong)
	}
	p.click("Run")
	p.until("an accuracy of 90 %", func() bool { a, ok := p.w.shared.Accuracy(); return ok && a > 0.9 })
	if p.state() == train.Running {
		p.mustRead("Pause")
		p.click("Pause")
		p.until("a pause", func() bool { return p.state() == train.Paused })
	}
	p.until("fewer wrong predictions", func() bool { return p.wrong() < 30 })
	if p.reads("Press Run to see the curve") {
		t.Error("the curves still wait to be drawn")
	}
	at := p.step()
	p.key("F10")
	p.until("one more batch", func() bool { return p.step() == at+1 && p.state() == train.Paused })
	p.click("Stop")
	p.until("a stop", func() bool { return p.state() == train.Ready })
	session := p.w.studio.Session()
	p.click("Run")
	p.until("another run, from new weights", func() bool { return p.w.studio.Session() != session && p.step() > 0 })
	p.key("Ctrl+.")
	p.until("a stop", func() bool { return p.state() == train.Ready })
}

// wrong is how many predictions the view calls wrong.
func (p *person) wrong() int {
	n := -1
	for _, s := range p.words() {
		if rest, is := strings.CutPrefix(s, "Wrong "); is {
			n = 0
			for _, r := range rest {
				n = 10*n + int(r-'0')
			}
		}
	}
	return n
}

// A whole run ends by itself with what it reached, and is left in the file: the next day it is all there.
func TestStorySavesAndComesBack(t *testing.T) {
	home := t.TempDir()
	p := sitDown(t, home)
	p.clickNode("Dense 1")
	p.setParameter("Units", "32")
	p.epochs("1")
	path := p.saveAs("numbers.netloom")
	p.click("Run")
	p.until("the end of the run", func() bool { return p.state() == train.Done })
	p.mustRead("Done after epoch 1")
	trained, document := p.step(), p.w.studio.Document()
	p.leave()

	p = sitDown(t, home)
	p.dialogs.answer = path
	p.key("Ctrl+O")
	p.until("the project", func() bool { return p.w.project.path() == path })
	p.untilReady()
	p.until("what was learned", func() bool { return p.step() == trained })
	if got := p.node("Dense 1").Params["units"].Float(); got != 32 {
		t.Errorf("Dense 1 came back with %v units", got)
	}
	if p.w.studio.Document().Settings() != document.Settings() {
		t.Errorf("the settings came back as %+v", p.w.studio.Document().Settings())
	}
	p.until("good predictions without training", func() bool { n := p.wrong(); return n >= 0 && n < 20 })
}

// Theme, language and size are changed while a network trains: the run goes on, and nothing of it is lost.
func TestStoryChangesThemeAndLanguageWhileItTrains(t *testing.T) {
	home := t.TempDir()
	p := sitDown(t, home)
	p.epochs("1000")
	p.click("Run")
	p.until("some training", func() bool { return p.step() > 100 })
	session := p.w.studio.Session()
	p.choose("View", "Light theme")
	if p.w.look.Variant != look.Light {
		t.Fatalf("the theme is %s", p.w.look.Variant)
	}
	p.choose("View", "中文")
	for _, word := range []string{"暂停", "轮数", "学习率", "准确率", "预测", "全连接", "没有问题"} {
		p.mustRead(word)
	}
	p.choose("视图", "界面 125 %")
	at := p.step()
	p.until("more training", func() bool { return p.step() > at+100 })
	if p.w.studio.Session() != session || p.state() != train.Running {
		t.Error("the run did not go on")
	}
	if loss, known := p.w.shared.Loss(); !known || loss > 2.3 {
		t.Errorf("the curve was lost: %v", loss)
	}
	p.click("停止")
	p.until("a stop", func() bool { return p.state() == train.Ready })
	p.leave()
	p = sitDown(t, home)
	if p.w.words.Language() != text.Chinese || p.w.look.Variant != look.Light {
		t.Error("the next start forgets language and theme")
	}
}

// A click on a wrong prediction shows in the other view what the layers make of that image.
func TestStoryLooksIntoAWrongPrediction(t *testing.T) {
	p := sitDown(t, "")
	p.w.studio.Ready()
	p.until("predictions", func() bool { return p.wrong() > 5 })
	p.click("Loss") // the menu of views
	for _, v := range view.All() {
		p.mustRead(p.w.words.Get(v.TitleKey))
	}
	p.line("Loss").Tapped(nil)
	p.until("the first image", func() bool { return p.reads("Sample 0") && p.reads("label 7") })
	p.w.shared.Choose(4)
	p.until("the fifth image", func() bool { return p.reads("Sample 4") && p.reads("label 4") })
	p.until("what the layers make of it", func() bool { return p.reads("of 128 silent") })
}

// A trained network is taken away from the window as ONNX; before it is trained the window says why not.
func TestStoryExports(t *testing.T) {
	p := sitDown(t, "")
	p.untilReady()
	path := filepath.Join(t.TempDir(), "net.onnx")
	p.dialogs.answer = path
	p.click("File")
	if row := p.line("Export as ONNX…"); row.Tap != nil || row.Tip != "Train the network first" {
		t.Errorf("the export of an untrained network says %q", row.Tip)
	}
	p.key("Escape")
	p.key("F10")
	p.until("one batch", func() bool { return p.step() == 1 })
	p.choose("File", "Export as ONNX…")
	p.until("the file", func() bool { return p.reads("Exported to") })
	b, err := os.ReadFile(path)
	p.check(err)
	if !bytes.Contains(b, []byte("Gemm")) || len(b) < 400_000 {
		t.Errorf("the file has %d bytes", len(b))
	}
	p.dialogs.answer = "" // thinks better of it
	p.choose("File", "Export weights as safetensors…")
	p.key("F10")
	p.until("the next batch", func() bool { return p.step() == 2 })
}

// What was drawn without a name is there again at the next start, and New keeps it.
func TestStoryNothingWithoutANameIsLost(t *testing.T) {
	home := t.TempDir()
	p := sitDown(t, home)
	p.dragIn("Dropout", fyne.NewPos(600, 300))
	id := p.node("Dropout 2").ID
	p.until("saved", func() bool { return p.reads("Saved") })
	p.leave()
	p = sitDown(t, home)
	if n := p.w.studio.Document().Node(id); n == nil || n.Name != "Dropout 2" {
		t.Fatal("the layer is gone at the next start")
	}
	p.check(p.w.studio.Do(graph.RenameNode{Node: id, Name: "Mine"}))
	p.key("Ctrl+N")
	if len(p.w.studio.Document().Nodes()) != 0 {
		t.Fatal("New does not give an empty canvas")
	}
	p.dialogs.answer = filepath.Join(home, "unnamed.netloom")
	p.key("Ctrl+O")
	p.until("what was there before", func() bool { return len(p.w.studio.Document().Nodes()) > 0 })
	if p.node("Mine").ID != id || p.w.project.path() != "" {
		t.Error("the project that had no name came back otherwise")
	}
}
