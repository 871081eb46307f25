package projects

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"netloom/engine/graph"
)

// unnamed is how the files of projects without a name of their own begin.
const unnamed = "unnamed"

// CreateUnnamed makes the file of a project without a name: the first that is free in the folder of settings.
func CreateUnnamed(ctx context.Context, home string, d *graph.Document) (*File, error) {
	for i := 1; ; i++ {
		path := filepath.Join(home, unnamed+".netloom")
		if i > 1 {
			path = filepath.Join(home, fmt.Sprintf("%s-%d.netloom", unnamed, i))
		}
		if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
			return Create(ctx, path, d, false)
		}
	}
}

// IsUnnamed tells whether a file is that of a project without a name.
func IsUnnamed(home, path string) bool {
	return home != "" && filepath.Dir(path) == filepath.Clean(home) && strings.HasPrefix(filepath.Base(path), unnamed)
}
