package compile

import (
	"slices"

	"netloom/engine/graph"
	"netloom/engine/op"
)

// carry is what goes from one run to the next, such as the state of a recurrent layer: each row of a batch goes on from
// what the same row of the batch before has left.
type carry struct {
	name         string // LAYER/NAME
	found, leave *op.Value
}

// carrier gives a layer the means to go on from the run before, or nil.
func (l *lowered) carrier(id graph.NodeID) func(string, ...int) (*op.Value, func(*op.Value)) {
	if l.alone {
		return nil
	}
	return func(name string, shape ...int) (*op.Value, func(*op.Value)) {
		found := l.graph.NewValue(name, op.Input, op.Float32, shape...)
		found.Batched = true
		at := len(l.carries)
		l.carries = append(l.carries, carry{name: WeightName(id, name), found: found})
		return found, func(v *op.Value) { l.carries[at].leave = v }
	}
}

// left lists what must outlive a run for the next to go on from.
func (l *lowered) left() []*op.Value {
	var list []*op.Value
	for _, c := range l.carries {
		list = append(list, c.leave)
	}
	return list
}

// carried is one carry in a program's memory.
type carried struct {
	Tensor
	left []float32
}

// bindCarries finds the memory of what is carried. Programs that look at single runs carry nothing: each starts anew.
func (p *Program) bindCarries(m Mode) {
	if m == Inspect || m == Differentiate {
		return
	}
	for _, c := range p.lowered.carries {
		p.carries = append(p.carries, carried{
			Tensor: Tensor{Name: c.name, Shape: c.found.Shape, Data: p.memory.floats[c.found]}, left: p.memory.floats[c.leave],
		})
	}
}

// carryOn puts what a run has left where the next finds it.
func (p *Program) carryOn() {
	for _, c := range p.carries {
		copy(c.Data, c.left)
	}
}

// Carries tells whether a run goes on from where the one before has ended.
func (p *Program) Carries() bool { return len(p.carries) > 0 }

// Forget has the next run start anew.
func (p *Program) Forget() {
	for _, c := range p.carries {
		clear(c.Data)
	}
}

// GoOnFrom has the next run go on from where another program of the same network has ended, as far as its batch goes.
func (p *Program) GoOnFrom(other *Program) {
	for i, c := range p.carries {
		copy(c.Data, other.carries[i].Data)
	}
}

// Carried copies what the next run goes on from.
func (p *Program) Carried() []Tensor {
	var list []Tensor
	for _, c := range p.carries {
		list = append(list, Tensor{Name: c.Name, Shape: slices.Clone(c.Shape), Data: slices.Clone(c.Data)})
	}
	return list
}

// GoOnFromCarried has the next run go on from what Carried gave; false where that is of another network or batch.
func (p *Program) GoOnFromCarried(list []Tensor) bool {
	same := slices.EqualFunc(p.carries, list, func(c carried, t Tensor) bool {
		return c.Name == t.Name && slices.Equal(c.Shape, t.Shape) && len(c.Data) == len(t.Data)
	})
	if !same {
		return false
	}
	for i, c := range p.carries {
		copy(c.Data, list[i].Data)
	}
	return true
}
