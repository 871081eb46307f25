package canvas

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// framed is the network with a frame around its two dense layers.
func framed(t testing.TB) *stage {
	t.Helper()
	d, err := graph.AddFrame{Title: "Middle", Nodes: []graph.NodeID{3, 5}}.Apply(spread(t))
	if err != nil {
		t.Fatal(err)
	}
	return newStage(t, d, look.Dark, 960, 520)
}

func (s *stage) frame() *graph.Frame {
	s.tb.Helper()
	if len(s.Document().Frames()) != 1 {
		s.tb.Fatalf("there are %d frames", len(s.Document().Frames()))
	}
	return s.Document().Frames()[0]
}

// title is a place on the frame's title.
func (s *stage) title() fyne.Position {
	s.tb.Helper()
	f := s.canvas.scene.Frame(s.frame().ID)
	if f == nil {
		s.tb.Fatal("the frame is not drawn")
		return fyne.Position{}
	}
	return s.canvas.screen(geometry.Point{X: f.Rect.X + 12, Y: f.Rect.Y + geometry.FrameTitle/2})
}

// twice is a double click.
func (s *stage) twice(at fyne.Position) {
	s.click(at)
	s.down(at)
	s.up(at)
}

func TestDraggingATitleMovesTheFrame(t *testing.T) {
	s := framed(t)
	before := [2]graph.Point{s.node("Dense 1").At, s.node("Dense 2").At}
	other := s.node("Flatten").At
	s.drag(s.title(), s.title().AddXY(64, 32))
	s.steps(1)
	if a, b := s.node("Dense 1").At, s.node("Dense 2").At; a == before[0] || a.X-before[0].X != b.X-before[1].X || s.node("Flatten").At != other {
		t.Fatalf("the layers stand at %v and %v, Flatten at %v", a, b, s.node("Flatten").At)
	}
	s.undo()
	if s.node("Dense 1").At != before[0] {
		t.Fatal("it was not one step")
	}
}

func TestALayerIsDraggedIntoAndOutOfAFrame(t *testing.T) {
	s := framed(t)
	s.drag(s.header("Dense 2"), s.header("Dense 2").AddXY(0, 500))
	if got := s.frame().Nodes; !slices.Equal(got, []graph.NodeID{3}) {
		t.Fatalf("dragged far away, the frame holds %v", got)
	}
	s.undo()
	f := s.canvas.scene.Frame(s.frame().ID).Rect
	from := s.header("Flatten")
	n := s.canvas.scene.Node(s.node("Flatten").ID)
	into := s.canvas.screen(geometry.Point{X: f.Centre().X - n.Box.Width/2, Y: f.Centre().Y - n.Box.Height/2})
	s.drag(from, from.Add(into.Subtract(s.canvas.screen(n.Seat))))
	if got := s.frame().Nodes; !slices.Contains(got, s.node("Flatten").ID) {
		t.Fatalf("with Flatten put into it, the frame holds %v", got)
	}
}

func TestCollapsedFrame(t *testing.T) {
	s := framed(t)
	s.choose([]graph.NodeID{3, 5}, nil)
	s.canvas.FoldSelection()
	block := s.canvas.scene.Node(geometry.BlockID(s.frame().ID))
	if !s.frame().Collapsed || block == nil || len(block.Box.In) == 0 || len(block.Box.Out) == 0 {
		t.Fatalf("collapsed: %t, block %+v", s.frame().Collapsed, block)
	}
	at := s.canvas.screen(geometry.Point{X: block.Seat.X + 60, Y: block.Seat.Y + 60})
	s.canvas.host.Select(graph.Selection{})
	s.click(at)
	if !slices.Equal(s.chosen.Nodes, []graph.NodeID{3, 5}) || len(s.chosen.Frames) != 1 {
		t.Fatalf("a click on the block selects %+v", s.chosen)
	}
	before := s.node("Dense 1").At
	s.drag(at, at.AddXY(0, 96))
	if got := s.node("Dense 1").At; got.Y <= before.Y {
		t.Fatalf("dragged with its block, the layer stands at %v", got)
	}
	s.canvas.DeleteSelection()
	if len(s.Document().Frames()) != 0 || s.Document().Node(3) != nil {
		t.Fatal("a block is not deleted with what it holds")
	}
}

func TestLookingInside(t *testing.T) {
	s := framed(t)
	s.canvas.GoInto(s.frame().ID)
	shown := func() (ids []graph.NodeID) {
		for _, n := range s.canvas.scene.Nodes() {
			ids = append(ids, n.ID)
		}
		return ids
	}
	if got := shown(); !slices.Equal(got, []graph.NodeID{3, 5}) || !s.canvas.crumbs.box.Visible() {
		t.Fatalf("inside the frame are %v", got)
	}
	for _, w := range s.canvas.scene.Wires() {
		if len(w.Path) > 0 {
			t.Errorf("a wire from outside is drawn: %+v", w.Ends)
		}
	}
	s.drag(s.header("Dense 2"), s.header("Dense 2").AddXY(48, 48))
	s.steps(1)
	s.canvas.AddKind(s.layers.Find("dropout"))
	if f := s.frame(); len(f.Nodes) != 3 || len(shown()) != 3 {
		t.Fatalf("a layer that is added inside is not of the frame: %v, shown are %v", f.Nodes, shown())
	}
	s.steps(2)
	s.undo()
	s.canvas.GoOut()
	if got := shown(); len(got) != 6 || s.canvas.crumbs.box.Visible() || len(s.chosen.Frames) != 1 {
		t.Fatalf("outside are %v", got)
	}
	s.canvas.GoInto(s.frame().ID)
	s.undo()
	if err := s.Do(graph.RemoveFrame{Frame: s.frame().ID}); err != nil || s.canvas.Inside() != 0 || len(shown()) != 6 {
		t.Fatalf("without the frame, %v are shown: %v", shown(), err)
	}
}

func TestRenamingAFrameRenamesItInItsObjective(t *testing.T) {
	s := framed(t)
	loss := s.node("Cross-entropy").ID
	if err := s.Do(graph.SetParam{Nodes: []graph.NodeID{loss}, Param: "trains", Value: graph.String("Middle")}); err != nil {
		t.Fatal(err)
	}
	s.canvas.renameFrame(s.frame().ID)
	s.canvas.rename.field.SetText("Hidden")
	s.canvas.rename.commit()
	if s.frame().Title != "Hidden" || s.Document().Node(loss).Params["trains"].Text() != "Hidden" {
		t.Fatalf("the frame is called %q, and the objective trains %q", s.frame().Title, s.Document().Node(loss).Params["trains"].Text())
	}
}

func TestDotsLeadAWire(t *testing.T) {
	s := open(t)
	w := s.canvas.scene.Wires()[1]
	middle, _ := w.Path.At(w.Path.Length() / 2)
	s.twice(s.canvas.screen(middle))
	if got := s.Document().Wire(w.ID).Via; len(got) != 1 {
		t.Fatalf("clicked twice, the wire is led by %v", got)
	}
	dot := s.Document().Wire(w.ID).Via[0]
	s.drag(s.canvas.screen(dot), s.canvas.screen(dot).AddXY(0, 80))
	moved := s.Document().Wire(w.ID).Via[0]
	if distance, _ := s.canvas.scene.Wire(w.ID).Path.Near(moved); moved.Y <= dot.Y || distance > 0.01 {
		t.Fatalf("dragged, the dot lies at %v, %v from the wire", moved, distance)
	}
	s.steps(2)
	s.twice(s.canvas.screen(moved))
	if got := s.Document().Wire(w.ID).Via; len(got) != 0 {
		t.Fatalf("clicked twice, the dot stays: %v", got)
	}
}

func TestNotes(t *testing.T) {
	s := open(t)
	s.canvas.AddNote()
	s.canvas.editor.field.SetText("# Title\n\ntext")
	s.canvas.editor.commit()
	if n := s.Document().Notes(); len(n) != 1 || n[0].Text != "# Title\n\ntext" || len(s.chosen.Notes) != 1 {
		t.Fatalf("the notes are %v, selected %v", n, s.chosen.Notes)
	}
	n := s.canvas.scene.Notes()[0]
	corner := s.canvas.screen(geometry.Point{X: n.Rect().Right() - 3, Y: n.Rect().Bottom() - 3})
	s.drag(corner, corner.AddXY(64, 48))
	if got := s.Document().Notes()[0]; got.Width <= n.Note.Width-1 || got.Width < newNoteWidth+40 || got.Height < newNoteHeight+30 {
		t.Fatalf("made larger, it is %v x %v", got.Width, got.Height)
	}
	s.canvas.DeleteSelection()
	if len(s.Document().Notes()) != 0 {
		t.Fatal("it cannot be deleted")
	}
}

func TestMarkdown(t *testing.T) {
	got := markdown("# Head\n\na **b** c`d`\n\n- one\n- two\n\n3. three\n\n```\nx  y\n```\n")
	want := []struct {
		words int
		mark  string
		scale float32
	}{{1, "", 1.45}, {4, "", 1}, {1, "•", 1}, {1, "•", 1}, {1, "3.", 1}, {1, "", 0.92}}
	if len(got) != len(want) {
		t.Fatalf("%d paragraphs: %+v", len(got), got)
	}
	for i, w := range want {
		if g := got[i]; len(g.words) != w.words || g.mark != w.mark || g.scale != w.scale {
			t.Errorf("paragraph %d is %+v, want %+v", i, g, w)
		}
	}
	if w := got[1].words; !w[1].style.Bold || !w[3].style.Monospace || !w[3].glued || w[2].glued {
		t.Errorf("the words are %+v", w)
	}
}

// TestNoteLinesStayWithin lays texts out in several widths: no line is longer than the note is wide.
func TestNoteLinesStayWithin(t *testing.T) {
	open(t) // for the fonts
	const source = "# A heading that is long\n\nSome words, one_very_long_word_without_any_space_in_it_at_all, 一个没有空格的很长的中文句子需要换行。\n\n- item with more than one line of text in it"
	for _, width := range []float32{6, 11, 17.3, 40} {
		text := &noteText{width: width}
		text.layOut(markdown(source))
		letters, want := 0, 0
		for _, p := range markdown(source) {
			want += len([]rune(p.mark))
			for _, w := range p.words {
				want += len([]rune(w.text))
			}
		}
		for _, line := range text.lines {
			last := line.words[len(line.words)-1]
			if end := last.x + wide(last.text, last.word)*line.scale; end > width+0.01 {
				t.Errorf("in a width of %v a line ends at %v", width, end)
			}
			for _, w := range line.words {
				letters += len([]rune(w.text))
			}
		}
		if letters != want {
			t.Errorf("in a width of %v %d letters of %d are left", width, letters, want)
		}
	}
}

func TestArrangingASelectedFrame(t *testing.T) {
	s := framed(t)
	f := s.frame()
	for i, id := range f.Nodes {
		if err := s.Do(graph.MoveNodes{To: map[graph.NodeID]graph.Point{id: {X: float64(-i) * 300, Y: float64(i) * 200}}}); err != nil {
			t.Fatal(err)
		}
	}
	before := s.Document()
	s.Select(graph.Selection{Frames: []graph.FrameID{f.ID}})
	s.canvas.Arrange()
	for _, n := range s.Document().Nodes() {
		if moved := n.At != before.Node(n.ID).At; moved != f.Has(n.ID) {
			t.Errorf("%s: in the frame %v, moved %v", n.Name, f.Has(n.ID), moved)
		}
	}
}
