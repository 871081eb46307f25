//go:build linux && !headless

package main

import (
	"os/exec"
	"path/filepath"
	"testing"

	"netloom/engine/train"
	"netloom/ui/projects"
)

// build builds the program as people get it.
func build(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "netloom")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return binary
}

// TestRealProgram starts the program as people get it, with its window.
func TestRealProgram(t *testing.T) {
	binary := build(t)
	for name, story := range map[string]func(*testing.T, string){
		"first hour": firstHour, "killed with two projects": killedWithTwoProjects, "builds by keyboard": buildsByKeyboard, "builds by mouse": buildsByMouse, "window is quiet": windowIsQuiet, "commands are quiet": commandsAreQuiet, "prelude comes first": preludeComesFirst,
		"file dialog": dialogIsCancelled, "file dialog without display": dialogWithoutDisplay,
	} {
		t.Run(name, func(t *testing.T) { story(t, binary) })
	}
}

// largeWindow is a home in which the window is remembered to nearly fill the screen.
func largeWindow(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	s, err := projects.Share(home, projects.Memory{})
	check(t, err)
	check(t, s.Remember(projects.Memory{Width: 1560, Height: 960}))
	return home
}

// copied is a copy of the example as a project of one's own.
func copied(t *testing.T, binary string) string {
	t.Helper()
	project := filepath.Join(t.TempDir(), "mine.netloom")
	if out, err := exec.CommandContext(t.Context(), binary, "examples", "copy", "mnist-mlp", "--out", project).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return project
}

// epochSteps is how many batches of 32 the 60,000 images make.
const epochSteps = 60_000 / 32

// firstHour is what a person does in the first hour, with a real mouse and keyboard in the real program: drag a
// layer in, wire it, train, see it learn, save; then the machine dies, and after the start all is there.
func firstHour(t *testing.T, binary string) {
	t.Helper()
	home, project := largeWindow(t), copied(t, binary)
	s := newScreen(t)
	r := run(t, s, binary, home, project)
	start := r.until(t, "the example", func(v shown) bool { return v.named("Dense 2") != 0 })

	added := dragIn(t, r, start)
	insert(t, r, added)

	// One batch from the keyboard: the network knows nothing yet.
	s.press(t, keyF10)
	first := r.until(t, "the first batch", func(v shown) bool { return v.Step == 1 && v.Accuracy != nil })
	if *first.Accuracy > 0.5 {
		t.Errorf("after one batch the accuracy is %v", *first.Accuracy)
	}
	x, y := r.word(t, "Run", func(p rectangle) bool { return p.Y < start.Canvas.Y })
	// A hand rests before it clicks: the tip that then comes must not take the click.
	s.move(t, x, y)
	r.until(t, "the tip", func(v shown) bool { return v.says("Run or pause") })
	s.click(t, x, y)
	r.until(t, "the run", func(v shown) bool { return v.State == "running" })
	r.until(t, "an accuracy above 0.9", func(v shown) bool { return v.Accuracy != nil && *v.Accuracy > 0.9 })
	r.until(t, "the checkpoint of the first epoch", func(v shown) bool { return v.Kept >= epochSteps })
	s.press(t, keyControl, keyS)
	r.until(t, "the saved project", func(v shown) bool { return !v.Unsaved })
	check(t, r.process.Process.Kill())
	_ = r.process.Wait()

	kept := survivor(t, project, start, added)
	r = run(t, s, binary, home, project)
	again := r.until(t, "the checkpoint", func(v shown) bool { return v.Step == kept.GlobalStep })
	if again.named(added) == 0 || len(again.Wires) != len(start.Wires)+1 {
		t.Errorf("after the kill the window shows %d wires and the layers %+v", len(again.Wires), again.Nodes)
	}
	x, y = r.word(t, "Run", func(p rectangle) bool { return p.Y < start.Canvas.Y })
	s.click(t, x, y)
	r.until(t, "the run to go on", func(v shown) bool { return v.Step > kept.GlobalStep })
	s.press(t, keyControl, keyQ)
	if err := r.process.Wait(); err != nil || r.said.Len() > 0 {
		t.Errorf("closed, the program ended with %v and said %q", err, r.said)
	}
}

// windowIsQuiet opens and closes the window in locales that are none.
func windowIsQuiet(t *testing.T, binary string) {
	t.Helper()
	s := newScreen(t)
	for _, locale := range []string{"", "C", "POSIX", "de_DE@euro"} {
		home := t.TempDir()
		project := filepath.Join(home, "p.netloom")
		if out, err := exec.CommandContext(t.Context(), binary, "examples", "copy", "mnist-mlp", "--out", project).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		r := run(t, s, binary, home, project, "LANG="+locale)
		s.press(t, keyControl, keyQ)
		if err := r.process.Wait(); err != nil || r.said.Len() > 0 {
			t.Errorf("with LANG=%q the window ended with %v and said %q", locale, err, r.said)
		}
	}
}

// dragIn drags a dense layer from the palette to where there is room, and gives its name.
func dragIn(t *testing.T, r *running, start shown) string {
	t.Helper()
	x, y := r.word(t, "Dense", func(p rectangle) bool { return p.X < start.Canvas.X })
	toX, toY := start.room()
	r.screen.drag(t, x, y, r.x+toX, r.y+toY)
	after := r.until(t, "the new layer", func(v shown) bool { return len(v.Nodes) == len(start.Nodes)+1 })
	for _, n := range after.Nodes {
		if start.named(n.Name) == 0 {
			if n.Kind != "dense" {
				t.Fatalf("the new layer is a %s", n.Kind)
			}
			return n.Name
		}
	}
	t.Fatal("the new layer has no name of its own")
	return ""
}

// insert wires a layer in between Dropout and Dense 2: it takes the end of their wire to the new layer, and draws a wire
// from there on.
func insert(t *testing.T, r *running, added string) {
	t.Helper()
	now := r.until(t, "the layers", func(shown) bool { return true })
	dropout, dense, last := now.named("Dropout"), now.named(added), now.named("Dense 2")
	x, y := r.port(t, last, "in", true)
	toX, toY := r.port(t, dense, "in", true)
	r.screen.drag(t, x, y, toX, toY)
	r.until(t, "the moved wire", func(v shown) bool { return v.wired(dropout, dense) && !v.wired(dropout, last) })
	x, y = r.port(t, dense, "out", false)
	toX, toY = r.port(t, last, "in", true)
	r.screen.drag(t, x, y, toX, toY)
	r.until(t, "the new wire", func(v shown) bool { return v.wired(dense, last) })
}

// survivor reads what a killed program left, and gives its checkpoint.
func survivor(t *testing.T, project string, start shown, added string) *train.Checkpoint {
	t.Helper()
	f, err := projects.OpenReadOnly(t.Context(), project)
	check(t, err)
	defer f.Close()
	d, err := f.Document(t.Context())
	check(t, err)
	found := false
	for _, n := range d.Nodes() {
		found = found || n.Name == added
	}
	if !found || len(d.Wires()) != len(start.Wires)+1 {
		t.Errorf("the file holds %d layers and %d wires", len(d.Nodes()), len(d.Wires()))
	}
	c, err := f.LatestCheckpoint(t.Context())
	check(t, err)
	if c == nil || c.Epoch < 1 {
		t.Fatalf("the file holds the checkpoint %+v", c)
	}
	return c
}
