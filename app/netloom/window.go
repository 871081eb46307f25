//go:build !headless

package main

import (
	"image/png"
	"io"

	"netloom/app/command"
	"netloom/assets/data/mnist"
	"netloom/engine/data"
	"netloom/engine/layer"
	"netloom/engine/text"
	"netloom/ui/look"
	"netloom/ui/window"
)

// newWindow gives the commands the window.
func newWindow() command.Window { return opener{} }

type opener struct{}

func (opener) Run(path string) error {
	return window.Run(layer.Standard(), data.NewRegistry(mnist.Source()), path, command.Version)
}

func (opener) Shot(r command.ShotRequest, to io.Writer) error {
	m, err := window.Draw(window.Shot{
		Options: window.Options{
			Layers: layer.Standard(), Data: data.NewRegistry(mnist.Source()), Version: command.Version,
			Path: r.Path, Example: r.Example, Theme: look.Variant(r.Theme), Language: text.Language(r.Language),
		},
		View: r.View, Steps: r.Steps, Width: r.Width, Height: r.Height,
	})
	if err != nil {
		return err
	}
	return png.Encode(to, m)
}
