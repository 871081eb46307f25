package view

import (
	"image"
	"image/color"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"

	"netloom/engine/train"
	"netloom/ui/look"
)

// RatePlot is the loss against the learning rate, as a search for a rate has found it so far.
type RatePlot struct {
	scene     scene
	points    []train.RatePoint
	suggested float64
}

// NewRatePlot takes all that the drawing needs, so that it can be drawn elsewhere, in a size in pixels of which one unit
// takes so many. The suggested rate is marked, unless it is 0.
func NewRatePlot(l *look.Look, width, height int, pixels float32, points []train.RatePoint, suggested float64) *RatePlot {
	return &RatePlot{scene{width: width, height: height, ink: inkOf(l, pixels)}, slices.Clone(points), suggested}
}

// Draw draws it; any goroutine may call it.
func (r *RatePlot) Draw() image.Image {
	s, points := r.scene, r.points
	p := plot.New()
	p.BackgroundColor = color.Transparent
	s.axes(p)
	p.X.Scale = plot.LogScale{}
	p.X.Tick.Marker = plot.TickerFunc(powers)
	p.Add(s.grid())
	p.X.Min, p.X.Max = train.RateRange()
	p.Y.Min, p.Y.Max = lossRange(points)
	if r.suggested > 0 {
		s.markRate(p, r.suggested)
	}
	s.rateLine(p, points, s.ink.raw, 1, func(q train.RatePoint) float64 { return q.Loss })
	s.rateLine(p, points, s.ink.training, 2, func(q train.RatePoint) float64 { return q.Smooth })
	c := vgimg.NewWith(vgimg.UseWH(vg.Length(s.width), vg.Length(s.height)), vgimg.UseDPI(72), vgimg.UseBackgroundColor(color.Transparent))
	margin := vg.Length(s.ink.size)
	p.Draw(draw.Crop(draw.New(c), margin*0.9, -margin*1.5, margin*0.5, -margin*0.9))
	return c.Image()
}

// rateLine adds one value of the points; those beyond the picture are cut off at its edge.
func (s scene) rateLine(p *plot.Plot, points []train.RatePoint, ink color.Color, width float64, value func(train.RatePoint) float64) {
	var xy plotter.XYs
	for _, q := range points {
		if v := value(q); !math.IsNaN(v) {
			xy = append(xy, plotter.XY{X: q.Rate, Y: min(max(v, p.Y.Min), p.Y.Max)})
		}
	}
	if len(xy) < 2 {
		return
	}
	if line, err := plotter.NewLine(xy); err == nil {
		line.Color, line.Width = ink, vg.Length(width)
		p.Add(line)
	}
}

// markRate draws a dashed line at a rate.
func (s scene) markRate(p *plot.Plot, rate float64) {
	if line, err := plotter.NewLine(plotter.XYs{{X: rate, Y: p.Y.Min}, {X: rate, Y: p.Y.Max}}); err == nil {
		line.Color, line.Width, line.Dashes = s.ink.validation, 2, []vg.Length{6, 4}
		p.Add(line)
	}
}

// lossRange is what the axis of the loss shows: all of the averaged loss.
func lossRange(points []train.RatePoint) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, q := range points {
		low, high = min(low, q.Smooth), max(high, q.Smooth)
	}
	if math.IsInf(low, 0) {
		return 0, 1
	}
	margin := max(1e-9, (high-low)*0.12)
	return low - margin, high + margin
}

// powers gives ticks at the powers of ten.
func powers(low, high float64) []plot.Tick {
	var ticks []plot.Tick
	for e := math.Ceil(math.Log10(low) - 1e-9); e <= math.Log10(high)+1e-9; e++ {
		v := math.Pow(10, e)
		ticks = append(ticks, plot.Tick{Value: v, Label: strconv.FormatFloat(v, 'g', 2, 64)})
	}
	return ticks
}
