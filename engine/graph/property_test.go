package graph

import (
	"crypto/sha256"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawID draws the id of a node that exists, and now and then one that does not.
func drawID(t *rapid.T, d *Document) NodeID {
	if len(d.Nodes()) == 0 || rapid.IntRange(0, 30).Draw(t, "stray") == 0 {
		return NodeID(rapid.IntRange(-1, d.NextID()+1).Draw(t, "id"))
	}
	return rapid.SampledFrom(d.Nodes()).Draw(t, "node").ID
}

func drawIDs(t *rapid.T, d *Document, atMost int) []NodeID {
	ids := make([]NodeID, rapid.IntRange(0, atMost).Draw(t, "count"))
	for i := range ids {
		ids[i] = drawID(t, d)
	}
	return ids
}

// names that are short, so that they collide, and in several scripts; the longest that is allowed is among them.
func drawName(t *rapid.T) string {
	long := string(slices.Repeat([]rune("长"), maxNameLength))
	return rapid.OneOf(rapid.SampledFrom([]string{"a", "a 2", "b", "Dense", "7", "全连接", "<&>\"'", long, ""}), rapid.StringMatching(`[a-c]{1,3}`)).Draw(t, "name")
}

func drawPoint(t *rapid.T) Point {
	c := rapid.Float64Range(-1e7, 1e7)
	return Point{c.Draw(t, "x"), c.Draw(t, "y")}
}

func drawValue(t *rapid.T) Value {
	number := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 1e308, 5e-324, math.NaN(), math.Inf(1)}))
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		return Number(number.Draw(t, "number"))
	case 1:
		return String(rapid.String().Draw(t, "text"))
	case 2:
		return Bool(rapid.Bool().Draw(t, "bool"))
	case 3:
		return List(rapid.SliceOfN(number, 0, 3).Draw(t, "list")...)
	default:
		return Value{}
	}
}

func drawEdit(t *rapid.T, d *Document, depth int) Edit {
	port := rapid.SampledFrom([]string{"in", "out", "a"})
	switch rapid.IntRange(0, 18).Draw(t, "edit") {
	case 17:
		return drawSwap(t, d)
	case 18:
		return DetachNodes{drawIDs(t, d, 3)}
	case 0, 1:
		params := map[string]Value{}
		for range rapid.IntRange(0, 2).Draw(t, "params") {
			if v := drawValue(t); v.Kind() != NoValue {
				params[rapid.SampledFrom([]string{"units", "rate"}).Draw(t, "param")] = v
			}
		}
		return AddNode{Kind: rapid.SampledFrom([]string{"dense", "made up", ""}).Draw(t, "kind"), Name: drawName(t), Params: params, At: drawPoint(t)}
	case 2:
		return RemoveNodes{Nodes: drawIDs(t, d, 3), Heal: rapid.Bool().Draw(t, "heal")}
	case 3, 4, 5:
		return Connect{From: Endpoint{drawID(t, d), port.Draw(t, "from")}, To: Endpoint{drawID(t, d), port.Draw(t, "to")}, Keep: rapid.Bool().Draw(t, "keep")}
	case 6:
		var ids []WireID
		for _, w := range d.Wires() {
			if rapid.IntRange(0, 3).Draw(t, "cut") == 0 {
				ids = append(ids, w.ID)
			}
		}
		return Disconnect{ids}
	case 7:
		to := map[NodeID]Point{}
		for _, id := range drawIDs(t, d, 3) {
			to[id] = drawPoint(t)
		}
		return MoveNodes{To: to}
	case 8:
		return RenameNode{drawID(t, d), drawName(t)}
	case 9:
		return SetParam{Nodes: drawIDs(t, d, 3), Param: rapid.SampledFrom([]string{"units", "rate"}).Draw(t, "param"), Value: drawValue(t)}
	case 10:
		if len(d.Frames()) > 0 && rapid.Bool().Draw(t, "unframe") {
			return RemoveFrame{rapid.SampledFrom(d.Frames()).Draw(t, "frame").ID}
		}
		return AddFrame{Title: drawName(t), Colour: "teal", Nodes: drawIDs(t, d, 4)}
	case 13, 14, 15, 16:
		return drawDrawing(t, d)
	case 11:
		if rapid.Bool().Draw(t, "rename") {
			return RenameDocument{drawName(t)}
		}
		return SetSettings{Settings{
			Epochs: rapid.IntRange(0, 9).Draw(t, "epochs"), Batch: rapid.IntRange(0, 64).Draw(t, "batch"),
			Seed: rapid.Uint64().Draw(t, "seed"), Validation: rapid.Float64Range(-0.1, 1).Draw(t, "validation"),
		}}
	default:
		b := Batch{}
		for range rapid.IntRange(0, 3).Draw(t, "edits") {
			if depth > 0 {
				b.Edits = append(b.Edits, drawEdit(t, d, depth-1))
			}
		}
		return b
	}
}

func encoded(t *rapid.T, d *Document) string {
	t.Helper()
	b, err := d.Encode()
	if err != nil {
		t.Fatalf("the document cannot be written: %v", err)
	}
	return string(b)
}

// sound fails for a document that breaks an invariant, or that is another once it was written and read.
func sound(t *rapid.T, d *Document) string {
	t.Helper()
	if err := d.Check(); err != nil {
		t.Fatalf("the document is not sound: %v", err)
	}
	b := encoded(t, d)
	again, err := Decode([]byte(b))
	if err != nil {
		t.Fatalf("what was written cannot be read: %v\n%s", err, b)
	}
	modelOf(d).compare(t, again)
	if c := encoded(t, again); c != b {
		t.Fatalf("written, read and written again:\n%s\n%s", b, c)
	}
	order, cycle := d.Order()
	if len(cycle) > 0 || len(order) != len(d.Nodes()) {
		t.Fatalf("edits have closed a loop of %d nodes", len(cycle))
	}
	return b
}

// TestEditsAgreeWithAModel makes random edits, and after each compares the document with the model, checks its
// invariants and reads what it writes. An edit that is refused leaves the document as it was. Then it undoes all and
// does all again: every state must come back byte by byte.
func TestEditsAgreeWithAModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := NewHistory(New("start"))
		states := []string{sound(t, h.Document())}
		m := modelOf(h.Document())
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			e := drawEdit(t, h.Document(), 2)
			before := h.Document()
			after := m.clone()
			allowed := after.apply(e)
			err := h.Do(e)
			if (err == nil) != allowed {
				t.Fatalf("%#v: allowed by the model: %t, by the document: %v", e, allowed, err)
			}
			if err != nil && h.Document() != before {
				t.Fatalf("an edit that was refused changed the document")
			}
			if allowed {
				m = after
			}
			m.compare(t, h.Document())
			if h.Document() != before {
				states = append(states, sound(t, h.Document()))
			}
			if encoded(t, before) != states[max(0, len(states)-2)] && h.Document() != before {
				t.Fatal("the edit changed the document that it was made on")
			}
		}
		replay(t, h, states)
	})
}

// replay goes back to the start and forth to the end.
func replay(t *rapid.T, h *History, states []string) {
	t.Helper()
	if h.Len() != len(states)-1 || h.At() != h.Len() {
		t.Fatalf("%d steps of %d are done, want %d", h.At(), h.Len(), len(states)-1)
	}
	for i := len(states) - 1; i > 0; i-- {
		if _, can := h.CanUndo(); !can || !h.Undo() || encoded(t, h.Document()) != states[i-1] {
			t.Fatalf("step %d cannot be undone", i)
		}
	}
	if h.Undo() {
		t.Fatal("the start was undone")
	}
	for i := 1; i < len(states); i++ {
		if _, can := h.CanRedo(); !can || !h.Redo() || encoded(t, h.Document()) != states[i] {
			t.Fatalf("step %d cannot be made again", i)
		}
	}
	if h.Redo() {
		t.Fatal("more was made again than was undone")
	}
}

// TestHistoryAgreesWithAList moves along a history at random, merges steps and seals them, and compares it with a plain
// list of states.
func TestHistoryAgreesWithAList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := NewHistory(New("0"))
		states, at, open := []string{"0"}, 0, ""
		for i := range rapid.IntRange(1, 60).Draw(t, "steps") {
			name := string(rune('A' + i))
			switch rapid.IntRange(0, 5).Draw(t, "action") {
			case 0, 1:
				if h.Undo() != (at > 0) {
					t.Fatal("undo is possible where it should not be, or the other way round")
				}
				at, open = max(0, at-1), ""
			case 2:
				if h.Redo() != (at < len(states)-1) {
					t.Fatal("redo is possible where it should not be, or the other way round")
				}
				at, open = min(len(states)-1, at+1), ""
			case 3:
				h.Seal()
				open = ""
			case 4:
				key := rapid.SampledFrom([]string{"k", "l"}).Draw(t, "key")
				if err := h.Merge(RenameDocument{name}, key); err != nil {
					t.Fatal(err)
				}
				if open != key {
					states = append(states[:at+1], "")
					at++
				}
				states[at], open = name, key
			default:
				if err := h.Do(RenameDocument{name}); err != nil {
					t.Fatal(err)
				}
				states = append(states[:at+1], name)
				at, open = at+1, ""
			}
			if h.Document().Name() != states[at] || h.At() != at || h.Len() != len(states)-1 {
				t.Fatalf("the history stands at %q, %d of %d; want %q, %d of %d", h.Document().Name(), h.At(), h.Len(), states[at], at, len(states)-1)
			}
		}
	})
}

// TestHistoryForgetsTheOldestSteps keeps a long session from filling the memory.
func TestHistoryForgetsTheOldestSteps(t *testing.T) {
	h := NewHistory(New("0"))
	for i := range historyLimit + 10 {
		if err := h.Do(SetSettings{Settings{Epochs: i + 1, Batch: 1}}); err != nil {
			t.Fatal(err)
		}
	}
	undone := 0
	for h.Undo() {
		undone++
	}
	if undone < historyLimit/2 || undone > historyLimit || h.Document().Settings().Epochs != historyLimit+10-undone {
		t.Errorf("%d steps could be undone, back to %+v", undone, h.Document().Settings())
	}
}

// TestTenThousandEditsAreUndoneAndDoneAgain makes one long session of random edits: every state comes back byte by byte,
// back to the empty canvas and forth to the last edit.
func TestTenThousandEditsAreUndoneAndDoneAgain(t *testing.T) {
	const edits = 10_000
	h := NewHistory(New("start"))
	sums := [][32]byte{sumOf(t, h.Document())}
	for seed := 0; len(sums) <= edits; seed++ {
		e := rapid.Custom(func(t *rapid.T) Edit { return drawEdit(t, h.Document(), 1) }).Example(seed)
		before := h.Document()
		if seed%50 == 49 { // a drawing that only grows would make this slow
			e = clearing(before)
		}
		if err := h.Do(e); err == nil && h.Document() != before {
			sums = append(sums, sumOf(t, h.Document()))
		}
	}
	for i := len(sums) - 1; i > 0; i-- {
		if !h.Undo() || sumOf(t, h.Document()) != sums[i-1] {
			t.Fatalf("step %d was not undone", i)
		}
	}
	for i := 1; i < len(sums); i++ {
		if !h.Redo() || sumOf(t, h.Document()) != sums[i] {
			t.Fatalf("step %d was not made again", i)
		}
	}
}

// clearing takes away all but a few of everything.
func clearing(d *Document) Edit {
	b := Batch{}
	nodes, notes := since(d, 0)
	for _, f := range d.Frames() {
		b.Edits = append(b.Edits, RemoveFrame{f.ID})
	}
	b.Edits = append(b.Edits, RemoveNodes{Nodes: nodes[min(3, len(nodes)):]}, RemoveNotes{notes[min(1, len(notes)):]})
	return b
}

func sumOf(t *testing.T, d *Document) [32]byte {
	t.Helper()
	b, err := d.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(b)
}
