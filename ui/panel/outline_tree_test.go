package panel

import (
	"fmt"
	"strings"
	"testing"

	"netloom/engine/graph"
)

// draw makes a document of wires such as "a b": every name is a layer, in the order in which it first appears.
func draw(t testing.TB, wires string, frames map[string]string) *graph.Document {
	t.Helper()
	d := graph.New("test")
	ids := map[string]graph.NodeID{}
	apply := func(e graph.Edit) {
		t.Helper()
		next, err := e.Apply(d)
		if err != nil {
			t.Fatal(err)
		}
		d = next
	}
	node := func(name string) graph.NodeID {
		if ids[name] == 0 {
			ids[name] = graph.NodeID(d.NextID())
			apply(graph.AddNode{Kind: "dense", Name: name})
		}
		return ids[name]
	}
	for wire := range strings.SplitSeq(wires, ", ") {
		from, to, found := strings.Cut(wire, " ")
		a := node(from)
		if found {
			apply(graph.Connect{From: graph.Endpoint{Node: a, Port: "out"}, To: graph.Endpoint{Node: node(to), Port: "in"}, Keep: true})
		}
	}
	for _, title := range []string{"Outer", "Inner", "Other"} {
		var nodes []graph.NodeID
		for name := range strings.FieldsSeq(frames[title]) {
			nodes = append(nodes, ids[name])
		}
		if len(nodes) > 0 {
			apply(graph.AddFrame{Title: title, Nodes: nodes})
		}
	}
	return d
}

// written are rows as text: two spaces for each step of depth, the name, and where it comes from.
func written(rows []outlineRow) string {
	var lines []string
	for _, r := range rows {
		name := ""
		if r.frame != nil {
			name = "[" + r.frame.Title + "]"
		} else {
			name = r.node.Name
		}
		var from []string
		for _, n := range r.from {
			from = append(from, n.Name)
		}
		if len(from) > 0 {
			name += " <- " + strings.Join(from, " ")
		}
		lines = append(lines, strings.Repeat("  ", r.depth)+name)
	}
	return strings.Join(lines, "\n")
}

func all(*graph.Wire) bool { return true }

func TestOutlineFollowsTheNetwork(t *testing.T) {
	for _, c := range []struct {
		name, wires string
		frames      map[string]string
		want        string
	}{
		{"a chain", "a b, b c", nil, "a\nb\nc"},
		{"drawn in another order", "b c, a b", nil, "a\nb\nc"},
		{"a way around", "x conv, conv add, x add, add y", nil, "x\n  conv\nadd <- conv x\ny"},
		{"branches, each to its end", "x a, x b, x c, a a2, a2 join, b join, c c2, c2 join, join y", nil, "x\n  a\n  a2\n  b <- x\n  c <- x\n  c2\njoin <- a2 b c2\ny"},
		{"branches within branches", "x a, x b, a p, a q, p m, q m, m j, b j", nil, "x\n  a\n    p\n    q <- a\n  m <- p q\n  b <- x\nj <- m b"},
		{"two sources", "a j, b j, j y", nil, "a\nb\nj <- a b\ny"},
		{"a branch that ends", "x a, x b, a y", nil, "x\n  a\n  y\n  b <- x"},
		{"frames", "i a, a b, b c, c o", map[string]string{"Outer": "a b c", "Inner": "b c"}, "i\n[Outer]\n  a\n  [Inner]\n    b\n    c\no"},
		{"frames that overlap", "a b, b c", map[string]string{"Outer": "a b", "Other": "b c"}, "[Outer]\n  a\n  b\n[Other]\n  c"},
	} {
		if got := written(outlineRows(draw(t, c.wires, c.frames), all, nil)); got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.name, got, c.want)
		}
	}
}

// What lies in a frame is told from a branch by the frames around it.
func TestOutlineKnowsTheFramesAroundARow(t *testing.T) {
	var got []string
	for _, r := range outlineRows(draw(t, "i a, a b, a c", map[string]string{"Outer": "i a", "Inner": "a"}), all, nil) {
		got = append(got, fmt.Sprint(len(r.around)))
	}
	if s := strings.Join(got, " "); s != "0 1 1 2 0 0" { // Outer, i, Inner, a; b and c are branches
		t.Errorf("around the rows lie %s frames", s)
	}
}

func TestOutlineOfAClosedFrame(t *testing.T) {
	d := draw(t, "i a, a b, b o", map[string]string{"Outer": "a b"})
	got := written(outlineRows(d, all, map[graph.FrameID]bool{d.Frames()[0].ID: true}))
	if want := "i\n[Outer]\no <- b"; got != want {
		t.Errorf("%s\nwant:\n%s", got, want)
	}
}

// Labels go past the network: they make no branch.
func TestOutlineLeavesOutWhatDoesNotCarryTheNetwork(t *testing.T) {
	d := draw(t, "in a, a loss, in loss", nil)
	labels := d.Wires()[2].ID
	if got, want := written(outlineRows(d, func(w *graph.Wire) bool { return w.ID != labels }, nil)), "in\na\nloss"; got != want {
		t.Errorf("%s\nwant:\n%s", got, want)
	}
}

// Every layer must stand in the outline exactly once, whatever the network looks like.
func TestOutlineListsEveryLayerOnce(t *testing.T) {
	var wires []string
	for i := range 300 {
		for _, by := range []int{1, 7, 31} {
			if i%by == 0 && i+by < 300 {
				wires = append(wires, fmt.Sprintf("n%d", i)+fmt.Sprintf(" n%d", i+by))
			}
		}
	}
	d := draw(t, strings.Join(wires, ", "), map[string]string{"Outer": "n1 n2 n3 n40 n41", "Inner": "n2 n3", "Other": "n3 n4"})
	seen := map[graph.NodeID]int{}
	for _, r := range outlineRows(d, all, nil) {
		if r.node != nil {
			seen[r.node.ID]++
		}
	}
	for _, n := range d.Nodes() {
		if seen[n.ID] != 1 {
			t.Errorf("%s stands in the outline %d times", n.Name, seen[n.ID])
		}
	}
}

func BenchmarkOutlineRows5000(b *testing.B) {
	d := graph.New("large")
	var edits []graph.Edit
	for i := range 5000 {
		edits = append(edits, graph.AddNode{Kind: "dense", Name: fmt.Sprint(i)})
	}
	for i := 1; i < 5000; i++ {
		edits = append(edits, graph.Connect{From: graph.Endpoint{Node: graph.NodeID(i), Port: "out"}, To: graph.Endpoint{Node: graph.NodeID(i + 1), Port: "in"}})
		if i > 10 && i%10 == 0 {
			edits = append(edits, graph.Connect{From: graph.Endpoint{Node: graph.NodeID(i - 9), Port: "out"}, To: graph.Endpoint{Node: graph.NodeID(i + 1), Port: "in"}, Keep: true})
		}
	}
	d, err := graph.Batch{Edits: edits}.Apply(d)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		outlineRows(d, all, nil)
	}
}
