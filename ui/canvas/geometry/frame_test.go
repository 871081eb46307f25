package geometry

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"netloom/engine/graph"
)

// TestFramesHoldWhatTheyName draws random drawings: every layer is drawn itself, within all its open frames, or stands
// behind exactly one block, at which each of its wires from outside ends.
func TestFramesHoldWhatTheyName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := graph.New("random")
		for range rapid.IntRange(1, 50).Draw(t, "edits") {
			if next, err := randomEdit(t, d).Apply(d); err == nil {
				d = next
			}
		}
		s := sceneOf(d)
		for _, n := range d.Nodes() {
			block, hidden := s.Inside(n.ID)
			shown := slices.ContainsFunc(s.Nodes(), func(x *Node) bool { return x.ID == n.ID })
			if shown == hidden {
				t.Fatalf("%s is drawn: %t, and hidden: %t", n.Name, shown, hidden)
			}
			if hidden && !slices.Contains(d.Frame(block).Nodes, n.ID) {
				t.Fatalf("%s is hidden by a block that does not hold it", n.Name)
			}
			for _, f := range s.Frames() {
				if r := s.Node(n.ID).Rect(); shown && slices.Contains(f.Nodes, n.ID) && (f.Rect.X > r.X || f.Rect.Y > r.Y || f.Rect.Right() < r.Right() || f.Rect.Bottom() < r.Bottom()) {
					t.Fatalf("%s at %v lies outside its frame at %v", n.Name, r, f.Rect)
				}
			}
		}
		for i, w := range d.Wires() {
			from, inFrom := s.Inside(w.From.Node)
			to, inTo := s.Inside(w.To.Node)
			path := s.Wires()[i].Path
			if within := inFrom && inTo && from == to; within != (len(path) == 0) {
				t.Fatalf("the wire %+v has the course %v", *w, path)
			} else if within {
				continue
			}
			start, _ := s.PortAt(w.From, false)
			end, _ := s.PortAt(w.To, true)
			if path[0] != start || path[len(path)-1] != end {
				t.Fatalf("the wire %+v runs from %v to %v, its ports lie at %v and %v", *w, path[0], path[len(path)-1], start, end)
			}
			if inFrom && s.portOf(BlockID(from), w.From, false) == nil || inTo && s.portOf(BlockID(to), w.To, true) == nil {
				t.Fatalf("the block has no port for the wire %+v", *w)
			}
			for _, dot := range w.Via {
				if distance, _ := path.Near(dot); distance > 0.01 {
					t.Fatalf("the wire %v passes its dot %v at a distance of %v", path, dot, distance)
				}
			}
		}
	})
}

// portOf finds the port of a block that stands for an end within.
func (s *Scene) portOf(block graph.NodeID, e graph.Endpoint, input bool) *Port {
	ports := s.Node(block).Box.Out
	if input {
		ports = s.Node(block).Box.In
	}
	if i := slices.IndexFunc(ports, func(p Port) bool { return p.Of == e }); i >= 0 {
		return &ports[i]
	}
	return nil
}
