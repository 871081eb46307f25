//go:build linux && !headless

package main

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// screen is an X server of a test's own, with a mouse and a keyboard that the test moves.
type screen struct {
	display string
	x       *xgb.Conn
	root    xproto.Window
	keys    map[xproto.Keysym]xproto.Keycode
}

// newScreen starts the server; it ends with the test.
func newScreen(t *testing.T) *screen {
	t.Helper()
	path, err := exec.LookPath("Xvfb")
	if err != nil {
		t.Fatal("Xvfb is missing: make test installs it on a Debian")
	}
	read, write, err := os.Pipe()
	check(t, err)
	// Without a number of ours the server takes a free one, and says which when it is ready.
	server := exec.CommandContext(t.Context(), path, "-displayfd", "3", "-screen", "0", "1600x1000x24", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	check(t, server.Start())
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	check(t, write.Close())
	number, err := bufio.NewReader(read).ReadString('\n')
	check(t, err)
	s := &screen{display: ":" + strings.TrimSpace(number), keys: map[xproto.Keysym]xproto.Keycode{}}
	xgb.Logger.SetOutput(io.Discard) // it reports the end of the server
	s.x, err = xgb.NewConnDisplay(s.display)
	check(t, err)
	t.Cleanup(s.x.Close)
	check(t, xtest.Init(s.x))
	setup := xproto.Setup(s.x)
	s.root = setup.DefaultScreen(s.x).Root
	first, count := setup.MinKeycode, byte(setup.MaxKeycode-setup.MinKeycode+1)
	mapping, err := xproto.GetKeyboardMapping(s.x, first, count).Reply()
	check(t, err)
	for i := range int(count) {
		symbol := mapping.Keysyms[i*int(mapping.KeysymsPerKeycode)]
		if _, known := s.keys[symbol]; !known {
			s.keys[symbol] = first + xproto.Keycode(i)
		}
	}
	return s
}

// origin is where a window lies whose title holds a word.
func (s *screen) origin(t *testing.T, title string) (x, y float32) {
	t.Helper()
	found := s.find(t, s.root, title)
	if found == 0 {
		t.Fatalf("no window has %q in its title", title)
	}
	s.untilViewable(t, found)
	at, err := xproto.TranslateCoordinates(s.x, found, s.root, 0, 0).Reply()
	check(t, err)
	return float32(at.DstX), float32(at.DstY)
}

// untilMapped waits until a window of its own appears on the screen, and gives it the keyboard.
func (s *screen) untilMapped(t *testing.T) {
	t.Helper()
	check(t, xproto.ChangeWindowAttributesChecked(s.x, s.root, xproto.CwEventMask, []uint32{xproto.EventMaskSubstructureNotify}).Check())
	for {
		e, fault := s.x.WaitForEvent()
		if e == nil && fault == nil {
			t.Fatal("the X server is gone")
		}
		if m, mapped := e.(xproto.MapNotifyEvent); mapped && !m.OverrideRedirect {
			// Without a window manager nobody else does.
			check(t, xproto.SetInputFocusChecked(s.x, xproto.InputFocusParent, m.Window, xproto.TimeCurrentTime).Check())
			return
		}
	}
}

// untilViewable waits until a window is on the screen.
func (s *screen) untilViewable(t *testing.T, w xproto.Window) {
	t.Helper()
	check(t, xproto.ChangeWindowAttributesChecked(s.x, w, xproto.CwEventMask, []uint32{xproto.EventMaskStructureNotify}).Check())
	for {
		a, err := xproto.GetWindowAttributes(s.x, w).Reply()
		check(t, err)
		if a.MapState == xproto.MapStateViewable {
			return
		}
		if e, fault := s.x.WaitForEvent(); e == nil && fault == nil {
			t.Fatal("the X server is gone")
		}
	}
}

// find looks for a window in the tree below another.
func (s *screen) find(t *testing.T, below xproto.Window, title string) xproto.Window {
	t.Helper()
	const longest = 256
	name, err := xproto.GetProperty(s.x, false, below, xproto.AtomWmName, xproto.GetPropertyTypeAny, 0, longest).Reply()
	check(t, err)
	if strings.Contains(string(name.Value), title) {
		return below
	}
	tree, err := xproto.QueryTree(s.x, below).Reply()
	check(t, err)
	for _, child := range tree.Children {
		if w := s.find(t, child, title); w != 0 {
			return w
		}
	}
	return 0
}

// send sends one event of the mouse or the keyboard.
func (s *screen) send(t *testing.T, kind, detail byte, x, y float32) {
	t.Helper()
	check(t, xtest.FakeInputChecked(s.x, kind, detail, 0, s.root, int16(x), int16(y), 0).Check())
}

func (s *screen) move(t *testing.T, x, y float32) {
	t.Helper()
	s.send(t, xproto.MotionNotify, 0, x, y)
}

// click presses and lets go of the left button.
func (s *screen) click(t *testing.T, x, y float32) {
	t.Helper()
	s.move(t, x, y)
	s.send(t, xproto.ButtonPress, 1, x, y)
	s.send(t, xproto.ButtonRelease, 1, x, y)
}

// wheel turns the wheel over a place by one notch, up or down.
func (s *screen) wheel(t *testing.T, x, y float32, down bool) {
	t.Helper()
	button := byte(4)
	if down {
		button = 5
	}
	s.move(t, x, y)
	s.send(t, xproto.ButtonPress, button, x, y)
	s.send(t, xproto.ButtonRelease, button, x, y)
}

// drag takes what lies at one place to another, as a hand does: by many small moves.
func (s *screen) drag(t *testing.T, x, y, toX, toY float32) {
	t.Helper()
	const moves = 25
	s.move(t, x, y)
	s.send(t, xproto.ButtonPress, 1, x, y)
	for i := 1; i <= moves; i++ {
		share := float32(i) / moves
		s.move(t, x+share*(toX-x), y+share*(toY-y))
	}
	s.send(t, xproto.ButtonRelease, 1, toX, toY)
}

// Keys, by their symbols in X.
const (
	keyN       xproto.Keysym = 'n'
	keyS       xproto.Keysym = 's'
	keyQ       xproto.Keysym = 'q'
	keyTab     xproto.Keysym = 0xff09
	keyF10     xproto.Keysym = 0xffc7
	keyEscape  xproto.Keysym = 0xff1b
	keyControl xproto.Keysym = 0xffe3
)

// press presses keys one after the other and lets go of them in reverse.
func (s *screen) press(t *testing.T, keys ...xproto.Keysym) {
	t.Helper()
	for _, k := range keys {
		s.send(t, xproto.KeyPress, byte(s.keys[k]), 0, 0)
	}
	for i := len(keys) - 1; i >= 0; i-- {
		s.send(t, xproto.KeyRelease, byte(s.keys[keys[i]]), 0, 0)
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
