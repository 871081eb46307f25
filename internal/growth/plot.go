//go:build unix

package main

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The size of a picture.
const (
	width  = 14 * vg.Centimeter
	height = 9 * vg.Centimeter
)

// plotGrowth draws points by what they are of, both axes logarithmic, each beside a dashed line on which twice the size costs
// twice as much.
func plotGrowth(path, x, y string, points []point) error {
	p := plot.New()
	p.X.Label.Text, p.Y.Label.Text = x, y
	p.X.Scale, p.Y.Scale = plot.LogScale{}, plot.LogScale{}
	p.X.Tick.Marker, p.Y.Tick.Marker = plot.LogTicks{Prec: -1}, plot.LogTicks{Prec: -1}
	p.Legend.Top, p.Legend.Left = true, true
	p.Add(plotter.NewGrid())
	inks := []color.Color{color.NRGBA{R: 0x1F, G: 0x6F, B: 0xD6, A: 255}, color.NRGBA{R: 0xC7, G: 0x6A, B: 0x00, A: 255}}
	for i, name := range names(points) {
		if err := curve(p, name, points, inks[i%len(inks)]); err != nil {
			return err
		}
	}
	p.X.Min, p.X.Max = p.X.Min/1.2, p.X.Max*1.2
	p.Y.Min, p.Y.Max = p.Y.Min/1.5, p.Y.Max*4 // room for the legend
	return p.Save(width, height, path)
}

// names lists what the points are of.
func names(points []point) []string {
	var list []string
	for _, q := range points {
		if len(list) == 0 || list[len(list)-1] != q.What {
			list = append(list, q.What)
		}
	}
	return list
}

// curve adds the points of a name and the line that is proportional to the size.
func curve(p *plot.Plot, name string, points []point, ink color.Color) error {
	var xy plotter.XYs
	for _, q := range points {
		if q.What == name {
			xy = append(xy, plotter.XY{X: float64(q.Size), Y: q.Seconds})
		}
	}
	line, marks, err := plotter.NewLinePoints(xy)
	if err != nil {
		return err
	}
	line.Color, line.Width = ink, vg.Points(1.5)
	marks.Color, marks.Shape, marks.Radius = ink, draw.CircleGlyph{}, vg.Points(2.5)
	last := xy[len(xy)-1]
	straight, err := plotter.NewLine(plotter.XYs{{X: xy[0].X, Y: last.Y * xy[0].X / last.X}, last})
	if err != nil {
		return err
	}
	straight.Color, straight.Dashes = color.Gray{Y: 0x90}, []vg.Length{vg.Points(4), vg.Points(3)}
	p.Add(straight, line, marks)
	p.Legend.Add(name, line, marks)
	return nil
}
