package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"netloom/engine/compile"
	"netloom/ui/kit"
	"netloom/ui/panel"
)

// listing is a list that is open over the window.
type listing struct {
	*kit.Listing
	refill func() bool // lists anew; false where nothing is left to list
}

// closeListing closes the list that is open, if one is.
func (w *Window) closeListing() {
	if w.listing != nil {
		w.listing.Hide()
		w.listing = nil
	}
}

// refillListing has the open list follow the document.
func (w *Window) refillListing() {
	switch {
	case w.listing == nil:
	case !w.listing.Visible():
		w.listing = nil
	case !w.listing.refill():
		w.closeListing()
	default:
		w.listing.Fit()
	}
}

// Sizes of the listings at 100 %.
const (
	problemsWidth, problemsHeight = 460, 380
	historyWidth, historyHeight   = 320, 420
)

// showProblems opens the list of problems above the status bar.
func (w *Window) showProblems() {
	l := w.look
	w.closeListing()
	p := panel.NewProblems(w.panelEnv())
	p.OnGo = func(x compile.Problem) {
		w.closeListing()
		w.goTo(x)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.status.box).AddXY(l.S(gapSize), -l.S(2))
	s := kit.ShowListing(l, w.tips, w.window.Canvas(), w.words.Get("problems.title"), "", p.List, l.S(problemsWidth), l.S(problemsHeight), at)
	w.listing = &listing{Listing: s, refill: func() bool { return p.Refill() > 0 }}
}

// showHistory opens the list of all steps below the undo button.
func (w *Window) showHistory() {
	l := w.look
	w.closeListing()
	list := kit.NewList(l)
	list.Make = w.historyLine
	list.Choose = func(i int) { w.studio.GoTo(i) }
	fill := func() bool {
		list.Fill(w.studio.History().Len() + 1)
		list.Go(w.studio.History().At())
		return true
	}
	fill()
	s := kit.ShowListing(l, w.tips, w.window.Canvas(), w.words.Get("history.title"), w.words.Get("history.hint"), list, l.S(historyWidth), l.S(historyHeight), below(w.toolbar.undo))
	w.listing = &listing{Listing: s, refill: fill}
	list.Go(w.studio.History().At())
}

// historyLine is a step: done, the present one, or taken back.
func (w *Window) historyLine(i int, width float32) *kit.Line {
	l, h := w.look, w.studio.History()
	name := w.words.Get("history.start")
	if i > 0 {
		name = w.words.Message(h.Label(i))
	}
	ink, style := l.Text, kit.Body
	switch {
	case i == h.At():
		style = kit.Strong
	case i > h.At():
		ink = l.Text3
	}
	mark := kit.Space(l.S(16), l.S(16))
	if i == h.At() {
		icon := canvas.NewImageFromResource(l.Glyph("check", l.Accent))
		icon.FillMode = canvas.ImageFillContain
		icon.SetMinSize(fyne.NewSquareSize(l.S(16)))
		mark = icon
	}
	line := kit.NewLine(l, w.tips, 29, kit.NewRow(l.S(8), mark, kit.Text(l, kit.Fit(l, name, style, width-l.S(44)), style, ink)))
	line.Select(i == h.At())
	line.Tap = func() { w.studio.GoTo(i) }
	return line
}
