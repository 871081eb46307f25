//go:build !linux

// Package hand moves the mouse and presses keys through the X server.
package hand

import "errors"

// Hand is a mouse and a keyboard over one window.
type Hand struct{}

// Button is a button of the mouse; turning the wheel is a press of one.
type Button byte

// The buttons.
const (
	Left   Button = 1
	Middle Button = 2
	Up     Button = 4
	Down   Button = 5
)

// Key is a key of the keyboard.
type Key uint32

// Some keys.
const (
	Control Key = iota + 0xff00
	Shift
	Delete
	Return
	Escape
	Right
	Leftward
)

// Over has no way to make events here.
func Over(uintptr) (*Hand, error) {
	return nil, errors.New("events can be made on an X server only")
}

// Nothing is done by a hand that cannot be had.
func (*Hand) Close()                {}
func (*Hand) Move(float32, float32) {}
func (*Hand) Press(Button)          {}
func (*Hand) Release(Button)        {}
func (*Hand) Click(Button)          {}
func (*Hand) KeyDown(Key)           {}
func (*Hand) KeyUp(Key)             {}
func (*Hand) Type(...Key)           {}
func (*Hand) Sync() error           { return nil }
