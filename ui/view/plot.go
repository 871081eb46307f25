package view

import (
	"image"
	"image/color"
	"math"
	"strconv"
	"sync"

	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"

	"netloom/assets/fonts"
	"netloom/ui/look"
)

// ink is how a plot is coloured and measured.
type ink struct {
	text, grid, training, validation color.Color
	raw, halo, ground                color.Color
	size                             float64 // of tick labels, in pixels
}

func inkOf(l *look.Look, pixels float32) ink {
	return ink{
		text: l.Text3, grid: l.Hairline, training: l.Series[0], validation: l.Series[1],
		raw: look.Mix(l.Panel, l.Series[0], 0.38), ground: l.Panel, halo: look.Mix(l.Panel, l.Series[0], 0.3), size: float64(l.S(look.SizeTick) * pixels),
	}
}

// handler sets text in the window's own font. It is made once, when first needed: parsing the font takes a moment.
var handler = sync.OnceValue(func() text.Handler {
	face, err := opentype.Parse(fonts.MonoRegular())
	if err != nil {
		return plot.DefaultTextHandler
	}
	return text.Plain{Fonts: font.NewCache(font.Collection{{Font: typeface, Face: face}})}
})

var typeface = font.Font{Typeface: "Netloom", Variant: "Mono"}

// scene is all that a drawing needs, taken at one moment so that it can be drawn elsewhere.
type scene struct {
	width, height int
	ink           ink
	raw, smooth   []sample
	validation    []sample
	log, percent  bool
}

// area is where in the picture the data lie, for the read-out under the pointer.
type area struct {
	left, right, top, bottom     float64 // in pixels
	xMin, xMax, yMin, yMax       float64
	raw, smooth, validationMarks []sample
}

// draw makes the picture with gonum/plot.
func (s scene) draw() (image.Image, area) {
	p := plot.New()
	p.BackgroundColor = color.Transparent
	s.axes(p)
	p.Add(s.grid())
	line := func(points []sample, c color.Color, width float64, dashed bool) {
		if len(points) == 0 {
			return
		}
		xy := make(plotter.XYs, len(points))
		for i, q := range points {
			xy[i] = plotter.XY{X: q.step, Y: s.clamp(q.value)}
		}
		l, err := plotter.NewLine(xy)
		if err != nil {
			return
		}
		l.Color, l.Width = c, vg.Length(width)
		if dashed {
			l.Dashes = []vg.Length{6, 4}
		}
		p.Add(l)
	}
	if !s.percent { // shares of a small batch jump by whole samples: they would hide the curve
		line(s.raw, s.ink.raw, 1, false)
	}
	line(s.smooth, s.ink.training, 2, false)
	line(s.validation, s.ink.validation, 2, true)
	if len(s.validation) > 0 {
		xy := make(plotter.XYs, len(s.validation))
		for i, q := range s.validation {
			xy[i] = plotter.XY{X: q.step, Y: s.clamp(q.value)}
		}
		for _, mark := range []struct {
			shape draw.GlyphDrawer
			ink   color.Color
		}{{draw.SquareGlyph{}, s.ink.ground}, {draw.BoxGlyph{}, s.ink.validation}} {
			if marks, err := plotter.NewScatter(xy); err == nil {
				marks.Shape, marks.Color, marks.Radius = mark.shape, mark.ink, vg.Length(0.36*s.ink.size)
				p.Add(marks)
			}
		}
	}
	s.bounds(p)
	s.addEnd(p)
	c := vgimg.NewWith(vgimg.UseWH(vg.Length(s.width), vg.Length(s.height)), vgimg.UseDPI(72), vgimg.UseBackgroundColor(color.Transparent))
	margin := s.ink.size
	dc := draw.Crop(draw.New(c), vg.Length(margin*0.9), -vg.Length(margin*1.5), vg.Length(margin*0.5), -vg.Length(margin*0.9))
	p.Draw(dc)
	box := p.DataCanvas(dc)
	return c.Image(), area{
		left: float64(box.Min.X), right: float64(box.Max.X), top: float64(s.height) - float64(box.Max.Y), bottom: float64(s.height) - float64(box.Min.Y),
		xMin: p.X.Min, xMax: p.X.Max, yMin: p.Y.Min, yMax: p.Y.Max, raw: s.raw, smooth: s.smooth, validationMarks: s.validation,
	}
}

// addEnd marks where the curve stands now.
func (s scene) addEnd(p *plot.Plot) {
	if len(s.smooth) == 0 {
		return
	}
	q := s.smooth[len(s.smooth)-1]
	at := plotter.XYs{{X: q.step, Y: s.clamp(q.value)}}
	for _, mark := range []struct {
		radius float64
		ink    color.Color
	}{{0.62, s.ink.halo}, {0.34, s.ink.training}} {
		if dot, err := plotter.NewScatter(at); err == nil {
			dot.Shape, dot.Color, dot.Radius = draw.CircleGlyph{}, mark.ink, vg.Length(mark.radius*float64(s.ink.size))
			p.Add(dot)
		}
	}
}

// least is the smallest value that a logarithmic axis shows.
const least = 1e-6

func (s scene) clamp(v float64) float64 {
	if s.log {
		return max(v, least)
	}
	return v
}

func (s scene) axes(p *plot.Plot) {
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		a.LineStyle.Width = 0
		a.Tick.LineStyle.Width = 0
		a.Tick.Length = 2
		a.Padding = 4
		a.Tick.Label.Handler = handler()
		a.Tick.Label.Font = typeface
		a.Tick.Label.Font.Size = vg.Length(s.ink.size)
		a.Tick.Label.Color = s.ink.text
	}
	p.X.Tick.Marker = plot.TickerFunc(func(low, high float64) []plot.Tick { return round(low, high, 4, 1, thousands) })
	switch {
	case s.log:
		p.Y.Scale = plot.LogScale{}
		p.Y.Tick.Marker = plot.TickerFunc(decades)
	case s.percent:
		p.Y.Tick.Marker = plot.TickerFunc(func(low, high float64) []plot.Tick {
			return round(low, high, 4, 0, func(v float64) string { return strconv.FormatFloat(100*v, 'g', 4, 64) + " %" })
		})
	default:
		p.Y.Tick.Marker = plot.TickerFunc(func(low, high float64) []plot.Tick {
			return round(low, high, 4, 0, func(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) })
		})
	}
}

func (s scene) grid() *plotter.Grid {
	g := plotter.NewGrid()
	g.Vertical.Width = 0
	g.Horizontal.Color, g.Horizontal.Width = s.ink.grid, 1
	return g
}

// bounds chooses what the axes show, from the smoothed curve and the validation: single steps may leave the picture.
func (s scene) bounds(p *plot.Plot) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, list := range [][]sample{s.smooth, s.validation} {
		for _, q := range list {
			low, high = min(low, s.clamp(q.value)), max(high, s.clamp(q.value))
		}
	}
	p.X.Min, p.X.Max = 0, 1
	for _, list := range [][]sample{s.smooth, s.validation} {
		if len(list) > 0 {
			p.X.Max = max(p.X.Max, list[len(list)-1].step)
		}
	}
	switch {
	case math.IsInf(low, 0):
		low, high = 0.1, 1
	case s.log:
		low, high = low*0.6, high*1.5
	case s.percent:
		low = max(low, s.early())
		margin := max(0.02, (high-low)*0.08)
		low, high = max(0, low-margin), min(1, high+margin)
	default:
		margin := max(1e-9, (high-low)*0.1)
		low, high = low-margin, high+margin
	}
	p.Y.Min, p.Y.Max = low, high
}

// early is where the smoothed curve stood after the first tenth of the steps: the climb before it soon hides what
// follows, and leaves the picture.
func (s scene) early() float64 {
	if len(s.smooth) == 0 {
		return 0
	}
	lowest := 1.0
	for _, q := range s.smooth {
		if q.step*10 >= s.smooth[len(s.smooth)-1].step {
			lowest = min(lowest, q.value)
		}
	}
	return lowest
}

// round gives about n ticks at 1, 2, 2.5 or 5 times a power of ten, none closer than least.
func round(low, high float64, n int, least float64, label func(float64) string) []plot.Tick {
	span := high - low
	if !(span > 0) {
		return nil
	}
	step := math.Pow(10, math.Floor(math.Log10(span/float64(n))))
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if span/(step*m) <= float64(n)+0.5 {
			step *= m
			break
		}
	}
	step = max(step, least)
	var ticks []plot.Tick
	for v := math.Ceil(low/step) * step; v <= high+step*1e-9; v += step {
		ticks = append(ticks, plot.Tick{Value: v, Label: label(v)})
	}
	return ticks
}

// decades gives ticks at 1 and 3 times powers of ten.
func decades(low, high float64) []plot.Tick {
	var ticks []plot.Tick
	for e := math.Floor(math.Log10(low)); e <= math.Ceil(math.Log10(high)); e++ {
		for _, m := range []float64{1, 3} {
			if v := m * math.Pow(10, e); v >= low && v <= high {
				ticks = append(ticks, plot.Tick{Value: v, Label: strconv.FormatFloat(v, 'g', 2, 64)})
			}
		}
	}
	return ticks
}

// thousands writes 1,500.
func thousands(v float64) string {
	s := strconv.FormatFloat(v, 'f', 0, 64)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
