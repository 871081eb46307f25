package canvas

import (
	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
)

// sizing drags a note's corner.
type sizing struct {
	note graph.NoteID
	hold geometry.Point // from the corner to where the pointer took hold
}

func newSizing(c *Canvas, id graph.NoteID, at geometry.Point) gesture {
	n := c.scene.Note(id)
	if n == nil {
		return nil
	}
	p := c.view.Canvas(at)
	return &sizing{note: id, hold: geometry.Point{X: n.Rect().Right() - p.X, Y: n.Rect().Bottom() - p.Y}}
}

func (g *sizing) move(c *Canvas, _ fyne.KeyModifier) {
	n := c.scene.Note(g.note)
	if n == nil {
		return
	}
	corner := geometry.SnapPoint(geometry.Add(c.view.Canvas(c.pointer), g.hold))
	n.Width, n.Height = max(corner.X-n.Seat.X, geometry.NoteLeastWidth), max(corner.Y-n.Seat.Y, geometry.NoteLeastHeight)
}

func (g *sizing) end(c *Canvas, _ fyne.KeyModifier) {
	n := c.scene.Note(g.note)
	if n == nil {
		return
	}
	changed := *n.Note
	changed.Width, changed.Height = n.Width, n.Height
	if changed == *n.Note {
		return
	}
	c.do(graph.ChangeNote{Note: changed})
}

func (g *sizing) cancel(c *Canvas)        { c.sync() }
func (g *sizing) survives(*Canvas) bool   { return false }
func (g *sizing) paint(*Canvas, *painter) {}
