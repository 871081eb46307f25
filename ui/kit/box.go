package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"netloom/ui/look"
)

// Box puts a field into a frame of a height at 100 %, between what leads and what trails it; both may be nil. At its end
// stand the arrows of a field that has steps. The frame is the window's own and not Fyne's, so that fields of every height have their words in the middle.
func (f *Field) Box(l *look.Look, height float32, lead, trail fyne.CanvasObject) *fyne.Container {
	back := canvas.NewRectangle(l.Card)
	back.CornerRadius = l.S(look.RadiusField)
	if height >= 32 {
		back.CornerRadius = l.S(look.RadiusButton)
	}
	dress := func(focused, wrong bool) {
		back.StrokeColor, back.StrokeWidth = l.Edge, 1
		if lead != nil {
			back.StrokeColor = l.Hairline // the label makes plain what it is
		}
		if focused {
			back.StrokeColor, back.StrokeWidth = l.Accent, 2
		}
		if wrong {
			back.StrokeColor = l.Error
		}
	}
	dress(f.on, f.wrong)
	f.dress = func(on, wrong bool) { dress(on, wrong); back.Refresh() }
	f.wear = func() { Wear(f, bare{l}) }
	f.wear()
	b := &boxLayout{back: back, field: f, lead: lead, trail: trail, margin: l.S(9), gap: l.S(7), height: l.S(height)}
	b.width = f.width
	if f.Step != nil {
		b.steps = newStepper(l, func(by int) { f.Step(by) })
	}
	if f.Scrub != nil {
		f.cover = newCover(f)
		b.cover = f.cover
	}
	return container.New(b, present([]fyne.CanvasObject{back, b.field, b.cover, lead, trail, b.steps})...)
}

// boxLayout places a frame, its field and what stands beside it.
type boxLayout struct {
	back, field, lead, trail   fyne.CanvasObject
	steps                      fyne.CanvasObject // against the edge of the frame
	cover                      fyne.CanvasObject // as high as the frame, over the field
	width, margin, gap, height float32
}

// rim is the room between the arrows and the frame.
const rim = 2

// end is the room between the field, or what trails it, and the frame.
func (b *boxLayout) end() float32 {
	if b.steps == nil {
		return b.margin
	}
	return b.steps.MinSize().Width + rim
}

func (b *boxLayout) beside(o fyne.CanvasObject) float32 {
	if o == nil {
		return 0
	}
	return o.MinSize().Width + b.gap
}

// MinSize is that of all in a row.
func (b *boxLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(b.beside(b.lead)+b.width+b.beside(b.trail)+b.margin+b.end(), b.height)
}

// Layout centres everything in height and gives the field what width is left.
func (b *boxLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	b.back.Resize(size)
	place := func(o fyne.CanvasObject, x, width float32) {
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(width, h))
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
	}
	left, right := b.beside(b.lead), b.beside(b.trail)
	if b.lead != nil {
		place(b.lead, b.margin, left-b.gap)
	}
	if b.trail != nil {
		place(b.trail, size.Width-b.end()-right+b.gap, right-b.gap)
	}
	if b.steps != nil {
		b.steps.Resize(fyne.NewSize(b.end()-rim, size.Height-2*rim))
		b.steps.Move(fyne.NewPos(size.Width-b.end(), rim))
	}
	width := max(0, size.Width-b.margin-b.end()-left-right)
	place(b.field, b.margin+left, width)
	if b.cover != nil {
		b.cover.Resize(fyne.NewSize(width, size.Height))
		b.cover.Move(fyne.NewPos(b.margin+left, 0))
	}
}

// bare is the look without what Fyne draws around an entry.
type bare struct{ *look.Look }

// Color hides the entry's ground and edge.
func (b bare) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if n == theme.ColorNameInputBackground || n == theme.ColorNameInputBorder {
		return color.Transparent
	}
	return b.Look.Color(n, v)
}

// Size takes the entry's margins away.
func (b bare) Size(n fyne.ThemeSizeName) float32 {
	if n == theme.SizeNameInputBorder || n == theme.SizeNameInnerPadding {
		return 0
	}
	return b.Look.Size(n)
}
