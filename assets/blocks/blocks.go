// Package blocks holds the parts of networks that ship with the program, each in the form of the clipboard. make.py writes
// them.
package blocks

import (
	"embed"
	"fmt"
	"slices"

	"netloom/engine/graph"
)

//go:embed *.json
var files embed.FS

// names in the order of the palette: from what a first course shows to what comes later.
var names = [...]string{"residual", "inception", "lstm", "transformer"}

// Names lists the blocks.
func Names() []string { return slices.Clone(names[:]) }

// Open reads a block.
func Open(name string) (*graph.Fragment, error) {
	if !slices.Contains(names[:], name) {
		return nil, fmt.Errorf("there is no block %q: choose one of %v", name, names)
	}
	b, err := files.ReadFile(name + ".json")
	if err != nil {
		return nil, err
	}
	return graph.DecodeFragment(b)
}
