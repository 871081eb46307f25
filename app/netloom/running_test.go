//go:build linux && !headless

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"netloom/engine/graph"
)

// rectangle is a place on the window, as --trace tells it.
type rectangle struct{ X, Y, W, H float32 }

func (r rectangle) middle() (x, y float32) { return r.X + r.W/2, r.Y + r.H/2 }

// shown is what the window shows, as --trace tells it.
type shown struct {
	Title, Path, State string
	Tabs               []struct {
		Name, Path     string
		Shown, Unsaved bool
	}
	Unsaved    bool
	Epoch      int
	Step, Kept uint64
	Accuracy   *float64
	Canvas     rectangle
	Wires      []graph.Wire
	Nodes      []struct {
		rectangle
		ID         int
		Kind, Name string
	}
	Ports []struct {
		rectangle
		Node  int
		Port  string
		Input bool
	}
	Texts []struct {
		rectangle
		Text string
	}
}

// running is the real program in its window.
type running struct {
	screen  *screen
	process *exec.Cmd
	said    *bytes.Buffer
	x, y    float32 // of the window on the screen

	mutex  sync.Mutex
	now    shown
	lines  int
	ended  bool
	change chan struct{} // closed and replaced with each line
}

// patience bounds how long the window may take to show something.
const patience = time.Minute

// run starts the program on a project, or on none, in the locale of most containers unless the environment says otherwise. Its home
// is that of the test.
func run(t *testing.T, s *screen, binary, home, project string, environment ...string) *running {
	t.Helper()
	// A named pipe hands each line over as it is written: nothing has to be asked again and again.
	pipe := filepath.Join(t.TempDir(), "trace")
	check(t, syscall.Mkfifo(pipe, 0o600))
	r := &running{screen: s, said: &bytes.Buffer{}, change: make(chan struct{})}
	args := []string{"--trace", pipe}
	if project != "" {
		args = append(args, project)
	}
	r.process = exec.CommandContext(t.Context(), binary, args...)
	r.process.Env = append(os.Environ(), "DISPLAY="+s.display, "NETLOOM_HOME="+home, "HOME="+home, "XDG_CONFIG_HOME="+home, "LANG=C.UTF-8", "LC_ALL=", "LANGUAGE=")
	r.process.Env = append(r.process.Env, environment...)
	r.process.Stderr = r.said
	check(t, r.process.Start())
	t.Cleanup(func() { _ = r.process.Process.Kill() })
	go r.follow(pipe)
	r.until(t, "the window", func(v shown) bool { return v.Canvas.W > 100 && len(v.Nodes) > 0 })
	r.x, r.y = s.origin(t, "Netloom")
	return r
}

// follow reads what the program writes until it ends.
func (r *running) follow(pipe string) {
	f, err := os.Open(pipe)
	if err == nil {
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var v shown
			if json.Unmarshal(lines.Bytes(), &v) != nil {
				continue // cut off by a kill
			}
			r.tell(func() { r.now, r.lines = v, r.lines+1 })
		}
	}
	r.tell(func() { r.ended = true })
}

func (r *running) tell(change func()) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	change()
	close(r.change)
	r.change = make(chan struct{})
}

// until waits until the window shows something, and gives all that it shows then.
func (r *running) until(t *testing.T, what string, holds func(shown) bool) shown {
	t.Helper()
	end := time.After(patience)
	for {
		r.mutex.Lock()
		now, lines, ended, change := r.now, r.lines, r.ended, r.change
		r.mutex.Unlock()
		switch {
		case lines > 0 && holds(now):
			return now
		case ended:
			t.Fatalf("waiting for %s, the program ended: %s", what, r.said)
		}
		select {
		case <-change:
		case <-end:
			now.Texts, now.Ports = nil, nil // hundreds
			t.Fatalf("%s did not come within %v; the window shows %+v; the program says %q", what, patience, now, r.said)
		}
	}
}

// word is where a word stands in a part of the window.
func (r *running) word(t *testing.T, text string, in func(rectangle) bool) (x, y float32) {
	t.Helper()
	v := r.until(t, "the word "+text, func(v shown) bool {
		for _, w := range v.Texts {
			if w.Text == text && in(w.rectangle) {
				return true
			}
		}
		return false
	})
	for _, w := range v.Texts {
		if w.Text == text && in(w.rectangle) {
			x, y = w.middle()
		}
	}
	return r.x + x, r.y + y
}

// port is where a port is.
func (r *running) port(t *testing.T, node int, port string, input bool) (x, y float32) {
	t.Helper()
	for _, p := range r.until(t, "the ports", func(shown) bool { return true }).Ports {
		if p.Node == node && p.Port == port && p.Input == input {
			x, y = p.middle()
			return r.x + x, r.y + y
		}
	}
	t.Fatalf("layer %d has no port %s", node, port)
	return 0, 0
}

// named finds a layer by its name.
func (v shown) named(name string) int {
	for _, n := range v.Nodes {
		if n.Name == name {
			return n.ID
		}
	}
	return 0
}

// says tells whether a text in sight begins with some words.
func (v shown) says(words string) bool {
	for _, text := range v.Texts {
		if strings.HasPrefix(text.Text, words) {
			return true
		}
	}
	return false
}

// wired tells whether a wire leads from one layer to another.
func (v shown) wired(from, to int) bool {
	return slices.ContainsFunc(v.Wires, func(w graph.Wire) bool { return int(w.From.Node) == from && int(w.To.Node) == to })
}

// room is the place on the canvas that is farthest from all layers and from the edge.
func (v shown) room() (x, y float32) {
	best := float32(-1)
	const steps, edge = 12, 120 // nearer to the edge, a drag pans
	for i := 1; i < steps; i++ {
		for j := 1; j < steps; j++ {
			px, py := v.Canvas.X+v.Canvas.W*float32(i)/steps, v.Canvas.Y+v.Canvas.H*float32(j)/steps
			if min(px-v.Canvas.X, v.Canvas.X+v.Canvas.W-px) < edge || min(py-v.Canvas.Y, v.Canvas.Y+v.Canvas.H-py) < edge/2 {
				continue
			}
			near := float32(math.Inf(1))
			for _, n := range v.Nodes {
				near = min(near, float32(math.Hypot(float64(px-n.X), float64(py-n.Y))))
			}
			if near > best {
				best, x, y = near, px, py
			}
		}
	}
	return x, y
}
