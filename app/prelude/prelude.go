// Package prelude settles the environment before the packages of the window are loaded. Two of them act on it while they
// are loaded, in every command: Fyne's translations read the locale and log what they cannot parse ("C" of C.UTF-8), and
// sqweek/dialog starts GTK, which opens the display and complains about locales that the C library lacks.
//
// Go loads packages whose imports are ready in the order of their paths. This one imports nothing but os, and "netloom"
// comes before "reflect", without which neither of the two is ready: so this one always goes first. A test looks at it.
package prelude

import "os"

// FileDialog is the command that shows one file dialog and ends: the only process in which GTK is wanted.
const FileDialog = "file-dialog"

// hidden is what was taken out of the environment while packages are loaded. Computing it is what this package is for: it
// happens once, before all others, and nothing changes it.
var hidden = settle(os.Args) //nolint:gochecknoglobals // see the package's comment

// variable is one of the environment; an empty value stands for one that is not set.
type variable struct{ name, value string }

// loading is the environment that the packages of the window are loaded in: no display for GTK to open, no socket of
// Wayland to look for, and a locale that every C library has.
func loading() map[string]string {
	return map[string]string{"DISPLAY": "", "WAYLAND_DISPLAY": "", "GDK_BACKEND": "x11", "LC_ALL": "C"}
}

// settle prepares the environment and gives what Restore puts back.
func settle(args []string) []variable {
	put("LANGUAGE", Languages(os.Getenv))
	if len(args) > 1 && args[1] == FileDialog {
		return nil
	}
	var before []variable
	for name, value := range loading() {
		before = append(before, variable{name, os.Getenv(name)})
		put(name, value)
	}
	return before
}

// Restore puts back what was hidden; the program calls it first of all.
func Restore() {
	for _, v := range hidden {
		put(v.name, v.value)
	}
}

// put sets a variable, or takes it away. It cannot fail: the names are sound, and values come from the environment.
func put(name, value string) {
	if value == "" {
		_ = os.Unsetenv(name)
		return
	}
	_ = os.Setenv(name, value)
}
