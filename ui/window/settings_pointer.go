package window

import (
	"fyne.io/fyne/v2"

	"netloom/ui/canvas"
	"netloom/ui/kit"
	"netloom/ui/projects"
)

// What is remembered of the pointer.
const (
	pans    = "pans"
	selects = "selects"
	zooms   = "zooms"
)

// pointerOf is how the canvas takes what is remembered; what is not known there is as at the first start.
func pointerOf(p projects.Pointer) canvas.Pointer {
	return canvas.Pointer{DragPans: p.Drag == pans, WheelZooms: p.Wheel == zooms}
}

// pointerSection chooses what drag and wheel do on the canvas, and shows what follows from it.
func (s *settings) pointerSection() fyne.CanvasObject {
	w, l := s.w, s.w.look
	p := pointerOf(w.memory.Pointer)
	set := func(change func(*projects.Pointer)) {
		change(&w.memory.Pointer)
		w.canvas.SetPointer(pointerOf(w.memory.Pointer))
		w.remember()
		s.fill()
	}
	drag, wheel := index(p.DragPans), index(p.WheelZooms)
	lines := []fyne.CanvasObject{
		s.option("drag", w.words.Get("settings.drag"), w.words.Get([]string{"settings.drag.selects.meaning", "settings.drag.pans.meaning"}[drag]),
			[]string{w.words.Get("settings.drag.selects"), w.words.Get("settings.drag.pans")}, drag,
			func(i int) { set(func(p *projects.Pointer) { p.Drag = []string{selects, pans}[i] }) }),
		s.option("wheel", w.words.Get("settings.wheel"), w.words.Get([]string{"settings.wheel.pans.meaning", "settings.wheel.zooms.meaning"}[wheel]),
			[]string{w.words.Get("settings.wheel.pans"), w.words.Get("settings.wheel.zooms")}, wheel,
			func(i int) { set(func(p *projects.Pointer) { p.Wheel = []string{pans, zooms}[i] }) }),
		kit.Paragraph(l, w.words.Get("settings.trackpad"), s.width()),
		w.shortcutGroup(w.words.Get("keys.mouse"), w.gestures(), s.width()),
	}
	return s.options(lines...)
}

func index(second bool) int {
	if second {
		return 1
	}
	return 0
}
