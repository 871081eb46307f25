// Package mnist carries the whole MNIST data set in the program: 60,000 images to train with and 10,000 to test with.
package mnist

import (
	"context"

	"netloom/engine/data"
	"netloom/engine/layer"
	"netloom/engine/text"
)

const (
	imageSide      = 28
	imageBytes     = imageSide * imageSide
	imagesPerShard = 10_000
	trainCount     = 60_000
	testCount      = 10_000
)

// digits are the names of the classes.
func digits() []string { return []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"} }

// Source offers MNIST to the registry of data sets, with a Loader of its own: what is loaded through it is decoded once.
func Source() data.Source { return NewLoader().Source() }

// Source offers what the loader loads to the registry of data sets.
func (l *Loader) Source() data.Source {
	return data.Source{
		Source: layer.Source{
			ID: "mnist", Name: text.Text{EN: "MNIST", ZH: "MNIST"}, Shape: []int{imageSide, imageSide, 1},
			Classes: len(digits()), Labels: digits(), Train: trainCount, Test: testCount,
		},
		Load:      func(ctx context.Context) (*data.Split, error) { return l.Load(ctx, -1, -1) },
		LoadFirst: l.Load,
	}
}
