package graph

import (
	"maps"
	"math"
	"slices"
	"strconv"
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
	if len(d.nodes) >= maxNodes {
		return nil, text.Errorf("the project already has %d layers, the most it can hold", "项目已有 %d 个层，达到上限", len(d.nodes))
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
	c.nodes = append(slices.Clip(d.nodes), n)
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

// uniqueName adds the lowest number that makes the name unused; a name that would become too long gives way at its end.
func (d *Document) uniqueName(name string) string {
	taken := make(map[string]bool, len(d.nodes))
	for _, n := range d.nodes {
		taken[n.Name] = true
	}
	if !taken[name] {
		return name
	}
	stem := strings.TrimRight(name, "0123456789")
	stem = strings.TrimRight(stem, " ")
	if stem == "" {
		stem = name
	}
	for i := 2; ; i++ {
		number := " " + strconv.Itoa(i)
		if r := []rune(stem); len(r)+len(number) > maxNameLength {
			stem = string(r[:maxNameLength-len(number)])
		}
		if s := stem + number; !taken[s] {
			return s
		}
	}
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
	for _, id := range e.Nodes {
		if d.Node(id) == nil {
			return nil, noSuchNode(id)
		}
		if e.Heal {
			d = d.heal(id)
		}
		d = d.without(id)
	}
	return d, nil
}

// without takes one node out, with its wires and its place in frames.
func (d *Document) without(id NodeID) *Document {
	c := d.clone()
	c.nodes = slices.DeleteFunc(slices.Clone(d.nodes), func(n *Node) bool { return n.ID == id })
	c.wires = slices.DeleteFunc(slices.Clone(d.wires), func(w *Wire) bool { return w.From.Node == id || w.To.Node == id })
	c.frames = slices.Clone(d.frames)
	for i, f := range c.frames {
		if f.Has(id) {
			g := *f
			g.Nodes = slices.DeleteFunc(slices.Clone(f.Nodes), func(n NodeID) bool { return n == id })
			c.frames[i] = &g
		}
	}
	return c.seal()
}

// heal joins what feeds a node to what it feeds, if exactly one wire enters it. A wire that is there already is not
// drawn again.
func (d *Document) heal(id NodeID) *Document {
	into := d.Into(id)
	if len(into) != 1 {
		return d
	}
	c := d.clone()
	c.wires = slices.Clone(d.wires)
	for i, w := range c.wires {
		if w.From.Node != id || joined(c.wires, into[0].From, w.To) {
			continue
		}
		v := *w
		v.From = into[0].From
		c.wires[i] = &v
	}
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
	c := d.clone()
	c.wires = make([]*Wire, 0, len(d.wires)+1)
	for _, w := range d.wires {
		if w.To == e.To && w.From == e.From {
			return nil, text.Errorf("%s is connected to %s already", "%s 已连接到 %s", from.Name, to.Name)
		}
		if w.To != e.To || e.Keep {
			c.wires = append(c.wires, w)
		}
	}
	c.wires = append(c.wires, &Wire{ID: WireID(d.nextID), From: e.From, To: e.To})
	return c.count()
}

// Disconnect takes wires away.
type Disconnect struct{ Wires []WireID }

// Label names the edit.
func (Disconnect) Label() text.Message { return text.New("Disconnect", "断开连接") }

// Apply makes the edit.
func (e Disconnect) Apply(d *Document) (*Document, error) {
	for _, id := range e.Wires {
		if d.Wire(id) == nil {
			return nil, text.Errorf("there is no wire with id %d", "没有编号为 %d 的连线", int(id))
		}
	}
	c := d.clone()
	c.wires = slices.DeleteFunc(slices.Clone(d.wires), func(w *Wire) bool { return slices.Contains(e.Wires, w.ID) })
	return c.seal(), nil
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
