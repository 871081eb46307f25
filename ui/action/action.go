// Package action declares the window's commands. Menus, toolbar and shortcut sheet are drawn from these records, and
// the one dispatcher of keys reads them: no other place handles a key.
package action

import (
	"runtime"
	"slices"
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

// Menu groups actions; the order is that of the menu bar.
type Menu string

// The menus.
const (
	File    Menu = "file"
	Edit    Menu = "edit"
	View    Menu = "view"
	Network Menu = "network"
	Train   Menu = "train"
	Help    Menu = "help"
)

// Menus lists the menus in order.
func Menus() []Menu { return []Menu{File, Edit, View, Network, Train, Help} }

// Action is one command.
type Action struct {
	ID   string
	Key  string // of its name in the translations
	Icon string
	Keys Keys
	Menu Menu
	// Group separates the actions of a menu: a line is drawn where it changes.
	Group int
	// Name gives a name that depends on the moment, such as which step Undo takes back; nil for the fixed name.
	Name func() string
	// Why says why the action cannot be used now; "" where it can. nil means that it always can.
	Why func() string
	// Checked tells whether the action's setting is on.
	Checked func() bool
	Run     func()
}

// Enabled tells whether the action can be used now.
func (a *Action) Enabled() bool { return a.Why == nil || a.Why() == "" }

// Matches tells whether a key press is the action's.
func (a *Action) Matches(key fyne.KeyName, held fyne.KeyModifier) bool {
	return a.Keys.Key != "" && a.Keys.Key == key && a.Keys.Held() == held
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

// String writes the keys as they stand in menus.
func (k Keys) String() string {
	if k.Key == "" {
		return ""
	}
	var parts []string
	if k.Main {
		if runtime.GOOS == "darwin" {
			parts = append(parts, "Cmd")
		} else {
			parts = append(parts, "Ctrl")
		}
	}
	if k.Alt {
		parts = append(parts, "Alt")
	}
	if k.Shift {
		parts = append(parts, "Shift")
	}
	name := string(k.Key)
	switch k.Key {
	case fyne.KeyReturn:
		name = "Enter"
	case fyne.KeyPeriod:
		name = "."
	case fyne.KeySlash:
		name = "/"
		if k.Shift {
			return "?"
		}
	}
	return strings.Join(append(parts, name), "+")
}

// List is the explicit list of a window's actions.
type List []*Action

// Find gives an action by its id, or nil.
func (l List) Find(id string) *Action {
	for _, a := range l {
		if a.ID == id {
			return a
		}
	}
	return nil
}

// For gives the action of a key press, or nil.
func (l List) For(key fyne.KeyName, held fyne.KeyModifier) *Action {
	for _, a := range l {
		if a.Matches(key, held) {
			return a
		}
	}
	return nil
}

// In lists the actions of a menu, group by group.
func (l List) In(m Menu) List {
	var list List
	for _, a := range l {
		if a.Menu == m {
			list = append(list, a)
		}
	}
	slices.SortStableFunc(list, func(a, b *Action) int { return a.Group - b.Group })
	return list
}
