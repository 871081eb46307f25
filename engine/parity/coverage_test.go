package parity

import (
	"testing"

	"netloom/engine/layer"
	"netloom/engine/loss"
	"netloom/engine/metric"
	"netloom/engine/op"
	"netloom/engine/optim"
	"netloom/engine/schedule"
)

// exempt lists the kinds that need no case, with the reason.
func exempt() map[string]string {
	return map[string]string{
		"noise":  "draws random numbers: TestNoise of package op compares how they lie",
		"input":  "computes nothing: the networks' cases read through it",
		"output": "passes its input on: every layer's case ends in one",
	}
}

// TestEverythingHasACase fails for what was added without being compared.
func TestEverythingHasACase(t *testing.T) {
	free := exempt()
	kinds, losses, optimisers := map[string]bool{}, map[string]bool{}, map[string]bool{}
	metrics, schedules := map[string]bool{}, map[string]bool{}
	functions := map[string]map[string]bool{"activation": {}, "dense": {}}
	for _, c := range cases(t) {
		forms := 0
		if l := c.Layer; l != nil {
			forms++
			kinds[l.Kind] = true
			if f := functions[l.Kind]; f != nil {
				f[l.Params["activation"].Text()] = true
			}
			if l.Kind == "objective" {
				losses[l.Params["loss"].Text()] = true
				for id := range l.Metrics {
					metrics[id] = true
				}
			}
		}
		if c.Optimiser != nil {
			forms++
			optimisers[c.Optimiser.ID] = true
		}
		if c.Network != nil {
			forms++
		}
		if c.Schedule != nil {
			forms++
			schedules[c.Schedule.ID] = true
		}
		if forms != 1 || c.MadeWith == "" || c.Says == "" {
			t.Errorf("%s must hold one form of case, say what it pins down and by what it was made", c.name)
		}
	}
	for _, k := range layer.Standard().All() {
		if why := free[k.ID]; kinds[k.ID] == (why != "") {
			t.Errorf("layer kind %q: has a case: %t, exempt: %q", k.ID, kinds[k.ID], why)
		}
	}
	for id := range free {
		if layer.Standard().Find(id) == nil {
			t.Errorf("%q is exempt, but there is no such kind", id)
		}
	}
	for _, k := range loss.All() {
		if !losses[k.ID] {
			t.Errorf("loss %q has no case", k.ID)
		}
	}
	for _, k := range metric.All() {
		if !metrics[k.ID] {
			t.Errorf("metric %q has no case", k.ID)
		}
	}
	for _, k := range optim.All() {
		if !optimisers[k.ID] {
			t.Errorf("optimiser %q has no case", k.ID)
		}
	}
	for _, k := range schedule.All() {
		if !schedules[k.ID] {
			t.Errorf("schedule %q has no case", k.ID)
		}
	}
	for _, f := range op.Functions() {
		for kind, have := range functions {
			if !have[f.ID] {
				t.Errorf("activation function %q has no case of the layer %q", f.ID, kind)
			}
		}
	}
}
