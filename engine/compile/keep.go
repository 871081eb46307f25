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
		if e := r.Nodes[n.ID]; owner(r, n) != n || !from.fits(e, n) {
			continue
		}
		for _, w := range weightsOf(r.Nodes[n.ID], n) {
			name := WeightName(n.ID, w.Name)
			copy(s.byName[name].Data, from.byName[name].Data)
		}
	}
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
