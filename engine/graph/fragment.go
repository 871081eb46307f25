package graph

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"netloom/engine/text"
)

// Fragment is a part of a drawing that can be put into another: what the clipboard holds and what a saved block is.
type Fragment struct {
	Nodes  []*Node  `json:"nodes"`
	Wires  []*Wire  `json:"wires"`  // between its nodes
	Frames []*Frame `json:"frames"` // that lie in it as a whole
	Notes  []*Note  `json:"notes"`
	// Incoming are the wires from layers outside, which are drawn again where these layers exist.
	Incoming []*Wire `json:"incoming,omitempty"`
	// Weights are what its layers have been trained to, as a safetensors file; engine/convert/fragment reads and writes them.
	Weights []byte `json:"weights,omitempty"`
}

// MaxWeights is how many bytes of weights a fragment may carry. Written as text they take a third more, and an X server
// hands over at most 16 MiB at once.
const MaxWeights = 8 << 20

// Extract copies nodes and notes with the wires and frames that lie between them.
func (d *Document) Extract(nodes []NodeID, notes []NoteID) *Fragment {
	f := &Fragment{}
	in := make(map[NodeID]bool, len(nodes))
	for _, id := range nodes {
		if n := d.Node(id); n != nil && !in[id] {
			in[id] = true
			f.Nodes = append(f.Nodes, n)
		}
	}
	slices.SortFunc(f.Nodes, func(a, b *Node) int { return int(a.ID - b.ID) })
	for _, w := range d.wires {
		switch {
		case in[w.From.Node] && in[w.To.Node]:
			f.Wires = append(f.Wires, w)
		case in[w.To.Node]:
			f.Incoming = append(f.Incoming, w)
		}
	}
	for _, x := range d.frames {
		if len(x.Nodes) > 0 && !slices.ContainsFunc(x.Nodes, func(id NodeID) bool { return !in[id] }) {
			f.Frames = append(f.Frames, x)
		}
	}
	for _, n := range d.notes {
		if slices.Contains(notes, n.ID) {
			f.Notes = append(f.Notes, n)
		}
	}
	return f
}

// Empty tells whether there is nothing in it.
func (f *Fragment) Empty() bool { return len(f.Nodes) == 0 && len(f.Notes) == 0 }

// Insert puts a fragment into a document, moved by a distance, under new ids and names that are not taken yet. Its nodes
// get the ids from the document's NextID on, in their order.
type Insert struct {
	Fragment *Fragment
	By       Point
	Incoming bool         // draw the wires from outside again, where their layers exist
	Name     text.Message // of the step; Paste where it is empty
}

// Label names the edit.
func (e Insert) Label() text.Message {
	if !e.Name.Empty() {
		return e.Name
	}
	return text.New("Paste", "粘贴")
}

// Apply makes the edit: it is put together from those that a person could make one by one.
func (e Insert) Apply(d *Document) (*Document, error) {
	i := &inserter{document: d, by: e.By, ids: make(map[NodeID]NodeID, len(e.Fragment.Nodes))}
	for _, n := range e.Fragment.Nodes {
		i.node(n)
	}
	for _, w := range e.Fragment.Wires {
		i.wire(w, Endpoint{i.ids[w.From.Node], w.From.Port})
	}
	if e.Incoming {
		for _, w := range e.Fragment.Incoming {
			if d.Node(w.From.Node) != nil {
				i.wire(w, w.From)
			}
		}
	}
	for _, f := range e.Fragment.Frames {
		i.frame(f)
	}
	for _, n := range e.Fragment.Notes {
		i.do(AddNote{Text: n.Text, At: i.moved(n.At), Width: n.Width, Height: n.Height})
	}
	if i.err != nil {
		return nil, i.err
	}
	return i.document, nil
}

// inserter puts a fragment in piece by piece; after an error it does nothing more.
type inserter struct {
	document *Document
	by       Point
	ids      map[NodeID]NodeID
	err      error
}

func (i *inserter) do(e Edit) {
	if i.err == nil {
		var d *Document
		if d, i.err = e.Apply(i.document); i.err == nil {
			i.document = d
		}
	}
}

func (i *inserter) moved(p Point) Point { return Point{p.X + i.by.X, p.Y + i.by.Y} }

func (i *inserter) node(n *Node) {
	id := NodeID(i.document.nextID)
	i.ids[n.ID] = id
	i.do(AddNode{Kind: n.Kind, Name: n.Name, Params: n.Params, At: i.moved(n.At)})
	if n.State != Active {
		i.do(SetState{Nodes: []NodeID{id}, State: n.State})
	}
}

func (i *inserter) wire(w *Wire, from Endpoint) {
	id := WireID(i.document.nextID)
	i.do(Connect{From: from, To: Endpoint{i.ids[w.To.Node], w.To.Port}, Keep: true})
	if len(w.Via) > 0 {
		via := make([]Point, len(w.Via))
		for k, p := range w.Via {
			via[k] = i.moved(p)
		}
		i.do(MoveNodes{Via: map[WireID][]Point{id: via}})
	}
}

func (i *inserter) frame(f *Frame) {
	nodes := make([]NodeID, len(f.Nodes))
	for k, id := range f.Nodes {
		nodes[k] = i.ids[id]
	}
	id := FrameID(i.document.nextID)
	i.do(AddFrame{Title: f.Title, Colour: f.Colour, Nodes: nodes})
	if f.Collapsed && i.err == nil {
		x := *i.document.Frame(id)
		x.Collapsed = true
		i.do(ChangeFrame{x})
	}
}

// fragmentMark tells a fragment from any other text on the clipboard.
const fragmentMark = "netloom/fragment"

type storedFragment struct {
	Type   string `json:"type"`
	Format int    `json:"format"`
	*Fragment
}

// Encode writes the fragment as text.
func (f *Fragment) Encode() ([]byte, error) {
	b, err := encode(storedFragment{fragmentMark, FormatVersion, &Fragment{
		Nodes: listed(f.Nodes), Wires: listed(f.Wires), Frames: listed(f.Frames), Notes: listed(f.Notes), Incoming: f.Incoming,
		Weights: f.Weights,
	}})
	if err != nil {
		return nil, fmt.Errorf("the layers cannot be written as text: %w", err)
	}
	return append(b, '\n'), nil
}

// ErrNoFragment says that a text holds no part of a drawing, as when something else was copied.
var ErrNoFragment error = text.Errorf("the clipboard holds no layers: copy some first", "剪贴板中没有层：请先复制一些层")

// TellFragment tells at a glance what a text on the clipboard holds, as far as can be seen without reading it.
func TellFragment(s string) (layers, weights bool) {
	layers = strings.Contains(s, fragmentMark)
	return layers, layers && strings.Contains(s, `"weights":"`)
}

// DecodeFragment reads what Encode has written, by this program or by anyone. What it gives can be inserted.
func DecodeFragment(b []byte) (*Fragment, error) {
	if len(b) > maxDocumentBytes || !bytes.Contains(b, []byte(fragmentMark)) {
		return nil, ErrNoFragment
	}
	s := storedFragment{Fragment: &Fragment{}}
	err := decodeAll(b, &s, "the copied layers cannot be read")
	switch {
	case errors.Is(err, errMore):
		return nil, ErrNoFragment
	case err != nil:
		return nil, err
	case s.Type != fragmentMark || s.Fragment == nil:
		return nil, ErrNoFragment
	}
	if s.Format > FormatVersion {
		return nil, newer(s.Format)
	}
	if err := s.check(); err != nil {
		return nil, fmt.Errorf("the copied layers are damaged: %w", err)
	}
	return s.Fragment, nil
}

// check holds a fragment to the invariants of a document in which it would stand alone.
func (f *Fragment) check() error {
	d := &Document{name: "fragment", settings: DefaultSettings(), nextID: maxID, nodes: slices.Clone(f.Nodes), wires: f.Wires, frames: f.Frames, notes: f.Notes}
	if err := d.settle(); err != nil {
		return err
	}
	if len(f.Weights) > MaxWeights {
		return fmt.Errorf("its weights take %d bytes, more than the %d that can be read", len(f.Weights), MaxWeights)
	}
	if slices.Contains(f.Incoming, nil) {
		return errors.New("it lists an item that is empty")
	}
	for _, w := range f.Incoming {
		if d.Node(w.To.Node) == nil || d.Node(w.From.Node) != nil {
			return fmt.Errorf("wire %d comes from no layer outside", w.ID)
		}
	}
	if _, cycle := d.Order(); len(cycle) > 0 {
		return fmt.Errorf("the layer %q lies on a loop", cycle[0].Name)
	}
	return nil
}
