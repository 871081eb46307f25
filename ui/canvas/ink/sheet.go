// Package ink draws flat shapes, text and icons into a picture on the processor. A drawing of a thousand layers has
// thousands of shapes; handed to the toolkit one by one each costs some microseconds a frame, while here it costs little
// more than its pixels, and the toolkit sees one picture. All places are whole pixels.
package ink

import (
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

// mixed is a colour laid on another with a share of 0 to 255.
func mixed(below, above uint8, share uint32) uint8 {
	v := uint32(below)*(255-share) + uint32(above)*share + 127
	return uint8((v + v>>8) >> 8)
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
			blendRow(s.Pix[at:at+width], c, uint32(c.A))
		}
		return
	}
	at := s.PixOffset(r.Min.X, r.Min.Y)
	first := s.Pix[at : at+width]
	for i := 0; i+3 < len(first); i += 4 {
		first[i], first[i+1], first[i+2], first[i+3] = c.R, c.G, c.B, 255
	}
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		copy(s.Pix[s.PixOffset(r.Min.X, y):], first)
	}
}

// blendRow lays a colour on pixels with one share.
func blendRow(row []uint8, c color.NRGBA, share uint32) {
	for i := 0; i+3 < len(row); i += 4 {
		row[i], row[i+1], row[i+2] = mixed(row[i], c.R, share), mixed(row[i+1], c.G, share), mixed(row[i+2], c.B, share)
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
		row := s.Pix[at : at+4*r.Dx()]
		for i, cover := range m.Pix[from : from+r.Dx()] {
			if cover == 0 {
				continue
			}
			p := row[4*i : 4*i+4 : 4*i+4]
			if share := uint32(cover) * uint32(c.A) / 255; share < 255 {
				p[0], p[1], p[2] = mixed(p[0], c.R, share), mixed(p[1], c.G, share), mixed(p[2], c.B, share)
			} else {
				p[0], p[1], p[2] = c.R, c.G, c.B
			}
		}
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
