package formula

import (
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

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
		if folder := os.Getenv("NETLOOM_PICTURES"); folder != "" {
			f, err := os.Create(filepath.Join(folder, "formula-"+k.ID+".png"))
			if err != nil {
				t.Fatal(err)
			}
			if err := png.Encode(f, m); err != nil {
				t.Fatal(err)
			}
			f.Close()
		}
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
