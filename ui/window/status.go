package window

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"netloom/engine/train"
	"netloom/ui/canvas"
	"netloom/ui/format"
	"netloom/ui/kit"
	"netloom/ui/panel"
)

// statusBar is the bottom of the window: problems first, totals, and on the right the speed, the time left and what is
// saved.
type statusBar struct {
	w        *Window
	box      *fyne.Container
	icon     *fynecanvas.Image
	problems *fynecanvas.Text
	totals   *fynecanvas.Text
	speed    *fynecanvas.Text
	kept     *fynecanvas.Text
	shown    [4]string
}

func newStatusBar(w *Window) *statusBar {
	l, s := w.look, &statusBar{w: w}
	s.icon = fynecanvas.NewImageFromResource(l.Glyph("check", l.OK))
	s.icon.FillMode = fynecanvas.ImageFillContain
	s.icon.SetMinSize(fyne.NewSquareSize(l.S(14)))
	text := func(c color.Color) *fynecanvas.Text { return kit.Text(l, "", kit.Small, c) }
	s.problems, s.totals, s.speed, s.kept = text(l.OK), text(l.Text2), text(l.Text2), text(l.Text3)
	line := kit.NewLine(l, w.tips, 24, kit.NewRow(l.S(6), s.icon, s.problems))
	line.Tap = func() { w.invoke(w.actions.Find("problems.list")) }
	gap := kit.Space(1, 1)
	row := kit.NewRow(l.S(18), line, s.totals, gap, s.speed, s.kept, kit.Space(l.S(4), 1))
	row.Layout = &kit.Row{Gap: l.S(18), Fill: map[fyne.CanvasObject]bool{gap: true}, Extras: []kit.Extra{{Object: s.kept}, {Object: s.speed}, {Object: s.totals}}}
	s.box = container.New(&kit.Pad{X: l.S(6), Y: l.S(2)}, row)
	return s
}

// refresh shows the present state, and redraws only what has changed.
func (s *statusBar) refresh() {
	w, l := s.w, s.w.look
	r := w.studio.Report()
	problems, ink, icon := w.words.Get("status.fine"), l.OK, "check"
	switch {
	case len(r.Document.Nodes()) == 0 && len(r.Problems) > 0: // a beginning, not a fault
		problems, ink, icon = w.words.Message(r.Problems[0].Message), l.Text2, "lightbulb"
	case r.Errors > 0 && r.Warnings > 0:
		problems, ink, icon = w.words.Get("status.both", r.Errors, r.Warnings, w.words.Message(r.Problems[0].Message)), l.Error, "triangle-alert"
	case r.Errors > 0:
		problems, ink, icon = w.words.Get("status.errors", r.Errors, w.words.Message(r.Problems[0].Message)), l.Error, "triangle-alert"
	case r.Warnings > 0:
		problems, ink, icon = w.words.Get("status.warnings", r.Warnings, w.words.Message(r.Problems[0].Message)), l.Live, "triangle-alert"
	}
	problems = kit.Fit(l, problems, kit.Small, min(l.S(420), max(w.window.Canvas().Size().Width/2, l.S(160))))
	totals := w.words.Get("status.totals", len(r.Document.Nodes()), format.Count(r.Parameters), format.Bytes(r.WeightBytes), format.FLOPs(r.FLOPs))
	if epoch := panel.EpochText(w.studio.Cost()); epoch != "" {
		totals += "   " + w.words.Get("inspector.status.epoch", epoch)
	}
	hand, drawing := w.canvas.InHand()
	if hand.Mended != nil {
		totals += "   " + w.words.Get("fits.status.repaired", format.Count(hand.Mended.Parameters))
	}
	speed := ""
	p := w.studio.Progress()
	if x := w.studio.Session(); x != nil && p.SamplesPerSecond > 0 {
		speed = w.words.Get("status.speed", x.Threads(), format.Count(int64(p.SamplesPerSecond)))
		if p.State == train.Running {
			speed += w.words.Get("status.left", format.Left(p.Left))
		}
	}
	if drawing {
		speed = s.dropping(hand)
	}
	saved := ""
	switch w.saving {
	case savedWell:
		saved = w.words.Get("status.saved")
	case savedNot:
		saved = w.words.Get("status.unsaved")
	}
	now := [4]string{problems, totals, speed, saved}
	if now == s.shown {
		return
	}
	s.shown = now
	s.icon.Resource = l.Glyph(icon, ink)
	s.problems.Color = ink
	for i, t := range []*fynecanvas.Text{s.problems, s.totals, s.speed, s.kept} {
		t.Text = now[i]
	}
	s.box.Refresh()
}

// dropping says what letting the wire in the person's hand go on a free place does; "" where it does nothing.
func (s *statusBar) dropping(h canvas.Hand) string {
	w := s.w.words
	switch {
	case h.Bundle || !h.Held && !h.Waiting:
		return ""
	case h.Moved:
		return w.Get("fits.status.take_away")
	case h.Held:
		return w.Get("fits.status.drop")
	}
	return w.Get("fits.status.click")
}
