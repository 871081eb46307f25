package canvas

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/look"
)

// spread is the example with as much room between its layers as the design gives them.
func spread(tb testing.TB) *graph.Document {
	d, err := graph.MoveNodes{To: map[graph.NodeID]graph.Point{
		1: {X: 48, Y: 96}, 2: {X: 272, Y: 96}, 3: {X: 496, Y: 96}, 4: {X: 720, Y: 96}, 5: {X: 272, Y: 312}, 6: {X: 496, Y: 312},
	}}.Apply(example(tb))
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func training() Training {
	return Training{
		Moving: true,
		States: map[graph.NodeID]State{3: InTraining, 5: InTraining, 6: InTraining},
		Loss:   map[graph.NodeID]float64{6: 0.09017},
	}
}

// The pictures are for eyes; what they must hold is checked elsewhere. Here they must only not be blank.
func TestPictures(t *testing.T) {
	shots := []struct {
		name string
		make func() *stage
	}{
		{"dark", func() *stage { return newStage(t, spread(t), look.Dark, 960, 520) }},
		{"light-zh", func() *stage { return chinese(newStage(t, spread(t), look.Light, 960, 520)) }},
		{"contrast", func() *stage { return newStage(t, spread(t), look.Contrast, 960, 520) }},
		{"as-shipped", func() *stage { return newStage(t, example(t), look.Dark, 960, 520) }},
		{"training", func() *stage {
			s := newStage(t, spread(t), look.Dark, 960, 520)
			s.canvas.clock.reduced = true
			s.canvas.SetTraining(training())
			s.choose([]graph.NodeID{3}, nil)
			return s
		}},
		{"empty", func() *stage { return newStage(t, graph.New("empty"), look.Dark, 960, 520) }},
		{"valid", func() *stage {
			s := newStage(t, spread(t), look.Dark, 960, 520)
			s.hold(s.port("Flatten", "out", false), s.port("Dense 2", "in", true).AddXY(-9, 4))
			return s
		}},
		{"invalid", func() *stage {
			s := newStage(t, spread(t), look.Dark, 960, 520)
			s.hold(s.port("MNIST", "out", false), s.port("Dense 1", "in", true).AddXY(14, 20))
			return s
		}},
		{"invalid-zh", func() *stage {
			s := chinese(newStage(t, spread(t), look.Light, 960, 520))
			s.hold(s.port("MNIST", "out", false), s.port("Dense 1", "in", true).AddXY(14, 20))
			return s
		}},
		{"zoom-60", func() *stage {
			s := newStage(t, spread(t), look.Dark, 960, 520)
			s.canvas.ZoomTo(0.6)
			return s
		}},
		{"zoom-40", func() *stage {
			s := newStage(t, spread(t), look.Dark, 960, 520)
			s.canvas.ZoomTo(0.4)
			return s
		}},
		{"zoom-20", func() *stage {
			s := newStage(t, spread(t), look.Dark, 960, 520)
			s.canvas.ZoomTo(0.2)
			return s
		}},
		{"zoom-200", func() *stage {
			s := newStage(t, spread(t), look.Dark, 960, 520)
			s.canvas.ZoomTo(2)
			return s
		}},
		{"rename", func() *stage {
			s := newStage(t, spread(t), look.Dark, 960, 520)
			s.choose([]graph.NodeID{3}, nil)
			s.canvas.StartRename()
			return s
		}},
		{"move", func() *stage {
			s := newStage(t, spread(t), look.Dark, 960, 520)
			s.hold(s.header("Dense 2"), s.header("Dense 2").AddXY(3, 60))
			return s
		}},
		{"marquee", func() *stage {
			s := newStage(t, spread(t), look.Light, 960, 520)
			s.hold(fyne.NewPos(20, 20), s.header("Dense 2").AddXY(0, 60))
			return s
		}},
		{"problem", func() *stage {
			s := newStage(t, spread(t), look.Dark, 960, 520)
			if err := s.Do(graph.Connect{From: graph.Endpoint{Node: 1, Port: "out"}, To: graph.Endpoint{Node: 3, Port: "in"}}); err != nil {
				t.Fatal(err)
			}
			return s
		}},
		{"drop", func() *stage {
			s := newStage(t, spread(t), look.Dark, 960, 520)
			s.canvas.DragKindOver(s.layers.Find("dense"), s.port("Dropout", "in", true).AddXY(-40, 6))
			return s
		}},
	}
	for _, shot := range shots {
		t.Run(shot.name, func(t *testing.T) {
			img := shot.make().picture(shot.name)
			colours := map[color.Color]bool{}
			for y := range img.Bounds().Dy() {
				for x := range img.Bounds().Dx() {
					colours[img.At(x, y)] = true
				}
			}
			if len(colours) < 16 {
				t.Fatalf("the picture has only %d colours", len(colours))
			}
		})
	}
}
