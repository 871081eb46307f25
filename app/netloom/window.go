//go:build !headless

package main

import (
	"image/png"
	"io"

	"netloom/app/command"
	"netloom/app/prelude"
	"netloom/assets/data/mnist"
	"netloom/engine/data"
	"netloom/engine/layer"
	"netloom/engine/text"
	"netloom/ui/files"
	"netloom/ui/look"
	"netloom/ui/window"
)

// newWindow gives the commands the window, now that its packages are loaded and the environment can be as it was.
func newWindow() command.Window {
	prelude.Restore()
	return opener{}
}

type opener struct{}

func (opener) Run(path string, follow io.Writer) error {
	return window.Run(layer.Standard(), data.NewRegistry(mnist.Source()), path, command.Version, follow)
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

func (opener) BenchCanvas(b command.CanvasBench, told func(any) error) error {
	return window.RunBench(layer.Standard(), data.NewRegistry(mnist.Source()), window.Bench{
		Nodes: b.Nodes, Frames: b.Frames, Gestures: b.Gestures, Only: b.Only, Profile: b.Profile, Width: 1920, Height: 1080,
	}, told)
}

func (opener) FileDialog(args []string, to io.Writer) error {
	return files.Answer(files.System(), args, to)
}
