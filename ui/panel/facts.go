package panel

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"netloom/engine/compile"
	"netloom/engine/layer"
	"netloom/engine/train"
	"netloom/ui/format"
	"netloom/ui/kit"
	"netloom/ui/locale"
	"netloom/ui/look"
)

// signalText writes what a port carries.
func signalText(w *locale.Words, s layer.Signal) string {
	switch s.Type {
	case layer.Labels:
		return w.Get("panel.classes", s.Classes)
	case layer.Loss:
		return w.Get("panel.loss")
	default:
		return layer.ShapeText(s.Shape)
	}
}

// fieldText writes a receptive field: "5×5 of 28×28".
func fieldText(w *locale.Words, f *compile.Field) string {
	if f.Whole() {
		return w.Get("inspector.field.whole")
	}
	return w.Get("inspector.field.of", layer.ShapeText(f.Size), layer.ShapeText(f.Of))
}

// EpochText writes how long an epoch takes, marked where that is reckoned and not measured; "" where it is not known.
func EpochText(c train.Cost) string {
	if c.Epoch <= 0 {
		return ""
	}
	s := format.Spent(c.Epoch)
	if !c.Measured {
		s = "≈ " + s
	}
	return s
}

// price is what a layer or several cost together.
type price struct {
	parameters, weights, activations int64
	forward, training                float64
}

func costOf(layers ...*compile.NodeReport) price {
	var p price
	for _, x := range layers {
		p.parameters += x.Parameters
		p.weights += x.WeightBytes
		p.activations += x.ActivationBytes
		p.forward += x.FLOPs
		p.training += x.TrainingFLOPs
	}
	return p
}

// listCost lists what layers cost with batches of a size.
func (i *Inspector) listCost(to *fyne.Container, p price, batch int) {
	w := i.env.Words
	parameters := format.Count(p.parameters)
	if p.parameters > 0 {
		parameters += " · " + format.Bytes(p.weights)
	}
	for _, row := range [][3]string{
		{"panel.count", parameters, "inspector.count.help"},
		{"inspector.activations", format.Bytes(times(p.activations, batch)), "inspector.activations.help"},
		{"inspector.forward", format.FLOPs(p.forward), "inspector.forward.help"},
		{"inspector.both", format.FLOPs(p.training), "inspector.both.help"},
	} {
		to.Add(i.fact(w.Get(row[0]), row[1], w.Get(row[2], batch)))
	}
}

// times multiplies what Check has bounded; beyond that it stays at the greatest number.
func times(bytes int64, batch int) int64 {
	const most = 1 << 62
	if batch > 0 && bytes > most/int64(batch) {
		return most
	}
	return bytes * int64(batch)
}

// listShapes lists what arrives and what leaves.
func (i *Inspector) listShapes(to *fyne.Container, x *compile.NodeReport) {
	w := i.env.Words
	if x.Kind == nil {
		return
	}
	for _, port := range x.Kind.In {
		for _, s := range x.In[port.ID] {
			to.Add(i.fact(portName(w, port, x.Kind.Out, "inspector.in"), signalText(w, s), ""))
		}
	}
	for _, port := range x.Kind.Out {
		if s, ok := x.Out[port.ID]; ok && s.Type != layer.Loss {
			to.Add(i.strong(portName(w, port, x.Kind.In, "inspector.out"), signalText(w, s), i.env.Look.OK))
		}
	}
}

// portName is a port's name, with its side where a port on the other has the same.
func portName(w *locale.Words, p layer.Port, others []layer.Port, side string) string {
	name := w.Text(p.Name)
	if slices.ContainsFunc(others, func(o layer.Port) bool { return o.Name == p.Name }) {
		return w.Get(side, name)
	}
	return name
}

// fact is a name on the left and a value on the right; the tip says what it means.
func (i *Inspector) fact(name, value, tip string) fyne.CanvasObject {
	line := i.strong(name, value, i.env.Look.Text)
	if tip == "" {
		return line
	}
	return kit.NewHandle(i.env.Tips, line, func() string { return tip })
}

// strong is a fact in a colour. A value that does not fit beside its name stands below it, in as many lines as it needs.
func (i *Inspector) strong(name, value string, ink color.Color) fyne.CanvasObject {
	l := i.env.Look
	label := kit.Text(l, name, kit.Small, l.Text2)
	gap := kit.Space(1, 1)
	if label.MinSize().Width+kit.Measure(l, value, kit.Number).Width+l.S(8) <= l.S(rowWidth) {
		return kit.Stretch(l.S(6), gap, label, gap, kit.Text(l, value, kit.Number, ink))
	}
	return kit.NewColumn(l.S(1), label, kit.Lines(l, value, kit.Number, ink, l.S(rowWidth)))
}

// problemCard says what is wrong and offers what mends it.
func problemCard(e *Env, p compile.Problem) fyne.CanvasObject {
	l := e.Look
	ink, fill := l.Error, l.ErrorTint
	if p.Severity == compile.Warning {
		ink, fill = l.Live, l.LiveTint
	}
	back := canvas.NewRectangle(fill)
	back.CornerRadius = l.S(look.RadiusButton)
	icon := canvas.NewImageFromResource(l.Glyph("triangle-alert", ink))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(l.S(16)))
	words := kit.Lines(l, e.Words.Message(p.Message), kit.Small, l.Text, l.S(rowWidth-44))
	column := kit.NewColumn(l.S(6), kit.Stretch(l.S(8), words, icon, words))
	for _, r := range p.Repairs {
		name := kit.Fit(l, e.Words.Message(r.Name), kit.Small, l.S(rowWidth-68))
		column.Add(kit.NewRow(0, kit.NewButton(l, e.Tips, "wand-sparkles", name, kit.Primary, func() {
			if err := e.Studio.Do(r.Edit); err != nil {
				e.Refused(err)
			}
		}).Small().SetTip(e.Words.Message(r.Name))))
	}
	return container.NewStack(back, container.New(&kit.Pad{X: l.S(8), Y: l.S(8)}, column))
}
