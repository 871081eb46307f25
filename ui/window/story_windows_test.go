package window

import (
	"testing"

	"netloom/ui/projects"
)

// Two windows are open at once: what is set in one survives what is set in the other.
func TestStoryTwoWindows(t *testing.T) {
	home := t.TempDir()
	one := sitDown(t, home)
	two := sitDown(t, home)
	one.w.nextTheme()
	two.w.nextLanguage()
	one.w.actions.Find("view.minimap").Run()
	two.w.remember()
	m := projects.Recall(home)
	if m.Theme != string(one.w.look.Variant) || m.Language != string(two.w.words.Language()) || !m.HideMinimap {
		t.Errorf("together they remember %+v", m)
	}
	path := one.saveAs("mine")
	two.leave()
	if m := projects.Recall(home); len(m.Open) != 1 || m.Open[0] != path || m.Shown != path {
		t.Errorf("with one window left, of which %s is open, these are remembered: %v, %q", path, m.Open, m.Shown)
	}
}
