package panel

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/param"
	"netloom/engine/text"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// outside lists the texts that do not fit where they stand.
func (s *stage) outside(o fyne.CanvasObject, left, width float32) []string {
	var list []string
	var visit func(o fyne.CanvasObject, x float32)
	visit = func(o fyne.CanvasObject, x float32) {
		if !o.Visible() {
			return
		}
		x += o.Position().X
		switch o := o.(type) {
		case *fynecanvas.Text:
			if o.Text == "" {
				break
			}
			if end := x + o.MinSize().Width; x < left-0.5 || end > left+width+0.5 {
				list = append(list, fmt.Sprintf("%q from %.0f to %.0f of %.0f", o.Text, x, end, left+width))
			}
		case *kit.Field:
			if w := fyne.MeasureText(o.Text, s.env.Look.S(look.SizeBody), o.TextStyle).Width; w > o.Size().Width+0.5 {
				list = append(list, fmt.Sprintf("%q is %.0f wide in a field of %.0f", o.Text, w, o.Size().Width))
			}
		case *widget.Select:
			for _, word := range o.Options {
				if w := kit.Measure(s.env.Look, word, kit.Body).Width; w > o.Size().Width {
					list = append(list, fmt.Sprintf("%q in a list of %.0f", word, o.Size().Width))
				}
			}
		case *fyne.Container:
			for _, c := range o.Objects {
				visit(c, x)
			}
		case fyne.Widget:
			for _, c := range test.WidgetRenderer(o).Objects() {
				visit(c, x)
			}
		}
	}
	visit(o, 0)
	return list
}

// Every parameter of every kind, under every choice of the others, fits into the inspector: in both languages and at
// another scale. With NETLOOM_PICTURES naming a folder, pictures are left there to be looked at.
func TestEveryParameterFits(t *testing.T) {
	kinds := layer.Standard().All()
	var ids []string
	for _, k := range kinds {
		ids = append(ids, k.ID)
	}
	for _, c := range []struct {
		language text.Language
		variant  look.Variant
		scale    float64
	}{{text.English, look.Dark, 1}, {text.English, look.Contrast, 2}, {text.Chinese, look.Light, 1}} {
		t.Run(fmt.Sprint(c.language, " ", c.variant, " ", c.scale), func(t *testing.T) {
			s := open(t, drawing(t, ids...), c.variant, c.scale, c.language)
			for i, k := range kinds {
				s.choose(i)
				s.window.SetContent(s.inspector.Container)
				s.fits(t, k.ID)
				s.picture(t, fmt.Sprintf("%s-%s-%s-%v.png", k.ID, c.language, c.variant, c.scale))
				if c.scale != 1 {
					continue // what fits at 100 % fits at any scale; one is enough to see that nothing is fixed
				}
				f := s.form(i)
				for _, r := range f.rows {
					if r.declared().Type == param.Choice && governs(k, r.declared().ID) {
						s.everyOption(t, f, r)
					}
				}
			}
		})
	}
}

// governs tells whether a parameter shows and hides others.
func governs(k *layer.Kind, id string) bool {
	return slices.ContainsFunc(k.Params, func(p param.Param) bool {
		return slices.ContainsFunc(p.When, func(w param.When) bool { return w.Param == id })
	})
}

// everyOption looks at the form under each option of a choice, which shows and hides others.
func (s *stage) everyOption(t *testing.T, f *form, r *row) {
	t.Helper()
	for _, o := range r.declared().Options {
		r.takeWhole(graph.String(o.ID))
		s.window.SetContent(container.NewStack(f.box))
		s.window.Resize(fyne.NewSize(s.env.Look.S(rowWidth), s.env.Look.S(900)))
		if bad := s.outside(f.box, 0, s.env.Look.S(rowWidth)); len(bad) > 0 {
			t.Errorf("%s with %s: %v", f.kinds[0].ID, o.ID, bad)
		}
	}
	r.reset()
}

// fits fails for what stands outside the inspector's margins.
func (s *stage) fits(t *testing.T, what string) {
	t.Helper()
	l := s.env.Look
	s.window.Resize(fyne.NewSize(l.S(288), l.S(700)))
	if bad := s.outside(s.inspector.Container, l.S(10), l.S(268)); len(bad) > 0 {
		t.Errorf("%s: %v", what, bad)
	}
}

// picture leaves what is seen in the folder for pictures, if there is one.
func (s *stage) picture(t *testing.T, name string) {
	t.Helper()
	folder := os.Getenv("NETLOOM_PICTURES")
	if folder == "" {
		return
	}
	f, err := os.Create(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, s.window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
