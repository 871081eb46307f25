//go:build linux && !headless

package main

import (
	"testing"

	"github.com/jezek/xgb/xproto"
)

const keyReturn xproto.Keysym = 0xff0d

// typist works the real program by the keyboard alone and counts: a chord is one action, a word with the Enter that takes
// it another.
type typist struct {
	t       *testing.T
	r       *running
	actions int
}

// chord presses one key, with others held.
func (k *typist) chord(keys ...xproto.Keysym) {
	k.r.screen.press(k.t, keys...)
	k.actions++
}

// word types a word where the keyboard is, and takes it. The symbol of a small Latin letter, a digit or a space is its code.
func (k *typist) word(s string) {
	for _, c := range s {
		k.r.screen.press(k.t, xproto.Keysym(c))
	}
	k.r.screen.press(k.t, keyReturn)
	k.actions++
}

// buildsByKeyboard has someone without a mouse build the MNIST CNN on an empty canvas and train it.
func buildsByKeyboard(t *testing.T, binary string) {
	t.Helper()
	home := largeWindow(t)
	s := newScreen(t)
	r := run(t, s, binary, home, "")
	k := &typist{t: t, r: r}
	k.chord(keyControl, keyN)
	r.until(t, "the empty canvas", func(v shown) bool { return len(v.Tabs) > 0 && len(v.Nodes) == 0 })
	k.chord('a')
	k.word("input")
	r.until(t, "the input", func(v shown) bool { return len(v.Nodes) == 1 })
	for i, layer := range []string{"conv 2d", "max pool", "conv 2d", "max pool", "flatten", "dropout", "dense"} {
		k.chord('w')
		k.word(layer)
		r.until(t, layer, func(v shown) bool { return len(v.Nodes) == i+2 && len(v.Wires) == i+1 })
	}
	k.chord('p')
	k.word("10")
	r.until(t, "ten units", func(v shown) bool { return v.says("8,010 p") })
	k.chord(keyEscape)
	k.chord('w')
	k.word("objective")
	r.until(t, "a network that can be trained", func(v shown) bool { return len(v.Wires) == 9 && v.says("No problems") })
	k.chord(keyControl, keyReturn)
	r.until(t, "an accuracy above 0.8", func(v shown) bool { return v.Accuracy != nil && *v.Accuracy > 0.8 })
	t.Logf("%d actions", k.actions)
	k.chord(keyControl, keyQ)
	if err := r.process.Wait(); err != nil || r.said.Len() > 0 {
		t.Errorf("closed, the program ended with %v and said %q", err, r.said)
	}
}
