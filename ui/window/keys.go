package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"netloom/ui/action"
	"netloom/ui/kit"
)

// keyboard is the one dispatcher of keys. Fyne gives a key to what has the focus; what no field takes comes here, in one
// of three ways: as a shortcut where Ctrl, Alt or Cmd is held, as a typed key otherwise, and as a typed character where
// it writes one. The canvas's gestures are asked first, then the keymap.
type keyboard struct {
	w     *Window
	bound []fyne.Shortcut
	// waiting is the action of a key that writes a character, until the character has come: an action that opens a field
	// would otherwise find it typed there.
	waiting *action.Action
	held    func() fyne.KeyModifier
	holding map[fyne.KeyName]*action.Action // actions that last while their keys are held
}

func newKeyboard(w *Window) *keyboard {
	return &keyboard{w: w, held: heldModifiers, holding: map[fyne.KeyName]*action.Action{}}
}

func heldModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// listen takes the keys of the window.
func (k *keyboard) listen() {
	c := k.w.window.Canvas()
	c.SetOnTypedKey(k.typedKey)
	c.SetOnTypedRune(k.typedRune)
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(k.keyDown)
		d.SetOnKeyUp(k.keyUp)
	}
	k.bind()
}

// bind tells Fyne which combinations there are; it knows no way to ask for all.
func (k *keyboard) bind() {
	c := k.w.window.Canvas()
	for _, s := range k.bound {
		c.RemoveShortcut(s)
	}
	// Fyne has names of its own for these.
	k.bound = []fyne.Shortcut{&fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}, &fyne.ShortcutCut{}, &fyne.ShortcutCopy{}, &fyne.ShortcutPaste{}, &fyne.ShortcutSelectAll{}}
	for _, keys := range k.w.keymap.All() {
		if !keys.Main && !keys.Alt {
			continue // comes as a typed key
		}
		k.bound = append(k.bound, &desktop.CustomShortcut{KeyName: keys.Key, Modifier: keys.Held()})
		if keys.Key == fyne.KeyReturn {
			k.bound = append(k.bound, &desktop.CustomShortcut{KeyName: fyne.KeyEnter, Modifier: keys.Held()})
		}
	}
	for _, s := range k.bound {
		c.AddShortcut(s, k.shortcut)
	}
}

// keyDown begins what lasts while a key is held.
func (k *keyboard) keyDown(e *fyne.KeyEvent) {
	keys, ok := action.Pressed(e, k.held())
	if !ok || k.w.window.Canvas().Overlays().Top() != nil {
		return
	}
	if a := k.w.keymap.Holder(keys); a != nil && a.Hold != nil && a.Enabled() {
		k.holding[keys.Key] = a
		a.Hold(true)
	}
}

// keyUp ends it.
func (k *keyboard) keyUp(e *fyne.KeyEvent) {
	keys, _ := action.Pressed(e, 0)
	if a := k.holding[keys.Key]; a != nil {
		delete(k.holding, keys.Key)
		a.Hold(false)
	}
}

// pressed is the action that the press of keys invokes, or nil: those that are held have begun when the key went down.
func (k *keyboard) pressed(keys action.Keys) *action.Action {
	if a := k.w.keymap.Holder(keys); a != nil && a.Hold == nil {
		return a
	}
	return nil
}

// shortcut is a key with Ctrl, Alt or Cmd.
func (k *keyboard) shortcut(s fyne.Shortcut) {
	if keys, ok := shortcutKeys(s, k.held()); ok && !k.covered("") {
		k.invoke(keys)
	}
}

// shortcutKeys gives the keys of a shortcut as Fyne tells of it.
func shortcutKeys(s fyne.Shortcut, held fyne.KeyModifier) (action.Keys, bool) {
	x, ok := s.(fyne.KeyboardShortcut)
	if !ok {
		return action.Keys{}, false
	}
	if held == fyne.KeyModifierShift { // Fyne tells of these as of Ctrl+X and Ctrl+V
		switch s.(type) {
		case *fyne.ShortcutCut:
			return action.Keys{Key: fyne.KeyDelete, Shift: true}, true
		case *fyne.ShortcutPaste:
			return action.Keys{Key: fyne.KeyInsert, Shift: true}, true
		}
	}
	return action.Pressed(&fyne.KeyEvent{Name: x.Key()}, x.Mod())
}

// typedKey is a key without Ctrl, Alt or Cmd.
func (k *keyboard) typedKey(e *fyne.KeyEvent) {
	k.waiting = nil
	if k.covered(e.Name) || k.w.canvas.Takes(e) {
		return
	}
	keys, ok := action.Pressed(e, k.held())
	if !ok {
		return
	}
	if !keys.Prints() {
		k.invoke(keys)
		return
	}
	if k.waiting = k.pressed(keys); k.waiting != nil {
		k.w.options.Do(k.release) // an input method may keep the character
	}
}

// typedRune is a character.
func (k *keyboard) typedRune(r rune) {
	switch {
	case k.waiting != nil:
		k.release()
	case !k.covered(""):
		k.invoke(action.Typed(r))
	}
}

// release invokes the action that has waited for its character.
func (k *keyboard) release() {
	if a := k.waiting; a != nil {
		k.waiting = nil
		k.w.invoke(a)
	}
}

func (k *keyboard) invoke(keys action.Keys) {
	if a := k.pressed(keys); a != nil {
		k.w.invoke(a)
	}
}

// covered tells whether something lies over the window, so that its keys mean nothing; Escape takes that away.
func (k *keyboard) covered(key fyne.KeyName) bool {
	top := k.w.window.Canvas().Overlays().Top()
	if top == nil {
		return false
	}
	if key == fyne.KeyEscape {
		kit.Dismiss(top)
	}
	return true
}

// invoke runs an action, or says why it cannot be run.
func (w *Window) invoke(a *action.Action) {
	if why := a.Reason(); why != "" {
		w.toast(why)
		return
	}
	a.Run()
}

// rekeyed makes the keys that the person has chosen hold, and remembers them.
func (w *Window) rekeyed() {
	w.keyboard.bind()
	w.memory.Keys = w.keymap.Remembered()
	w.build()
	w.remember()
}
