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
	var all graph.Selection
	for _, n := range d.Nodes() {
		all.Nodes = append(all.Nodes, n.ID)
	}
	for _, w := range d.Wires() {
		all.Wires = append(all.Wires, w.ID)
	}
	for _, f := range d.Frames() {
		all.Frames = append(all.Frames, f.ID)
	}
	for _, n := range d.Notes() {
		all.Notes = append(all.Notes, n.ID)
	}
	c.host.Select(all)
}

// ClearSelection selects nothing.
func (c *Canvas) ClearSelection() { c.selectOnly(nil, nil) }

// DeleteSelection takes what is selected away in one step: nodes with the wires that touch them, wires, notes, and frames,
// which leave what they hold unless that is selected too.
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
	if len(c.selected.Notes) > 0 {
		edits = append(edits, graph.RemoveNotes{Notes: c.selected.Notes})
	}
	for _, f := range c.selected.Frames {
		edits = append(edits, graph.RemoveFrame{Frame: f})
	}
	if len(edits) > 0 {
		c.do(graph.Batch{Edits: edits})
	}
}

// Nudge moves the selected nodes by steps of the grid. Nudges that follow each other are one step of the history.
func (c *Canvas) Nudge(dx, dy int) {
	e := c.shifted(c.selected, geometry.Grid*float64(dx), geometry.Grid*float64(dy))
	if len(e.To) == 0 && len(e.Notes) == 0 {
		return
	}
	if err := c.host.Merge(e, "nudge"); err != nil {
		c.host.Refused(err)
	}
}

// Arrange puts the selected layers and what selected frames hold into order, or all where these are fewer than two, as one
// step. Their wires lose their dots, which led them around where the layers stood.
func (c *Canvas) Arrange() {
	nodes := c.selectedNodes()
	for _, id := range c.selected.Frames {
		nodes = append(nodes, c.host.Document().Frame(id).Nodes...)
	}
	if len(nodes) < 2 {
		nodes = nil
	}
	size := c.Size()
	places := c.scene.Arranged(float64(size.Width)/c.view.Interface, float64(size.Height)/c.view.Interface, nodes...)
	e := graph.MoveNodes{To: places, Via: map[graph.WireID][]graph.Point{}}
	d := c.host.Document()
	for _, w := range d.Wires() {
		_, from := e.To[w.From.Node]
		_, to := e.To[w.To.Node]
		if len(w.Via) > 0 && from && to {
			e.Via[w.ID] = nil
		}
	}
	maps.DeleteFunc(e.To, func(id graph.NodeID, p graph.Point) bool { return d.Node(id).At == p })
	if len(e.To)+len(e.Via) > 0 {
		name := text.New("Arrange layers", "自动排列")
		c.passing(graph.Batch{Name: name, Edits: []graph.Edit{e}})
	}
	if nodes == nil {
		c.ShowAll()
	}
}
