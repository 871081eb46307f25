package canvas

import (
	"fmt"
	"math"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
)

// State is what a node is doing.
type State uint8

// The states of nodes.
const (
	Valid      State = iota // nothing to say
	Problem                 // the run has stumbled here
	InTraining              // its weights are changing
	Done                    // trained
)

// Training is what a run means for the drawing.
type Training struct {
	Moving bool // training, not paused: marks run along the wires and arcs turn
	States map[graph.NodeID]State
	Loss   map[graph.NodeID]float64 // by objective; what is not there is not known yet
}

// lossOf writes an objective's loss.
func (t Training) lossOf(id graph.NodeID) string {
	v, known := t.Loss[id]
	switch {
	case !known:
		return "–"
	case math.IsNaN(v) || math.IsInf(v, 0):
		return fmt.Sprint(v)
	case math.Abs(v) >= 100:
		return fmt.Sprintf("%.1f", v)
	case math.Abs(v) >= 1:
		return fmt.Sprintf("%.3f", v)
	}
	return fmt.Sprintf("%.4f", v)
}

// SetTraining shows the state of a run. The canvas keeps the maps and does not change them.
func (c *Canvas) SetTraining(t Training) {
	c.training = t
	c.clock.run(c.inMotion())
	c.redraw()
}

// inMotion tells whether there are marks that run.
func (c *Canvas) inMotion() bool { return c.training.Moving && len(c.scene.Nodes()) > 0 }

// tick moves the marks of a run on.
func (c *Canvas) tick() {
	if c.Visible() {
		c.redraw()
	}
}

// A shuttle is the mark that runs along the wires while the network trains.
const (
	shuttleLength  = 10
	shuttleWidth   = 5
	shuttleEvery   = 420 // of a wire's length there is one shuttle
	shuttleMargin  = 14  // kept from both ends, where the ports are
	shuttleShorter = 90  // no shuttle on a wire shorter than this: the pill covers it
)

// paintShuttles draws the marks on one wire; without motion they stand still.
func (p *painter) paintShuttles(w *geometry.Wire) {
	if !p.c.training.Moving {
		return
	}
	length := w.Path.Length()
	if length < shuttleShorter {
		return
	}
	n := int(length/shuttleEvery) + 1
	for i := range n {
		t := math.Mod(float64(i)/float64(n)+p.c.clock.phase(), 1)
		at, level := w.Path.RoundedAt(shuttleMargin+t*(length-2*shuttleMargin), cornerRadius)
		if w.PillWidth > 0 && w.Pill.Grow(3).Contains(at) {
			continue
		}
		a, b := p.round(shuttleLength), p.round(shuttleWidth)
		if !level {
			a, b = b, a
		}
		x, y := p.screen(at)
		p.pills.rect(x-a/2, y-b/2, a, b, min(a, b)/2, p.c.look.Live)
	}
}

// Size of a thumbnail at 100 %; that of an objective is as much wider as its node.
const (
	ThumbnailWidth  = 128
	ThumbnailHeight = 44
)
