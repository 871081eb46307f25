// Package graph holds the Document: what a person has drawn. A Document is an immutable value. An edit returns a new
// Document that shares with the old one all that did not change, so undo is a list of documents, a difference is a
// comparison of pointers, and a job in the background can hold one safely.
package graph

import (
	"cmp"
	"slices"
	"sync/atomic"
)

// NodeID identifies a node, and its wires and weights with it, for the life of the document. Ids are never reused.
type NodeID int

// WireID identifies a wire. Nodes, wires, frames and notes draw their ids from the same counter.
type WireID int

// FrameID identifies a frame.
type FrameID int

// NoteID identifies a note.
type NoteID int

// Point is a place on the canvas in units at 100 %; y grows downwards.
type Point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Node is one layer on the canvas. Params holds only what differs from the kind's defaults.
type Node struct {
	ID     NodeID           `json:"id"`
	Kind   string           `json:"kind"`
	Name   string           `json:"name"`
	Params map[string]Value `json:"params,omitempty"`
	At     Point            `json:"at"`
	State  State            `json:"state,omitempty"`
}

// Endpoint is one port of one node.
type Endpoint struct {
	Node NodeID `json:"node"`
	Port string `json:"port"`
}

// Wire carries the values of an output port to an input port. Via are the dots through which it is led.
type Wire struct {
	ID   WireID   `json:"id"`
	From Endpoint `json:"from"`
	To   Endpoint `json:"to"`
	Via  []Point  `json:"via,omitempty"`
}

// Frame is a named group of nodes. A collapsed one is drawn as one block; the network is the same.
type Frame struct {
	ID        FrameID  `json:"id"`
	Title     string   `json:"title"`
	Colour    string   `json:"colour,omitempty"`
	Nodes     []NodeID `json:"nodes"`
	Collapsed bool     `json:"collapsed,omitempty"`
}

// Has tells whether a layer stands in the frame; the list of a frame's nodes ascends.
func (f *Frame) Has(id NodeID) bool { return holds(f.Nodes, []NodeID{id}) }

// Contains tells whether all of another frame's layers, of which there is at least one, stand in the frame.
func (f *Frame) Contains(o *Frame) bool { return len(o.Nodes) > 0 && holds(f.Nodes, o.Nodes) }

// Note is a text on the canvas, in Markdown.
type Note struct {
	ID     NoteID  `json:"id"`
	Text   string  `json:"text"`
	At     Point   `json:"at"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

// Settings say how the network is trained, apart from what its objectives say.
type Settings struct {
	Epochs int    `json:"epochs"` // total passes over the training data
	Batch  int    `json:"batch"`  // samples a step
	Seed   uint64 `json:"seed"`   // of initial weights, order and dropout
	// Validation is the share of the training data that is held out and measured after each epoch, 0 to 0.9.
	// 0 measures on the test data instead.
	Validation float64 `json:"validation"`
	// Patience ends the run when so many epochs have brought nothing better, and puts back the best weights; 0 never does.
	Patience int `json:"patience,omitempty"`
	// MinChange is by how much an epoch must be better than the best before to count as better.
	MinChange float64 `json:"min_change,omitempty"`
	// Monitor is what is watched: MonitorLoss or MonitorAccuracy; "" is the loss.
	Monitor string `json:"monitor,omitempty"`
}

// What Settings.Monitor can name.
const (
	MonitorLoss     = "val_loss"
	MonitorAccuracy = "val_accuracy"
)

// DefaultSettings are those of a new document.
func DefaultSettings() Settings { return Settings{Epochs: 5, Batch: 32, Seed: 1, Validation: 0} }

// Document is a drawing: nodes, wires, frames, notes and settings. The zero value is not usable; start with New.
type Document struct {
	name     string
	settings Settings
	nodes    list[*Node] // ascending by id
	wires    list[*Wire] // in the order in which they were drawn
	frames   []*Frame    // in drawing order
	notes    []*Note
	nextID   int

	derived *derived
}

// New gives an empty document.
func New(name string) *Document {
	return (&Document{name: name, settings: DefaultSettings(), nextID: 1}).seal()
}

// derived is what follows from a document: made when first asked for, by whichever goroutine asks, and forgotten for
// documents that only the history holds.
type derived struct {
	index    atomic.Pointer[index]
	names    atomic.Pointer[names]
	ordering atomic.Pointer[ordering]
	active   atomic.Pointer[Document]
	// What follows from the document before, where that was known, until it has been made use of.
	earlierIndex atomic.Pointer[index]
	earlierNames atomic.Pointer[names]
}

// seal ends every constructor and edit.
func (d *Document) seal() *Document {
	before := d.derived
	d.derived = &derived{}
	if before != nil {
		d.derived.earlierIndex.Store(cmp.Or(before.index.Load(), before.earlierIndex.Load()))
		d.derived.earlierNames.Store(cmp.Or(before.names.Load(), before.earlierNames.Load()))
	}
	return d
}

// release forgets what follows from the document; whoever asks again has it made again.
func (d *Document) release() {
	x := d.derived
	x.index.Store(nil)
	x.names.Store(nil)
	x.ordering.Store(nil)
	x.active.Store(nil)
	x.earlierIndex.Store(nil)
	x.earlierNames.Store(nil)
}

// remembered gives what a pointer holds, made first where it holds nothing.
func remembered[T any](p *atomic.Pointer[T], build func() *T) *T {
	if v := p.Load(); v != nil {
		return v
	}
	p.CompareAndSwap(nil, build())
	if v := p.Load(); v != nil {
		return v
	}
	return build() // it was released in between
}

func (d *Document) index() *index {
	x := remembered(&d.derived.index, func() *index {
		if before := d.derived.earlierIndex.Load(); before != nil {
			return before.after(d)
		}
		return buildIndex(d)
	})
	d.derived.earlierIndex.Store(nil)
	return x
}

func (d *Document) names() *names {
	x := remembered(&d.derived.names, func() *names {
		if before := d.derived.earlierNames.Load(); before != nil {
			return before.after(d)
		}
		return buildNames(d)
	})
	d.derived.earlierNames.Store(nil)
	return x
}

func (d *Document) ordering() *ordering {
	return remembered(&d.derived.ordering, func() *ordering { return buildOrdering(d) })
}

// clone gives a shallow copy for an edit to change; it must replace slices, never write into them.
func (d *Document) clone() *Document {
	c := *d
	return &c
}

// Name is the document's name.
func (d *Document) Name() string { return d.name }

// Settings are the training settings.
func (d *Document) Settings() Settings { return d.settings }

// Nodes lists the nodes by ascending id. The slice and what it points to must not be changed.
func (d *Document) Nodes() []*Node { return slices.Clip(d.nodes.items) }

// Wires lists the wires in the order in which they were drawn. The slice must not be changed.
func (d *Document) Wires() []*Wire { return slices.Clip(d.wires.items) }

// Frames lists the frames. The slice must not be changed.
func (d *Document) Frames() []*Frame { return d.frames }

// Notes lists the notes. The slice must not be changed.
func (d *Document) Notes() []*Note { return d.notes }

// NextID is the id that the next added item will get.
func (d *Document) NextID() int { return d.nextID }

// Node finds a node, or nil.
func (d *Document) Node(id NodeID) *Node {
	i, ok := d.position(id)
	if !ok {
		return nil
	}
	return d.nodes.items[i]
}

func (d *Document) position(id NodeID) (int, bool) {
	return slices.BinarySearchFunc(d.nodes.items, id, func(n *Node, id NodeID) int { return cmp.Compare(n.ID, id) })
}

// Wire finds a wire, or nil.
func (d *Document) Wire(id WireID) *Wire { return d.index().byID.get(int(id)) }

// Frame finds a frame, or nil.
func (d *Document) Frame(id FrameID) *Frame {
	for _, f := range d.frames {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// Note finds a note, or nil.
func (d *Document) Note(id NoteID) *Note {
	for _, n := range d.notes {
		if n.ID == id {
			return n
		}
	}
	return nil
}

// Into lists the wires that end at a node, in drawing order.
func (d *Document) Into(id NodeID) []*Wire { return slices.Clip(d.index().into.get(int(id))) }

// OutOf lists the wires that start at a node, in drawing order.
func (d *Document) OutOf(id NodeID) []*Wire { return slices.Clip(d.index().outOf.get(int(id))) }

// Position is a node's place in Nodes, or -1.
func (d *Document) Position(id NodeID) int { return d.derived.ordering.Load().position(d, id) }

// Order lists all nodes so that each comes after those that feed it; nodes on a loop are left out and given in cycle.
// Among nodes that could come next the one with the lowest id does, so that the order is always the same.
func (d *Document) Order() (order, cycle []*Node) {
	x := d.ordering()
	return x.order, x.cycle
}

// Reaches tells whether values leaving from arrive, through any number of wires, at to. It looks from both ends in turn,
// so that it is soon done where little lies before or behind one of them.
func (d *Document) Reaches(from, to NodeID) bool {
	if from == to {
		return true
	}
	ahead := search{seen: map[NodeID]bool{from: true}, queue: []NodeID{from}}
	back := search{seen: map[NodeID]bool{to: true}, queue: []NodeID{to}}
	for len(ahead.queue) > 0 && len(back.queue) > 0 {
		if ahead.step(d.OutOf, func(w *Wire) NodeID { return w.To.Node }, &back) ||
			back.step(d.Into, func(w *Wire) NodeID { return w.From.Node }, &ahead) {
			return true
		}
	}
	return false
}

// search is what has been seen from one end, and what is to be looked at next.
type search struct {
	seen  map[NodeID]bool
	queue []NodeID
}

// step goes one node further; true where it meets the other search.
func (s *search) step(wires func(NodeID) []*Wire, end func(*Wire) NodeID, other *search) bool {
	id := s.queue[0]
	s.queue = s.queue[1:]
	for _, w := range wires(id) {
		next := end(w)
		if other.seen[next] {
			return true
		}
		if !s.seen[next] {
			s.seen[next] = true
			s.queue = append(s.queue, next)
		}
	}
	return false
}
