package canvas

import "testing"

// TestDragEndsOverSomethingElse: where the button goes up over a panel, Fyne tells of the drag's end only.
func TestDragEndsOverSomethingElse(t *testing.T) {
	s := loose(t)
	s.hold(s.port("Flatten", "out", false), s.port("Free", "in", true))
	s.canvas.DragEnd()
	if s.canvas.gesture != nil {
		t.Error("the wire still hangs on the pointer")
	}
	s.steps(1)
	s.wired("Free", "in", "Flatten")
}
