package frame

import (
	"os"
	"path/filepath"
	"strings"
)

// softwareRasteriser tells whether Mesa draws on the processor: its rasteriser then has threads of its own here.
func softwareRasteriser() bool {
	names, _ := filepath.Glob("/proc/self/task/*/comm")
	for _, name := range names {
		if b, err := os.ReadFile(name); err == nil && strings.HasPrefix(string(b), "llvmpipe") {
			return true
		}
	}
	return false
}
