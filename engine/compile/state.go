package compile

import (
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/layer"
)

// Tensor is one kept array: a weight or an optimiser's memory of one.
type Tensor struct {
	Name  string // LAYER/WEIGHT, or LAYER/WEIGHT#SLOT
	Shape []int
	Data  []float32
}

// State is all that training changes: the weights and the optimiser's memory of them. Programs of one document share
// a State, whatever their batch.
type State struct {
	tensors []*Tensor
	byName  map[string]*Tensor
}

// SlotName names an optimiser's memory of a weight.
func SlotName(weight, slot string) string { return weight + "#" + slot }

// IsSlot tells whether a tensor is an optimiser's memory of a weight, from its name.
func IsSlot(tensor string) bool { return strings.Contains(tensor, "#") }

// NewState draws the weights of a checked network. Each weight has a random stream of its own, from the seed and its
// name, so that adding a layer leaves the others' first values alone.
func NewState(r *Report, seed uint64) (*State, error) {
	if !r.Trainable() {
		return nil, fmt.Errorf("the network cannot be built: %s", r.Problems[0].Message)
	}
	s := &State{byName: map[string]*Tensor{}}
	objectives := objectivesOf(r)
	for _, n := range r.Document.Nodes() {
		e := r.Nodes[n.ID]
		if owner(r, n) != n {
			continue
		}
		for _, w := range weightsOf(e, n) {
			name := WeightName(n.ID, w.Name)
			t, err := s.add(name, w.Shape)
			if err != nil {
				return nil, err
			}
			if err := initialise(t, w, seed); err != nil {
				return nil, fmt.Errorf("layer %q: %w", n.Name, err)
			}
			if by := trainers(nil, objectives, n.ID); len(by) > 0 && trainable(e.Kind.Set(n)) && !w.Kept {
				if err := s.addSlots(name, w.Shape, objectives[by[0]]); err != nil {
					return nil, err
				}
			}
		}
	}
	return s, nil
}

// addSlots adds the memory that an objective's optimiser keeps of a weight.
func (s *State) addSlots(weight string, shape []int, o *objective) error {
	kind := o.optimiser()
	var start []float32
	if kind.Start != nil {
		start = kind.Start(o.set)
	}
	for i, slot := range kind.SlotsOf(o.set) {
		t, err := s.add(SlotName(weight, slot), shape)
		if err != nil {
			return err
		}
		if start == nil || start[i] == 0 {
			continue
		}
		for j := range t.Data {
			t.Data[j] = start[i]
		}
	}
	return nil
}

const (
	staggerLines  = 11
	linesPerPage  = 64
	floatsPerLine = 16
)

func (s *State) add(name string, shape []int) (*Tensor, error) {
	size, ok := product(shape)
	if !ok || size > maxBytes/bytesPerNumber {
		return nil, fmt.Errorf("weight %s of shape %v does not fit in memory", name, shape)
	}
	// Arrays that start at the same place of a 4 KiB page get in each other's way in the first-level cache when they
	// are read side by side, as a weight and its moments are: each starts some lines later than the one before.
	skip := len(s.tensors) * staggerLines % linesPerPage * floatsPerLine
	t := &Tensor{Name: name, Shape: slices.Clone(shape), Data: kernel.Aligned(int(size) + skip)[skip:]}
	s.tensors = append(s.tensors, t)
	s.byName[name] = t
	return t, nil
}

// initialise draws a weight's first values; those of its range of ones are 1.
func initialise(t *Tensor, w layer.Weight, seed uint64) error {
	if err := drawn(t, w, seed); err != nil {
		return err
	}
	for j := w.Ones[0]; j < w.Ones[1]; j++ {
		t.Data[j] = 1
	}
	return nil
}

func drawn(t *Tensor, w layer.Weight, seed uint64) error {
	i, ok := layer.FindInitialiser(w.Init)
	if !ok {
		return fmt.Errorf("weight %q: there is no initialiser %q", w.Name, w.Init)
	}
	random := stream{state: seed ^ hashName(t.Name)}
	i.Fill(random.next, w.Shape, t.Data)
	return nil
}

// stream is the SplitMix64 generator (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
type stream struct{ state uint64 }

func (s *stream) next() uint64 {
	s.state += 0x9e3779b97f4a7c15
	z := s.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// hashName is FNV-1a, spread over the word so that similar names give unrelated streams.
func hashName(name string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * 1099511628211
	}
	return bits.RotateLeft64(h*0x9e3779b97f4a7c15, 31)
}

// Tensors lists all kept arrays, each weight followed by its slots, by layer. The slice must not be changed.
func (s *State) Tensors() []*Tensor { return s.tensors }

// Tensor finds a kept array by its name, or nil.
func (s *State) Tensor(name string) *Tensor { return s.byName[name] }

// Bytes is what the tensors take.
func (s *State) Bytes() int64 {
	n := 0
	for _, t := range s.tensors {
		n += len(t.Data)
	}
	return int64(n) * bytesPerNumber
}

// Adopt copies from another State every tensor that has the same name and shape here, and tells how many weights were
// taken and how many of the other's found no place.
func (s *State) Adopt(from *State) (taken, lost int) {
	for _, t := range from.tensors {
		mine := s.byName[t.Name]
		if mine == nil || !slices.Equal(mine.Shape, t.Shape) {
			lost++
			continue
		}
		copy(mine.Data, t.Data)
		taken++
	}
	return taken, lost
}

// Restore copies the given tensors into the state; every one of the state's must be there with its shape.
func (s *State) Restore(tensors []Tensor) error {
	given := make(map[string]*Tensor, len(tensors))
	for i := range tensors {
		given[tensors[i].Name] = &tensors[i]
	}
	for _, t := range s.tensors {
		g := given[t.Name]
		if g == nil {
			return fmt.Errorf("the checkpoint has no %s: it belongs to another network", t.Name)
		}
		if !slices.Equal(g.Shape, t.Shape) || len(g.Data) != len(t.Data) {
			return fmt.Errorf("the checkpoint's %s has shape %v where the network has %v", t.Name, g.Shape, t.Shape)
		}
	}
	for _, t := range s.tensors {
		copy(t.Data, given[t.Name].Data)
	}
	return nil
}

// Snapshot copies all tensors.
func (s *State) Snapshot() []Tensor {
	list := make([]Tensor, len(s.tensors))
	for i, t := range s.tensors {
		list[i] = Tensor{Name: t.Name, Shape: slices.Clone(t.Shape), Data: slices.Clone(t.Data)}
	}
	return list
}

// LayerOf gives the layer that a tensor belongs to, from its name; 0 for a name of another form.
func LayerOf(tensor string) graph.NodeID {
	id, _, ok := strings.Cut(tensor, "/")
	n, err := strconv.Atoi(id)
	if !ok || err != nil {
		return 0
	}
	return graph.NodeID(n)
}
