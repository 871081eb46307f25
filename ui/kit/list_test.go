package kit

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"netloom/ui/look"
)

// listed is a list of so many rows in a window 200 wide and 290 high: ten rows are in sight.
type listed struct {
	*List
	made   map[int]int
	chosen []int
	keys   []fyne.KeyName // that came to the window
}

func newListed(t *testing.T, rows int) *listed {
	t.Helper()
	app := test.NewApp()
	t.Cleanup(app.Quit)
	l := look.New(look.Dark, 1, app.Settings().SetTheme)
	x := &listed{List: NewList(l), made: map[int]int{}}
	tips := NewTips(l)
	x.Make = func(i int, _ float32) *Line {
		x.made[i]++
		return NewLine(l, tips, 29, Text(l, fmt.Sprint("row ", i), Body, l.Text))
	}
	x.Choose = func(i int) { x.chosen = append(x.chosen, i) }
	w := app.NewWindow("list")
	w.SetPadded(false)
	w.SetContent(x.List)
	w.Resize(fyne.NewSize(200, 290))
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { x.keys = append(x.keys, e.Name) })
	x.Fill(rows)
	return x
}

func (x *listed) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		x.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestListMakesOnlyRowsInSight(t *testing.T) {
	x := newListed(t, 5000)
	if len(x.made) > 12 {
		t.Fatalf("%d rows were made for ten in sight", len(x.made))
	}
	x.Go(4000)
	if x.Line(4000) == nil || x.Line(0) != nil {
		t.Error("the row that was gone to is not there, or the first still is")
	}
	if len(x.made) > 24 {
		t.Errorf("%d rows were made for twenty in sight", len(x.made))
	}
	if n := x.made[4000]; n != 1 {
		t.Errorf("a row was made %d times", n)
	}
}

func TestListObeysTheKeyboard(t *testing.T) {
	x := newListed(t, 100)
	x.Focus()
	x.press(fyne.KeyUp)
	if x.At() != 0 {
		t.Error("there is something above the first row")
	}
	x.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	x.press(fyne.KeyEnd, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn)
	x.press(fyne.KeyHome, fyne.KeyPageDown, fyne.KeyReturn)
	if got := fmt.Sprint(x.chosen); got != "[2 99 99 9]" {
		t.Errorf("chosen were %s", got)
	}
	if x.Line(9) == nil {
		t.Error("the marked row is out of sight")
	}
	x.press(fyne.KeyF8)
	if len(x.keys) != 1 || x.keys[0] != fyne.KeyF8 {
		t.Errorf("the window got %v", x.keys)
	}
}

func TestListHandsShortcutsOn(t *testing.T) {
	x := newListed(t, 3)
	mine, theirs := 0, 0
	c := fyne.CurrentApp().Driver().CanvasForObject(x.List)
	s := &desktop.CustomShortcut{KeyName: fyne.KeyD, Modifier: fyne.KeyModifierControl}
	c.AddShortcut(s, func(fyne.Shortcut) { theirs++ })
	x.Shortcut = func(s *desktop.CustomShortcut) bool { mine++; return s.KeyName == fyne.KeyUp }
	x.TypedShortcut(s)
	x.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: fyne.KeyModifierControl})
	if mine != 2 || theirs != 1 {
		t.Errorf("the list was asked %d times and the window got %d shortcuts", mine, theirs)
	}
}

func TestListKeepsItsPlaceWhenItIsFilledAnew(t *testing.T) {
	x := newListed(t, 100)
	x.Go(50)
	x.Fill(100)
	if x.At() != 50 || x.Line(50) == nil {
		t.Error("the list jumps when it is filled anew")
	}
	x.Fill(3)
	if x.At() != 2 {
		t.Errorf("the mark is on row %d of 3", x.At())
	}
	x.Fill(0)
	x.press(fyne.KeyDown, fyne.KeyReturn)
	if len(x.chosen) > 0 {
		t.Error("a row of an empty list was chosen")
	}
}

func TestATapMarksARowAndTakesTheKeyboard(t *testing.T) {
	x := newListed(t, 10)
	test.Tap(x.Line(4))
	x.press(fyne.KeyDown, fyne.KeyReturn)
	if !x.Focused() || len(x.chosen) != 1 || x.chosen[0] != 5 {
		t.Errorf("after a tap on row 4 the arrow leads to %v", x.chosen)
	}
}

func TestASecondTapOpens(t *testing.T) {
	x := newListed(t, 1)
	line := x.Line(0)
	opened := 0
	line.DoubleTap = func() { opened++ }
	line.Tapped(nil)
	if opened != 0 {
		t.Error("one tap opens")
	}
	line.Tapped(nil)
	if opened != 1 {
		t.Error("two taps do not open")
	}
	line.Tapped(nil)
	if opened != 1 {
		t.Error("the third tap opens again")
	}
}
