package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"netloom/ui/look"
)

func TestStepperGoesOnWhileItIsHeld(t *testing.T) {
	app := test.NewApp()
	defer app.Quit()
	steps := make(chan int, 8)
	s := newStepper(look.New(look.Dark, 1, app.Settings().SetTheme), func(by int) { steps <- by })
	queue := make(chan func(), 8)
	s.do = func(f func()) { queue <- f }
	w := app.NewWindow("")
	defer w.Close()
	w.SetContent(s)
	s.Resize(fyne.NewSize(16, 26))
	press := func(y float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(8, y)}}
	}
	s.MouseDown(press(20))
	if by := <-steps; by != -1 {
		t.Errorf("the lower arrow goes %d", by)
	}
	for range 2 {
		(<-queue)()
		if by := <-steps; by != -1 {
			t.Errorf("held, it goes %d", by)
		}
	}
	late := <-queue
	s.MouseUp(press(20))
	late()
	if len(steps) != 0 {
		t.Error("it goes on after it was let go")
	}
	s.MouseDown(press(4))
	if by := <-steps; by != 1 {
		t.Errorf("the upper arrow goes %d", by)
	}
	s.MouseOut()
	if s.timer != nil {
		t.Error("it goes on after the pointer has left it")
	}
}
