package graph

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"netloom/engine/text"
)

// maxNameLength bounds names in runes; maxNodes bounds a document so that one from a stranger cannot exhaust memory.
const (
	maxNameLength = 200
	maxNodes      = 100_000
	maxID         = math.MaxInt32
	// maxCoordinate keeps places within what float32 drawing can tell apart.
	maxCoordinate = 1e7
)

// AddNode puts a new layer on the canvas. Its id is the document's NextID; its name is made unique by a number.
type AddNode struct {
	Kind   string
	Name   string
	Params map[string]Value
	At     Point
}

// Label names the edit.
func (e AddNode) Label() text.Message { return text.New("Add %s", "添加 %s", e.Name) }

// Apply makes the edit.
func (e AddNode) Apply(d *Document) (*Document, error) {
	if e.Kind == "" {
		return nil, text.Errorf("a layer without a kind cannot be added", "无法添加没有类型的层")
	}
	if len(d.nodes.items) >= maxNodes {
		return nil, text.Errorf("the project already has %d layers, the most it can hold", "项目已有 %d 个层，达到上限", len(d.nodes.items))
	}
	if !finite(e.At) {
		return nil, text.Errorf("a layer cannot be placed at (%v, %v)", "无法将层放在 (%v, %v)", e.At.X, e.At.Y)
	}
	if err := checkName(e.Name); err != nil {
		return nil, err
	}
	for name, v := range e.Params {
		if !v.Finite() {
			return nil, notFinite(name, v)
		}
	}
	n := &Node{ID: NodeID(d.nextID), Kind: e.Kind, Name: d.uniqueName(e.Name), At: e.At}
	if len(e.Params) > 0 {
		n.Params = maps.Clone(e.Params)
	}
	c := d.clone()
	c.nodes = d.nodes.with(n)
	return c.count()
}

// count ends an edit that has used the next id. A file may name any id up to the last, so that they can run out.
func (d *Document) count() (*Document, error) {
	if d.nextID >= maxID {
		return nil, text.Errorf("the project has used up its ids: copy its layers into a new one", "项目的编号已用完：请将其中的层复制到新项目")
	}
	d.nextID++
	return d.seal(), nil
}

// RemoveNodes takes layers off the canvas with the wires that touch them. With Heal, where a removed layer stood
// between two others by single wires, those two are joined.
type RemoveNodes struct {
	Nodes []NodeID
	Heal  bool
}

// Label names the edit.
func (e RemoveNodes) Label() text.Message {
	if len(e.Nodes) == 1 {
		return text.New("Delete layer", "删除层")
	}
	return text.New("Delete %d layers", "删除 %d 个层", len(e.Nodes))
}

// Apply makes the edit.
func (e RemoveNodes) Apply(d *Document) (*Document, error) {
	gone := make(map[NodeID]bool, len(e.Nodes))
	for _, id := range e.Nodes {
		if d.Node(id) == nil || gone[id] {
			return nil, noSuchNode(id)
		}
		gone[id] = true
	}
	if !e.Heal {
		return d.without(e.Nodes...), nil
	}
	for _, id := range e.Nodes {
		d = d.heal(id).without(id)
	}
	return d, nil
}

// without takes nodes out, with their wires and their places in frames.
func (d *Document) without(ids ...NodeID) *Document {
	gone := make([]*Node, len(ids))
	var wires []*Wire
	for i, id := range ids {
		gone[i] = d.Node(id)
		wires = append(append(wires, d.Into(id)...), d.OutOf(id)...)
	}
	c := d.withoutWires(wires).clone()
	c.nodes = list[*Node]{items: without(d.nodes.items, gone, placeOfNode)}
	c.frames = slices.Clone(c.frames)
	for i, f := range c.frames {
		if !slices.ContainsFunc(ids, f.Has) {
			continue
		}
		g := *f
		g.Nodes = slices.DeleteFunc(slices.Clone(f.Nodes), func(n NodeID) bool { return slices.Contains(ids, n) })
		c.frames[i] = &g
	}
	return c.seal()
}

func placeOfNode(nodes []*Node, n *Node) int {
	i, found := slices.BinarySearchFunc(nodes, n.ID, func(n *Node, id NodeID) int { return cmp.Compare(n.ID, id) })
	if !found {
		return -1
	}
	return i
}

// withoutWires takes wires away.
func (d *Document) withoutWires(gone []*Wire) *Document {
	if len(gone) == 0 {
		return d
	}
	c, x := d.clone(), d.index()
	c.wires = list[*Wire]{items: without(d.wires.items, gone, x.place)}
	c.seal().derived.index.Store(x.without(c, gone)) // it is known what has changed: nobody need look for it
	return c
}

// heal joins what feeds a node to what it feeds, if exactly one wire enters it. A wire that is there already is not
// drawn again.
func (d *Document) heal(id NodeID) *Document {
	into := d.Into(id)
	if len(into) != 1 {
		return d
	}
	from, wires := into[0].From, slices.Clone(d.wires.items)
	var healed []*Wire
	for _, w := range d.OutOf(id) {
		if joined(d.Into(w.To.Node), from, w.To) || joined(healed, from, w.To) {
			continue
		}
		v := *w
		v.From = from
		wires[d.index().place(d.wires.items, w)] = &v
		healed = append(healed, &v)
	}
	c := d.clone()
	c.wires = list[*Wire]{items: wires}
	return c.seal()
}

func joined(wires []*Wire, from, to Endpoint) bool {
	return slices.ContainsFunc(wires, func(w *Wire) bool { return w.From == from && w.To == to })
}

// Connect draws a wire from an output port to an input port. What was wired to the input before is replaced, unless
// Keep is set (ports that take several wires).
type Connect struct {
	From, To Endpoint
	Keep     bool
}

// Label names the edit.
func (Connect) Label() text.Message { return text.New("Connect", "连接") }

// Apply makes the edit. Refuses a wire that would close a loop, and one that is there already.
func (e Connect) Apply(d *Document) (*Document, error) {
	from, to := d.Node(e.From.Node), d.Node(e.To.Node)
	if from == nil {
		return nil, noSuchNode(e.From.Node)
	}
	if to == nil {
		return nil, noSuchNode(e.To.Node)
	}
	if d.Reaches(e.To.Node, e.From.Node) {
		return nil, text.Errorf("a wire from %s to %s would close a loop: %[2]s already feeds %[1]s", "从 %s 到 %s 的连线会形成环：%[2]s 已经输入到 %[1]s", from.Name, to.Name)
	}
	var replaced []*Wire
	for _, w := range d.Into(e.To.Node) {
		switch {
		case w.To != e.To:
		case w.From == e.From:
			return nil, text.Errorf("%s is connected to %s already", "%s 已连接到 %s", from.Name, to.Name)
		case !e.Keep:
			replaced = append(replaced, w)
		}
	}
	c := d.withoutWires(replaced).clone()
	c.wires = c.wires.with(&Wire{ID: WireID(d.nextID), From: e.From, To: e.To})
	return c.count()
}

// Disconnect takes wires away.
type Disconnect struct{ Wires []WireID }

// Label names the edit.
func (Disconnect) Label() text.Message { return text.New("Disconnect", "断开连接") }

// Apply makes the edit.
func (e Disconnect) Apply(d *Document) (*Document, error) {
	gone := make([]*Wire, len(e.Wires))
	for i, id := range e.Wires {
		if gone[i] = d.Wire(id); gone[i] == nil {
			return nil, text.Errorf("there is no wire with id %d", "没有编号为 %d 的连线", int(id))
		}
	}
	return d.withoutWires(gone), nil
}

func finite(p Point) bool {
	return math.Abs(p.X) <= maxCoordinate && math.Abs(p.Y) <= maxCoordinate
}

// checkName keeps names printable, so that they can stand in menus, files and generated source.
func checkName(s string) error {
	if strings.TrimSpace(s) == "" {
		return text.Errorf("a name cannot be empty", "名称不能为空")
	}
	if !utf8.ValidString(s) || utf8.RuneCountInString(s) > maxNameLength {
		return text.Errorf("a name must be valid text of at most %d characters", "名称必须是不超过 %d 个字符的有效文本", maxNameLength)
	}
	for _, r := range s {
		if !unicode.IsPrint(r) {
			return text.Errorf("the name %q holds a character that cannot be shown", "名称 %q 含有无法显示的字符", s)
		}
	}
	return nil
}
