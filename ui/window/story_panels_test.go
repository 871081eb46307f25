package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// pull drags what lies at a place of the window, with real events of Fyne's driver.
func (p *person) pull(at fyne.Position, dx, dy float32) { test.Drag(p.w.window.Canvas(), at, dx, dy) }

// islands are the places of palette, canvas, inspector and dock in the window.
func (p *person) islands() (list [4]struct{ x, y, w, h float32 }) {
	for i, o := range p.w.workspace.Objects[:4] {
		if !o.Visible() {
			continue
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		s := o.Size()
		list[i].x, list[i].y, list[i].w, list[i].h = at.X, at.Y, s.Width, s.Height
	}
	return list
}

func TestStoryPanelsAreSizedByTheGapsBetweenThem(t *testing.T) {
	home := t.TempDir()
	p := sitDown(t, home)
	was := p.islands()
	left := fyne.NewPos(was[0].x+was[0].w+3, 400)
	right := fyne.NewPos(was[2].x-3, 300)
	below := fyne.NewPos(was[3].x+200, was[3].y-3)
	p.pull(left, 60, 0)
	p.pull(right, -40, 0)
	p.pull(below, 0, -50)
	now := p.islands()
	if now[0].w != was[0].w+60 || now[2].w != was[2].w+40 || now[3].h != was[3].h+50 || now[1].w != was[1].w-100 {
		t.Fatalf("dragging the gaps makes of %v these: %v", was, now)
	}
	p.pull(fyne.NewPos(now[2].x-3, 300), -2000, 0)
	if canvas := p.islands()[1].w; canvas < canvasWidth {
		t.Errorf("the canvas is left %v wide, want at least %v", canvas, float32(canvasWidth))
	}
	p.pull(fyne.NewPos(p.islands()[2].x-3, 300), 2000, 0)
	if w := p.islands()[2].w; w != inspectorSplit.least {
		t.Errorf("the inspector can be made %v narrow, want %v", w, inspectorSplit.least)
	}
	wide := p.islands()[0].w
	p.leave()
	p = sitDown(t, home)
	if w := p.islands()[0].w; w != wide {
		t.Errorf("at the next start the palette is %v wide, it was left at %v", w, wide)
	}
	gap := p.w.workspace.Objects[4].(interface{ DoubleTapped(*fyne.PointEvent) })
	gap.DoubleTapped(nil)
	if w := p.islands()[0].w; w != was[0].w {
		t.Errorf("two clicks on the gap make the palette %v wide, want %v as at first", w, was[0].w)
	}
}

func TestStoryTheCanvasStandsAlone(t *testing.T) {
	p := sitDown(t, t.TempDir())
	was := p.islands()
	p.choose("View", "The canvas alone")
	if now := p.islands(); now[0].w != 0 || now[2].w != 0 || now[3].h != 0 || now[1].w <= was[1].w {
		t.Errorf("beside the canvas alone stands something: %v", now)
	}
	p.choose("View", "The canvas alone")
	if now := p.islands(); now != was {
		t.Errorf("after that it is %v, it was %v", now, was)
	}
}
