package panel

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/format"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// outlineIndent is by how much a step of depth moves a row in, at 100 %.
const outlineIndent = 12

// line is one row.
func (o *Outline) line(i int, width float32) *kit.Line {
	l, r := o.env.Look, o.rows[i]
	indent := l.S(outlineIndent) * float32(r.depth)
	inner := max(width-indent-l.S(16), l.S(60))
	var content fyne.CanvasObject
	var tip string
	if r.frame != nil {
		content, tip = o.frameRow(r.frame, inner)
	} else {
		content, tip = o.layerRow(r, inner)
	}
	line := kit.NewLine(l, o.env.Tips, outlineRowHeight, o.indented(r, indent, content))
	line.Tip = tip
	line.Tap = func() { o.pick(r.part()) }
	line.DoubleTap = func() { o.choose(i) }
	line.Secondary = func(at fyne.Position) {
		o.list.Go(i)
		o.list.Focus()
		o.reach()
		o.OnMenu(r.part(), at)
	}
	line.Select(o.selected(i))
	return line
}

// indented moves a row in, with a line in its colour along all that lies in a frame: branches are moved in too.
func (o *Outline) indented(r outlineRow, indent float32, content fyne.CanvasObject) fyne.CanvasObject {
	l := o.env.Look
	objects := []fyne.CanvasObject{content}
	for _, f := range r.around {
		objects = append(objects, canvas.NewRectangle(l.Frame(f.Colour)))
	}
	return container.New(&indentation{indent: indent, step: l.S(outlineIndent), height: l.S(outlineRowHeight)}, objects...)
}

// indentation lays out the content of a row, and the lines left of it over the row's whole height.
type indentation struct{ indent, step, height float32 }

// MinSize is the row's height, so that lines of rows below each other meet.
func (n *indentation) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width+n.indent, n.height)
}

// Layout places the content and the lines.
func (n *indentation) Layout(o []fyne.CanvasObject, size fyne.Size) {
	height := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(size.Width-n.indent, height))
	o[0].Move(fyne.NewPos(n.indent, (size.Height-height)/2))
	for i, line := range o[1:] {
		line.Resize(fyne.NewSize(2, size.Height))
		line.Move(fyne.NewPos(n.step*float32(i), 0))
	}
}

// frameRow is a frame with the button that opens and closes it.
func (o *Outline) frameRow(f *graph.Frame, width float32) (fyne.CanvasObject, string) {
	l, w := o.env.Look, o.env.Words
	chevron, closed := "chevron-down", o.closed[f.ID]
	if closed {
		chevron = "chevron-right"
	}
	fold := kit.NewButton(l, o.env.Tips, chevron, "", kit.Quiet, func() { o.fold(f.ID, !closed) }).Small()
	room := width - l.S(26) - l.S(6)
	words := kit.NewColumn(l.S(1),
		kit.Text(l, kit.Fit(l, f.Title, kit.Strong, room), kit.Strong, l.Text),
		kit.Text(l, kit.Fit(l, w.Get("outline.layers", len(f.Nodes)), kit.Caption, room), kit.Caption, l.Text3))
	return kit.NewRow(l.S(6), fold, words), w.Get("outline.frame", f.Title, len(f.Nodes))
}

// layerRow is a layer: its category's tile, its name and output, and below what it is and what it costs.
func (o *Outline) layerRow(r outlineRow, width float32) (fyne.CanvasObject, string) {
	l, w, s := o.env.Look, o.env.Words, o.env.Studio
	n, report := r.node, s.Report()
	k, x := s.Kind(n), report.Nodes[n.ID]
	room := width - l.S(20) - l.S(8)
	shape := ""
	if k != nil && x != nil && x.Known && len(k.Out) > 0 && k.Out[0].Type != layer.Loss {
		shape = signalText(w, x.Out[k.Out[0].ID])
	}
	ink := l.Text
	if n.State != graph.Active {
		ink = l.Text3
	}
	head := o.pair(kit.Strong, n.Name, ink, kit.Tick, shape, room)
	foot := o.footOf(r, k, x, room)
	var tile fyne.CanvasObject = kit.Space(l.S(20), l.S(20))
	if k != nil {
		tile = kit.NewTile(l, k.Category, 20)
	}
	return kit.NewRow(l.S(8), tile, kit.NewColumn(l.S(1), head, foot)), Spoken(w, s.Document(), report, n)
}

// pair is a text on the left and another at the right end; the left one gives way.
func (o *Outline) pair(style kit.Style, left string, ink color.NRGBA, second kit.Style, right string, width float32) fyne.CanvasObject {
	l := o.env.Look
	end := kit.Measure(l, right, second).Width
	name := kit.Text(l, kit.Fit(l, left, style, width-end-l.S(6)), style, ink)
	gap := kit.Space(max(width-end-name.MinSize().Width, 0), 1)
	return kit.NewRow(0, name, gap, kit.Text(l, right, second, l.Text2))
}

// footOf says where a branch comes from, what the layer is, how many parameters it has, and marks what is wrong.
func (o *Outline) footOf(r outlineRow, k *layer.Kind, x *compile.NodeReport, width float32) fyne.CanvasObject {
	l, w := o.env.Look, o.env.Words
	var parts []string
	if len(r.from) > 0 {
		var list []string
		for _, n := range r.from {
			list = append(list, n.Name)
		}
		parts = append(parts, "← "+strings.Join(list, ", "))
	}
	if k == nil {
		parts = append(parts, w.Get("panel.unknown", r.node.Kind))
	} else {
		parts = append(parts, w.Text(k.Name))
	}
	if x != nil && x.Parameters > 0 {
		parts = append(parts, w.Get("canvas.parameters", format.Count(x.Parameters)))
	}
	mark := o.mark(x)
	if mark != nil {
		width -= l.S(18)
	}
	text := kit.Text(l, kit.Fit(l, strings.Join(parts, " · "), kit.Caption, width), kit.Caption, l.Text3)
	if mark == nil {
		return text
	}
	return kit.NewRow(0, text, kit.Space(max(width-text.MinSize().Width, 0)+l.S(4), 1), mark)
}

// mark is the triangle of a layer with a problem, or nil.
func (o *Outline) mark(x *compile.NodeReport) fyne.CanvasObject {
	if x == nil || !x.Fault {
		return nil
	}
	l := o.env.Look
	return glyph(l, "triangle-alert", severityInk(l, x.Worst), 14)
}

// severityInk is the colour of a problem's mark.
func severityInk(l *look.Look, s compile.Severity) color.NRGBA {
	if s == compile.Warning {
		return l.Live
	}
	return l.Error
}

// glyph is an icon of a size at 100 %.
func glyph(l *look.Look, name string, ink color.NRGBA, side float32) *canvas.Image {
	image := canvas.NewImageFromResource(l.Glyph(name, ink))
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSquareSize(l.S(side)))
	return image
}
