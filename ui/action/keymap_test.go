package action

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

var (
	ctrlZ = Keys{Key: fyne.KeyZ, Main: true}
	ctrlY = Keys{Key: fyne.KeyY, Main: true}
	ctrlL = Keys{Key: fyne.KeyL, Main: true}
	keyF  = Keys{Key: fyne.KeyF}
	keyG  = Keys{Key: fyne.KeyG}
)

func actions() List {
	return List{{ID: "undo", Keys: ctrlZ}, {ID: "redo", Keys: ctrlY, More: []Keys{{Key: fyne.KeyZ, Main: true, Shift: true}}}, {ID: "arrange", Keys: ctrlL}, {ID: "fit", Keys: keyF}, {ID: "about"}}
}

func expect(t *testing.T, m *Keymap, want map[string][]Keys) {
	t.Helper()
	for _, a := range actions() {
		keys, given := want[a.ID]
		if !given {
			keys = a.defaults()
		}
		if got := m.Of(a.ID); !slices.Equal(got, keys) {
			t.Errorf("%s has %v, not %v", a.ID, got, keys)
		}
		for _, k := range keys {
			if h := m.Holder(k); h == nil || h.ID != a.ID {
				t.Errorf("%v invoke %v, not %s", k, h, a.ID)
			}
		}
		if changed := !slices.Equal(keys, a.defaults()); m.Changed(a.ID) != changed {
			t.Errorf("%s is said to be changed: %v", a.ID, !changed)
		}
	}
}

// again saves the keymap as the program does, and reads it back.
func again(t *testing.T, m *Keymap) *Keymap {
	t.Helper()
	b, err := json.Marshal(m.Remembered())
	if err != nil {
		t.Fatal(err)
	}
	var saved map[string]any
	if err := json.Unmarshal(b, &saved); err != nil {
		t.Fatal(err)
	}
	return NewKeymap(actions(), saved)
}

func TestKeysComeFromTheRecords(t *testing.T) {
	m := NewKeymap(actions(), nil)
	expect(t, m, nil)
	if m.Remembered() != nil || m.AnyChanged() {
		t.Errorf("an untouched keymap remembers %v", m.Remembered())
	}
	if m.Holder(keyG) != nil || m.Holder(Keys{}) != nil {
		t.Error("keys that nobody has invoke something")
	}
}

func TestGivingReplacingAndTakingKeys(t *testing.T) {
	m := NewKeymap(actions(), nil)
	m.Give("about", keyG)
	m.Give("fit", ctrlL) // from arrange, whose record has it
	m.Replace("undo", ctrlZ, Keys{Key: fyne.KeyF9})
	m.Take("redo", ctrlY)
	want := map[string][]Keys{
		"about": {keyG}, "fit": {keyF, ctrlL}, "arrange": nil, "undo": {{Key: fyne.KeyF9}}, "redo": {{Key: fyne.KeyZ, Main: true, Shift: true}},
	}
	expect(t, m, want)
	expect(t, again(t, m), want)
	m.Give("about", keyF) // from fit, which was given others
	want["about"], want["fit"] = []Keys{keyG, keyF}, []Keys{ctrlL}
	expect(t, m, want)
	expect(t, again(t, m), want)
}

func TestResettingTakesTheKeysBack(t *testing.T) {
	m := NewKeymap(actions(), nil)
	m.Give("about", ctrlL)
	m.Give("about", keyG)
	if lost := m.Lost("arrange"); !slices.Equal(lost, []Keys{ctrlL}) {
		t.Errorf("arrange has lost %v", lost)
	}
	m.Reset("arrange")
	expect(t, m, map[string][]Keys{"about": {keyG}})
	m.Reset("about")
	expect(t, m, nil)
	m.Take("undo", ctrlZ)
	m.Give("fit", ctrlZ)
	m.ResetAll()
	expect(t, m, nil)
	if m.Remembered() != nil {
		t.Errorf("after resetting all it remembers %v", m.Remembered())
	}
}

func TestWhatCannotBeReadIsLeftOut(t *testing.T) {
	var saved map[string]any
	const text = `{"undo": ["Ctrl+Banana", "F9"], "redo": 7, "arrange": "Ctrl+Z", "fit": [], "about": ["Escape"], "from.the.future": ["Alt+1"]}`
	if err := json.Unmarshal([]byte(text), &saved); err != nil {
		t.Fatal(err)
	}
	m := NewKeymap(actions(), saved)
	expect(t, m, map[string][]Keys{"undo": {{Key: fyne.KeyF9}}, "arrange": {ctrlZ}, "fit": nil})
	if got := m.Remembered()["from.the.future"]; !reflect.DeepEqual(got, []any{"Alt+1"}) {
		t.Errorf("the keys of a command of another version come back as %v", got)
	}
}

func TestTwoChosenForTheSameKeys(t *testing.T) {
	m := NewKeymap(actions(), map[string]any{"fit": []any{"F9"}, "undo": []any{"F9", "F8"}})
	expect(t, m, map[string][]Keys{"undo": {{Key: fyne.KeyF9}, {Key: fyne.KeyF8}}, "fit": nil})
}

func TestAnActionThatIsHeldHasOneKey(t *testing.T) {
	list := List{{ID: "hand", Keys: Keys{Key: fyne.KeySpace}, Hold: func(bool) {}}, {ID: "undo", Keys: ctrlZ}}
	m := NewKeymap(list, map[string]any{"hand": []any{"Ctrl+H", "Tab", "H", "Space"}, "undo": []any{"Space", "F9"}})
	if got := m.Of("hand"); !slices.Equal(got, []Keys{{Key: fyne.KeyH}, {Key: fyne.KeySpace}}) {
		t.Errorf("the hand has %v", got)
	}
	if got := m.Of("undo"); !slices.Equal(got, []Keys{{Key: fyne.KeyF9}}) {
		t.Errorf("undo has %v", got)
	}
}
