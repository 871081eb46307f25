// Package icons carries the program's icons and its logo. An icon is an SVG of 24 × 24 with one black fill, made to be
// tinted.
package icons

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:embed svg/*.svg logo/logo.svg logo/*.png
var files embed.FS

// black is the colour of every icon's fill.
const black = "#000000"

// Get gives an icon as SVG by its name: Lucide's, some with "-solid" after it, or "category-" and a category's id.
func Get(name string) ([]byte, bool) {
	svg, err := files.ReadFile(path.Join("svg", name+".svg"))
	return svg, err == nil
}

// Tinted is Get with the icon in a colour, given as SVG writes it, such as #6BA6FF.
func Tinted(name, colour string) ([]byte, bool) {
	svg, ok := Get(name)
	return bytes.ReplaceAll(svg, []byte(black), []byte(colour)), ok
}

// Names lists all icons in alphabetical order.
func Names() []string {
	found, err := fs.Glob(files, "svg/*.svg")
	if err != nil {
		return nil // only a malformed pattern fails
	}
	names := make([]string, len(found))
	for i, f := range found {
		names[i] = strings.TrimSuffix(path.Base(f), ".svg")
	}
	return names
}

// Logo is the program's logo as SVG, in its own colours.
func Logo() []byte {
	svg, _ := files.ReadFile("logo/logo.svg")
	return svg
}

// LogoPNG is the logo as a PNG of so many pixels a side: 32, 128 or 512.
func LogoPNG(side int) ([]byte, bool) {
	b, err := files.ReadFile(fmt.Sprintf("logo/logo-%d.png", side))
	return b, err == nil
}
