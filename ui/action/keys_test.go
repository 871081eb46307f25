package action

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestKeysAreWrittenAndReadBack(t *testing.T) {
	for _, c := range []struct {
		text string
		keys Keys
	}{
		{"Ctrl+Z", Keys{Key: fyne.KeyZ, Main: true}},
		{"Ctrl+Alt+Shift+F12", Keys{Key: fyne.KeyF12, Main: true, Alt: true, Shift: true}},
		{"Shift+/", Keys{Key: fyne.KeySlash, Shift: true}},
		{"Ctrl++", Keys{Key: fyne.KeyPlus, Main: true}},
		{"+", Keys{Key: fyne.KeyPlus}},
		{"Ctrl+-", Keys{Key: fyne.KeyMinus, Main: true}},
		{"Alt+PageUp", Keys{Key: fyne.KeyPageUp, Alt: true}},
		{"Ctrl+Enter", Keys{Key: fyne.KeyReturn, Main: true}},
		{"Backspace", Keys{Key: fyne.KeyBackspace}},
	} {
		if got := c.keys.Text(); got != c.text {
			t.Errorf("%+v is written %q, not %q", c.keys, got, c.text)
		}
		for _, s := range []string{c.text, c.keys.String(), " " + c.text} {
			if got, err := ParseKeys(s); err != nil || got != c.keys {
				t.Errorf("%q is read as %+v (%v)", s, got, err)
			}
		}
	}
	if got, err := ParseKeys("ctrl+shift+p"); err != nil || got != (Keys{Key: fyne.KeyP, Main: true, Shift: true}) {
		t.Errorf("small letters are read as %+v (%v)", got, err)
	}
	for _, s := range []string{"", "Ctrl+", "Hyper+A", "Ctrl+Banana", "AB", "F13", "Ctrl"} {
		if got, err := ParseKeys(s); err == nil {
			t.Errorf("%q is read as %+v", s, got)
		}
	}
}

func TestPressedKeys(t *testing.T) {
	press := func(name fyne.KeyName, held fyne.KeyModifier) (Keys, bool) {
		return Pressed(&fyne.KeyEvent{Name: name}, held)
	}
	if k, ok := press(fyne.KeyEnter, main()); !ok || k != (Keys{Key: fyne.KeyReturn, Main: true}) {
		t.Errorf("the number pad's Enter is %+v", k)
	}
	if k, ok := press(fyne.KeyUp, fyne.KeyModifierAlt|fyne.KeyModifierShift); !ok || k != (Keys{Key: fyne.KeyUp, Alt: true, Shift: true}) {
		t.Errorf("Alt+Shift+Up is %+v", k)
	}
	for _, name := range []fyne.KeyName{"LeftShift", "CapsLock", fyne.KeyUnknown} {
		if k, ok := press(name, 0); ok {
			t.Errorf("%q alone counts as %+v", name, k)
		}
	}
	if k, ok := press(fyne.KeyA, fyne.KeyModifierControl|fyne.KeyModifierSuper); ok {
		t.Errorf("the system's modifier gives %+v", k)
	}
}

// On a Russian keyboard F writes а: Fyne gives it no name, only its place.
func TestLettersAreFoundByTheirPlaceWhereTheyHaveNoName(t *testing.T) {
	for _, c := range []struct {
		system string
		scan   int
		want   fyne.KeyName
	}{
		{"linux", 41, fyne.KeyF},
		{"windows", 33, fyne.KeyF},
		{"darwin", 3, fyne.KeyF},
		{"linux", 24, fyne.KeyQ},
		{"linux", 58, fyne.KeyM},
		{"windows", 25, fyne.KeyP},
		{"darwin", 46, fyne.KeyM},
		{"linux", 36, ""},
		{"windows", 1, ""},
		{"darwin", 10, ""},
		{"linux", 0, ""},
	} {
		if got := placed(c.scan, c.system); got != c.want {
			t.Errorf("scan code %d on %s is %q, not %q", c.scan, c.system, got, c.want)
		}
	}
}

// On a German keyboard ? is Shift+ß and / is Shift+7.
func TestSignsAreFoundByTheirCharacter(t *testing.T) {
	for r, want := range map[rune]Keys{
		'?': {Key: fyne.KeySlash, Shift: true}, '/': {Key: fyne.KeySlash}, '"': {Key: fyne.KeyApostrophe, Shift: true}, '!': {Key: fyne.Key1, Shift: true},
		'f': {}, '7': {}, '、': {}, ' ': {},
	} {
		if got := Typed(r); got != want {
			t.Errorf("%q is %+v, not %+v", r, got, want)
		}
	}
}
