// Package graph holds the Document: what a person has drawn. A Document is an immutable value. An edit returns a new
// Document that shares with the old one all that did not change, so undo is a list of documents, a difference is a
// comparison of pointers, and a job in the background can hold one safely.
package graph

import (
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
	nodes    []*Node  // ascending by id
	wires    []*Wire  // in the order in which they were drawn
	frames   []*Frame // in drawing order
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
	index  atomic.Pointer[index]
	active atomic.Pointer[Document]
}

// seal ends every constructor and edit.
func (d *Document) seal() *Document {
	d.derived = &derived{}
	return d
}

// release forgets what follows from the document; whoever asks again has it made again.
func (d *Document) release() {
	d.derived.index.Store(nil)
	d.derived.active.Store(nil)
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
	return remembered(&d.derived.index, func() *index { return buildIndex(d) })
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
func (d *Document) Nodes() []*Node { return d.nodes }

// Wires lists the wires in the order in which they were drawn. The slice must not be changed.
func (d *Document) Wires() []*Wire { return d.wires }

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
	return d.nodes[i]
}

func (d *Document) position(id NodeID) (int, bool) {
	return slices.BinarySearchFunc(d.nodes, id, func(n *Node, id NodeID) int { return int(n.ID - id) })
}

// Wire finds a wire, or nil.
func (d *Document) Wire(id WireID) *Wire {
	if i := d.index().wire(d, id); i >= 0 {
		return d.wires[i]
	}
	return nil
}

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
func (d *Document) Into(id NodeID) []*Wire { return d.index().into.of(d.Position(id)) }

// OutOf lists the wires that start at a node, in drawing order.
func (d *Document) OutOf(id NodeID) []*Wire { return d.index().outOf.of(d.Position(id)) }

// Position is a node's place in Nodes, or -1.
func (d *Document) Position(id NodeID) int { return d.index().position(d, id) }

// Order lists all nodes so that each comes after those that feed it; nodes on a loop are left out and given in cycle.
// Among nodes that could come next the one with the lowest id does, so that the order is always the same.
func (d *Document) Order() (order, cycle []*Node) {
	x := d.index()
	return x.order, x.cycle
}

// Reaches tells whether values leaving from arrive, through any number of wires, at to.
func (d *Document) Reaches(from, to NodeID) bool {
	if from == to {
		return true
	}
	seen := map[NodeID]bool{from: true}
	queue := []NodeID{from}
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		for _, w := range d.OutOf(id) {
			if w.To.Node == to {
				return true
			}
			if !seen[w.To.Node] {
				seen[w.To.Node] = true
				queue = append(queue, w.To.Node)
			}
		}
	}
	return false
}
