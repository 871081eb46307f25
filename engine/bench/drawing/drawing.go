// Package drawing makes large networks for measuring what works on drawings: the canvas, Check, edits.
package drawing

import (
	"encoding/json"
	"fmt"

	"netloom/engine/graph"
)

// How the network of Network is laid out, in units of the canvas.
const (
	perRow      = 24 // layers in a row
	columnPitch = 232.0
	rowPitch    = 168.0
	leastNodes  = 40
)

// Network is a trainable network of so many layers for measuring the canvas: rows of convolutions, norms, activations and
// dropouts, with residual wires over three layers, a branch from each row to the next, and a frame around each fourth row.
// The same number gives the same drawing.
func Network(nodes int) (*graph.Document, error) {
	if nodes < leastNodes {
		return nil, fmt.Errorf("a drawing of %d layers is too small: choose %d or more", nodes, leastNodes)
	}
	p := &plotter{}
	image := p.add("input", nil)
	labels := graph.Endpoint{Node: image.Node, Port: "labels"}
	last := p.add("max_pool2d", param("pool_size", graph.List(4, 4)), image)
	last = p.add("conv2d", convolution(), last)
	for p.next()+4 <= nodes {
		last = p.layer(last)
	}
	last = p.add("flatten", nil, last)
	for p.next()+2 <= nodes {
		last = p.add("dropout", nil, last)
	}
	last = p.add("dense", param("units", graph.Number(10)), last)
	p.objective(last, labels)
	return p.document()
}

// Chain is a trainable network of so many Dense layers with ReLU, one behind the other.
func Chain(layers int) (*graph.Document, error) {
	p := &plotter{}
	image := p.add("input", nil)
	last := p.add("flatten", nil, image)
	for range layers {
		last = p.add("dense", map[string]graph.Value{"units": graph.Number(10), "activation": graph.String("relu")}, last)
	}
	p.objective(last, graph.Endpoint{Node: image.Node, Port: "labels"})
	return p.document()
}

// kinds are those that rows are made of, in turn; all keep the shape.
func kinds() []string {
	return []string{"conv2d", "batch_norm", "activation", "add", "depthwise_conv2d", "dropout", "activation", "add"}
}

func param(id string, v graph.Value) map[string]graph.Value { return map[string]graph.Value{id: v} }

func convolution() map[string]graph.Value {
	return map[string]graph.Value{"filters": graph.Number(4), "padding": graph.String("same")}
}

// plotter writes a document layer by layer.
type plotter struct {
	nodes  []*graph.Node
	wires  []*graph.Wire
	frames []*graph.Frame
	row    []graph.Endpoint // outputs of the present row
	branch graph.Endpoint   // the middle of the row before, which the first sum of this one takes in
}

// next is the number of the next layer.
func (p *plotter) next() int { return len(p.nodes) + 1 }

// add puts down a layer that reads from some outputs, and gives its output.
func (p *plotter) add(kind string, params map[string]graph.Value, from ...graph.Endpoint) graph.Endpoint {
	i := len(p.nodes)
	n := &graph.Node{
		ID: graph.NodeID(i + 1), Kind: kind, Name: fmt.Sprintf("%s %d", kind, i+1), Params: params,
		At: graph.Point{X: float64(i%perRow) * columnPitch, Y: float64(i/perRow) * rowPitch},
	}
	p.nodes = append(p.nodes, n)
	for _, f := range from {
		p.wire(f, graph.Endpoint{Node: n.ID, Port: "in"})
	}
	return graph.Endpoint{Node: n.ID, Port: "out"}
}

func (p *plotter) wire(from, to graph.Endpoint) {
	p.wires = append(p.wires, &graph.Wire{From: from, To: to})
}

// layer adds the next layer of the rows.
func (p *plotter) layer(last graph.Endpoint) graph.Endpoint {
	i := p.next() - 1
	if i%perRow == 0 {
		if i/perRow%4 == 1 {
			p.frame(p.row)
		}
		p.branch, p.row = p.row[len(p.row)/2], nil
	}
	kind := kinds()[i%len(kinds())]
	from := []graph.Endpoint{last}
	var params map[string]graph.Value
	switch kind {
	case "add":
		if len(p.row) > 3 {
			from = append(from, p.row[len(p.row)-4])
		} else if p.branch.Node != 0 {
			from = append(from, p.branch)
		}
	case "conv2d":
		params = convolution()
	case "depthwise_conv2d":
		params = param("padding", graph.String("same"))
	}
	out := p.add(kind, params, from...)
	p.row = append(p.row, out)
	return out
}

// frame puts a frame around the layers of a row.
func (p *plotter) frame(row []graph.Endpoint) {
	f := &graph.Frame{Title: fmt.Sprintf("Row %d", len(p.frames)+1)}
	for _, e := range row {
		f.Nodes = append(f.Nodes, e.Node)
	}
	p.frames = append(p.frames, f)
}

// objective ends the network.
func (p *plotter) objective(prediction, labels graph.Endpoint) {
	p.add("objective", nil)
	id := p.nodes[len(p.nodes)-1].ID
	p.wire(prediction, graph.Endpoint{Node: id, Port: "prediction"})
	p.wire(labels, graph.Endpoint{Node: id, Port: "target"})
}

// document numbers what has no number yet and reads the whole as a file is read, which checks it.
func (p *plotter) document() (*graph.Document, error) {
	id := p.next()
	for _, w := range p.wires {
		w.ID = graph.WireID(id)
		id++
	}
	for _, f := range p.frames {
		f.ID = graph.FrameID(id)
		id++
	}
	b, err := json.Marshal(map[string]any{
		"format": graph.FormatVersion, "name": fmt.Sprintf("%d layers", len(p.nodes)), "next_id": id,
		"settings": graph.DefaultSettings(), "nodes": p.nodes, "wires": p.wires, "frames": p.frames, "notes": []any{},
	})
	if err != nil {
		return nil, err
	}
	return graph.Decode(b)
}
