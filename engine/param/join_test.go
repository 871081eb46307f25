package param_test

import (
	"testing"

	"netloom/engine/graph"
	"netloom/engine/param"
)

func TestJoinedParametersHaveTheDefaultOfTheirGroup(t *testing.T) {
	real := func(id string, preset float64) param.Param {
		return param.Param{ID: id, Type: param.Real, Default: graph.Number(preset), Max: 1}
	}
	list := param.Join("kind", []param.Group{
		{ID: "a", Params: []param.Param{real("rate", 0.1), real("share", 0.9)}},
		{ID: "b", Params: []param.Param{real("rate", 0.1), real("share", 0.5)}},
		{ID: "c", Params: []param.Param{real("rate", 0.1)}},
	})
	if len(list) != 3 {
		t.Fatalf("%d parameters, want 3: %v", len(list), list)
	}
	declared := append([]param.Param{{ID: "kind", Type: param.Choice, Default: graph.String("a")}}, list...)
	for kind, want := range map[string]float64{"a": 0.9, "b": 0.5} {
		s := param.Set{Declared: declared, Given: map[string]graph.Value{"kind": graph.String(kind)}}
		if got := s.Float("share"); got != want {
			t.Errorf("the share of %s is %v, want %v", kind, got, want)
		}
		if p, _ := s.Find("share"); !s.Applies(p) {
			t.Errorf("the share of %s that is found does not apply to it", kind)
		}
	}
	s := param.Set{Declared: declared, Given: map[string]graph.Value{"kind": graph.String("c")}}
	if p, found := s.Find("share"); !found || s.Applies(p) {
		t.Errorf("c has no share, but one applies to it")
	}
}
