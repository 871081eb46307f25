package window

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"netloom/ui/action"
)

// holding does something while a key is down.
func (p *person) holding(key fyne.KeyName, do func()) {
	p.w.keyboard.keyDown(&fyne.KeyEvent{Name: key})
	p.key(string(key)) // Fyne tells of the same press as typed, too
	do()
	p.w.keyboard.keyUp(&fyne.KeyEvent{Name: key})
}

// across is a stroke over the wire that leads to a layer; it tells whether that is cut.
func (p *person) across(name string) func() {
	return func() {
		at := p.port(name, "in", true).AddXY(-14, 0)
		p.drag(at.AddXY(0, -40), at.AddXY(0, 40))
	}
}

func (p *person) wires() int { return len(p.w.studio.Document().Wires()) }

// Someone cuts wires and moves the view with a key held, and gives the knife another key.
func TestStoryHoldsKeys(t *testing.T) {
	home := t.TempDir()
	p := sitDown(t, home)
	before := p.wires()
	p.holding(fyne.KeyX, p.across("Dense 1"))
	if p.wires() != before-1 {
		t.Fatalf("%d of %d wires are left after a cut with X", p.wires(), before)
	}
	p.key("Ctrl+Z")
	at := p.w.canvas.NodePosition(p.node("Flatten").ID)
	p.holding(fyne.KeySpace, func() { p.drag(at, at.AddXY(40, 30)) })
	if now := p.w.canvas.NodePosition(p.node("Flatten").ID); now != at.AddXY(40, 30) {
		t.Fatalf("with Space held the view moves from %v to %v", at, now)
	}
	p.across("Dense 1")()
	if p.wires() != before {
		t.Fatal("with no key held a drag cuts")
	}

	p.key("Ctrl+,")
	p.mustRead("X + drag")
	p.pressInRow("Cut wires by dragging", "X + drag")
	p.key("Ctrl+K")
	p.mustRead("Ctrl+K cannot be held while dragging")
	p.click("Cancel")
	p.pressInRow("Cut wires by dragging", "X + drag")
	p.key("F")
	p.mustRead("F belongs to “Fit the selection”")
	p.click("Cancel")
	p.pressInRow("Cut wires by dragging", "X + drag")
	p.key("K")
	p.pressInRow("Zoom in", "Add keys")
	p.key("Space")
	p.mustRead("Space means something everywhere")
	p.click("Cancel")
	p.key("Escape")
	p.holding(fyne.KeyX, p.across("Dense 1"))
	if p.wires() != before {
		t.Fatal("the old key still cuts")
	}
	p.holding(fyne.KeyK, p.across("Dense 1"))
	if p.wires() != before-1 {
		t.Fatal("the new key does not cut")
	}
	p.key("?")
	p.mustRead("K + drag")
	p.key("Escape")
	p.leave()
	p = sitDown(t, home)
	if got := p.w.keymap.Of("hold.knife"); !slices.Equal(got, []action.Keys{{Key: fyne.KeyK}}) {
		t.Fatalf("at the next start the knife has %v", got)
	}
}

// Someone without a third hand takes the knife from the list of commands, for one drag.
func TestTheKnifeFromTheList(t *testing.T) {
	p := sitDown(t, t.TempDir())
	before := p.wires()
	knife := p.w.actions.Find("hold.knife")
	p.w.invoke(knife)
	p.key("Escape")
	p.across("Dense 1")()
	if p.wires() != before {
		t.Fatal("Escape does not put the knife away")
	}
	p.w.invoke(knife)
	p.across("Dense 1")()
	p.across("Dense 2")()
	if p.wires() != before-1 {
		t.Fatalf("%d of %d wires are left after one cut", p.wires(), before)
	}
	p.w.newProject()
	if knife = p.w.actions.Find("hold.knife"); knife.Reason() != "There are no wires yet" {
		t.Errorf("on an empty canvas: %q", knife.Reason())
	}
	p.w.invoke(knife)
	p.mustRead("There are no wires yet")
}
