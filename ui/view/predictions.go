package view

import (
	"fmt"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/layer"
	"netloom/engine/train"
	"netloom/ui/kit"
)

// shownSamples is how many test samples the view watches.
const shownSamples = 96

// predictionRate is how many readings a second the view asks for.
const predictionRate = 3

// predictions shows test images with what the network takes them for.
type predictions struct {
	env     *Env
	head    *fyne.Container
	filter  *kit.Segments
	picked  *kit.Button // says which samples alone are shown; pressed it ends that
	grid    *fyne.Container
	body    *fyne.Container
	empty   *kit.Nothing
	cells   []*predictionCell
	images  map[int]*canvas.Image // by sample
	scores  train.Reading
	wrong   bool    // only wrong ones
	shown   *Picked // nil for the first samples
	watched []int
	on      bool
}

// predictionCell is one image with its caption.
type predictionCell struct {
	widget.BaseWidget
	view   *predictions
	sample int
	frame  *canvas.Rectangle
	image  *canvas.Image
	text   *canvas.Text
}

func newPredictions(e *Env) View {
	l := e.Look
	p := &predictions{env: e, images: map[int]*canvas.Image{}}
	p.filter = kit.NewSegments(l, []string{e.Words.Get("view.all"), e.Words.Get("view.wrong", 0)}, 0, func(i int) { p.wrong = i == 1; p.arrange() })
	gap := kit.Space(1, 1)
	p.picked = kit.NewButton(l, e.Tips, "x", "", kit.Secondary, func() { e.Shared.Pick(nil) }).Small().SetTip(e.Words.Get("view.picked.tip"))
	p.picked.Hide()
	p.head = kit.Stretch(0, gap, gap, p.picked, p.filter)
	p.grid = container.New(&cellGrid{least: l.S(44), caption: l.S(13), gap: l.S(6), resized: p.arrange})
	p.empty = kit.NewNothing(l, e.Words.Get("view.predictions.empty"))
	p.body = container.New(&kit.Pad{X: l.S(12), Y: l.S(10)}, container.NewStack(p.grid, p.empty))
	e.Studio.OnDocumentSoon(p.rewatch)
	e.Shared.OnPick(p.rewatch)
	return p
}

func (p *predictions) Head() fyne.CanvasObject { return p.head }
func (p *predictions) Body() fyne.CanvasObject { return p.body }
func (p *predictions) Hear(train.Digest)       {}

// Reset shows all samples again: those that were picked were another run's.
func (p *predictions) Reset() {
	if p.env.Shared.picked != p.shown {
		p.rewatch()
	}
}

// Watch starts and ends the probes.
func (p *predictions) Watch(on bool) {
	p.on = on
	p.rewatch()
}

// rewatch asks for the images and for the network's first answer.
func (p *predictions) rewatch() {
	for _, id := range p.watched {
		p.env.Studio.Unwatch(id)
	}
	p.watched = nil
	answers := compile.Answers(p.env.Studio.Report())
	if r := p.env.Studio.Report(); !r.Trainable() || len(answers) == 0 || !classifies(r, answers[0]) {
		p.clear()
		return
	}
	if !p.on {
		return
	}
	samples := p.samples()
	for _, n := range p.env.Studio.Document().Nodes() {
		if n.Kind == "input" {
			p.watched = append(p.watched, p.env.Studio.Watch(train.Probe{Node: n.ID, Port: "out", Samples: samples, Rate: 0.2}, p.sawImages))
			break
		}
	}
	p.watched = append(p.watched, p.env.Studio.Watch(train.Probe{Node: answers[0].Node, Port: answers[0].Port, Samples: samples, Rate: predictionRate}, p.sawScores))
}

// samples are the first ones of the test data, or those that were picked.
func (p *predictions) samples() []int {
	picked := p.env.Shared.picked
	p.picked.Hidden, p.filter.Hidden = picked == nil, picked != nil
	p.head.Refresh()
	if picked != p.shown {
		p.shown, p.images, p.scores = picked, map[int]*canvas.Image{}, train.Reading{}
	}
	if picked != nil {
		names := p.env.classNames()
		p.picked.Set("x", p.env.Words.Get("view.picked", className(names, picked.Class), className(names, picked.Taken)))
		p.wrong = false
		p.filter.Choose(0)
		return picked.Samples
	}
	samples := make([]int, shownSamples)
	for i := range samples {
		samples[i] = i
	}
	return samples
}

// classifies tells whether an answer has one score for each class of the data.
func classifies(r *compile.Report, answer graph.Endpoint) bool {
	scores := r.Nodes[answer.Node].Out[answer.Port]
	for _, n := range r.Document.Nodes() {
		if n.Kind != "input" {
			continue
		}
		for _, s := range r.Nodes[n.ID].Out {
			if s.Type == layer.Labels && s.Classes > 0 && len(scores.Shape) == 1 && scores.Shape[0] == s.Classes {
				return true
			}
		}
	}
	return false
}

// clear shows nothing: what a network answered that is no more would be untrue.
func (p *predictions) clear() {
	p.scores, p.images = train.Reading{}, map[int]*canvas.Image{}
	for _, c := range p.cells {
		c.Hide()
	}
	p.filter.SetWords([]string{p.env.Words.Get("view.all"), p.env.Words.Get("view.wrong", 0)})
	p.empty.Show()
}

func (p *predictions) sawImages(r train.Reading) {
	if len(p.images) > 0 {
		return // the images do not change
	}
	size := len(r.Data) / r.Shape[0]
	for i, sample := range r.Probe.Samples {
		m := canvas.NewImageFromImage(grey(r.Data[i*size:(i+1)*size], r.Shape[1:]))
		m.ScaleMode = canvas.ImageScalePixels
		m.FillMode = canvas.ImageFillContain
		p.images[sample] = m
	}
	p.arrange()
}

func (p *predictions) sawScores(r train.Reading) {
	if len(r.Shape) != 2 || len(r.Labels) != r.Shape[0] {
		return // not a classifier: there is no class to show
	}
	p.scores = r
	p.arrange()
}

// verdict is what the network takes a sample for, how sure it is, and whether that is right.
func (p *predictions) verdict(i int) (class int, share float32, right bool) {
	n := p.scores.Shape[1]
	row := p.scores.Data[i*n : (i+1)*n]
	class = kernel.Largest(row)
	return class, certainty(row, class), int32(class) == p.scores.Labels[i]
}

// certainty is the share that a network gives a class: its score where the scores are shares of one, as after a softmax,
// else what a softmax would make of them.
func certainty(scores []float32, class int) float32 {
	const nearly = 1e-3
	sum, whole := 0.0, true
	for _, s := range scores {
		sum += float64(s)
		whole = whole && s >= 0
	}
	if whole && math.Abs(sum-1) < nearly {
		return scores[class]
	}
	sum = 0
	for _, s := range scores {
		sum += math.Exp(float64(s) - float64(scores[class]))
	}
	return float32(1 / sum)
}

// arrange shows the samples that pass the filter, as many as fit.
func (p *predictions) arrange() {
	if len(p.images) == 0 || p.scores.Data == nil {
		return
	}
	p.empty.Hide()
	fit := p.grid.Layout.(*cellGrid).fit(p.grid.Size())
	wrong, used := 0, 0
	for i, sample := range p.scores.Probe.Samples {
		class, share, right := p.verdict(i)
		if !right {
			wrong++
		}
		if used >= fit || p.wrong && right || p.images[sample] == nil {
			continue
		}
		if used == len(p.cells) {
			c := newPredictionCell(p)
			p.cells = append(p.cells, c)
			p.grid.Add(c)
		}
		p.cells[used].show(sample, class, share, int(p.scores.Labels[i]))
		used++
	}
	for i, c := range p.cells {
		if i >= used {
			c.Hide()
		} else {
			c.Show()
		}
	}
	p.filter.SetWords([]string{p.env.Words.Get("view.all"), p.env.Words.Get("view.wrong", wrong)})
}

// newPredictionCell makes a cell.
func newPredictionCell(p *predictions) *predictionCell {
	l := p.env.Look
	c := &predictionCell{view: p, frame: canvas.NewRectangle(color.Black), image: canvas.NewImageFromImage(nil), text: kit.Text(l, "", kit.Tick, l.Text2)}
	c.frame.CornerRadius = l.S(4)
	c.image.ScaleMode = canvas.ImageScalePixels
	c.image.FillMode = canvas.ImageFillContain
	c.text.Alignment = fyne.TextAlignCenter
	c.ExtendBaseWidget(c)
	return c
}

// show fills the cell, and redraws only what has changed.
func (c *predictionCell) show(sample int, class int, share float32, label int) {
	l := c.view.env.Look
	text, ink, edge := fmt.Sprintf("%d %.0f%%", class, 100*share), l.Text2, color.NRGBA{}
	if class != label {
		text, ink, edge = fmt.Sprintf("%d≠%d", class, label), l.Error, l.Error
	}
	if c.sample != sample || c.image.Image == nil {
		c.sample = sample
		c.image.Image = c.view.images[sample].Image
		c.image.Refresh()
	}
	if c.text.Text != text || c.text.Color != color.Color(ink) {
		c.text.Text, c.text.Color = text, ink
		c.text.Refresh()
		c.frame.StrokeColor, c.frame.StrokeWidth = edge, 2
		c.frame.Refresh()
	}
}

// Tapped looks at the sample in the other views.
func (c *predictionCell) Tapped(*fyne.PointEvent) { c.view.env.Shared.Choose(c.sample) }

// CreateRenderer draws the cell.
func (c *predictionCell) CreateRenderer() fyne.WidgetRenderer { return &cellRenderer{c} }

type cellRenderer struct{ c *predictionCell }

func (r *cellRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.frame, r.c.image, r.c.text}
}
func (r *cellRenderer) Destroy()           {}
func (r *cellRenderer) Refresh()           {}
func (r *cellRenderer) MinSize() fyne.Size { return fyne.NewSize(20, 20) }
func (r *cellRenderer) Layout(size fyne.Size) {
	l := r.c.view.env.Look
	side := size.Width
	r.c.frame.Resize(fyne.NewSquareSize(side))
	m := l.S(3)
	r.c.image.Resize(fyne.NewSquareSize(side - 2*m))
	r.c.image.Move(fyne.NewPos(m, m))
	r.c.text.Resize(fyne.NewSize(size.Width+l.S(6), size.Height-side))
	r.c.text.Move(fyne.NewPos(-l.S(3), side))
}

// cellGrid lays square cells with a caption out in rows that fill the width.
type cellGrid struct {
	least, caption, gap float32
	size                fyne.Size
	resized             func() // as many cells as fit are to be shown
}

// cells is how many stand in a row, and how wide each is.
func (g *cellGrid) cells(width float32) (n int, side float32) {
	n = max(1, int((width+g.gap)/(g.least+g.gap)))
	return n, (width+g.gap)/float32(n) - g.gap
}

// fit is how many cells have room.
func (g *cellGrid) fit(size fyne.Size) int {
	n, side := g.cells(size.Width)
	return n * max(1, int((size.Height+g.gap)/(side+g.caption+g.gap)))
}

// MinSize is one cell.
func (g *cellGrid) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(g.least, g.least+g.caption)
}

// Layout places the cells.
func (g *cellGrid) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if size != g.size {
		g.size = size
		g.resized()
	}
	n, side := g.cells(size.Width)
	for i, o := range objects {
		o.Resize(fyne.NewSize(side, side+g.caption))
		o.Move(fyne.NewPos(float32(i%n)*(side+g.gap), float32(i/n)*(side+g.caption+g.gap)))
	}
}
