package compile

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"netloom/engine/graph"
	"netloom/engine/op"
)

// planned is a network lowered for a mode, with its stages and the places of its values.
type planned struct {
	graph  *op.Graph
	stages []stage
	keep   []*op.Value
	batch  int
	memory memoryPlan
}

func drawPlanned(t *rapid.T) *planned {
	n := drawNetwork(t, rapid.SampledFrom([]int{12, 300}).Draw(t, "wide"))
	r := Check(n.d, n.kinds, n.world)
	mode := rapid.SampledFrom([]Mode{Train, Evaluate, Predict, Inspect, Differentiate}).Draw(t, "mode")
	o := Options{Mode: mode, Batch: rapid.SampledFrom([]int{1, 2, 5, 33}).Draw(t, "batch"), Kernels: kernels(), Workers: 1}
	if mode == Differentiate {
		o.Gradients = Gradients{Of: []graph.Endpoint{n.objective()}, Weights: true, Training: true}
	}
	l := newLowered()
	if err := l.lower(r, o.Batch, mode == Train || o.Gradients.Training, o.reach(r)); err != nil {
		t.Fatal(err)
	}
	p := &Program{lowered: l}
	keep, err := p.shape(r, o)
	if err != nil {
		t.Fatal(err)
	}
	stages := schedule(l.graph)
	return &planned{l.graph, stages, keep, o.Batch, planMemory(l.graph, stages, keep, o.Batch)}
}

// memoryOf gives for each value the one whose memory it is, followed call by call as the definition of a view reads.
func (p *planned) memoryOf(v *op.Value) *op.Value {
	for _, c := range slices.Backward(p.graph.Calls) {
		if c.Op.View && c.Out[0] == v {
			v = c.In[0]
		}
	}
	return v
}

// joins tells whether a call, in this stage, only joins what its parts have found.
func (s stage) joins(c *op.Call) bool { return !s.chain && c.FormOf() == op.Gathering }

// touched lists the values whose memory a call uses in a stage.
func (p *planned) touched(s stage, c *op.Call) []*op.Value {
	var list []*op.Value
	for _, v := range c.Out {
		if !s.joins(c) || !v.Batched {
			list = append(list, p.memoryOf(v))
		}
	}
	if !s.joins(c) {
		for _, v := range c.In {
			list = append(list, p.memoryOf(v))
		}
	}
	return list
}

// life is when a value's numbers must be in place.
type life struct{ first, last int }

// lives follows each value that has a place of its own from its first use to its last; what is kept, and what is fed,
// lives throughout.
func (p *planned) lives() map[*op.Value]*life {
	all := map[*op.Value]*life{}
	use := func(v *op.Value, at int) {
		if v.Type != op.Float32 || v.Role == op.Parameter || v.Role == op.Slot {
			return // kept outside of the arenas
		}
		if all[v] == nil {
			all[v] = &life{at, at}
		}
		all[v].first, all[v].last = min(all[v].first, at), max(all[v].last, at)
	}
	for i, s := range p.stages {
		for _, c := range s.calls {
			for _, v := range p.touched(s, c) {
				use(v, i)
			}
		}
	}
	for v := range all {
		if v.Role == op.Input {
			all[v] = &life{0, len(p.stages)}
		}
	}
	for _, v := range p.keep {
		use(p.memoryOf(v), 0)
		use(p.memoryOf(v), len(p.stages))
	}
	return all
}

// TestNoTwoLiveValuesOverlap follows every value of random networks from its maker to its last reader: through the
// stages, and what lives within one chain through the calls of that chain.
func TestNoTwoLiveValuesOverlap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlanned(t)
		if p.memory.partSize < 1 || p.memory.partSize > op.ShareSize(p.batch) {
			t.Fatalf("parts of %d samples for a batch of %d", p.memory.partSize, p.batch)
		}
		whole := map[*op.Value]life{}
		inside := make([]map[*op.Value]life, len(p.stages))
		for v, l := range p.lives() {
			if _, ok := p.memory.whole.offset[v]; ok {
				whole[v] = *l
				continue
			}
			if l.first != l.last || !p.stages[l.first].chain || !v.Batched {
				t.Fatalf("%s has no place of its own though it is used in the stages %d to %d", v.Name, l.first, l.last)
			}
			if inside[l.first] == nil {
				inside[l.first] = map[*op.Value]life{}
			}
			inside[l.first][v] = p.inChain(p.stages[l.first], v)
		}
		apart(t, whole, p.memory.whole, func(v *op.Value) int { return v.Size() })
		for i, values := range inside {
			apart(t, values, p.memory.local[i], func(v *op.Value) int { return v.Size() / p.batch * p.memory.partSize })
		}
	})
}

// inChain tells which calls of a chain use a value.
func (p *planned) inChain(s stage, v *op.Value) life {
	l := life{len(s.calls), -1}
	for i, c := range s.calls {
		if slices.Contains(p.touched(s, c), v) {
			l.first, l.last = min(l.first, i), max(l.last, i)
		}
	}
	return l
}

// apart fails where two values that live at the same time share memory.
func apart(t *rapid.T, lives map[*op.Value]life, places plan, size func(*op.Value) int) {
	t.Helper()
	for v, a := range lives {
		at, placed := places.offset[v]
		if !placed || at < 0 || at%alignment != 0 || at+size(v) > places.size {
			t.Fatalf("%s of %d numbers lies at %d (%t) of %d", v.Name, size(v), at, placed, places.size)
		}
		for w, b := range lives {
			other := places.offset[w]
			if v != w && a.first <= b.last && b.first <= a.last && at < other+size(w) && other < at+size(v) {
				t.Fatalf("%s at %d and %s at %d overlap while both live", v.Name, at, w.Name, other)
			}
		}
	}
}

// TestStagesRespectWhatCallsReadAndChange checks the order of work. Across stages all is complete. Within a stage of whole
// calls nothing may read what another makes; within a chain a call may read what an earlier one has made for the same
// samples. What a call changes is read as it was in an earlier stage.
func TestStagesRespectWhatCallsReadAndChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlanned(t)
		type place struct{ stage, index int }
		first, made := map[*op.Call]place{}, map[*op.Value]place{}
		count := map[*op.Call]int{}
		for i, s := range p.stages {
			for j, c := range s.calls {
				if count[c]++; count[c] == 1 {
					first[c] = place{i, j}
				}
				for _, v := range c.Out {
					if m := p.memoryOf(v); s.joins(c) == (c.FormOf() == op.Gathering && !v.Batched) {
						made[m] = place{i, j}
					}
				}
			}
		}
		for _, c := range p.graph.Calls {
			want := 1
			switch {
			case c.Op.View:
				want = 0
			case c.FormOf() == op.Gathering:
				want = 2
			}
			if count[c] != want {
				t.Fatalf("%s is scheduled %d times", c.Op.Name, count[c])
			}
		}
		for i, c := range p.graph.Calls {
			if c.Op.View {
				continue
			}
			at := first[c]
			for _, v := range c.In {
				m, ok := made[p.memoryOf(v)]
				together := m.stage == at.stage && p.stages[at.stage].chain && v.Batched && m.index < at.index
				if ok && m.stage >= at.stage && !together {
					t.Fatalf("%s reads %s at %v, which is made at %v", c.Op.Name, v.Name, at, m)
				}
			}
			for _, v := range c.Updates {
				for _, before := range p.graph.Calls[:i] {
					if slices.Contains(before.In, v) && first[before].stage >= at.stage {
						t.Fatalf("%s changes %s in stage %d, and %s reads it in stage %d", c.Op.Name, v.Name, at.stage, before.Op.Name, first[before].stage)
					}
				}
			}
		}
	})
}
