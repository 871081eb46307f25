package compile

import (
	"slices"

	"netloom/engine/graph"
)

// NewKept gathers tensors, such as a checkpoint's, into a State of no network in particular: something from which others
// take what fits them.
func NewKept(tensors []Tensor) *State {
	s := &State{byName: map[string]*Tensor{}}
	for i := range tensors {
		s.keep(&tensors[i])
	}
	return s
}

// Keep takes another State's tensors beside its own, in the place of those of the same name. The numbers are shared, not
// copied.
func (s *State) Keep(from *State) {
	for _, t := range from.tensors {
		s.keep(t)
	}
}

func (s *State) keep(t *Tensor) {
	if i := slices.IndexFunc(s.tensors, func(u *Tensor) bool { return u.Name == t.Name }); i >= 0 {
		s.tensors[i] = t
	} else {
		s.tensors = append(s.tensors, t)
	}
	s.byName[t.Name] = t
}

// AdoptLayers copies from another State the weights of every layer of a network whose weights are all there in their
// shapes. The optimiser's memory stays as it is: it belongs to another run.
func (s *State) AdoptLayers(r *Report, from *State) {
	for _, n := range r.Document.Nodes() {
		for _, t := range from.Layer(r, n.ID) {
			copy(s.byName[t.Name].Data, t.Data)
		}
	}
}

// Layer lists the weights that a State has of a layer of a network, the numbers shared; none unless all are there in their
// shapes, and none for a layer that uses those of another.
func (s *State) Layer(r *Report, id graph.NodeID) []*Tensor {
	n, e := r.Document.Node(id), r.Nodes[id]
	if n == nil || e == nil || !e.Known || owner(r, n) != n || !s.fits(e, n) {
		return nil
	}
	var list []*Tensor
	for _, w := range weightsOf(e, n) {
		list = append(list, s.byName[WeightName(id, w.Name)])
	}
	return list
}

// Has tells whether a State has a weight of a layer.
func (s *State) Has(id graph.NodeID) bool {
	return slices.ContainsFunc(s.tensors, func(t *Tensor) bool { return LayerOf(t.Name) == id })
}

// Beyond tells whether a State has something of layers from an id on.
func (s *State) Beyond(id graph.NodeID) bool {
	return slices.ContainsFunc(s.tensors, func(t *Tensor) bool { return LayerOf(t.Name) >= id })
}

// Before gives a State without what belongs to layers from an id on.
func (s *State) Before(id graph.NodeID) *State {
	kept := NewKept(nil)
	for _, t := range s.tensors {
		if LayerOf(t.Name) < id {
			kept.keep(t)
		}
	}
	return kept
}

// Lost lists the layers of a network of which a State has weights that no longer fit them. Layers whose shapes are not
// known, as while a wire is missing, are not among them.
func (s *State) Lost(r *Report) []graph.NodeID {
	had := map[graph.NodeID]bool{}
	for _, t := range s.tensors {
		had[LayerOf(t.Name)] = true
	}
	var lost []graph.NodeID
	for _, n := range r.Document.Nodes() {
		if e := r.Nodes[n.ID]; had[n.ID] && e.Known && owner(r, n) == n && !s.fits(e, n) {
			lost = append(lost, n.ID)
		}
	}
	return lost
}

// fits tells whether all weights of a layer are there in their shapes.
func (s *State) fits(e *NodeReport, n *graph.Node) bool {
	for _, w := range weightsOf(e, n) {
		if t := s.byName[WeightName(n.ID, w.Name)]; t == nil || !slices.Equal(t.Shape, w.Shape) {
			return false
		}
	}
	return true
}
