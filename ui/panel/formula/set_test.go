package formula

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"golang.org/x/image/font/sfnt"

	"netloom/engine/layer"
)

// TestKinds sets the formula of every kind of layer: one that cannot be set would be shown as its source. With
// NETLOOM_PICTURES=FOLDER the pictures are kept to be looked at.
func TestKinds(t *testing.T) {
	for _, k := range layer.Standard().All() {
		m, err := Set(k.Formula, color.NRGBA{A: 255}, 45)
		if err != nil {
			t.Errorf("%s: %v", k.ID, err)
			continue
		}
		if b := m.Bounds(); b.Dx() < 40 || b.Dy() < 20 {
			t.Errorf("%s: the formula is only %v", k.ID, b)
		}
		keep(t, m, k.ID)
	}
}

// keep writes a picture into the folder that NETLOOM_PICTURES names.
func keep(t *testing.T, m image.Image, name string) {
	t.Helper()
	folder := os.Getenv("NETLOOM_PICTURES")
	if folder == "" {
		return
	}
	f, err := os.Create(filepath.Join(folder, "formula-"+name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, m); err != nil {
		t.Fatal(err)
	}
}

// TestSigns sets what the kinds do not use yet; a sign that no font has would be a box.
func TestSigns(t *testing.T) {
	faces := typefaces()
	for name, sign := range symbols {
		var buffer sfnt.Buffer
		for _, r := range sign.sign {
			serif, _ := faces.serif[upright].GlyphIndex(&buffer, r)
			sans, _ := faces.sans.GlyphIndex(&buffer, r)
			if serif == 0 && sans == 0 {
				t.Errorf("no font has the sign of \\%s", name)
			}
		}
	}
	for i, s := range []string{`\hat{m}_t = \frac{m_t}{1 - \beta^t}`, `\frac{\eta}{\sqrt{v_t} + \epsilon}`, `\lfloor t / s \rfloor`} {
		m, err := Set(s, color.NRGBA{A: 255}, 45)
		if err != nil {
			t.Errorf("%s: %v", s, err)
			continue
		}
		keep(t, m, "sign"+strconv.Itoa(i))
	}
}

func TestMistakes(t *testing.T) {
	for _, s := range []string{`\frac{a}{b`, `\nosuch x`, `a_`, `x^{2`} {
		if _, err := Set(s, color.Black, 20); err == nil {
			t.Errorf("%s was set", s)
		}
	}
}

// A fraction is taller than what stands in it, and scripts make a sign wider.
func TestMeasures(t *testing.T) {
	height := func(s string) (w, h int) {
		m, err := Set(s, color.Black, 40)
		if err != nil {
			t.Fatal(err)
		}
		return m.Bounds().Dx(), m.Bounds().Dy()
	}
	_, plain := height("a")
	_, fraction := height(`\frac{a}{b}`)
	if fraction < 2*plain {
		t.Errorf("a fraction is %d high, a letter %d", fraction, plain)
	}
	bare, _ := height("x")
	scripted, _ := height("x_{ij}")
	if scripted <= bare {
		t.Errorf("x_ij is %d wide, x %d", scripted, bare)
	}
}
