package graph

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"pgregory.net/rapid"
)

// model is a document as a beginner would keep it: maps and lists that edits change in place. It knows nothing of
// sharing, indexes or history; a document must agree with it after every edit.
type model struct {
	name     string
	settings Settings
	next     int
	nodes    map[NodeID]Node
	wires    []Wire
	frames   []Frame
	notes    []Note
}

func modelOf(d *Document) *model {
	m := &model{name: d.Name(), settings: d.Settings(), next: d.NextID(), nodes: map[NodeID]Node{}}
	for _, n := range d.Nodes() {
		m.nodes[n.ID] = *n
	}
	for _, w := range d.Wires() {
		m.wires = append(m.wires, *w)
	}
	for _, f := range d.Frames() {
		m.frames = append(m.frames, *f)
	}
	for _, n := range d.Notes() {
		m.notes = append(m.notes, *n)
	}
	return m
}

func (m *model) clone() *model {
	c := *m
	c.nodes = maps.Clone(m.nodes)
	c.wires, c.frames, c.notes = slices.Clone(m.wires), slices.Clone(m.frames), slices.Clone(m.notes)
	return &c
}

// apply makes an edit, and tells whether it could be made.
func (m *model) apply(e Edit) bool {
	switch e := e.(type) {
	case AddNode:
		return m.add(e)
	case RemoveNodes:
		return m.remove(e)
	case Connect:
		return m.connect(e)
	case Disconnect:
		for _, id := range e.Wires {
			if !slices.ContainsFunc(m.wires, func(w Wire) bool { return w.ID == id }) {
				return false
			}
		}
		m.wires = slices.DeleteFunc(m.wires, func(w Wire) bool { return slices.Contains(e.Wires, w.ID) })
	case MoveNodes:
		return m.move(e)
	case RenameNode:
		n, ok := m.nodes[e.Node]
		if !ok || e.Name == "" || m.named(e.Name, e.Node) {
			return false
		}
		n.Name = e.Name
		m.nodes[e.Node] = n
	case SetParam:
		return m.setParam(e)
	case AddFrame, ChangeFrame, RemoveFrame:
		return m.frame(e)
	case AddNote, ChangeNote, RemoveNotes:
		return m.note(e)
	case SwapKind:
		return m.swap(e)
	case DetachNodes:
		return m.detach(e)
	case SetState:
		for _, id := range e.Nodes {
			n, ok := m.nodes[id]
			if !ok {
				return false
			}
			n.State = e.State
			m.nodes[id] = n
		}
		return e.State == "" || e.State == "muted" || e.State == "bypassed"
	case SetSettings:
		m.settings = e.Settings
		return e.Settings.Epochs >= 1 && e.Settings.Batch >= 1 && e.Settings.Validation >= 0 && e.Settings.Validation <= 0.9
	case RenameDocument:
		m.name = e.Name
		return e.Name != ""
	case Batch:
		for _, part := range e.Edits {
			if !m.apply(part) {
				return false
			}
		}
	default:
		panic(fmt.Sprintf("the model does not know %T", e))
	}
	return true
}

func (m *model) named(name string, but NodeID) bool {
	for id, n := range m.nodes {
		if id != but && n.Name == name {
			return true
		}
	}
	return false
}

func (m *model) add(e AddNode) bool {
	if e.Kind == "" || e.Name == "" || !storable(e.Params) {
		return false
	}
	m.nodes[NodeID(m.next)] = Node{ID: NodeID(m.next), Kind: e.Kind, Name: m.unused(e.Name), Params: e.Params, At: e.At}
	m.next++
	return true
}

// unused counts a name up until no layer has it, and keeps it within 200 characters.
func (m *model) unused(name string) string {
	if !m.named(name, 0) {
		return name
	}
	stem := []rune(name)
	for len(stem) > 0 && stem[len(stem)-1] >= '0' && stem[len(stem)-1] <= '9' {
		stem = stem[:len(stem)-1]
	}
	for len(stem) > 0 && stem[len(stem)-1] == ' ' {
		stem = stem[:len(stem)-1]
	}
	if len(stem) == 0 {
		stem = []rune(name)
	}
	for i := 2; ; i++ {
		number := fmt.Sprintf(" %d", i)
		s := string(stem[:min(len(stem), 200-len(number))]) + number
		if !m.named(s, 0) {
			return s
		}
	}
}

func storable(params map[string]Value) bool {
	for _, v := range params {
		for _, x := range append(v.Numbers(), v.Float()) {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return false
			}
		}
	}
	return true
}

func (m *model) setParam(e SetParam) bool {
	if !storable(map[string]Value{e.Param: e.Value}) {
		return false
	}
	for _, id := range e.Nodes {
		n, ok := m.nodes[id]
		if !ok {
			return false
		}
		params := map[string]Value{}
		maps.Copy(params, n.Params)
		if e.Value.Kind() == NoValue {
			delete(params, e.Param)
		} else {
			params[e.Param] = e.Value
		}
		n.Params = params
		m.nodes[id] = n
	}
	return true
}

func (m *model) remove(e RemoveNodes) bool {
	for _, id := range e.Nodes {
		if _, ok := m.nodes[id]; !ok {
			return false
		}
		if e.Heal {
			m.heal(id)
		}
		delete(m.nodes, id)
		m.wires = slices.DeleteFunc(m.wires, func(w Wire) bool { return w.From.Node == id || w.To.Node == id })
		for i, f := range m.frames {
			m.frames[i].Nodes = slices.DeleteFunc(slices.Clone(f.Nodes), func(n NodeID) bool { return n == id })
		}
	}
	return true
}

// heal has what a node feeds be fed by what feeds it; a wire that is there already is not drawn twice.
func (m *model) heal(id NodeID) {
	var into []Wire
	for _, w := range m.wires {
		if w.To.Node == id {
			into = append(into, w)
		}
	}
	if len(into) != 1 {
		return
	}
	for i, w := range m.wires {
		if w.From.Node != id {
			continue
		}
		there := slices.ContainsFunc(m.wires, func(x Wire) bool { return x.From == into[0].From && x.To == w.To })
		if !there {
			m.wires[i].From = into[0].From
		}
	}
}

func (m *model) connect(e Connect) bool {
	_, from := m.nodes[e.From.Node]
	_, to := m.nodes[e.To.Node]
	if !from || !to || m.leads(e.To.Node, e.From.Node, len(m.nodes)) {
		return false
	}
	if slices.ContainsFunc(m.wires, func(w Wire) bool { return w.From == e.From && w.To == e.To }) {
		return false
	}
	if !e.Keep {
		m.wires = slices.DeleteFunc(m.wires, func(w Wire) bool { return w.To == e.To })
	}
	m.wires = append(m.wires, Wire{ID: WireID(m.next), From: e.From, To: e.To})
	m.next++
	return true
}

// leads tells whether a way of at most so many wires leads from one node to another.
func (m *model) leads(from, to NodeID, length int) bool {
	if from == to {
		return true
	}
	if length == 0 {
		return false
	}
	return slices.ContainsFunc(m.wires, func(w Wire) bool { return w.From.Node == from && m.leads(w.To.Node, to, length-1) })
}

// compare fails where a document is not what the model says.
func (m *model) compare(t *rapid.T, d *Document) {
	t.Helper()
	if d.Name() != m.name || d.Settings() != m.settings || d.NextID() != m.next || len(d.Nodes()) != len(m.nodes) {
		t.Fatalf("the document is %q with %d nodes, %+v, next %d; the model %q with %d, %+v, %d",
			d.Name(), len(d.Nodes()), d.Settings(), d.NextID(), m.name, len(m.nodes), m.settings, m.next)
	}
	for _, n := range d.Nodes() {
		want := m.nodes[n.ID]
		if n.Kind != want.Kind || n.Name != want.Name || n.At != want.At || n.State != want.State || !maps.EqualFunc(n.Params, want.Params, Value.Equal) {
			t.Fatalf("node %+v, want %+v", *n, want)
		}
	}
	if !slices.EqualFunc(d.Wires(), m.wires, sameWire) {
		t.Fatalf("the wires differ from %v", m.wires)
	}
	if !slices.EqualFunc(d.Frames(), m.frames, func(a *Frame, b Frame) bool {
		return a.ID == b.ID && a.Title == b.Title && a.Colour == b.Colour && a.Collapsed == b.Collapsed && slices.Equal(a.Nodes, b.Nodes)
	}) {
		t.Fatalf("the frames differ from %v", m.frames)
	}
	if !slices.EqualFunc(d.Notes(), m.notes, func(a *Note, b Note) bool { return *a == b }) {
		t.Fatalf("the notes differ from %v", m.notes)
	}
	for id := range m.nodes {
		var into []Wire
		for _, w := range m.wires {
			if w.To.Node == id {
				into = append(into, w)
			}
		}
		if !slices.EqualFunc(d.Into(id), into, sameWire) {
			t.Fatalf("the wires into %d differ from %v", id, into)
		}
	}
}

func sameWire(a *Wire, b Wire) bool {
	return a.ID == b.ID && a.From == b.From && a.To == b.To && slices.Equal(a.Via, b.Via)
}
