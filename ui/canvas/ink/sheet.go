// Package ink draws flat shapes, text and icons into a picture on the processor. A drawing of a thousand layers has
// thousands of shapes; handed to the toolkit one by one each costs some microseconds a frame, while here it costs little
// more than its pixels, and the toolkit sees one picture. All places are whole pixels.
package ink

import (
	"encoding/binary"
	"image"
	"image/color"
)

// Sheet is a picture without holes that is drawn on.
type Sheet struct{ *image.RGBA }

// Resized is a sheet of a size; the same one if it has that already.
func (s Sheet) Resized(w, h int) Sheet {
	if s.RGBA != nil && s.Rect.Dx() == w && s.Rect.Dy() == h {
		return s
	}
	return Sheet{image.NewRGBA(image.Rect(0, 0, w, h))}
}

// paint is a colour that is laid on pixels with a share of 0 to 255. A pixel is worked on as one number, red and blue
// together and green and opacity together, each with a byte to spare.
type paint struct{ redBlue, greenOpacity, rest uint32 }

const pairs = 0x00ff00ff

// paintOf makes the paint of a colour with a share.
func paintOf(c color.NRGBA, share uint32) paint {
	return paint{
		redBlue:      (uint32(c.R)|uint32(c.B)<<16)*share + 0x007f007f,
		greenOpacity: (uint32(c.G)|255<<16)*share + 0x007f007f,
		rest:         255 - share,
	}
}

// lay lays the paint on a pixel.
func (p paint) lay(pixel []uint8) {
	v := binary.LittleEndian.Uint32(pixel)
	rb := v&pairs*p.rest + p.redBlue
	ga := v>>8&pairs*p.rest + p.greenOpacity
	rb = (rb + rb>>8&pairs) >> 8 & pairs
	ga = (ga + ga>>8&pairs) >> 8 & pairs
	binary.LittleEndian.PutUint32(pixel, rb|ga<<8)
}

// solid is a pixel of a colour that hides what is below.
func solid(c color.NRGBA) uint32 { return uint32(c.R) | uint32(c.G)<<8 | uint32(c.B)<<16 | 255<<24 }

// masked lays a colour on a row of pixels as far as a row of a mask says.
func masked(row, mask []uint8, c color.NRGBA) {
	row = row[:4*len(mask)]
	whole := solid(c)
	for i, cover := range mask {
		if cover == 0 {
			continue
		}
		pixel := row[4*i : 4*i+4 : 4*i+4]
		if share := uint32(cover) * uint32(c.A) / 255; share < 255 {
			paintOf(c, share).lay(pixel)
		} else {
			binary.LittleEndian.PutUint32(pixel, whole)
		}
	}
}

// Fill paints a rectangle.
func (s Sheet) Fill(r image.Rectangle, c color.NRGBA) {
	r = r.Intersect(s.Rect)
	if r.Empty() || c.A == 0 {
		return
	}
	width := 4 * r.Dx()
	if c.A < 255 {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			at := s.PixOffset(r.Min.X, y)
			for row, p := s.Pix[at:at+width], paintOf(c, uint32(c.A)); len(row) >= 4; row = row[4:] {
				p.lay(row)
			}
		}
		return
	}
	at := s.PixOffset(r.Min.X, r.Min.Y)
	first, whole := s.Pix[at:at+width], solid(c)
	for i := 0; i+3 < len(first); i += 4 {
		binary.LittleEndian.PutUint32(first[i:i+4], whole)
	}
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		copy(s.Pix[s.PixOffset(r.Min.X, y):], first)
	}
}

// Stamp paints a colour where a mask says, with the mask's upper left corner at a pixel.
func (s Sheet) Stamp(m *image.Alpha, x, y int, c color.NRGBA) {
	s.StampPart(m, m.Rect, x, y, c)
}

// StampPart is Stamp with a part of the mask, whose upper left corner comes to a pixel.
func (s Sheet) StampPart(m *image.Alpha, part image.Rectangle, x, y int, c color.NRGBA) {
	r := image.Rect(x, y, x+part.Dx(), y+part.Dy()).Intersect(s.Rect)
	if r.Empty() || c.A == 0 {
		return
	}
	for py := r.Min.Y; py < r.Max.Y; py++ {
		from := m.PixOffset(part.Min.X+r.Min.X-x, part.Min.Y+py-y)
		at := s.PixOffset(r.Min.X, py)
		masked(s.Pix[at:at+4*r.Dx()], m.Pix[from:from+r.Dx()], c)
	}
}

// Copy paints a picture whose colours are multiplied by their opacity, with its upper left corner at a pixel; opacity is 0 to 1.
func (s Sheet) Copy(m *image.RGBA, x, y int, opacity float64) {
	r := image.Rect(x, y, x+m.Rect.Dx(), y+m.Rect.Dy()).Intersect(s.Rect)
	whole := uint32(min(max(opacity, 0), 1)*255 + 0.5)
	if r.Empty() || whole == 0 {
		return
	}
	for py := r.Min.Y; py < r.Max.Y; py++ {
		from := m.PixOffset(m.Rect.Min.X+r.Min.X-x, m.Rect.Min.Y+py-y)
		at := s.PixOffset(r.Min.X, py)
		above, row := m.Pix[from:from+4*r.Dx()], s.Pix[at:at+4*r.Dx()]
		for i := 0; i+3 < len(row); i += 4 {
			rest := 255 - uint32(above[i+3])*whole/255
			for k := range 3 {
				v := uint32(row[i+k])*rest + uint32(above[i+k])*whole + 127
				row[i+k] = uint8(min(255, (v+v>>8)>>8))
			}
		}
	}
}
