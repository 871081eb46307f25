// Package hand moves the mouse and presses keys through the X server, so that the program gets them on the very way on
// which it gets a person's.
package hand

import (
	"errors"
	"fmt"
	"io"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// Hand is a mouse and a keyboard over one window.
type Hand struct {
	x      *xgb.Conn
	root   xproto.Window
	window xproto.Window
	left   int16 // of the window on the screen
	top    int16
	keys   map[xproto.Keysym]xproto.Keycode
}

// Button is a button of the mouse; turning the wheel is a press of one.
type Button byte

// The buttons.
const (
	Left   Button = 1
	Middle Button = 2
	Up     Button = 4
	Down   Button = 5
)

// Key is a key of the keyboard, by its symbol in X.
type Key uint32

// Some keys; letters and digits are their own symbols.
const (
	Control  Key = 0xffe3
	Shift    Key = 0xffe1
	Delete   Key = 0xffff
	Return   Key = 0xff0d
	Escape   Key = 0xff1b
	Right    Key = 0xff53
	Leftward Key = 0xff51
)

// Over gives a hand over a window of this program, by its X window, and gives that the keyboard.
func Over(window uintptr) (*Hand, error) {
	xgb.Logger.SetOutput(io.Discard)
	x, err := xgb.NewConn()
	if err != nil {
		return nil, fmt.Errorf("the X server does not take events: %w", err)
	}
	h := &Hand{x: x, window: xproto.Window(window), keys: map[xproto.Keysym]xproto.Keycode{}}
	if err := h.prepare(); err != nil {
		x.Close()
		return nil, err
	}
	return h, nil
}

func (h *Hand) prepare() error {
	if err := xtest.Init(h.x); err != nil {
		return fmt.Errorf("the X server has no XTEST, by which events are made: %w", err)
	}
	setup := xproto.Setup(h.x)
	h.root = setup.DefaultScreen(h.x).Root
	first, count := setup.MinKeycode, byte(setup.MaxKeycode-setup.MinKeycode+1)
	mapping, err := xproto.GetKeyboardMapping(h.x, first, count).Reply()
	if err != nil {
		return err
	}
	for i := range int(count) {
		symbol := mapping.Keysyms[i*int(mapping.KeysymsPerKeycode)]
		if _, known := h.keys[symbol]; !known {
			h.keys[symbol] = first + xproto.Keycode(i)
		}
	}
	at, err := xproto.TranslateCoordinates(h.x, h.window, h.root, 0, 0).Reply()
	if err != nil {
		return err
	}
	h.left, h.top = at.DstX, at.DstY
	h.open()
	return xproto.SetInputFocusChecked(h.x, xproto.InputFocusParent, h.window, xproto.TimeCurrentTime).Check()
}

// open lets go of all that is held, by whoever was here before too.
func (h *Hand) open() {
	for _, b := range []Button{Left, Middle} {
		h.Release(b)
	}
	for _, k := range []Key{Control, Shift} {
		h.KeyUp(k)
	}
}

// Close takes the hand away.
func (h *Hand) Close() {
	h.open()
	_ = h.Sync() // the connection may be what has failed
	h.x.Close()
}

// send makes one event. The server is not waited for: Sync does that.
func (h *Hand) send(kind, detail byte, x, y int16) {
	xtest.FakeInput(h.x, kind, detail, 0, h.root, x, y, 0)
}

// Move moves the pointer to a pixel of the window.
func (h *Hand) Move(x, y float32) {
	h.send(xproto.MotionNotify, 0, h.left+int16(x), h.top+int16(y))
}

// Press presses a button.
func (h *Hand) Press(b Button) { h.send(xproto.ButtonPress, byte(b), 0, 0) }

// Release lets go of a button.
func (h *Hand) Release(b Button) { h.send(xproto.ButtonRelease, byte(b), 0, 0) }

// Click presses a button and lets go of it.
func (h *Hand) Click(b Button) {
	h.Press(b)
	h.Release(b)
}

// KeyDown presses a key.
func (h *Hand) KeyDown(k Key) { h.send(xproto.KeyPress, byte(h.keys[xproto.Keysym(k)]), 0, 0) }

// KeyUp lets go of a key.
func (h *Hand) KeyUp(k Key) { h.send(xproto.KeyRelease, byte(h.keys[xproto.Keysym(k)]), 0, 0) }

// Type presses keys one after the other and lets go of them in reverse: those that are held come first.
func (h *Hand) Type(keys ...Key) {
	for _, k := range keys {
		h.KeyDown(k)
	}
	for i := len(keys) - 1; i >= 0; i-- {
		h.KeyUp(keys[i])
	}
}

// Sync waits until the server has handed on what was done so far.
func (h *Hand) Sync() error {
	if _, err := xproto.GetInputFocus(h.x).Reply(); err != nil {
		return errors.Join(errors.New("the X server is gone"), err)
	}
	return nil
}
