package compile

import (
	"fmt"

	"netloom/engine/kernel"
	"netloom/engine/op"
)

// memory is where the values of one program lie.
type memory struct {
	floats map[*op.Value][]float32
	ints   map[*op.Value][]int32
	local  map[*op.Value][][]float32 // by worker
	part   int                       // samples of a part
	size   int                       // numbers in all arenas
}

// Floats is the memory of a value that is kept whole.
func (m memory) Floats(v *op.Value) []float32 { return m.floats[v] }

// Ints is the memory of whole numbers.
func (m memory) Ints(v *op.Value) []int32 { return m.ints[v] }

// Local is the memory, by worker, of a value that lives within one chain.
func (m memory) Local(v *op.Value) [][]float32 { return m.local[v] }

// allocate places every value: kept ones in the State, labels by themselves, what lives within a chain in an arena that
// each worker has, the rest in one arena.
func (l *lowered) allocate(s *State, stages []stage, keep []*op.Value, o Options) (memory, error) {
	m := memory{map[*op.Value][]float32{}, map[*op.Value][]int32{}, map[*op.Value][][]float32{}, 0, 0}
	for name, v := range l.byName {
		t := s.Tensor(name)
		if t == nil || len(t.Data) != v.Size() {
			return m, fmt.Errorf("the state has no %s of shape %v: it belongs to another network", name, v.Shape)
		}
		m.floats[v] = t.Data
	}
	places := planMemory(l.graph, stages, keep, o.Batch)
	m.part, m.size = places.partSize, places.whole.size
	arena := kernel.Aligned(places.whole.size)
	for v, at := range places.whole.offset {
		m.floats[v] = arena[at : at+v.Size() : at+v.Size()]
	}
	m.size += m.placeLocal(places, o)
	l.dropUnread(keep)
	for _, f := range l.feeds {
		if f.value.Type == op.Int32 {
			m.ints[f.value] = make([]int32, f.value.Size())
		} else if m.floats[f.value] == nil {
			m.floats[f.value] = kernel.Aligned(f.value.Size())
		}
	}
	for _, c := range l.graph.Calls {
		if !c.Op.View {
			m.placeInts(c.Out)
			continue
		}
		from, to := c.In[0], c.Out[0]
		if from.Type == op.Int32 {
			m.ints[to] = m.ints[from]
			continue
		}
		if local := m.local[from]; local != nil {
			m.local[to] = local
			continue
		}
		m.floats[to] = m.floats[from]
	}
	return m, nil
}

// placeInts gives whole numbers that are worked out memory of their own: there are few.
func (m memory) placeInts(values []*op.Value) {
	for _, v := range values {
		if v.Type == op.Int32 {
			m.ints[v] = make([]int32, v.Size())
		}
	}
}

// placeLocal gives each worker one arena, which all chains use in turn, and tells how large they are together.
func (m memory) placeLocal(places memoryPlan, o Options) int {
	size := 0
	for _, p := range places.local {
		size = max(size, p.size)
	}
	arenas := make([][]float32, o.Workers)
	for i := range arenas {
		arenas[i] = kernel.Aligned(size)
	}
	for _, p := range places.local {
		for v, at := range p.offset {
			n := v.Size() / o.Batch * places.partSize
			pieces := make([][]float32, o.Workers)
			for i, arena := range arenas {
				pieces[i] = arena[at : at+n : at+n]
			}
			m.local[v] = pieces
		}
	}
	return size * o.Workers
}
