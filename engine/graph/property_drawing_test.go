package graph

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawDrawing draws an edit of what the network does not depend on, or of what takes part in it.
func drawDrawing(t *rapid.T, d *Document) Edit {
	size := rapid.Float64Range(-1, 400)
	switch rapid.IntRange(0, 6).Draw(t, "drawing") {
	case 0:
		return SetState{Nodes: drawIDs(t, d, 3), State: rapid.SampledFrom([]State{Active, Muted, Bypassed, "asleep"}).Draw(t, "state")}
	case 1:
		return AddNote{Text: rapid.String().Draw(t, "text"), At: drawPoint(t), Width: size.Draw(t, "width"), Height: size.Draw(t, "height")}
	case 2:
		return ChangeNote{Note{ID: drawNote(t, d), Text: rapid.String().Draw(t, "text"), At: drawPoint(t), Width: size.Draw(t, "width"), Height: size.Draw(t, "height")}}
	case 3:
		return RemoveNotes{rapid.SliceOfNDistinct(rapid.Just(drawNote(t, d)), 0, 1, rapid.ID).Draw(t, "notes")}
	case 4:
		f := Frame{ID: FrameID(rapid.IntRange(0, d.NextID()).Draw(t, "frame")), Title: drawName(t), Nodes: drawIDs(t, d, 4), Collapsed: rapid.Bool().Draw(t, "collapsed")}
		if len(d.Frames()) > 0 && rapid.IntRange(0, 5).Draw(t, "stray") > 0 {
			f.ID = rapid.SampledFrom(d.Frames()).Draw(t, "frame").ID
		}
		return ChangeFrame{f}
	case 5:
		return MoveNodes{Notes: map[NoteID]Point{drawNote(t, d): drawPoint(t)}}
	default:
		e := MoveNodes{Via: map[WireID][]Point{}}
		for _, w := range d.Wires() {
			if rapid.IntRange(0, 2).Draw(t, "lead") == 0 {
				e.Via[w.ID] = rapid.SliceOfN(rapid.Custom(drawPoint), 0, 3).Draw(t, "via")
			}
		}
		return e
	}
}

func drawNote(t *rapid.T, d *Document) NoteID {
	if len(d.Notes()) == 0 || rapid.IntRange(0, 20).Draw(t, "stray") == 0 {
		return NoteID(rapid.IntRange(-1, d.NextID()+1).Draw(t, "id"))
	}
	return rapid.SampledFrom(d.Notes()).Draw(t, "note").ID
}

// drawDocument draws what some edits lead to.
func drawDocument(t *rapid.T, steps int) *Document {
	d := New("drawn")
	for range rapid.IntRange(0, steps).Draw(t, "steps") {
		if next, err := drawEdit(t, d, 1).Apply(d); err == nil {
			d = next
		}
	}
	return d
}

// TestInsertCopiesAPart copies a random part as text into another document and compares, piece by piece.
func TestInsertCopiesAPart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := drawDocument(t, 30), drawDocument(t, 10)
		var notes []NoteID
		for _, n := range from.Notes() {
			notes = append(notes, n.ID)
		}
		f := from.Extract(drawIDs(t, from, 8), notes)
		b, err := f.Encode()
		if err != nil {
			t.Fatal(err)
		}
		read, err := DecodeFragment(b)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, b)
		}
		first := to.NextID()
		by := Point{rapid.Float64Range(-50, 50).Draw(t, "by"), 7}
		got, err := Insert{Fragment: read, By: by}.Apply(to)
		if err != nil {
			for _, n := range f.Nodes {
				if !finite(Point{n.At.X + by.X, n.At.Y + by.Y}) {
					return
				}
			}
			for _, n := range f.Notes {
				if !finite(Point{n.At.X + by.X, n.At.Y + by.Y}) {
					return
				}
			}
			for _, w := range f.Wires {
				if slices.ContainsFunc(w.Via, func(p Point) bool { return !finite(Point{p.X + by.X, p.Y + by.Y}) }) {
					return
				}
			}
			t.Fatal(err)
		}
		sound(t, got)
		again, err := Insert{Fragment: got.Extract(since(got, first)), By: Point{-by.X, -by.Y}}.Apply(New("alone"))
		if err != nil {
			t.Fatal(err)
		}
		alone, err := Insert{Fragment: f}.Apply(New("alone"))
		if err != nil {
			t.Fatal(err)
		}
		compareShape(t, again, alone)
	})
}

// since lists what has ids from a first one on.
func since(d *Document, first int) (nodes []NodeID, notes []NoteID) {
	for _, n := range d.Nodes() {
		if int(n.ID) >= first {
			nodes = append(nodes, n.ID)
		}
	}
	for _, n := range d.Notes() {
		if int(n.ID) >= first {
			notes = append(notes, n.ID)
		}
	}
	return nodes, notes
}

// compareShape fails where two documents differ in more than names and the rounding of places.
func compareShape(t *rapid.T, a, b *Document) {
	t.Helper()
	if len(a.Nodes()) != len(b.Nodes()) || len(a.Wires()) != len(b.Wires()) || len(a.Frames()) != len(b.Frames()) || len(a.Notes()) != len(b.Notes()) {
		t.Fatalf("%d, %d, %d, %d against %d, %d, %d, %d nodes, wires, frames, notes", len(a.Nodes()), len(a.Wires()), len(a.Frames()), len(a.Notes()), len(b.Nodes()), len(b.Wires()), len(b.Frames()), len(b.Notes()))
	}
	for i, n := range a.Nodes() {
		m := b.Nodes()[i]
		if n.ID != m.ID || n.Kind != m.Kind || n.State != m.State || len(n.Params) != len(m.Params) {
			t.Fatalf("%+v against %+v", *n, *m)
		}
	}
	for i, w := range a.Wires() {
		if x := b.Wires()[i]; w.From != x.From || w.To != x.To || len(w.Via) != len(x.Via) {
			t.Fatalf("%+v against %+v", *w, *x)
		}
	}
	for i, f := range a.Frames() {
		if x := b.Frames()[i]; f.Title != x.Title || f.Collapsed != x.Collapsed || !slices.Equal(f.Nodes, x.Nodes) {
			t.Fatalf("%+v against %+v", *f, *x)
		}
	}
}

// TestActiveLeavesOutWhatIsMutedAndBypassed compares the active document with one in which the layers were taken away.
func TestActiveLeavesOutWhatIsMutedAndBypassed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDocument(t, 40)
		a := d.Active()
		if err := a.Check(); err != nil {
			t.Fatal(err)
		}
		for _, n := range d.Nodes() {
			if (a.Node(n.ID) != nil) != (n.State == Active) {
				t.Fatalf("%s is %q, and in the network: %t", n.Name, n.State, a.Node(n.ID) != nil)
			}
		}
		for _, w := range a.Wires() {
			o := d.Wire(w.ID)
			from, passes := o.From, true
			if d.Node(o.From.Node).State == Bypassed {
				from, passes = d.PassedOn(o.From.Node)
			}
			if !passes || w.From != from || w.To != o.To {
				t.Fatalf("the wire %+v has become %+v", *o, *w)
			}
		}
	})
}

func FuzzDecodeFragment(f *testing.F) {
	d := New("seed")
	for _, e := range []Edit{
		AddNode{Kind: "dense", Name: "a"},
		AddNode{Kind: "dense", Name: "b"},
		Connect{From: Endpoint{1, "out"}, To: Endpoint{2, "in"}},
		AddFrame{Title: "both", Nodes: []NodeID{1, 2}},
		AddNote{Text: "# note", Width: 10, Height: 10},
	} {
		next, err := e.Apply(d)
		if err != nil {
			f.Fatal(err)
		}
		d = next
	}
	whole, err := d.Extract([]NodeID{1, 2}, []NoteID{5}).Encode()
	if err != nil {
		f.Fatal(err)
	}
	part, err := d.Extract([]NodeID{2}, nil).Encode()
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range [][]byte{whole, part, []byte("hello"), []byte(`{"type":"netloom/fragment","format":2}`), []byte(`{"type":"netloom/fragment","format":1,"nodes":[null]}`), bytes.ReplaceAll(whole, []byte(`"id":1`), []byte(`"id":2`))} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		x, err := DecodeFragment(b)
		if err != nil {
			return
		}
		if _, err := (Insert{Fragment: x, Incoming: true}).Apply(New("into")); err != nil && !errors.Is(err, ErrNoFragment) {
			t.Fatalf("what was read cannot be inserted: %v", err)
		}
	})
}
