package window

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"

	"netloom/engine/text"
	"netloom/ui/action"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// covered tells whether something lies over the window.
func (p *person) covered() bool { return p.w.window.Canvas().Overlays().Top() != nil }

// call opens the palette of commands, types, and takes the first that fits.
func (p *person) call(typed string) {
	p.t.Helper()
	p.key("Ctrl+K")
	p.write(typed)
	p.key("Return")
}

// Someone who knows no menu calls commands by parts of their names, in whichever language comes to mind.
func TestStoryCallsCommandsByName(t *testing.T) {
	p := sitDown(t, "")
	zoom := p.w.canvas.Zoom()
	p.call("zoom in")
	if p.covered() || p.w.canvas.Zoom() <= zoom {
		t.Fatalf("the zoom is %v, was %v; the palette is open: %v", p.w.canvas.Zoom(), zoom, p.covered())
	}
	p.call("放大")
	if p.w.canvas.Zoom() <= zoom*1.1 {
		t.Fatal("the Chinese name is not understood in English")
	}
	p.w.words.Use(text.Chinese)
	p.call("dark theme") // already dark: nothing changes, and nothing breaks
	p.call("light the")
	if p.w.look.Variant != look.Light {
		t.Fatalf("the English name is not understood in Chinese: the theme is %s", p.w.look.Variant)
	}
	p.key("Ctrl+Shift+P")
	p.mustRead("最近使用")
	p.key("Escape")
	if p.covered() {
		t.Fatal("Escape does not close the palette")
	}
	before := len(p.w.studio.Document().Nodes())
	p.call("batch norm")
	if n := len(p.w.studio.Document().Nodes()); n != before+1 {
		t.Fatalf("%d layers stand on the canvas, not one more than %d", n, before)
	}
	p.call("Dense 2")
	if got := p.w.studio.Selection().Nodes; len(got) != 1 || got[0] != p.node("Dense 2").ID {
		t.Fatalf("going to a layer selects %v", got)
	}
}

// What cannot be used now is shown with its reason and does nothing; arrows and mouse choose.
func TestStoryThePaletteSaysWhyNot(t *testing.T) {
	p := sitDown(t, "")
	p.key("Ctrl+K")
	p.write("redo")
	p.mustRead("There is nothing to redo")
	p.key("Return")
	if !p.covered() {
		t.Fatal("a command that cannot be used closes the palette")
	}
	if row := p.line("There is nothing to redo"); row.Tip != "There is nothing to redo" {
		t.Errorf("its row says %q", row.Tip)
	}
	p.key("Escape")
	p.key("Ctrl+K")
	p.write("theme")
	p.key("Down")
	p.key("Down")
	p.key("Up")
	p.key("Return")
	if p.w.look.Variant != look.Light {
		t.Fatalf("the second theme in the list is %s", p.w.look.Variant)
	}
	p.key("Ctrl+K")
	p.line("Select all").Tapped(nil)
	if p.covered() || len(p.w.studio.Selection().Nodes) != 6 {
		t.Fatal("a click on a command does not run it")
	}
	p.key("Ctrl+K")
	p.write("qqqq")
	p.mustRead("Nothing fits")
}

// While something lies over the window, its keys do nothing.
func TestStoryKeysDoNothingUnderASheet(t *testing.T) {
	p := sitDown(t, "")
	p.clickNode("Dropout")
	before := p.w.studio.Document()
	p.click("File")
	p.key("Delete")
	p.key("Ctrl+L")
	p.key("Escape")
	if p.covered() || p.w.studio.Document() != before {
		t.Fatal("a key went through the open menu, or Escape did not close it")
	}
	p.key("Ctrl+K")
	p.key("Delete")
	p.key("Ctrl+Z")
	p.key("Escape")
	if p.w.studio.Document() != before {
		t.Fatal("a key went through the palette")
	}
	p.key("/")
	p.write("f")
	p.key("Delete")
	p.key("Home")
	p.w.window.Canvas().Unfocus()
	if p.w.studio.Document() != before {
		t.Fatal("a key fired while the keyboard was in a field, or leaving the search added a layer")
	}
	p.key("Shift+Right")
	if moved := p.node("Dropout").At.X - before.Node(p.node("Dropout").ID).At.X; moved <= 0 {
		t.Fatal("Shift with an arrow does not move the layer")
	}
}

// pressInRow presses a button in the row of a command in the settings: the first one of that word after the name.
func (p *person) pressInRow(command, button string) {
	p.t.Helper()
	var found *kit.Button
	passed := false
	p.walk(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *fynecanvas.Text:
			passed = passed || o.Text == command
		case *kit.Button:
			if passed && found == nil && (o.Label() == button || strings.HasPrefix(o.Tip(), button)) {
				found = o
			}
		}
	})
	if found == nil {
		p.t.Fatalf("there is no button %q after %q among: %s", button, command, strings.Join(p.words(), " | "))
	}
	found.Tapped(nil)
}

// Someone gives a command keys of their own: what another command has is named, and taken over only on demand.
func TestStoryRebindsKeys(t *testing.T) {
	home := t.TempDir()
	p := sitDown(t, home)
	p.key("Ctrl+,")
	p.mustRead("Settings")
	p.pressInRow("Arrange", "Ctrl+L")
	p.mustRead("Press keys…")
	p.key("Ctrl+Z")
	p.mustRead("Ctrl+Z belongs to “Undo”")
	p.click("Cancel")
	if p.reads("belongs to") || p.w.keymap.First("edit.arrange") != "Ctrl+L" {
		t.Fatal("cancelling did not leave the keys as they were")
	}
	p.pressInRow("Arrange", "Ctrl+L")
	p.key("Escape")
	if !p.covered() || p.reads("Press keys…") {
		t.Fatal("Escape should end the recording and leave the settings open")
	}
	p.pressInRow("Arrange", "Ctrl+L")
	p.key("Ctrl+Alt+F")
	if got := p.w.keymap.First("edit.arrange"); got != "Ctrl+Alt+F" {
		t.Fatalf("Arrange has %q", got)
	}
	p.pressInRow("Arrange", "Add keys")
	p.key("Y")
	p.pressInRow("Zoom in", "Add keys")
	p.key("F")
	p.mustRead("F belongs to “Fit the selection”")
	p.click("Take it over")
	p.pressInRow("Zoom out", "Add keys")
	p.key("Tab")
	p.mustRead("Tab means something everywhere")
	p.click("Cancel")
	p.key("Escape")
	if p.covered() {
		t.Fatal("Escape does not close the settings")
	}
	zoom := p.w.canvas.Zoom()
	p.key("F")
	if p.w.canvas.Zoom() <= zoom {
		t.Fatal("the new key does nothing")
	}
	p.drag(p.w.canvas.NodePosition(p.node("Flatten").ID), p.w.canvas.NodePosition(p.node("Flatten").ID).AddXY(0, 90))
	moved := p.w.studio.Document()
	p.key("Ctrl+L")
	if p.w.studio.Document() != moved {
		t.Fatal("the old keys still work")
	}
	p.key("Ctrl+Alt+F")
	if p.w.studio.Document() == moved {
		t.Fatal("the new keys do nothing")
	}
	p.leave()

	saved, err := os.ReadFile(filepath.Join(home, "settings.json"))
	p.check(err)
	if !strings.Contains(string(saved), `"Ctrl+Alt+F"`) {
		t.Errorf("the settings do not say it readably: %s", saved)
	}
	p = sitDown(t, home)
	if got := p.w.keymap.Of("edit.arrange"); !slices.Equal(got, []action.Keys{{Key: fyne.KeyF, Main: true, Alt: true}, {Key: fyne.KeyY}}) {
		t.Fatalf("at the next start Arrange has %v", got)
	}
	p.key("?")
	p.mustRead("Ctrl+Alt+F")
	p.click("Change keys…")
	p.pressInRow("Arrange", "Back to the first keys")
	if got := p.w.keymap.First("edit.arrange"); got != "Ctrl+L" {
		t.Fatalf("after resetting Arrange has %q", got)
	}
	p.click("Reset all keys")
	p.key("Return") // agrees to the question
	if p.w.keymap.AnyChanged() {
		t.Fatal("not all keys are as at first")
	}
}

// Someone used to other editors has dragging pan and the wheel zoom; it holds at once, and at the next start.
func TestStoryChoosesHowTheMouseWorks(t *testing.T) {
	home := t.TempDir()
	p := sitDown(t, home)
	p.call("settings mouse")
	p.mustRead("Drag with the middle button")
	p.segment("Selects").Choose(1)
	p.mustRead("Drag with Ctrl held to select")
	p.key("Escape")
	pans := func() bool {
		at := p.w.canvas.NodePosition(p.node("Flatten").ID)
		empty := p.onEmptyCanvas()
		p.drag(empty, empty.AddXY(40, 0))
		return p.w.canvas.NodePosition(p.node("Flatten").ID) != at
	}
	if !pans() {
		t.Fatal("dragging does not pan")
	}
	p.leave()
	p = sitDown(t, home)
	if !pans() {
		t.Fatal("at the next start dragging does not pan")
	}
	p.key("?")
	p.mustRead("Ctrl + drag")
}

// The looks are chosen in the settings, which stay open in the new look and language, and nothing of the old remains.
func TestStoryChoosesLooks(t *testing.T) {
	home := t.TempDir()
	p := sitDown(t, home)
	p.saveAs("a.netloom")
	p.until("it is saved", func() bool { return p.reads("Saved") })
	p.call("settings looks")
	p.segment("Dark").Choose(2)
	if p.w.look.Variant != look.Contrast || !p.covered() {
		t.Fatalf("the theme is %s; the settings are open: %v", p.w.look.Variant, p.covered())
	}
	p.segment("Full").Choose(1)
	if !p.w.look.ReducedMotion() {
		t.Fatal("motion is not reduced")
	}
	p.segment("English").Choose(1)
	p.mustRead("界面大小")
	english := p.w.words.Catalogue(text.English)
	chinese := p.w.words.Catalogue(text.Chinese)
	for _, word := range p.words() {
		for key, e := range english {
			if len(word) > 3 && word == e && chinese[key] != e {
				t.Errorf("%q (%s) stays in English", word, key)
			}
		}
	}
	p.leave()
	p = sitDown(t, home)
	if p.w.look.Variant != look.Contrast || !p.w.look.ReducedMotion() || p.w.words.Language() != text.Chinese {
		t.Fatal("the looks are forgotten at the next start")
	}
}

// segment finds a row of choices by the word of its first one.
func (p *person) segment(first string) *kit.Segments {
	p.t.Helper()
	var found *kit.Segments
	p.walk(func(o fyne.CanvasObject) {
		if s, ok := o.(*kit.Segments); ok && s.Word(0) == first {
			found = s
		}
	})
	if found == nil {
		p.t.Fatalf("there are no choices that begin with %q", first)
	}
	return found
}

// onEmptyCanvas is a place on the canvas where there is nothing.
func (p *person) onEmptyCanvas() fyne.Position {
	size := p.w.canvas.Size()
	return fyne.NewPos(size.Width/2, size.Height-30)
}

// The sheet of shortcuts has every command and stands in both languages.
func TestStoryTheSheetOfShortcutsHasAll(t *testing.T) {
	p := sitDown(t, "")
	for _, l := range []text.Language{text.English, text.Chinese} {
		p.w.words.Use(l)
		p.key("?")
		for _, a := range p.w.actions {
			p.mustRead(p.w.words.Get(a.Key))
			for _, k := range p.w.keymap.Of(a.ID) {
				p.mustRead(k.String())
			}
		}
		p.key("Escape")
	}
}

// No two commands begin with the same keys, and none has keys that mean something everywhere.
func TestKeysOfTheRecordsDoNotClash(t *testing.T) {
	p := sitDown(t, "")
	holder := map[action.Keys]string{}
	for _, a := range p.w.actions {
		for _, k := range append([]action.Keys{a.Keys}, a.More...) {
			if k.Key == "" {
				continue
			}
			if other := holder[k]; other != "" {
				t.Errorf("%s belongs to %s and %s", k, other, a.ID)
			}
			if !a.Allows(k) {
				t.Errorf("%s of %s means something everywhere", k, a.ID)
			}
			holder[k] = a.ID
		}
	}
}
