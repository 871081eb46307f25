package canvas

import (
	"maps"

	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/canvas/geometry"
)

// SelectAll selects everything.
func (c *Canvas) SelectAll() {
	d := c.host.Document()
	nodes := make([]graph.NodeID, 0, len(d.Nodes()))
	for _, n := range d.Nodes() {
		nodes = append(nodes, n.ID)
	}
	wires := make([]graph.WireID, 0, len(d.Wires()))
	for _, w := range d.Wires() {
		wires = append(wires, w.ID)
	}
	c.selectOnly(nodes, wires)
}

// ClearSelection selects nothing.
func (c *Canvas) ClearSelection() { c.selectOnly(nil, nil) }

// DeleteSelection takes the selected nodes, with the wires that touch them, and the selected wires away in one step.
func (c *Canvas) DeleteSelection() { c.deleteSelection(false) }

// HealSelection does the same, and joins what fed a deleted layer to what it fed.
func (c *Canvas) HealSelection() { c.deleteSelection(true) }

// DetachSelection takes the selected layers out of the network, joins what they leave, and keeps them on the canvas.
func (c *Canvas) DetachSelection() {
	if nodes := c.selectedNodes(); len(nodes) > 0 {
		c.do(graph.DetachNodes{Nodes: nodes})
	}
}

func (c *Canvas) deleteSelection(heal bool) {
	d := c.host.Document()
	nodes := c.selectedNodes()
	var wires []graph.WireID
	for _, w := range d.Wires() {
		if c.wiresSelected[w.ID] && !c.nodesSelected[w.From.Node] && !c.nodesSelected[w.To.Node] {
			wires = append(wires, w.ID)
		}
	}
	var edits []graph.Edit
	if len(nodes) > 0 {
		edits = append(edits, graph.RemoveNodes{Nodes: nodes, Heal: heal})
	}
	if len(wires) > 0 {
		edits = append(edits, graph.Disconnect{Wires: wires})
	}
	if len(edits) > 0 {
		c.do(graph.Batch{Edits: edits})
	}
}

// Nudge moves the selected nodes by steps of the grid. Nudges that follow each other are one step of the history.
func (c *Canvas) Nudge(dx, dy int) {
	d := c.host.Document()
	to := map[graph.NodeID]graph.Point{}
	for id := range maps.Keys(c.nodesSelected) {
		if n := d.Node(id); n != nil {
			to[id] = graph.Point{X: n.At.X + geometry.Grid*float64(dx), Y: n.At.Y + geometry.Grid*float64(dy)}
		}
	}
	if len(to) == 0 {
		return
	}
	if err := c.host.Merge(graph.MoveNodes{To: to}, "nudge"); err != nil {
		c.host.Refused(err)
	}
}

// Arrange puts all layers into order, in as many columns as the canvas is wide, and shows them, as one step.
func (c *Canvas) Arrange() {
	columns := int(float64(c.Size().Width) / (geometry.ColumnPitch * c.view.Interface))
	to := c.scene.Arranged(max(columns, 3))
	d := c.host.Document()
	maps.DeleteFunc(to, func(id graph.NodeID, p graph.Point) bool { return d.Node(id).At == p })
	if len(to) > 0 {
		name := text.New("Arrange layers", "自动排列")
		c.do(graph.Batch{Name: name, Edits: []graph.Edit{graph.MoveNodes{To: to}}})
	}
	c.FitAll()
}
