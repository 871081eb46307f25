package window

import "netloom/ui/kit"

// sheet is a card over the window that stays there while the window is made anew in another look or language.
type sheet struct {
	w       *Window
	overlay *kit.Overlay
	compose func() *kit.Overlay // in the present look and language
}

// openSheet lays a card over the window.
func (w *Window) openSheet(compose func() *kit.Overlay) {
	w.sheet.hide()
	w.sheet = &sheet{w: w, compose: compose}
	w.sheet.again()
}

// again shows the card, if there is one and it is not to be seen.
func (s *sheet) again() {
	if s == nil || s.overlay != nil {
		return
	}
	s.overlay = s.compose()
	s.overlay.Closed = func() { s.w.sheet = nil }
	s.overlay.Show()
}

// hide takes the card away to be shown again.
func (s *sheet) hide() {
	if s != nil && s.overlay != nil {
		s.overlay.Closed = nil
		s.overlay.Close()
		s.overlay = nil
	}
}
