package data

import (
	"context"

	"netloom/engine/layer"
	"netloom/engine/text"
)

// Source offers a data set: what it is like, known without decoding anything, and how to load it.
type Source struct {
	layer.Source
	// Load loads all of it. Calls may share one decoded copy.
	Load func(context.Context) (*Split, error)
	// LoadFirst loads the first so many training and test samples, where that is quicker than loading all: none where
	// a number is 0, all where it is negative. nil where the source cannot be loaded in parts.
	LoadFirst func(ctx context.Context, train, test int) (*Split, error)
}

// First loads the first so many training and test samples: none where a number is 0, all where it is negative.
func (s Source) First(ctx context.Context, train, test int) (*Split, error) {
	if s.LoadFirst != nil {
		return s.LoadFirst(ctx, train, test)
	}
	all, err := s.Load(ctx)
	if err != nil {
		return nil, err
	}
	return &Split{Train: all.Train.First(train), Validation: all.Validation, Test: all.Test.First(test)}, nil
}

// Registry is the explicit list of data sets. It answers the shape rules' questions.
type Registry struct{ sources []Source }

// NewRegistry makes a registry. Where two sources have one id, the first counts.
func NewRegistry(sources ...Source) *Registry { return &Registry{sources: sources} }

// Find gives the source with an id.
func (r *Registry) Find(id string) (Source, bool) {
	for _, s := range r.sources {
		if s.ID == id {
			return s, true
		}
	}
	return Source{}, false
}

// Source describes a data set.
func (r *Registry) Source(id string) (layer.Source, bool) {
	s, ok := r.Find(id)
	return s.Source, ok
}

// Sources lists the ids of all data sets.
func (r *Registry) Sources() []string {
	ids := make([]string, len(r.sources))
	for i, s := range r.sources {
		ids[i] = s.ID
	}
	return ids
}

// Load loads a data set.
func (r *Registry) Load(ctx context.Context, id string) (*Split, error) {
	return r.LoadFirst(ctx, id, -1, -1)
}

// LoadFirst loads the first so many training and test samples of a data set: none where a number is 0, all where it
// is negative.
func (r *Registry) LoadFirst(ctx context.Context, id string, train, test int) (*Split, error) {
	s, ok := r.Find(id)
	if !ok {
		return nil, text.Errorf("there is no data set %q: choose one of %v", "没有数据集 %q：请选择 %v 之一", id, r.Sources())
	}
	if train < 0 && test < 0 {
		return s.Load(ctx)
	}
	return s.First(ctx, train, test)
}

// With gives a registry in which one data set stands in for another id, as when a run is told to use other data.
func (r *Registry) With(id string, s Source) *Registry {
	s.ID = id
	list := []Source{s}
	for _, x := range r.sources {
		if x.ID != id {
			list = append(list, x)
		}
	}
	return &Registry{sources: list}
}
