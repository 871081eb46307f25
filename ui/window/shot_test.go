package window

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"netloom/engine/layer"
)

// TestDraw draws the window after some training. With NETLOOM_PICTURES=FOLDER the picture is kept to be looked at.
func TestDraw(t *testing.T) {
	m, err := Draw(Shot{Options: Options{Layers: layer.Standard(), Data: images()}, Steps: 50, Width: 1280, Height: 800})
	if err != nil {
		t.Fatal(err)
	}
	if b := m.Bounds(); b.Dx() != 1280 || b.Dy() != 800 {
		t.Fatalf("the picture is %v", b)
	}
	if folder := os.Getenv("NETLOOM_PICTURES"); folder != "" {
		f, err := os.Create(filepath.Join(folder, "window.png"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := png.Encode(f, m); err != nil {
			t.Fatal(err)
		}
	}
}
