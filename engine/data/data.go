// Package data holds data sets, the readers of files that they come in, and the order in which training sees them.
package data

import (
	"context"
	"fmt"
	"slices"

	"netloom/engine/layer"
)

// Dataset is a set of samples of one shape. Samples are bytes with a scale, as images come, or numbers; one of Bytes
// and Floats is set.
type Dataset struct {
	Shape  []int
	Bytes  []uint8
	Scale  float32 // what bytes are multiplied by
	Floats []float32
	Labels []int32 // one a sample
}

// byteScale brings grey values to 0 … 1.
const byteScale = 1.0 / 255

// NewBytes makes a set of n samples of bytes, all 0.
func NewBytes(shape []int, n int) *Dataset {
	d := &Dataset{Shape: slices.Clone(shape), Scale: byteScale, Labels: make([]int32, n)}
	d.Bytes = make([]uint8, n*d.Width())
	return d
}

// Width is the number of elements of a sample.
func (d *Dataset) Width() int {
	n := 1
	for _, x := range d.Shape {
		n *= x
	}
	return n
}

// Count is the number of samples.
func (d *Dataset) Count() int { return len(d.Labels) }

// Slice gives the samples from a to b; it shares their memory.
func (d *Dataset) Slice(a, b int) *Dataset {
	w := d.Width()
	s := &Dataset{Shape: d.Shape, Scale: d.Scale, Labels: d.Labels[a:b]}
	if d.Bytes != nil {
		s.Bytes = d.Bytes[a*w : b*w]
	} else {
		s.Floats = d.Floats[a*w : b*w]
	}
	return s
}

// Split is a data set in its two parts.
type Split struct{ Train, Test *Dataset }

// Source offers a data set: what it is like, and how to load it.
type Source struct {
	layer.Source
	Load func(context.Context) (*Split, error)
}

// Registry is the explicit list of data sets. It answers the shape rules' questions.
type Registry struct{ sources []Source }

// NewRegistry makes a registry.
func NewRegistry(sources ...Source) *Registry { return &Registry{sources: sources} }

// Source describes a data set.
func (r *Registry) Source(id string) (layer.Source, bool) {
	for _, s := range r.sources {
		if s.ID == id {
			return s.Source, true
		}
	}
	return layer.Source{}, false
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
	for _, s := range r.sources {
		if s.ID == id {
			return s.Load(ctx)
		}
	}
	return nil, fmt.Errorf("there is no data set %q: choose one of %v", id, r.Sources())
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
