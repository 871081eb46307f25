package train

import (
	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/optim"
	"netloom/engine/schedule"
)

// pace is how fast one objective trains: the learning rate that a person has set, and what its schedule makes of it.
type pace struct {
	node  graph.NodeID
	plan  *schedule.Plan
	base  float64
	state schedule.State
}

// Pace is a pace as a checkpoint keeps it.
type Pace struct {
	Node  graph.NodeID   `json:"node"` // the objective
	Base  float64        `json:"base"` // the learning rate before the schedule
	State schedule.State `json:"state"`
}

// pacesOf lists the paces in the order of the objectives' learning rates.
func pacesOf(r *compile.Report) []pace {
	var list []pace
	for _, n := range compile.Objectives(r) {
		s := r.Nodes[n.ID].Kind.Set(n)
		list = append(list, pace{node: n.ID, plan: schedule.Of(s), base: s.Float("learning_rate"), state: schedule.Start()})
	}
	return list
}

// setRates gives a program the learning rates of the next step.
func (r *run) setRates(s *Session, p *compile.Program) {
	for i := range r.paces {
		x := &r.paces[i]
		p.Moment.Rates[i] = float32(x.plan.Rate(r.at(s, x)))
	}
}

func (r *run) at(s *Session, x *pace) schedule.At {
	return schedule.At{Step: r.global, StepsPerEpoch: r.steps(), Epochs: s.settings.Epochs, Base: x.base, State: x.state}
}

// watchLoss tells the schedules of the loss after an epoch.
func (r *run) watchLoss(loss float64) {
	for i := range r.paces {
		x := &r.paces[i]
		x.state = x.plan.Watch(x.base, x.state, loss)
	}
}

// restorePaces puts back those of a checkpoint.
func (r *run) restorePaces(kept []Pace) {
	for i := range r.paces {
		for _, k := range kept {
			if k.Node == r.paces[i].node {
				r.paces[i].base, r.paces[i].state = k.Base, k.State
			}
		}
	}
}

func (r *run) keptPaces() []Pace {
	var list []Pace
	for _, x := range r.paces {
		list = append(list, Pace{Node: x.node, Base: x.base, State: x.state})
	}
	return list
}

// wholeData tells whether an objective's optimiser wants all training samples in each step.
func wholeData(r *compile.Report) bool {
	for _, n := range compile.Objectives(r) {
		if optim.Find(r.Nodes[n.ID].Kind.Set(n).Text("optimizer")).WholeData {
			return true
		}
	}
	return false
}
