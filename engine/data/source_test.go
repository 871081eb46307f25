package data

import (
	"context"
	"slices"
	"strings"
	"testing"

	"netloom/engine/layer"
)

func twoSources() *Registry {
	offer := func(id string, labels ...int32) Source {
		return Source{
			Source: layer.Source{ID: id, Train: len(labels)},
			Load: func(context.Context) (*Split, error) {
				return &Split{Train: numbered(labels...), Test: numbered(labels...)}, nil
			},
		}
	}
	return NewRegistry(offer("a", 1, 2, 3), offer("b", 4, 5))
}

func TestRegistryFindsAndLoads(t *testing.T) {
	r := twoSources()
	if !slices.Equal(r.Sources(), []string{"a", "b"}) {
		t.Errorf("sources are %v", r.Sources())
	}
	if s, ok := r.Source("b"); !ok || s.Train != 2 {
		t.Errorf("source b is %v, %v", s, ok)
	}
	split, err := r.Load(context.Background(), "a")
	if err != nil || split.Train.Count() != 3 {
		t.Errorf("loading a gave %v, %v", split, err)
	}
	few, err := r.LoadFirst(context.Background(), "a", 2, 0)
	if err != nil || !slices.Equal(few.Train.Labels, []int32{1, 2}) || few.Test.Count() != 0 {
		t.Errorf("loading the first two of a gave %v, %v", few, err)
	}
}

func TestRegistryNamesItsChoices(t *testing.T) {
	_, err := twoSources().Load(context.Background(), "c")
	if err == nil || !strings.Contains(err.Error(), "[a b]") {
		t.Errorf("the error is %v", err)
	}
}

func TestWithStandsInForAnId(t *testing.T) {
	r := twoSources()
	b, _ := r.Find("b")
	other := r.With("a", b)
	if s, _ := other.Source("a"); s.Train != 2 {
		t.Error("a was not replaced")
	}
	if s, _ := r.Source("a"); s.Train != 3 {
		t.Error("the first registry changed")
	}
	if len(other.Sources()) != 2 {
		t.Errorf("sources are %v", other.Sources())
	}
}
