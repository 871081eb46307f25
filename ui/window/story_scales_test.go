package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"netloom/engine/text"
	"netloom/ui/look"
)

// At every scale and in every language the window fits a small screen, and in the toolbar and the status bar nothing is
// cut off or lies over something else.
func TestStoryTheWindowFitsAtEveryScale(t *testing.T) {
	p := sitDown(t, "")
	w := p.w
	for _, l := range []text.Language{text.English, text.Chinese} {
		w.words.Use(l)
		for i, scale := range scales {
			w.look.Use(look.Variants()[i%len(look.Variants())], scale)
			for _, size := range []fyne.Size{{Width: 1280, Height: 800}, {Width: 1920, Height: 1080}} {
				w.window.Resize(size)
				if least := w.window.Content().MinSize(); least.Width > size.Width || least.Height > size.Height {
					t.Errorf("%s, %v: the window needs %v and has %v", l, scale, least, size)
				}
				for _, bar := range []*fyne.Container{w.toolbar.box, w.status.box} {
					p.nothingOverlaps(bar.Objects[0].(*fyne.Container), size)
				}
			}
		}
	}
}

// nothingOverlaps checks a row: what is shown in it lies within the window, one thing after another.
func (p *person) nothingOverlaps(row *fyne.Container, window fyne.Size) {
	p.t.Helper()
	end := float32(0)
	for _, o := range row.Objects {
		if !o.Visible() {
			continue
		}
		if o.Position().X < end-0.5 {
			p.t.Errorf("scale %v, %v: something begins at %v, before the end of another at %v", p.w.look.Scale(), window, o.Position().X, end)
		}
		end = o.Position().X + o.Size().Width
		if least := o.MinSize(); o.Size().Width < least.Width-0.5 {
			p.t.Errorf("scale %v, %v: something is %v wide and needs %v", p.w.look.Scale(), window, o.Size().Width, least.Width)
		}
	}
	if end > window.Width {
		p.t.Errorf("scale %v, %v: the row ends at %v", p.w.look.Scale(), window, end)
	}
}

// In a narrow window the panel that was asked for last is to be seen, and both in a wide one.
func TestStoryPanelsGiveWay(t *testing.T) {
	p := sitDown(t, "")
	seen := func() (palette, inspector bool) {
		p.walk(func(o fyne.CanvasObject) {
			palette = palette || o == fyne.CanvasObject(p.w.side.Container)
			inspector = inspector || o == fyne.CanvasObject(p.w.inspector.Container)
		})
		return palette, inspector
	}
	check := func(what string, palette, inspector bool) {
		t.Helper()
		if a, b := seen(); a != palette || b != inspector {
			t.Fatalf("%s: the palette is to be seen: %v, the inspector: %v", what, a, b)
		}
	}
	check("at first", true, true)
	p.w.look.Use(look.Dark, 2)
	check("at 200 %", false, true)
	p.key("/")
	check("after asking for the search", true, false)
	p.w.window.Canvas().Unfocus()
	p.call("inspector")
	check("after asking for the inspector", false, true)
	p.call("inspector")
	check("after hiding it", true, false)
	p.w.look.Use(look.Dark, 1)
	check("at 100 % again", true, false)
	p.choose("View", "Inspector")
	check("after showing it", true, true)
}
