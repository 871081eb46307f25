package house

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// listed is what go list tells of a package.
type listed struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
	Deps         []string
	CgoFiles     []string
	Standard     bool
	ForTest      string
}

// list asks the go command about packages.
func list(t *testing.T, args ...string) []listed {
	t.Helper()
	c := exec.CommandContext(t.Context(), "go", append([]string{"list", "-json=ImportPath,Imports,TestImports,XTestImports,Deps,CgoFiles,Standard,ForTest"}, args...)...)
	c.Dir = root
	out, err := c.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go list %v: %v: %s", args, err, exit.Stderr)
		}
		t.Fatalf("go list %v: %v", args, err)
	}
	var found []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		found = append(found, p)
	}
	if len(found) == 0 {
		t.Fatalf("go list %v finds nothing", args)
	}
	return found
}

// floor is a part of the house: what lies in it may import its own kind and what is below.
type floor struct {
	path  string
	below []string
}

// floors lists the house from top to bottom; the first that a path lies in counts.
func floors() []floor {
	engine := []string{"netloom/engine"}
	window := []string{"netloom/ui", "netloom/engine", "netloom/assets"}
	return []floor{
		{"netloom/app", []string{"netloom/app", "netloom/ui", "netloom/engine", "netloom/assets"}},
		{"netloom/ui/canvas", append(engine, "netloom/ui/canvas", "netloom/ui/kit", "netloom/ui/look", "netloom/ui/locale", "netloom/ui/match", "netloom/ui/format", "netloom/assets")},
		{"netloom/ui/projects", append(engine, "netloom/ui/projects")},
		{"netloom/ui", window},
		{"netloom/assets", []string{"netloom/assets", "netloom/engine"}},
		{"netloom/engine", engine},
		{"netloom/internal", []string{"netloom"}},
	}
}

func within(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

func TestImportsPointDown(t *testing.T) {
	t.Parallel()
	for _, p := range list(t, "./...") {
		i := slices.IndexFunc(floors(), func(f floor) bool { return within(p.ImportPath, f.path) })
		if i < 0 {
			t.Errorf("%s lies on no floor of the house: say in this test where it belongs", p.ImportPath)
			continue
		}
		f := floors()[i]
		for _, imported := range p.Imports {
			if within(imported, "netloom") && !slices.ContainsFunc(f.below, func(b string) bool { return within(imported, b) }) {
				t.Errorf("%s imports %s: from %s imports may lead to %s only", p.ImportPath, imported, f.path, strings.Join(f.below, ", "))
			}
		}
	}
}

// TestCanvasKnowsTheGraphOnly: the node editor draws a document and makes edits; what is trained is none of its business.
func TestCanvasKnowsTheGraphOnly(t *testing.T) {
	t.Parallel()
	for _, p := range list(t, "-deps", "./ui/canvas/...") {
		for _, far := range []string{"netloom/engine/train", "netloom/ui/studio", "netloom/ui/projects", "netloom/ui/window"} {
			if within(p.ImportPath, far) {
				t.Errorf("ui/canvas depends on %s", p.ImportPath)
			}
		}
	}
}

// TestEngineNeedsNoScreen: neither Fyne nor any other toolkit, and no C.
func TestEngineNeedsNoScreen(t *testing.T) {
	t.Parallel()
	for _, p := range list(t, "-deps", "./engine/...") {
		for _, screen := range []string{"fyne.io", "github.com/sqweek", "github.com/go-gl", "github.com/fyne-io"} {
			if within(p.ImportPath, screen) {
				t.Errorf("the engine depends on %s", p.ImportPath)
			}
		}
		if len(p.CgoFiles) > 0 && !p.Standard {
			t.Errorf("the engine depends on %s, which is written in C in part", p.ImportPath)
		}
	}
}

// TestHeadlessHasNoWindow: the build for servers holds nothing of the window.
func TestHeadlessHasNoWindow(t *testing.T) {
	t.Parallel()
	for _, p := range list(t, "-deps", "-tags", "headless", "./app/netloom") {
		for _, screen := range []string{"fyne.io", "github.com/sqweek", "github.com/go-gl", "netloom/ui/window"} {
			if within(p.ImportPath, screen) {
				t.Errorf("the headless build depends on %s", p.ImportPath)
			}
		}
	}
}
