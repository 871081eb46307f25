package ink

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"
)

func TestPaintMixesEachColourByItsShare(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	mixed := func(below, above uint8, share uint32) int {
		return int(math.Round((float64(below)*float64(255-share) + float64(above)*float64(share)) / 255))
	}
	for share := range uint32(256) {
		for range 200 {
			r := random.Uint32()
			below := [4]uint8{uint8(r), uint8(r >> 8), uint8(r >> 16), 255}
			r = random.Uint32()
			c := color.NRGBA{R: uint8(r), G: uint8(r >> 8), B: uint8(r >> 16)}
			got := below
			paintOf(c, share).lay(got[:])
			want := [3]int{mixed(below[0], c.R, share), mixed(below[1], c.G, share), mixed(below[2], c.B, share)}
			for i, w := range want {
				if d := int(got[i]) - w; d < -1 || d > 1 {
					t.Fatalf("%v laid on %v with %d of 255 gives %v", c, below, share, got)
				}
			}
			if got[3] != 255 {
				t.Fatalf("%v laid on %v with %d of 255 leaves a hole: %v", c, below, share, got)
			}
		}
	}
}

func TestRoundedCornersMirrorEachOther(t *testing.T) {
	const w, h = 41, 30
	sheet := Sheet{}.Resized(w, h)
	sheet.Fill(sheet.Rect, color.NRGBA{A: 255})
	ink := color.NRGBA{R: 250, G: 130, B: 40, A: 200}
	s := NewShapes()
	s.Rounded(sheet, image.Rect(2, 2, w-2, h-2), 7.5, false, ink)
	s.Ring(sheet, image.Rect(5, 5, w-5, h-5), 6, 2, color.NRGBA{B: 255, A: 255})
	for y := range h {
		for x := range w {
			if a := sheet.RGBAAt(x, y); a != sheet.RGBAAt(w-1-x, y) || a != sheet.RGBAAt(x, h-1-y) {
				t.Fatalf("the pixel at %d, %d is not that of the other corners", x, y)
			}
		}
	}
	if sheet.RGBAAt(2, 2) != (color.RGBA{A: 255}) || sheet.RGBAAt(w/2, h/2) == (color.RGBA{A: 255}) {
		t.Error("a rounded rectangle has its corner filled or its middle empty")
	}
}

func TestEdgedLooksLikeOneRectangleOnAnother(t *testing.T) {
	s := NewShapes()
	for _, size := range []image.Point{{60, 40}, {23, 60}, {9, 9}, {200, 12}} {
		for _, width := range []int{1, 2, 3} {
			for _, radius := range []float32{0, 4, 7.5, 11} {
				var sheets [2]Sheet
				outer := image.Rectangle{Max: size}.Add(image.Pt(3, 3))
				inner := outer.Inset(width)
				within := max(radius-float32(width), 0)
				ink, edge := color.NRGBA{R: 90, G: 10, B: 20, A: 255}, color.NRGBA{R: 10, G: 200, B: 20, A: 255}
				for i := range sheets {
					sheets[i] = Sheet{}.Resized(210, 70)
					sheets[i].Fill(sheets[i].Rect, color.NRGBA{B: 99, A: 255})
				}
				s.Edged(sheets[0], outer, inner, radius, within, ink, edge)
				s.Rounded(sheets[1], outer, radius, false, edge)
				s.Rounded(sheets[1], inner, within, false, ink)
				if !bytes.Equal(sheets[0].Pix, sheets[1].Pix) {
					t.Errorf("%v with an edge of %d and corners of %v differs", size, width, radius)
				}
			}
		}
	}
}
