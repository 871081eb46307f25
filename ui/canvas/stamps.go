package canvas

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	scaling "golang.org/x/image/draw"
)

// stamps keeps texts and icons as Fyne draws them, ready to be put into the drawing. One takes Fyne a fraction of a
// millisecond, which is too long for all of a drawing's in one frame: while a frame is in a hurry, what is not there yet
// is taken from another size, and made in a later frame if it is still wanted then: while one zooms it mostly is not.
type stamps struct {
	texts  map[textKey]*textStamp
	latest map[lettersKey]*textStamp // sharp, of any size
	icons  map[iconKey]*iconStamp
	any    map[fyne.Resource]*iconStamp // likewise

	hurry   bool // a person waits for each frame
	frame   int
	spent   time.Duration // on new stamps in this frame
	pixel   time.Duration // that a new one takes, smoothed, for a thousand pixels
	missing bool          // something was taken from another size in this frame
}

// allowance is the time that a frame in a hurry spends on new stamps.
const allowance = 600 * time.Microsecond

// The most stamps that are kept; then all begins anew.
const (
	mostTexts = 6000
	mostIcons = 1000
)

type lettersKey struct {
	text  string
	style fyne.TextStyle
}

type textKey struct {
	lettersKey
	size float32 // in pixels
}

type iconKey struct {
	resource fyne.Resource
	side     int // in pixels
}

// textStamp is a text's mask.
type textStamp struct {
	mask  *image.Alpha
	base  int // where the letters stand, below the upper edge
	size  float32
	rough int // the frame in which it was taken from another size; 0 for a sharp one
}

// iconStamp is an icon's picture.
type iconStamp struct {
	*image.RGBA
	rough int // as of a text
}

func newStamps() *stamps {
	s := &stamps{}
	s.forget()
	return s
}

// forget drops all, as when fonts or colours have changed.
func (s *stamps) forget() {
	s.texts, s.latest = map[textKey]*textStamp{}, map[lettersKey]*textStamp{}
	s.icons, s.any = map[iconKey]*iconStamp{}, map[fyne.Resource]*iconStamp{}
}

// begin starts a frame.
func (s *stamps) begin() {
	s.frame++
	s.spent, s.missing = 0, false
	if len(s.texts) > mostTexts || len(s.icons) > mostIcons {
		s.forget()
	}
}

// may tells whether there is time for a new stamp of so many pixels. The first of a frame always has it, so that all are
// made some time.
func (s *stamps) may(pixels float32) bool {
	return !s.hurry || s.spent == 0 || s.spent+time.Duration(pixels/1000*float32(s.pixel)) < allowance
}

// made notes what a new stamp took.
func (s *stamps) made(begun time.Time, pixels float32) {
	took := time.Since(begun)
	s.spent += took
	s.pixel = (7*s.pixel + time.Duration(float32(took)/max(pixels/1000, 0.5))) / 8
}

// text gives the mask of a text.
func (s *stamps) text(text string, size float32, style fyne.TextStyle) *textStamp {
	k := textKey{lettersKey{text, style}, size}
	m, known := s.texts[k]
	if known && m.rough == 0 {
		return m
	}
	pixels := size * size * float32(len(text))
	other := s.latest[k.lettersKey]
	if other != nil && s.hurry && !known || !s.may(pixels) {
		s.missing = true
		if !known && other != nil {
			m = other.scaled(size)
			m.rough = s.frame
			s.texts[k] = m
		}
		return m
	}
	if known && m.rough == s.frame {
		s.missing = true
		return m
	}
	begun := time.Now()
	m = newTextStamp(text, size, style)
	s.texts[k], s.latest[k.lettersKey] = m, m
	s.made(begun, pixels)
	return m
}

// newTextStamp has Fyne draw a text.
func newTextStamp(text string, size float32, style fyne.TextStyle) *textStamp {
	t := &canvas.Text{Text: text, TextSize: size, TextStyle: style, Color: color.White}
	room := t.MinSize()
	room = fyne.NewSize(float32(math.Ceil(float64(room.Width)))+size/4, float32(math.Ceil(float64(room.Height)))) // slanted letters reach out
	m := captured(t, room)
	mask := image.NewAlpha(m.Rect)
	for i := range mask.Pix {
		mask.Pix[i] = m.Pix[4*i+3]
	}
	return &textStamp{mask: mask, base: int(math.Round(float64(baseline(size, style)))), size: size}
}

// scaled is the stamp at another size, not as sharp.
func (t *textStamp) scaled(size float32) *textStamp {
	f := float64(size / t.size)
	w, h := max(1, int(float64(t.mask.Rect.Dx())*f)), max(1, int(float64(t.mask.Rect.Dy())*f))
	m := image.NewAlpha(image.Rect(0, 0, w, h))
	for y := range h {
		from := t.mask.Pix[min(int(float64(y)/f), t.mask.Rect.Dy()-1)*t.mask.Stride:]
		for x := range w {
			m.Pix[y*m.Stride+x] = from[min(int(float64(x)/f), t.mask.Rect.Dx()-1)]
		}
	}
	return &textStamp{mask: m, base: int(math.Round(float64(t.base) * f)), size: size}
}

// captured has Fyne draw something by itself, on nothing.
func captured(o fyne.CanvasObject, size fyne.Size) *image.NRGBA {
	c := software.NewTransparentCanvas()
	c.SetPadded(false)
	c.SetContent(o)
	c.Resize(size)
	if m, ok := c.Capture().(*image.NRGBA); ok {
		return m
	}
	return image.NewNRGBA(image.Rect(0, 0, int(size.Width), int(size.Height)))
}

// icon gives an icon's picture, so many pixels wide.
func (s *stamps) icon(r fyne.Resource, side int) *image.RGBA {
	if r == nil {
		return nil
	}
	k := iconKey{r, side}
	m, known := s.icons[k]
	if known && m.rough == 0 {
		return m.RGBA
	}
	pixels := float32(side * side)
	other := s.any[r]
	switch {
	case known && (m.rough == s.frame || !s.may(pixels)):
		s.missing = true
		return m.RGBA
	case !known && other != nil && s.hurry:
		s.missing = true
		m = &iconStamp{image.NewRGBA(image.Rect(0, 0, side, side)), s.frame}
		scaling.ApproxBiLinear.Scale(m, m.Rect, other, other.Rect, draw.Src, nil)
		s.icons[k] = m
		return m.RGBA
	}
	begun := time.Now()
	i := canvas.NewImageFromResource(r)
	i.FillMode = canvas.ImageFillContain
	drawn := captured(i, fyne.NewSquareSize(float32(side)))
	m = &iconStamp{RGBA: image.NewRGBA(drawn.Rect)}
	draw.Draw(m, m.Rect, drawn, image.Point{}, draw.Src)
	s.icons[k], s.any[r] = m, m
	s.made(begun, pixels)
	return m.RGBA
}
