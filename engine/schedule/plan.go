package schedule

import (
	"netloom/engine/graph"
	"netloom/engine/param"
)

// Plan is a schedule with the parameters that a person has set, looked up once.
type Plan struct {
	kind   *Kind
	params param.Set
}

// Of gives the plan of an objective's parameters.
func Of(s param.Set) *Plan {
	p := &Plan{kind: Find(s.Text("schedule")), params: param.Set{Given: map[string]graph.Value{}}}
	for _, x := range append([]param.Param{warmup()}, p.kind.Params...) {
		p.params.Given[x.ID] = s.Value(x.ID)
	}
	return p
}

// Rate is the learning rate of the step that comes after At.Step steps.
func (p *Plan) Rate(a At) float64 { return p.kind.Rate(p.params, a) }

// Watch gives the state after an epoch with the given loss, at a base learning rate.
func (p *Plan) Watch(base float64, s State, loss float64) State {
	return p.kind.Watch(p.params, base, s, loss)
}
