package data

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"slices"
	"strings"
	"testing"
)

func encodePNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// ramp is a grey picture whose values count up.
func ramp(width, height int) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = uint8(i)
	}
	return img
}

func TestGreyPictureIsExact(t *testing.T) {
	got, err := ReadImage(encodePNG(t, ramp(28, 28)), []int{28, 28, 1})
	if err != nil || !slices.Equal(got.Shape, []int{1, 28, 28, 1}) {
		t.Fatalf("read %v, %v", got, err)
	}
	set := &Dataset{Shape: []int{28, 28, 1}, Scale: byteScale, Bytes: ramp(28, 28).Pix, Labels: make([]int32, 1)}
	want := make([]float32, 28*28)
	set.Sample(0, want)
	if !slices.Equal(got.Data, want) {
		t.Error("the picture's values are not those of the same image in a data set")
	}
}

func TestColoursAndGrey(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 2, 1))
	img.Set(0, 0, color.NRGBA{255, 0, 51, 255})
	img.Set(1, 0, color.NRGBA{255, 255, 255, 0})
	got, err := ReadImage(encodePNG(t, img), []int{1, 2, 3})
	if err != nil || !near(got.Data, 1, 0, 0.2, 0, 0, 0) {
		t.Errorf("in colour it is %v, %v", got, err)
	}
	got, err = ReadImage(encodePNG(t, img), []int{1, 2})
	if err != nil || !near(got.Data, 0.299+0.114*0.2, 0) || !slices.Equal(got.Shape, []int{1, 1, 2, 1}) {
		t.Errorf("in grey it is %v, %v", got, err)
	}
}

func near(got []float32, want ...float64) bool {
	return slices.EqualFunc(got, want, func(g float32, w float64) bool { return math.Abs(float64(g)-w) < 1e-3 })
}

func TestPictureIsScaled(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 100, 60))
	for y := range 60 {
		for x := range 50 {
			img.SetGray(x, y, color.Gray{255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	for form, content := range map[string][]byte{"png": encodePNG(t, img), "jpeg": b.Bytes()} {
		got, err := ReadImage(content, []int{4, 4, 1})
		if err != nil {
			t.Errorf("%s: %v", form, err)
			continue
		}
		for y := range 4 {
			if row := got.Data[4*y : 4*y+4]; row[0] < 0.9 || row[3] > 0.1 || row[0] > 1 || row[3] < 0 {
				t.Errorf("%s: row %d of a picture that is bright on the left is %v", form, y, row)
			}
		}
	}
}

func TestReadImageRefuses(t *testing.T) {
	good := encodePNG(t, ramp(4, 4))
	for want, content := range map[string][]byte{"neither": []byte("GIF89a"), "neither a": {}, "damaged": good[:40]} {
		if _, err := ReadImage(content, []int{4, 4, 1}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gave %v", want, err)
		}
	}
	for _, sample := range [][]int{{784}, {4, 4, 2}, {0, 4, 1}, {}, {2, 4, 4, 1}} {
		if _, err := ReadImage(good, sample); err == nil {
			t.Errorf("a picture was read for the shape %v", sample)
		}
	}
}

// TestReadImageRefusesBombs declares sizes that a file of a few bytes cannot honestly have.
func TestReadImageRefusesBombs(t *testing.T) {
	for _, size := range [][2]uint32{{65_535, 65_535}, {3000, 3000}, {20_000, 1}, {1 << 31, 1}} {
		b := slices.Clone(encodePNG(t, ramp(4, 4)))
		binary.BigEndian.PutUint32(b[16:], size[0])
		binary.BigEndian.PutUint32(b[20:], size[1])
		binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
		if _, err := ReadImage(b, []int{4, 4, 1}); err == nil {
			t.Errorf("a file of %d bytes was read as %d×%d pixels", len(b), size[0], size[1])
		}
	}
}

func TestImageSurvivesDamage(t *testing.T) {
	good := encodePNG(t, ramp(4, 4))
	for i := range good {
		b := slices.Clone(good)
		b[i] ^= 0x80
		_, _ = ReadImage(b, []int{4, 4, 1}) // any answer will do
		_, _ = ReadImage(good[:i], []int{4, 4, 1})
	}
}

func FuzzReadImage(f *testing.F) {
	f.Fuzz(func(t *testing.T, b []byte) {
		x, err := ReadImage(b, []int{5, 4, 3})
		if err != nil {
			return
		}
		for _, v := range x.Data {
			if !(v >= 0 && v <= 1) || len(x.Data) != 60 {
				t.Fatalf("a picture was read as %v", x.Data)
			}
		}
	})
}
