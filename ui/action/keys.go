package action

import (
	"fmt"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
)

// Keys is a key with its modifiers; the zero Keys is none.
type Keys struct {
	Key   fyne.KeyName
	Main  bool // Ctrl, or Cmd on macOS
	Alt   bool
	Shift bool
}

// Pressed gives the keys of a press as Fyne tells of it; false where no command may have them: modifiers alone, and
// presses with a modifier that belongs to the system. Where the keyboard's letters are not Latin, the key's place counts.
func Pressed(e *fyne.KeyEvent, held fyne.KeyModifier) (Keys, bool) {
	k := Keys{Key: e.Name, Main: held&main() != 0, Alt: held&fyne.KeyModifierAlt != 0, Shift: held&fyne.KeyModifierShift != 0}
	if k.Key == fyne.KeyUnknown {
		k.Key = placed(e.Physical.ScanCode, runtime.GOOS)
	}
	if k.Key == fyne.KeyEnter {
		k.Key = fyne.KeyReturn // the number pad's Enter is Enter
	}
	system := held&(fyne.KeyModifierControl|fyne.KeyModifierSuper)&^main() != 0
	return k, usable(k.Key) && !system
}

// Typed gives the keys that make a character on a US keyboard: so a command is found by its character where the
// keyboard has that elsewhere. Letters are found by their keys.
func Typed(r rune) Keys {
	const upper, lower = `~!@#$%^&*()_+{}|:"<>?`, "`1234567890-=[]\\;',./"
	if i := strings.IndexRune(upper, r); i >= 0 {
		return Keys{Key: fyne.KeyName(lower[i]), Shift: true}
	}
	if strings.ContainsRune("`-=[]\\;',./", r) {
		return Keys{Key: fyne.KeyName(r)}
	}
	return Keys{}
}

// Held are the modifiers of the keys as Fyne has them.
func (k Keys) Held() fyne.KeyModifier {
	held := fyne.KeyModifier(0)
	if k.Main {
		held |= main()
	}
	if k.Alt {
		held |= fyne.KeyModifierAlt
	}
	if k.Shift {
		held |= fyne.KeyModifierShift
	}
	return held
}

func main() fyne.KeyModifier {
	if runtime.GOOS == "darwin" {
		return fyne.KeyModifierSuper
	}
	return fyne.KeyModifierControl
}

// Prints tells whether the press makes a character in a field.
func (k Keys) Prints() bool { return len(k.Key) == 1 && !k.Main && !k.Alt }

// Reserved tells whether the keys have a meaning of their own everywhere, so that no command may have them: moving the
// keyboard's focus, giving up, agreeing, and pressing a button. Only an action that is held may have the space bar.
func (k Keys) Reserved() bool {
	if k.Main || k.Alt {
		return false
	}
	switch k.Key {
	case fyne.KeyTab, fyne.KeyEscape, fyne.KeyReturn, fyne.KeySpace:
		return true
	}
	return false
}

// String writes the keys as they stand in menus.
func (k Keys) String() string {
	if k.Key == fyne.KeySlash && k.Shift && !k.Main && !k.Alt {
		return "?"
	}
	if runtime.GOOS == "darwin" {
		return k.write("Cmd", "Option")
	}
	return k.write("Ctrl", "Alt")
}

// Text writes the keys in the same way on every system, for files.
func (k Keys) Text() string { return k.write("Ctrl", "Alt") }

func (k Keys) write(main, alt string) string {
	if k.Key == "" {
		return ""
	}
	var parts []string
	if k.Main {
		parts = append(parts, main)
	}
	if k.Alt {
		parts = append(parts, alt)
	}
	if k.Shift {
		parts = append(parts, "Shift")
	}
	name := string(k.Key)
	if n, other := names[k.Key]; other {
		name = n
	}
	return strings.Join(append(parts, name), "+")
}

// names are those of keys that Fyne calls differently.
var names = map[fyne.KeyName]string{
	fyne.KeyReturn: "Enter", fyne.KeyBackspace: "Backspace", fyne.KeyPageUp: "PageUp", fyne.KeyPageDown: "PageDown",
}

// named are the keys beside letters, digits and signs that a command may have.
var named = []fyne.KeyName{
	fyne.KeyReturn, fyne.KeyBackspace, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyEscape, fyne.KeyTab, fyne.KeySpace, fyne.KeyInsert,
	fyne.KeyDelete, fyne.KeyHome, fyne.KeyEnd, fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown,
	fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
	fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12,
}

// oneSign are the keys whose names are one sign.
const oneSign = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`-=[]\\;',./+*"

// usable tells whether a key can be a command's.
func usable(k fyne.KeyName) bool {
	if len(k) == 1 {
		return strings.Contains(oneSign, string(k))
	}
	for _, n := range named {
		if n == k {
			return true
		}
	}
	return false
}

// ParseKeys reads what Text or String writes, in small or capital letters.
func ParseKeys(s string) (Keys, error) {
	var k Keys
	rest := strings.TrimSpace(s)
	if rest == "?" {
		return Keys{Key: fyne.KeySlash, Shift: true}, nil
	}
	for {
		name, after, more := strings.Cut(rest, "+")
		if !more || after == "" || name == "" {
			break // the last one is the key; it may be the plus sign itself
		}
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "ctrl", "cmd":
			k.Main = true
		case "alt", "option":
			k.Alt = true
		case "shift":
			k.Shift = true
		default:
			return Keys{}, fmt.Errorf("the keys %q have %q before a plus sign: write Ctrl, Alt or Shift there", s, name)
		}
		rest = after
	}
	if k.Key = keyCalled(strings.TrimSpace(rest)); k.Key == "" {
		return Keys{}, fmt.Errorf("the keys %q end in %q, which is no key: write a letter, a digit, a sign, F1 to F12, or a name such as Delete", s, rest)
	}
	return k, nil
}

func keyCalled(s string) fyne.KeyName {
	if k := fyne.KeyName(strings.ToUpper(s)); len(k) == 1 && usable(k) {
		return k
	}
	for _, k := range named {
		name := string(k)
		if n, other := names[k]; other {
			name = n
		}
		if strings.EqualFold(name, s) {
			return k
		}
	}
	return ""
}
