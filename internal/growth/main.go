//go:build unix

// Command growth measures how cost grows with the size of what is asked for: checking and building a network against its
// layers, and training against the samples. It prints what it measured as JSON lines and draws it as SVG pictures.
// docs/benchmarks.md says how it is used.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	out := flag.String("out", "docs/pictures", "folder for the pictures")
	flag.Parse()
	if err := run(context.Background(), *out, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "growth:", err)
		os.Exit(1)
	}
}

// point is what one size cost.
type point struct {
	What    string  `json:"what"`
	Size    int     `json:"size"`
	Seconds float64 `json:"seconds"`
}

func run(ctx context.Context, folder string, to io.Writer) error {
	lines := json.NewEncoder(to)
	compiled, err := measureCompile()
	if err != nil {
		return err
	}
	trained, err := measureTraining(ctx)
	if err != nil {
		return err
	}
	for _, p := range append(compiled, trained...) {
		if err := lines.Encode(p); err != nil {
			return err
		}
	}
	if err := plotGrowth(filepath.Join(folder, "growth-compile.svg"), "layers", "seconds of a core", compiled); err != nil {
		return err
	}
	return plotGrowth(filepath.Join(folder, "growth-training.svg"), "training samples", "seconds of a core", trained)
}
