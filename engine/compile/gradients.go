package compile

import (
	"fmt"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/op"
)

// Gradients says what a Differentiate program computes, and how.
type Gradients struct {
	// Of lists the ports whose gradients are carried back. Of a loss it is 1; of any other port it is what stands in
	// Program.Upstream when the program runs.
	Of []graph.Endpoint
	// In lists the ports in whose values the gradient is wanted; Weights asks for that in every weight too.
	In      []graph.Endpoint
	Weights bool
	// Training has the layers act as in training; otherwise they act as they predict.
	Training bool
	// Unfused leaves the calls as the drawing reads.
	Unfused bool
}

// carriedBack is what a Differentiate program keeps beside its outputs.
type carriedBack struct {
	upstream map[graph.Endpoint]*op.Value
	ports    map[graph.Endpoint]*op.Value
	weights  map[string]*op.Value
}

// carryBack adds the calls that compute the wanted gradients and gives all values that must be kept.
func (l *lowered) carryBack(o Gradients) (*carriedBack, []*op.Value, error) {
	keep, err := l.kept(o)
	if err != nil {
		return nil, nil, err
	}
	if !o.Unfused {
		fuseForward(l.graph, keep)
	}
	var losses, wanted []*op.Value
	seeds := map[*op.Value]*op.Value{}
	c := &carriedBack{upstream: map[graph.Endpoint]*op.Value{}, ports: map[graph.Endpoint]*op.Value{}, weights: map[string]*op.Value{}}
	for _, port := range o.Of {
		v := l.values[port]
		if t := l.termOf(v); t != nil {
			losses = append(losses, t.losses()...)
			continue
		}
		up := l.graph.NewValue(v.Name+".gradient", op.Input, op.Float32, v.Shape...)
		up.Batched = v.Batched
		c.upstream[port] = up
		if seeds[v] != nil {
			seeds[v] = l.graph.Sum(seeds[v], up)
		} else {
			seeds[v] = up
		}
		keep = append(keep, up)
	}
	for _, port := range o.In {
		wanted = append(wanted, l.values[port])
	}
	for _, w := range l.weights {
		if o.Weights && !w.spec.Kept {
			wanted = append(wanted, w.value)
		}
	}
	found := differentiate(l.graph, losses, seeds, wanted)
	for _, port := range o.In {
		c.ports[port] = found[l.values[port]]
	}
	for _, w := range l.weights {
		c.weights[w.name] = found[w.value]
	}
	for _, v := range wanted {
		if d := found[v]; d != nil {
			keep = append(keep, d)
		}
	}
	prune(l.graph, keep)
	if !o.Unfused {
		fuseBackward(l.graph, keep)
	}
	return c, keep, nil
}

// kept lists the values at the ports that a Differentiate program names.
func (l *lowered) kept(o Gradients) ([]*op.Value, error) {
	var keep []*op.Value
	for _, ports := range [][]graph.Endpoint{o.Of, o.In} {
		for _, port := range ports {
			v := l.values[port]
			if v == nil {
				return nil, fmt.Errorf("there is no port %q at layer %d to take a gradient of", port.Port, port.Node)
			}
			keep = append(keep, v)
		}
	}
	for _, t := range l.terms {
		for _, m := range t.metrics {
			keep = append(keep, m.All()...)
		}
	}
	return keep, nil
}

// termOf is the term whose loss a value is, or nil.
func (l *lowered) termOf(v *op.Value) *term {
	for i := range l.terms {
		if l.terms[i].loss == v {
			return &l.terms[i]
		}
	}
	return nil
}

// reach is that of a program of a mode.
func (o Options) reach(r *Report) reach {
	switch o.Mode {
	case Train, Evaluate:
		return withObjectives
	case Inspect:
		return toObjectives
	case Differentiate:
		for _, port := range o.Gradients.Of {
			if n := r.Nodes[port.Node]; n != nil && n.Kind != nil && n.Kind.Category == layer.Objective {
				return withObjectives
			}
		}
	case Predict:
	}
	return toAnswers
}

// Upstream is where the gradient of a port of Gradients.Of must be written before each run, in the shape of the port's
// output; nil for a loss and for any other port.
func (p *Program) Upstream(port graph.Endpoint) []float32 {
	if p.back == nil {
		return nil
	}
	return p.memory.floats[p.back.upstream[port]]
}

// GradientIn is the gradient in the value of a port of Gradients.In after a run; nil where none flows.
func (p *Program) GradientIn(port graph.Endpoint) []float32 {
	if p.back == nil {
		return nil
	}
	return p.memory.floats[p.back.ports[port]]
}

// WeightGradient is the gradient in a weight, by its name in the State; nil where none flows.
func (p *Program) WeightGradient(name string) []float32 {
	if p.back == nil {
		return nil
	}
	return p.memory.floats[p.back.weights[name]]
}
