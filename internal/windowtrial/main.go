//go:build !headless

// Command windowtrial measures the real window on the display at hand: how soon it stands, and how fast the example
// trains in it with all views live. docs/benchmarks.md says how it is used.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"netloom/assets/data/mnist"
	"netloom/engine/data"
	"netloom/engine/layer"
	"netloom/ui/window"
)

func main() {
	epochs := flag.Int("epochs", 60, "epochs to train; 0 only measures the start")
	width := flag.Int("width", 1280, "of the window")
	height := flag.Int("height", 800, "of the window")
	profile := flag.String("profile", "", "file for a CPU profile of the training")
	flag.Parse()
	if err := run(window.Trial{Epochs: *epochs, Width: *width, Height: *height}, *profile, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "windowtrial:", err)
		os.Exit(1)
	}
}

func run(t window.Trial, profile string, out io.Writer) error {
	if profile != "" {
		f, err := os.Create(profile)
		if err != nil {
			return err
		}
		defer f.Close()
		t.Profile = f
	}
	m, err := window.RunTrial(layer.Standard(), data.NewRegistry(mnist.Source()), t)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(map[string]any{
		"first_frame_ms": m.FirstFrame.Milliseconds(), "idle_frame_ms": m.IdleFrame.Seconds() * 1000, "frame_cost_ms": m.FrameCost.Seconds() * 1000, "update_ms": m.Work.Seconds() * 1000, "pace_ms": m.Pace.Seconds() * 1000,
		"frames": m.Frames, "seconds": m.Seconds, "samples_per_s": m.Mean, "test_accuracy": m.Accuracy,
	})
}
