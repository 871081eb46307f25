package window

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"weak"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"

	"netloom/assets/examples"
	"netloom/engine/text"
	"netloom/engine/train"
	"netloom/ui/kit"
	"netloom/ui/projects"
)

// tab finds a tab by its word.
func (p *person) tab(title string) *kit.FileTab {
	p.t.Helper()
	var found *kit.FileTab
	p.walk(func(o fyne.CanvasObject) {
		if x, ok := o.(*kit.FileTab); ok && x.State().Title == title {
			found = x
		}
	})
	if found == nil {
		p.t.Fatalf("there is no tab %q among %s", title, p.tabs())
	}
	return found
}

// tabs are the words on the tabs from left to right, the shown one in brackets.
func (p *person) tabs() string {
	var list []string
	p.walk(func(o fyne.CanvasObject) {
		if x, ok := o.(*kit.FileTab); ok {
			title := x.State().Title
			if x.State().Shown {
				title = "[" + title + "]"
			}
			list = append(list, title)
		}
	})
	return strings.Join(list, " ")
}

func (p *person) mustShowTabs(want string) {
	p.t.Helper()
	if got := p.tabs(); got != want {
		p.t.Errorf("the tabs are %s, not %s", got, want)
	}
}

// clickTab shows a project by its tab.
func (p *person) clickTab(title string) {
	p.t.Helper()
	p.tab(title).Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, 10)})
}

// closeTab closes a project by the cross on its tab.
func (p *person) closeTab(title string) {
	p.t.Helper()
	x := p.tab(title)
	x.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x.Size().Width-14, 18)})
}

// copyOf puts an example into a folder of the test, as a project file.
func (p *person) copyOf(example, name string) string {
	p.t.Helper()
	d, err := examples.Open(example)
	p.check(err)
	path := filepath.Join(p.t.TempDir(), name+".netloom")
	f, err := projects.Create(p.t.Context(), path, d, false)
	p.check(err, f.Close())
	return path
}

// open opens a file by the dialog.
func (p *person) open(path string) {
	p.t.Helper()
	p.dialogs.answer = path
	p.key("Ctrl+O")
	p.until("the project", func() bool { return p.w.project.path() == path })
}

// Someone works on two networks side by side: each keeps its own steps to undo, its selection and its zoom.
func TestStoryTwoProjectsSideBySide(t *testing.T) {
	p := sitDown(t, t.TempDir())
	p.clickNode("Dense 1")
	p.key("Ctrl+-")
	zoom := p.w.canvas.Zoom()
	p.key("Ctrl+N")
	p.mustShowTabs("mnist-mlp [Untitled]")
	p.mustRead("Drag a layer here, or start from an example")
	if title := p.w.window.Title(); title != "Untitled – Netloom" {
		t.Errorf("the window is called %q", title)
	}
	p.dragIn("Dropout", fyne.NewPos(200, 150))
	added := p.w.studio.Document()
	p.key("Ctrl+Tab")
	p.mustShowTabs("[mnist-mlp] Untitled")
	if s := p.w.studio.Selection(); len(s.Nodes) != 1 || p.w.canvas.Zoom() != zoom {
		t.Errorf("the first project came back with %v selected at zoom %v", s, p.w.canvas.Zoom())
	}
	p.mustRead("100,480") // what the inspector says of Dense 1
	if _, can := p.w.studio.History().CanUndo(); can {
		t.Error("the layer that was put into the other project can be undone in this one")
	}
	p.key("Delete")
	p.key("Ctrl+Shift+Tab")
	if p.w.studio.Document() != added {
		t.Error("a deletion in one project has changed the other")
	}
	p.key("Ctrl+Z")
	if n := len(p.w.studio.Document().Nodes()); n != 0 {
		t.Errorf("after undo %d layers are left", n)
	}
	p.key("Ctrl+1")
	p.mustShowTabs("[mnist-mlp] Untitled")
	p.key("Ctrl+Z")
	if p.node("Dense 1") == nil {
		t.Error("the deletion was not undone")
	}
	p.key("Ctrl+9")
	p.mustShowTabs("mnist-mlp [Untitled]")
	p.key("Ctrl+5")
	p.mustRead("Only 2 projects are open")
}

// A network trains while someone edits another one: its tab shows how far it is, nothing of its views is computed, and
// when it is shown again its curve is whole.
func TestStoryTrainsInOneTabWhileAnotherIsEdited(t *testing.T) {
	p := sitDown(t, t.TempDir())
	p.epochs("3")
	p.click("Run")
	p.until("the first batches", func() bool { return p.step() > 10 })
	training := p.w.desk
	p.choose("File", "New from an example…")
	p.line("Handwritten digits with a convolutional network").Tapped(nil)
	p.mustShowTabs("mnist-mlp [mnist-cnn]")
	if training.studio.Watched() != 0 {
		t.Error("views that nobody sees are computed on")
	}
	p.until("the run in the tab", func() bool { s := p.tab("mnist-mlp").State(); return s.Mark == kit.RunningMark && s.Percent > 0 })
	if tip := p.tab("mnist-mlp").State().Tip; !strings.Contains(tip, "Training: ") {
		t.Errorf("the tab says %q", tip)
	}
	p.clickNode("Dense")
	p.setParameter("Units", "12")
	p.until("the end of the run", func() bool { return p.tab("mnist-mlp").State().Mark == kit.DoneMark })
	if training.studio.Progress().Epoch != 3 || p.node("Dense").Params["units"].Float() != 12 {
		t.Error("the edit in one tab and the run in the other did not go well together")
	}
	p.clickTab("mnist-mlp")
	p.mustRead("Done after epoch 3")
	if a, known := p.w.shared.Accuracy(); !known || a < 0.9 {
		t.Errorf("the curve ends at an accuracy of %v", a)
	}
	p.until("good predictions", func() bool { n := p.wrong(); return n >= 0 && n < 20 })
	if p.w.studio.Progress().State != train.Done || training != p.w.desk {
		t.Error("another project is shown")
	}
}

// A file is opened once: whoever opens it again is led to its tab, and nobody can save over it.
func TestStoryAFileIsOpenOnce(t *testing.T) {
	p := sitDown(t, t.TempDir())
	a, b := p.copyOf("mnist-mlp", "a"), p.copyOf("mnist-cnn", "b")
	p.open(a)
	p.mustShowTabs("[a]") // the example that nobody has touched has made room
	p.open(b)
	p.mustShowTabs("a [b]")
	p.open(filepath.Join(filepath.Dir(a), ".", "a.netloom"))
	p.mustShowTabs("[a] b")
	p.dialogs.answer = b
	p.key("Ctrl+Shift+S")
	p.until("a refusal", func() bool { return p.reads("is open in another tab") })
	p.dialogs.answer = a
	p.key("Ctrl+Shift+S")
	p.until("saved", func() bool { return p.reads("Saved") })
	c := filepath.Join(t.TempDir(), "c.netloom")
	p.dialogs.answer = c
	p.key("Ctrl+Shift+S")
	p.key("Ctrl+2") // is elsewhere when the file is there
	p.until("the copy", func() bool { return p.tabs() == "c [b]" })
	if p.w.project.path() != b {
		t.Errorf("b lies at %s now", p.w.project.path())
	}
}

// Tabs are closed by cross, middle button and key; the last one leaves an empty canvas.
func TestStoryClosesTabs(t *testing.T) {
	p := sitDown(t, t.TempDir())
	for range 3 {
		p.key("Ctrl+N")
	}
	p.mustShowTabs("mnist-mlp Untitled Untitled 2 [Untitled 3]") //nolint:dupword // names of tabs
	p.closeTab("Untitled")
	p.mustShowTabs("mnist-mlp Untitled 2 [Untitled 3]")
	p.tab("Untitled 3").MouseUp(&desktop.MouseEvent{Button: desktop.MouseButtonTertiary})
	p.mustShowTabs("mnist-mlp [Untitled 2]")
	p.key("Ctrl+1")
	p.key("Ctrl+W")
	p.mustShowTabs("[Untitled 2]")
	p.click("File")
	if row := p.line("Close project"); row.Tap != nil || row.Tip != "This project is empty and the only one" {
		t.Errorf("the only empty project can be closed: %q", row.Tip)
	}
	p.key("Escape")
	p.dragIn("Dropout", fyne.NewPos(200, 150))
	p.key("Ctrl+W")
	p.mustShowTabs("[Untitled]")
	p.mustRead("was kept as")
	if len(p.w.studio.Document().Nodes()) != 0 {
		t.Error("the canvas is not empty")
	}
	p.choose("File", "Open recent…")
	p.line("unnamed").Tapped(nil)
	p.mustShowTabs("[Untitled 2]")
	if p.node("Dropout") == nil {
		t.Error("what was closed without a name is lost")
	}
}

// Tabs are put into another order by the mouse, and those that do not fit are reached by the list of all.
func TestStoryManyTabs(t *testing.T) {
	p := sitDown(t, t.TempDir())
	p.key("Ctrl+N")
	p.key("Ctrl+N")
	x := p.tab("Untitled 2")
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.tab("mnist-mlp"))
	x.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at.AddXY(20, 5)}})
	x.DragEnd()
	p.mustShowTabs("[Untitled 2] mnist-mlp Untitled")
	for range 12 {
		p.key("Ctrl+N")
	}
	strip := p.w.tabs
	last, first := p.tab("Untitled 14"), p.tab("Untitled 2")
	seen := func(x *kit.FileTab) bool {
		left := x.Position().X - strip.scroll.Offset.X
		return left >= 0 && left+x.Size().Width <= strip.scroll.Size().Width+0.5
	}
	if !seen(last) || seen(first) {
		t.Error("the newest tab is not in sight")
	}
	p.click("All open projects")
	p.line("mnist-mlp").Tapped(nil)
	if !seen(p.tab("mnist-mlp")) {
		t.Error("the chosen tab is not in sight")
	}
	strip.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -5000}})
	if !seen(last) {
		t.Error("the wheel does not lead to the last tab")
	}
}

// The files that were open last are offered, but not those that are gone; a file that is dropped on the window opens.
func TestStoryRecentAndDroppedFiles(t *testing.T) {
	home := t.TempDir()
	p := sitDown(t, home)
	p.click("File")
	if row := p.line("Open recent…"); row.Tap != nil || row.Tip != "No file has been opened or saved yet" {
		t.Errorf("with nothing to offer the menu says %q", row.Tip)
	}
	a, b := p.copyOf("mnist-mlp", "a"), p.copyOf("mnist-cnn", "b")
	p.w.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(a), storage.NewFileURI(b)})
	p.mustShowTabs("a [b]")
	p.w.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI("/somewhere/picture.png")})
	p.mustRead("picture.png cannot be opened here")
	p.leave()
	p.check(os.Remove(b))
	p = sitDown(t, home)
	p.mustShowTabs("[mnist-mlp]")
	p.choose("File", "Open recent…")
	if row := p.line("b"); row.Tap != nil || row.Tip != "This file is no longer there" {
		t.Errorf("a file that is gone is offered: %q", row.Tip)
	}
	p.line("a").Tapped(nil)
	p.mustShowTabs("[a]")
}

// A project that another window has open cannot be saved: closing it asks, and loses nothing unless it is told to.
func TestStoryClosingWhatCannotBeSavedAsks(t *testing.T) {
	p := sitDown(t, t.TempDir())
	path := p.copyOf("mnist-mlp", "theirs")
	theirs, err := projects.Open(t.Context(), path)
	p.check(err)
	defer theirs.Close()
	p.open(path)
	p.clickNode("Dropout")
	p.key("Delete")
	p.key("Ctrl+W")
	p.mustRead("theirs cannot be saved")
	p.mustRead("is open elsewhere")
	p.click("Cancel")
	p.w.words.Use(text.Chinese)
	p.key("Ctrl+W")
	p.mustRead("已在其他窗口打开")
	p.click("取消")
	p.w.words.Use(text.English)
	p.mustShowTabs("[theirs]")
	p.closeTab("theirs")
	p.dialogs.answer = filepath.Join(t.TempDir(), "mine.netloom")
	p.click("Save under another name")
	p.until("the copy", func() bool { return p.tabs() == "[mine]" })
	p.open(path)
	if p.node("Dropout") == nil {
		t.Error("the other window's file has changed")
	}
	p.clickNode("Dropout")
	p.key("Delete")
	p.w.close()
	p.mustRead("theirs cannot be saved")
	p.click("Close and lose the changes")
	if !p.w.ended {
		t.Error("the window does not close")
	}
	p.w = nil
}

// A closed project leaves nothing behind: no run, no goroutine, no open file, no memory.
func TestStoryAClosedTabLeavesNothingBehind(t *testing.T) {
	p := sitDown(t, t.TempDir())
	path := p.copyOf("mnist-mlp", "a")
	p.key("Ctrl+N")
	before := runtime.NumGoroutine()
	var sessions []weak.Pointer[train.Session]
	for range 3 {
		p.open(path)
		p.untilReady()
		p.clickNode("Dense 1")
		p.setParameter("Units", "20") // another session
		p.epochs("1000")
		p.click("Run")
		p.until("training", func() bool { return p.step() > 5 })
		sessions = append(sessions, weak.Make(p.w.studio.Session()))
		p.key("Ctrl+W")
	}
	p.open(path) // and one that is closed while its session is being made
	p.key("Ctrl+W")
	if p.w.desk.studio.Session() != nil {
		t.Error("an empty project has a session")
	}
	p.until("the end of all goroutines", func() bool { return settled(before) })
	runtime.GC()
	for _, s := range sessions {
		if s.Value() != nil {
			t.Error("a run of a closed project is still in memory")
		}
	}
	files, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("there is no list of open files here")
	}
	for _, f := range files {
		if to, err := os.Readlink(filepath.Join("/proc/self/fd", f.Name())); err == nil && strings.HasPrefix(to, path) {
			t.Errorf("%s is still open", to)
		}
	}
}

// settled gives goroutines that are ending the time to end.
func settled(most int) bool {
	for range 1000 {
		if runtime.NumGoroutine() <= most {
			return true
		}
		runtime.Gosched()
	}
	return false
}
