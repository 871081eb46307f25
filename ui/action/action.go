// Package action declares the window's commands. Menus, toolbar and shortcut sheet are drawn from these records, and
// the one dispatcher of keys reads them: no other place handles a key.
package action

import (
	"slices"

	"fyne.io/fyne/v2"
)

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
	None    Menu = ""
)

// Menus lists the menus in order.
func Menus() []Menu { return []Menu{File, Edit, View, Network, Train, Help} }

// Action is one command.
type Action struct {
	ID   string
	Key  string // of its name in the translations
	Icon string
	// Keys and More are the keys that the action has until the person gives it others; a Keymap tells the present ones.
	Keys Keys
	More []Keys
	Menu Menu // None where it stands in no menu
	// Group separates the actions of a menu: a line is drawn where it changes.
	Group int
	// Name gives a name that depends on the moment, such as which step Undo takes back; nil for the fixed name.
	Name func() string
	// Why says why the action cannot be used now; "" where it can. nil means that it always can.
	Why func() string
	// Checked tells whether the action's setting is on.
	Checked func() bool
	Run     func()
	// Hold makes it an action that lasts while its key is held: it is told when that goes down, and when up. Run then does it
	// once, for those who choose it from a list.
	Hold func(down bool)
}

// Enabled tells whether the action can be used now.
func (a *Action) Enabled() bool { return a.Reason() == "" }

// Reason says why the action cannot be used now, or "".
func (a *Action) Reason() string {
	if a.Why == nil {
		return ""
	}
	return a.Why()
}

// Allows tells whether an action may have keys. One whose key is held while the mouse is used has a single key, as the others
// mean something to the mouse.
func (a *Action) Allows(k Keys) bool {
	if a.Hold != nil {
		return k == Keys{Key: k.Key} && (k.Key == fyne.KeySpace || !k.Reserved())
	}
	return !k.Reserved()
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
