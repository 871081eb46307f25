package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// keeper lies under a card and keeps the keyboard with one of its objects. Fyne takes the keyboard away at each click on
// what cannot have it, unless something that could lies under the pointer; Tab would lead it elsewhere.
type keeper struct {
	widget.BaseWidget
	over fyne.Canvas
	keys fyne.Focusable
	tap  func()
}

func newKeeper(over fyne.Canvas, keys fyne.Focusable, tap func()) *keeper {
	k := &keeper{over: over, keys: keys, tap: tap}
	k.ExtendBaseWidget(k)
	return k
}

// FocusGained hands the keyboard on.
func (k *keeper) FocusGained() { k.over.Focus(k.keys) }

// FocusLost does nothing.
func (k *keeper) FocusLost() {}

// TypedRune does nothing: the keyboard is elsewhere.
func (k *keeper) TypedRune(rune) {}

// TypedKey does nothing.
func (k *keeper) TypedKey(*fyne.KeyEvent) {}

// Tapped is a click beside the card.
func (k *keeper) Tapped(*fyne.PointEvent) { k.tap() }

// CreateRenderer draws nothing.
func (k *keeper) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
