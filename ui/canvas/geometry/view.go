package geometry

import "math"

// The zoom stays between these; 1 is 100 %.
const (
	MinZoom = 0.05
	MaxZoom = 4
)

// ladder is where the zoom buttons stop.
var ladder = [...]float64{0.05, 0.1, 0.15, 0.2, 0.25, 0.33, 0.42, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4}

// View maps the canvas to the screen: screen = canvas · Zoom · Interface + (X, Y).
type View struct {
	Zoom      float64 // what the person sees as the zoom
	Interface float64 // the interface scale, 0.8 to 2
	X, Y      float64 // screen position of the canvas's origin
}

// Scale is the screen length of one canvas unit.
func (v View) Scale() float64 { return v.Zoom * v.Interface }

// Screen maps a place to the screen.
func (v View) Screen(p Point) Point {
	s := v.Scale()
	return Point{X: p.X*s + v.X, Y: p.Y*s + v.Y}
}

// Canvas maps a screen position to the canvas.
func (v View) Canvas(p Point) Point {
	s := v.Scale()
	return Point{X: (p.X - v.X) / s, Y: (p.Y - v.Y) / s}
}

// Panned is the view moved by a screen distance.
func (v View) Panned(dx, dy float64) View {
	v.X += dx
	v.Y += dy
	return v
}

// ZoomedAt is the view at another zoom with the place under a screen position kept there.
func (v View) ZoomedAt(at Point, zoom float64) View {
	p := v.Canvas(at)
	v.Zoom = min(max(zoom, MinZoom), MaxZoom)
	s := v.Scale()
	v.X, v.Y = at.X-p.X*s, at.Y-p.Y*s
	return v
}

// Visible is the part of the canvas that a screen area of this size shows.
func (v View) Visible(width, height float64) Rect {
	return RectOf(v.Canvas(Point{}), v.Canvas(Point{X: width, Y: height}))
}

// Between is the view a part of the way, 0 to 1, from one to another of the same interface scale: the zoom changes by equal
// factors in equal parts, about the one place that stays where it is.
func Between(from, to View, part float64) View {
	v := to
	v.Zoom = from.Zoom * math.Pow(to.Zoom/from.Zoom, part)
	along := part
	if to.Zoom != from.Zoom {
		along = (v.Zoom - from.Zoom) / (to.Zoom - from.Zoom)
	}
	v.X, v.Y = from.X+(to.X-from.X)*along, from.Y+(to.Y-from.Y)*along
	return v
}

// Fitted shows all of a rectangle in the middle of a screen area, at 100 % at most.
func (v View) Fitted(r Rect, width, height float64) View {
	const margin = 40 // on the screen, so that nothing touches the edge or the zoom control
	if r == (Rect{}) || width <= 0 || height <= 0 {
		v.Zoom, v.X, v.Y = 1, 0, 0
		return v
	}
	w, h := max(width-2*margin, 1), max(height-2*margin, 1)
	v.Zoom = min(1, w/(max(r.W, 1)*v.Interface), h/(max(r.H, 1)*v.Interface))
	v.Zoom = max(v.Zoom, MinZoom)
	s, c := v.Scale(), r.Centre()
	v.X, v.Y = math.Round(width/2-c.X*s), math.Round(height/2-c.Y*s)
	return v
}

// NextZoom is the next step of the zoom buttons above a zoom, or below it.
func NextZoom(zoom float64, up bool) float64 {
	const slack = 1.001 // a zoom this close to a step counts as on it
	if up {
		for _, z := range ladder {
			if z > zoom*slack {
				return z
			}
		}
		return MaxZoom
	}
	for i := len(ladder) - 1; i >= 0; i-- {
		if ladder[i]*slack < zoom {
			return ladder[i]
		}
	}
	return MinZoom
}

// WheelZoom is the zoom after turning the wheel by so many notches: about 13 % each.
func WheelZoom(zoom, notches float64) float64 { return zoom * math.Exp(notches*0.125) }

// Detail says how much of the network is worth drawing.
type Detail uint8

// The levels of detail.
const (
	Overview Detail = iota // category rectangles, straight thin wires
	Tile                   // icon tile and name
	Compact                // all but thumbnails and the footer
	Full
)

// DetailAt is the level of detail at a scale.
func DetailAt(scale float64) Detail {
	switch {
	case scale < 0.3:
		return Overview
	case scale < 0.5:
		return Tile
	case scale < 0.75:
		return Compact
	}
	return Full
}

// textSteps are the only factors by which text is sized: a text's picture is made once a size, so that zooming between
// two steps costs nothing.
var textSteps = [...]float64{0.3, 0.4, 0.5, 0.6, 0.75, 0.875, 1, 1.125, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 6, 8}

// TextStep is the largest step that does not exceed a scale, so that text never outgrows its place.
func TextStep(scale float64) float64 {
	step := textSteps[0]
	for _, s := range textSteps {
		if s <= scale*1.001 {
			step = s
		}
	}
	return step
}
