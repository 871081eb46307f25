// Package schedule holds the schedules: how the learning rate changes while a network trains. Each is one file, listed
// in All.
package schedule

import (
	"math"

	"netloom/engine/param"
	"netloom/engine/text"
)

// At is a place in a run.
type At struct {
	Step          uint64 // training steps done before
	StepsPerEpoch int
	Epochs        int
	Base          float64 // the learning rate that the person has set
	State         State   // of a schedule that reacts to the run
}

// epoch is how many epochs are done, in parts.
func (a At) epoch() float64 { return float64(a.Step) / float64(max(1, a.StepsPerEpoch)) }

// total is the number of steps of the whole run.
func (a At) total() float64 { return float64(a.StepsPerEpoch) * float64(a.Epochs) }

// State is what a schedule that reacts to the run remembers; it goes into checkpoints.
type State struct {
	Factor float64 `json:"factor"` // by which the rate is multiplied
	Best   float64 `json:"best"`   // the lowest loss so far
	Wait   int     `json:"wait"`   // epochs since
	Rest   int     `json:"rest"`   // epochs in which no loss counts
	Seen   bool    `json:"seen"`   // whether there has been any
}

// Start is the state before the first epoch.
func Start() State { return State{Factor: 1} }

// Kind declares one schedule.
type Kind struct {
	ID      string
	Name    text.Text
	Help    text.Text
	Formula string
	Source  string
	Params  []param.Param
	// rate is the learning rate at a place of the run, warm-up apart.
	rate func(param.Set, At) float64
	// watch, of a schedule that reacts to the run, follows the loss that is measured after each epoch.
	watch func(p param.Set, base float64, s State, loss float64) State
	// warms tells that the schedule has a warm-up of its own.
	warms bool
}

// All lists the schedules.
func All() []*Kind {
	return []*Kind{constant(), steps(), exponential(), cosine(), oneCycle(), onPlateau()}
}

// Find gives a schedule by its id; the first for an id that is unknown, which validation refuses before.
func Find(id string) *Kind {
	all := All()
	for _, k := range all {
		if k.ID == id {
			return k
		}
	}
	return all[0]
}

// Params joins the parameters of all schedules, and the warm-up that goes with each that has none of its own.
func Params() []param.Param {
	var groups []param.Group
	for _, k := range All() {
		g := param.Group{ID: k.ID, Params: k.Params}
		if !k.warms {
			g.Params = append([]param.Param{warmup()}, g.Params...)
		}
		groups = append(groups, g)
	}
	return param.Join("schedule", groups)
}

// Rate is the learning rate of the step that comes after At.Step steps. During a warm-up of n steps it rises in a line,
// 1/(n+1), 2/(n+1), … of the base; the schedule then begins, and has the rest of the run.
func (k *Kind) Rate(p param.Set, a At) float64 {
	if k.warms {
		return k.rate(p, a)
	}
	warm := warmSteps(p, a)
	if a.Step < warm {
		return a.Base * float64(a.Step+1) / float64(warm+1)
	}
	return k.rate(p, a.after(warm))
}

// after sees the run from some steps on. Its length need no longer be a whole number of epochs.
func (a At) after(steps uint64) At {
	a.Step -= steps
	return a
}

// Watch gives the state after an epoch with the given loss.
func (k *Kind) Watch(p param.Set, base float64, s State, loss float64) State {
	if k.watch == nil || math.IsNaN(loss) {
		return s
	}
	return k.watch(p, base, s, loss)
}
